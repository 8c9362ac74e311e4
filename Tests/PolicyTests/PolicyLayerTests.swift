import Bytes
@testable import Policy
import TestSupport
import Testing

struct PolicyLayerTests {
  @Test func countsItsRules() throws {
    #expect(PolicyLayer().ruleCount == 0)
    var layer = try Settings(inherited: ["A"], keep: ["B", "C"], exclude: ["D"], set: ["E=1"], unset: ["F"]).layer()
    #expect(layer.ruleCount == 6)
    layer.filters = [Filter(Stated(try Rule("G"), .builtIn), includes: true)]
    #expect(layer.ruleCount == 7)
  }

  /// a pattern of `inherit`, the mode that was meant
  static let meant: [(ByteString, Inherit?)] = [
    ("core", .core), ("CORE", .core), ("None", Inherit.none), ("all", .all), ("cor", .core), ("nonne", Inherit.none),
    ("COR", nil), ("MORE", nil), ("@core", nil), ("core*", nil), ("path", nil), ("", nil),
  ]
  @Test(arguments: meant)
  func mode(pattern: ByteString, expected: Inherit?) { #expect(Inherit.meant(by: pattern) == expected) }

  @Test(arguments: [("envscrub", .envscrub), ("codex", .codex), ("Codex", nil), ("", nil)] as [(ByteString, Dialect?)])
  func dialect(name: ByteString, expected: Dialect?) {
    #expect(Dialect(name: name) == expected)
    if let expected { #expect(expected.name == name) }
  }

  @Test func reportsShowTheNameAsWritten() {
    #expect(Assignment(entry("A=1"), .builtIn).shownName == "A")
    #expect(Assignment(entry("secret=1"), .commandLine, writtenName: "${X}").shownName == "${X}")
    #expect(Assignment(entry("nothing"), .builtIn).shownName == "")
  }

  @Test func reportsShowTheRuleAsWritten() throws {
    #expect(try Rule("@core").written == "@core")
    #expect(try Rule("A*").written == "A*")
  }
}
