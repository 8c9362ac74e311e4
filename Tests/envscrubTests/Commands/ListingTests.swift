import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct ListingTests {
  /// an entry, the printed line; control characters are printed as they are, as by env(1)
  static let table: [(ByteString, String)] = [("A=1", "A=1"), ("A=", "A="), ("A=1\n2\u{1B}[2J", "A=1\n2\u{1B}[2J"), ("no equals", "no equals")]

  @Test(arguments: table)
  func entry(text: ByteString, expected: String) {
    let string = UnsafeRawPointer(ByteString(text.text).start).assumingMemoryBound(to: CChar.self)
    #expect(written { $0.write(listed: EnvironmentEntry(string), endsInNUL: false) } == expected + "\n")
    #expect(written { $0.write(listed: EnvironmentEntry(string), endsInNUL: true) } == expected + "\0")
  }
}
