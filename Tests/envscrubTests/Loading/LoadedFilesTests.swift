import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct LoadedFilesTests {
  private let run = Run(program: "env", arguments: ["env"])

  private func open(_ text: ByteString, _ loaded: inout LoadedPolicy) throws(Failure) -> PolicyDocument {
    try loaded.open(FileReader.Text(path: ByteString("/f\(loaded.sources.count).toml"), bytes: text, isRoots: false), .user, run)
  }

  @Test func filesAreNumbered() throws {
    var loaded = LoadedPolicy()
    loaded.note(.system, "/etc/envscrub/config.toml", .absent)
    let document = try open("[shell_environment_policy]\nkeep = ['A']\n", &loaded)
    #expect(document.file == 1 && loaded.sources.map(\.status) == [.absent, .read])
    let file = Boxed(LayerFile(document: document, reading: .own, isRoots: false))
    let rule = try #require(try loaded.read(file.pointer).value.layer.lists[.keep]?.first)
    #expect(loaded.place(rule.origin) == OtherPlace(file: "/f1.toml", location: SourceLocation(line: 2, column: 9)))
    #expect(loaded.failure(.nothingAllowed, at: rule.origin).message.text.hasPrefix("/f1.toml:2:9: error: "))
  }

  /// text, how the message begins
  static let invalid: [(ByteString, String)] = [
    ("[shell_environment_policy\n", "/f0.toml:1:26: error: "), ("[shell_environment_policy]\nkep = []\n", "/f0.toml:2:1: error: unknown key \"kep\""),
  ]
  @Test(arguments: invalid)
  func faults(text: ByteString, start: String) {
    var loaded = LoadedPolicy()
    do throws(Failure) {
      let file = Boxed(LayerFile(document: try open(text, &loaded), reading: .own, isRoots: false))
      _ = try loaded.read(file.pointer)
      Issue.record("no error")
    } catch {
      #expect(error.status == 125 && error.path == "/f0.toml" && error.error != nil)
      #expect(error.message.text.hasPrefix(start), "\(error.message.text)")
    }
  }

  /// A file that was named as skipped, and is read after all, keeps its number.
  @Test func forgets() {
    var loaded = LoadedPolicy()
    loaded.note(.system, "/a", .skipped)
    loaded.note(.user, "/b", .skipped)
    loaded.forget("/a")
    #expect(loaded.sources.map { $0.path?.text } == [nil, "/b"])
  }
}
