import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct FileReaderTests {
  private let files = FileReader(run: Run(program: "env", arguments: ["env"]))

  private func message(_ body: () throws(Failure) -> Void) -> String? {
    do throws(Failure) {
      try body()
      return nil
    } catch {
      return error.message.text
    }
  }

  /// the mode of a file and of its directory, the layer; what is said of it after its path
  static let modes: [(mode_t, mode_t, Layer, String?)] = [
    (0o644, 0o755, .user, nil), (0o600, 0o700, .project, nil), (0o666, 0o755, .user, "others can write it"),
    (0o664, 0o755, .user, geteuid() == 0 ? "its group can write it" : nil), (0o644, 0o777, .project, "its directory can be written by others"),
    (0o666, 0o777, .named, nil),
  ]
  @Test(arguments: modes)
  func reads(mode: mode_t, directoryMode: mode_t, layer: Layer, fault: String?) throws {
    let scratch = try TemporaryDirectory()
    try write("text", to: scratch("d/file"))
    #expect(chmod(scratch("d/file"), mode) == 0 && chmod(scratch("d"), directoryMode) == 0)
    let directory = try #require(try files.directory(ByteString(scratch("d"))))
    var text: FileReader.Text?
    let message = message { () throws(Failure) in text = try files.read("file", in: directory, layer) }
    if let fault {
      #expect(message?.hasPrefix("env: \(scratch("d"))") == true && message?.contains(fault) == true, "\(message ?? "")")
    } else {
      #expect(message == nil && text?.bytes == "text" && text?.path.text == scratch("d/file"))
      #expect(text?.isReadableByAll == (mode & 0o004 != 0))
    }
  }

  @Test func whatIsMissingOrNoFile() throws {
    let scratch = try TemporaryDirectory()
    try write("text", to: scratch("d/file"))
    #expect(try files.directory(ByteString(scratch("absent"))) == nil)
    let directory = try #require(try files.directory(ByteString(scratch("d"))))
    #expect(try files.read("absent", in: directory, .user) == nil)
    #expect(message { () throws(Failure) in _ = try files.directory(ByteString(scratch("d/file"))) }?.hasSuffix(": Not a directory\n") == true)
    #expect(symlink("nowhere", scratch("d/link")) == 0)
    #expect(message { () throws(Failure) in _ = try files.read("link", in: directory, .user) }?.contains("a symbolic link that leads nowhere") == true)
    #expect(message { () throws(Failure) in _ = try files.read(named: Argument(ByteString(scratch("d")))) }?.contains("directory") == true)
    try write(String(repeating: "#", count: (1 << 20) + 1), to: scratch("d/large"))
    #expect(message { () throws(Failure) in _ = try files.read("large", in: directory, .user) } != nil)
  }

  /// A file given by name is shown as it was written, and only has to be a regular file.
  @Test func named() throws {
    let scratch = try TemporaryDirectory()
    try write("text", to: scratch("file"))
    let text = try files.read(named: Argument(scratch("file"), written: "${FILE}"))
    #expect(text.bytes == "text" && text.path == "${FILE}" && !text.isRoots)
    #expect(message { () throws(Failure) in _ = try files.read(named: Argument("/absent", written: "${FILE}")) } == "env: ${FILE}: No such file or directory\n")
  }

  @Test func names() throws {
    let scratch = try TemporaryDirectory()
    for name in ["b", "a", ".c"] { try write("", to: scratch(name)) }
    let directory = try #require(try files.directory(ByteString(scratch.path), listing: true))
    #expect(try files.names(in: directory).map(\.text) == [".c", "a", "b"])
  }

  @Test func others() throws {
    let scratch = try TemporaryDirectory()
    let directory = try #require(try files.directory(ByteString(scratch.path)))
    #expect(files.othersRights(to: directory.facts) == (false, false))
    #expect(files.fault(of: directory.facts) == nil)
    #expect(chmod(scratch.path, 0o777) == 0)
    let open = try #require(try files.directory(ByteString(scratch.path)))
    #expect(files.othersRights(to: open.facts) == (false, true))
    #expect(files.fault(of: open.facts) == .writableFile(by: .others))
  }

  /// The home directory of the password database, not of HOME.
  @Test func home() throws {
    let record = try #require(getpwuid(getuid()))
    #expect(try files.home()?.text == String(cString: record.pointee.pw_dir))
  }
}
