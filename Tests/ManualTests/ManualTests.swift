import Bytes
import Foundation
import Policy
import TestSupport
import Testing
@testable import envscrub

/// The manual pages describe every option and key, and no other option.
struct ManualTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/man/"
  static let pages = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  static let inCI = ProcessInfo.processInfo.environment["CI"] == "true"
  static let mandoc: String? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    let files = path.split(separator: ":").map { "\($0)/mandoc" }
    return files.first(where: { FileManager.default.isExecutableFile(atPath: $0) })
  }()

  static let options: [Option] = allValues(Option.after)

  /// page, key that has an item there
  static let keys: [(String, String)] = {
    let settings = allValues(Setting.after)
    let ofFiles = settings.filter { $0.row.place != .nowhere }.map(\.name) + allValues(of: FileKey.self).map(\.name)
    let ofRequirements = settings.filter { $0.row.held != .never }.map(\.name) + allValues(of: RequirementKey.self).map(\.name)
    return ofFiles.map { ("envscrub.toml.5", $0.text) } + ofRequirements.map { ("envscrub-requirements.toml.5", $0.text) }
  }()

  /// The words of each line of `page` that begins a list item, with `\-` and `\&` resolved.
  private func items(of page: String) throws -> [[String]] {
    try String(contentsOfFile: Self.folder + page, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix(".It ") }
      .map { line in
        line.replacingOccurrences(of: "\\-", with: "-").replacingOccurrences(of: "\\&", with: "")
          .split(separator: " ").map(String.init)
      }
  }

  /// The arguments of each `Fl` of an item: `i` for -i, `-null` for --null.
  private func flags(of item: [String]) -> [String] {
    zip(item, item.dropFirst()).filter { $0.0 == "Fl" }.map(\.1)
  }

  @Test func thereAreOptionsAndKeys() {
    #expect(Self.options.count > 20)
    #expect(Self.keys.count > 20)
  }

  /// One item for each option, with its letter if it has one, and with no other letter.
  @Test(arguments: options)
  func thePageHasTheOption(option: Option) throws {
    let long = "-" + option.row.long.text
    let found = try items(of: "envscrub.1").map(flags).filter { $0.contains(long) }
    #expect(found.count == 1, "items with -\(long)")
    let letters = (found.first ?? []).filter { !$0.hasPrefix("-") }
    #expect(letters == (option.row.short.map { [String(UnicodeScalar($0))] } ?? []), "letters of -\(long)")
  }

  @Test func thePageHasNoOtherOption() throws {
    let known = Set(Self.options.map { "-" + $0.row.long.text })
    let told = try items(of: "envscrub.1").flatMap(flags).filter { $0.hasPrefix("-") && $0.count > 1 }
    #expect(Set(told).subtracting(known) == [])
  }

  @Test(arguments: keys)
  func thePageHasTheKey(page: String, key: String) throws {
    let found = try items(of: page).filter { $0.contains(key) }
    #expect(!found.isEmpty, "no item of \(key)")
  }

  @Test func thereArePages() {
    #expect(Self.pages.count >= 5)
  }

  @Test(.enabled(if: inCI, "only CI must have it"))
  func mandocIsThere() {
    #expect(Self.mandoc != nil, "mandoc is not installed")
  }

  /// Reports of references to pages that are not installed are ignored.
  @Test(.enabled(if: mandoc != nil, "mandoc is not installed"), arguments: pages)
  func mandocFindsNoFault(page: String) throws {
    var command = Command(
      Self.mandoc!, ["mandoc", "-T", "lint", Self.folder + page].map { Array($0.utf8) })
    command.environment = [Array("PATH=/usr/bin:/bin".utf8)]
    let completion = try command.run()
    let faults = String(decoding: completion.output, as: UTF8.self).split(separator: "\n")
      .filter { !$0.contains("referenced manual not found") }
    #expect(faults == [])
  }
}
