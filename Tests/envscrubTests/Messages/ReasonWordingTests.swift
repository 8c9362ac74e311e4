import Bytes
import Globs
import Policy
import Secrets
import TestSupport
import Testing
@testable import envscrub

struct ReasonWordingTests {
  private static let places = Places([PolicySource(layer: .user, path: "/u/c.toml", status: .read, text: "a\nb\n")], home: "/u")
  private static let origin = Origin(layer: .user, file: 0, place: 2)

  private static func match(_ rule: Rule, _ name: ByteString) -> Match {
    RuleMatcher(List([Stated(rule, origin)])).firstMatch(name)!
  }
  private static let own = match(.pattern(try! Pattern("A\u{1B}*")), "A\u{1B}")
  private static let group = match(.group(.secrets), "API_KEY")
  private static let form = ValueForm.after(nil)!

  /// a reason, its words
  static let table: [(Reason, String)] = [
    (.notDropped, "no rule drops it"), (.malformed, "malformed: no name"), (.duplicate, "duplicate: another one counts"),
    (.inherit(Stated(.core, origin)), "inherit \"core\"  ~/c.toml:2"), (.notInherited(origin), "not in inherit  ~/c.toml:2"),
    (.notIncluded(origin), "not in include_only  ~/c.toml:2"), (.unset(origin), "unset  ~/c.toml:2"), (.unset(.commandLine), "-u  command line"),
    (.replaced(origin), "replaced by set  ~/c.toml:2"), (.assigned(.builtIn), "set  built in"),
    (.reserved, "reserved: Codex never passes it on"), (.required(own), #"requirement "A\x1b*"  ~/c.toml:2"#),
    (.exclude(group), "exclude \"@secrets\" *KEY*  ~/c.toml:2"), (.defaultExclude(group), "default_excludes \"@secrets\" *KEY*  ~/c.toml:2"),
    (.included(own), #"include_only "A\x1b*"  ~/c.toml:2"#), (.inherited(own), #"inherit "A\x1b*"  ~/c.toml:2"#),
    (.keptBy(own, against: group), #"keep "A\x1b*" against "@secrets" *KEY*  ~/c.toml:2"#),
    (.keptValue(own, against: form), #"keep "A\x1b*" against value: \#(form.name.text)  ~/c.toml:2"#),
    (.credential(form, .builtIn), "value: \(form.name.text)  built in"),
  ]
  @Test(arguments: table)
  func words(reason: Reason, expected: String) { #expect(written { $0.write(reason: reason, in: Self.places) } == expected) }

  private static let byDefault = Reason.defaultExclude(group)

  /// a name, why else it would be dropped, the mend
  static let mends: [(ByteString, Reason?, String)] = [
    ("API_KEY", nil, "  (to keep: --keep=API_KEY or keep = [\"API_KEY\"])"),
    ("A B_KEY", nil, "  (to keep: '--keep=A B_KEY' or keep = [\"A B_KEY\"])"),
    ("A*_KEY", nil, #"  (to keep: '--keep=A\*_KEY' or keep = ["A\\*_KEY"])"#),
    ("API_KEY", .unset(origin), "  (also dropped: unset  ~/c.toml:2)"),
  ]
  @Test(arguments: mends)
  func mend(name: ByteString, other: Reason?, expected: String) {
    let decision = Decision(verdict: .dropped, subject: .name(name), reason: Self.byDefault, mayBeKept: true, otherReason: other)
    #expect(written { $0.write(remedyOf: decision, in: Self.places) } == expected)
  }

  /// A byte that no file can hold is matched by a `?`.
  @Test func aNameThatIsNotUTF8() {
    let decision = Decision(
      verdict: .dropped, subject: .name(ByteString(copying: Array("A_KEY".utf8) + [0xFF])), reason: Self.byDefault, mayBeKept: true,
      otherReason: nil)
    #expect(written { $0.write(remedyOf: decision, in: Self.places) }.hasSuffix("or keep = [\"A_KEY?\"])"))
  }

  @Test func nothingMendsTheOthers() {
    let decision = Decision(verdict: .dropped, subject: .name("A"), reason: .exclude(Self.own))
    #expect(written { $0.write(remedyOf: decision, in: Self.places) } == "")
  }
}
