import Bytes
import Policy
import Secrets
import TestSupport
import Testing
@testable import envscrub

struct GroupListTests {
  private let lines = written { GroupList.write(to: &$0) }.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  @Test func sectionsInTheirOrder() {
    #expect(
      lines.filter { !$0.hasPrefix(" ") && !$0.isEmpty } == [
        "@secrets",
        "@secrets, but not in a name that begins with one of the prefixes below",
        "not @secrets: what follows these, as in DISABLE_TOKEN_CHECK",
        "not @secrets: KEY, TOKEN and DSN after these, as in VITE_MAPS_KEY",
        "not @secrets: a match that starts within these words, as in KEYBOARD_LAYOUT",
        "not @secrets: the word right before these, as in TOKEN_EXPIRES_IN",
        "not @secrets: everything before these, as in SECRET_ACCESS_KEY_FILE",
        "@injection", "@access", "@core", "@common",
        "detect_values: forms of credentials",
      ])
    #expect(lines.last == "")
    // An empty line before each section but the first, and nowhere else.
    #expect(lines.dropLast().filter(\.isEmpty).count == 11 && lines.first == "@secrets")
  }

  /// lines that must be there
  @Test(arguments: [
    "  *SECRET*                      is called a secret",
    "  LD_*                          loads libraries into every program",
    "  PATH                          where programs are",
    "  @core                         the group above",
    "  LANGUAGE                      language and time zone",
  ])
  func line(line: String) { #expect(lines.contains(line)) }

  /// A name that fills the column is followed by two blanks; `@common` doesn't repeat `@core`.
  @Test func onceEach() {
    #expect(lines.filter { $0.hasPrefix("  LOGNAME ") }.count == 1)
    for line in lines where line.hasPrefix("  ") {
      #expect(line.dropFirst(2).contains("  ") || line.utf8.count > 31 || !line.dropFirst(2).contains(" "), "\(line)")
    }
  }
}
