import Bytes
@testable import Policy
import TestSupport
import Testing

/// Properties of the table of settings that other code relies on.
@Suite struct SettingsTests {
  static let all = Array(Setting.all)

  @Test(arguments: all)
  func isFoundByItsName(setting: Setting) {
    #expect(!setting.name.isEmpty)
    #expect(Setting(name: setting.name) == setting)
  }

  @Test(arguments: all)
  func isNotFoundByAnother(setting: Setting) {
    for name in namesNear(setting.name) { #expect(Setting(name: name) == nil, "\(name.debugDescription)") }
    for word in namesNear(setting.word(1)) { #expect(setting.value(of: word) == nil, "\(word.debugDescription)") }
  }

  /// Values and lists are indexed by the numbers of the settings.
  @Test func valuesComeFirstThenLists() {
    var values: [Setting] = []
    var lists: [Setting] = []
    SettingValues(repeating: 0).forEach { setting, _ in values.append(setting) }
    PatternLists(repeating: 0).forEach { setting, _ in lists.append(setting) }
    #expect(values == Self.all.filter(\.row.kind.isNumber))
    #expect(lists == Self.all.filter { $0.row.kind == .patterns })
  }

  @Test(arguments: all)
  func hasWordsForItsValues(setting: Setting) {
    let row = setting.row
    switch row.kind {
    case .mode:
      #expect(setting.value(of: setting.word(0)) == 0)
    case .flag:
      #expect(setting.word(0) == "false")
      #expect(setting.word(1) == "true")
      #expect(setting.value(of: "true") == nil)
    case .name, .patterns, .names, .filters, .assignments:
      #expect(row.words.isEmpty)
      #expect(row.held == .never)
    }
    #expect(setting.standard == 0 || !setting.word(setting.standard).isEmpty)
    // Requirements store values as the bits of a byte.
    #expect(setting.word(8).isEmpty)
  }

  static let words: [(Setting, ByteString, UInt8?)] = [
    (.inherit, "all", 0), (.inherit, "none", 2), (.inherit, "All", nil), (.seal, "if-possible", 2), (.seal, "false", nil),
    (.closeFds, "if-possible", nil), (.keep, "", nil),
  ]
  @Test(arguments: words)
  func wordsHaveNumbers(setting: Setting, word: ByteString, value: UInt8?) {
    #expect(setting.value(of: word) == value)
  }

  @Test func whatIsHeldIsKnownToRequirements() {
    #expect(Setting(held: "seal") == .seal)
    #expect(Setting(held: "keep") == nil)
    #expect(Setting(held: "nothing") == nil)
  }
}
