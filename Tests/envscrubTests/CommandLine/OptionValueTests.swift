import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// The arguments of policy options, and their values.
struct OptionValueTests {
  static let table: [(Setting, String?, PolicyOption.Value?)] = [
    (.inherit, "core", .number(1)), (.inherit, "MYAPP_*", .argument(Argument("MYAPP_*"))), (.inherit, "Core", nil),
    (.seal, nil, .number(1)), (.seal, "no", .number(0)), (.seal, "if-possible", .number(2)), (.seal, "perhaps", nil),
    (.closeFds, "true", .number(1)), (.closeFds, "false", .number(0)), (.closeFds, "", nil),
    (.keep, "A_*", .argument(Argument("A_*"))), (.set, "A=1", .argument(Argument("A=1"))), (.set, "A", nil), (.set, "=1", nil),
  ]
  @Test(arguments: table)
  func value(setting: Setting, text: String?, expected: PolicyOption.Value?) {
    let word = text.map { Word(ByteString($0)) }
    #expect((try? OptionValue.value(of: setting, word, Argument(ByteString(text ?? "")))) == expected)
  }

  static let descriptors: [(ByteString, Int32?)] = [("3", 3), ("0", 0), ("", nil), ("x", nil), ("-1", nil), ("99999999999", nil)]
  @Test(arguments: descriptors)
  func descriptor(text: ByteString, expected: Int32?) {
    #expect((try? OptionValue.descriptor(Argument(text), of: .keepFd)) == expected)
  }
}
