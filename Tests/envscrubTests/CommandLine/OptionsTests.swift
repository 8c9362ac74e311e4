import Bytes
import TestSupport
import Testing
@testable import envscrub

struct OptionsTests {
  static var all: [Option] { Array(Option.all) }

  @Test func everyRowIsFoundByItsNames() {
    #expect(Self.all.count == 44)
    for option in Self.all {
      #expect(Option.matching(option.row.long) == .option(option))
      if let short = option.row.short { #expect(Option.matching(letter: short) == option) }
    }
  }

  /// env's own names keep every short form that is unique among them.
  @Test func envsShortFormsStay() {
    let gnu = Self.all.filter { $0.row.ancestry == .gnu }
    let own = Self.all.filter { $0.row.ancestry == .own }
    #expect(Self.all == gnu + own)
    for option in gnu {
      let name = option.row.long
      for length in 1...name.count {
        let short = name[0..<length]
        let candidates = gnu.filter { $0.row.long.hasPrefix(short) }
        let isOurs = own.contains { $0.row.long == short }
        if candidates.count == 1, !isOurs { #expect(Option.matching(short) == .option(option)) }
      }
    }
  }

  static let table: [(ByteString, Option.Match)] = [
    ("s", .option(.splitString)),
    ("se", .ambiguous),
    ("set", .option(.set)),
    ("sea", .option(.seal)),
    ("keep", .option(.keep)),
    ("keep-", .option(.keepFd)),
    ("clos", .option(.closeFds)),
    ("set", .option(.set)),
    ("c", .option(.chdir)),
    ("co", .ambiguous),
    ("con", .option(.config)),
    ("ch", .option(.chdir)),
    ("che", .option(.check)),
    ("t", .ambiguous),
    ("tr", .option(.trust)),
    ("to", .option(.toEnvscrub)),
    ("unt", .option(.untrust)),
    ("l", .option(.listSignalHandling)),
    ("le", .option(.leakCheck)),
    ("list-t", .option(.listTrusted)),
    ("p", .option(.profile)),
    ("n", .option(.null)),
    ("no", .ambiguous),
    ("no-c", .option(.noConfig)),
    ("no-n", .option(.noNewPrivs)),
    ("no_new_privs", .unknown),
    ("no_n", .unknown),
    ("u", .option(.unset)),
    ("de", .ambiguous),
    ("def", .option(.defaultSignal)),
    ("det", .option(.detectValues)),
    ("e", .ambiguous),
    ("expl", .option(.explain)),
    ("w", .option(.why)),
    ("exc", .option(.exclude)),
    ("i", .ambiguous),
    ("in", .ambiguous),
    ("inh", .option(.inherit)),
    ("ignore", .ambiguous),
    ("ignore-d", .option(.ignoreDefaultExcludes)),
    ("j", .option(.json)),
    ("q", .option(.quiet)),
    ("", .ambiguous),
    ("x", .unknown),
    ("nulll", .unknown),
    ("NULL", .unknown),
    ("seal ", .unknown),
    ("seal                    0", .unknown),
    ("null\0", .unknown),
    ("keep\n", .unknown),
  ]
  @Test(arguments: table)
  func match(name: ByteString, expected: Option.Match) {
    #expect(Option.matching(name) == expected)
  }
}
