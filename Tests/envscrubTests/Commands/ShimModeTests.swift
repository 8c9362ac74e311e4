import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct ShimModeTests {
  @Test func writesShims() async throws {
    let scratch = try TemporaryDirectory()
    let directory = scratch("new/shims")
    func install(_ names: String..., status: Int32 = 0) async -> Printed {
      await printed(by: ["--install-shims", directory] + names, in: scratch.path, status: status)
    }
    let first = await install("npm", "git")
    #expect(first.output.hasPrefix("\(directory)/npm: written\n\(directory)/git: written\nto put it first in PATH, add to ~/"))
    #expect(first.output.contains(directory + ":\"$PATH\"\n") || first.output.contains(directory + " $PATH\n"))
    let text = try String(contentsOfFile: directory + "/npm", encoding: .utf8)
    #expect(text.hasPrefix("#!/") && text.hasSuffix(" -S --shim\n"))
    // A file that is no shim is left alone.
    try write("#!/bin/sh\n", to: directory + "/sh")
    let left = await install("sh", "cat", status: 125)
    #expect(left.error == "env: \(directory)/sh: not a shim; left as it is\n" && left.output.hasPrefix("\(directory)/cat: written\n"))
    #expect(try String(contentsOfFile: directory + "/sh", encoding: .utf8) == "#!/bin/sh\n")
  }

  /// a directory in one of mode 755, the message; `#` stands for that one
  static let faults: [(String, String)] = [
    ("open", "env: #/open: others can write it"), ("a:b", "env: #/a:b: PATH can't have a directory with a ':'\n"),
    ("file", "env: #/file: Not a directory\n"), ("under/new", "env: #/under/new: #/under: others can write it"),
  ]
  @Test(arguments: faults)
  func refuses(directory: String, start: String) async throws {
    let scratch = try TemporaryDirectory()
    try write("", to: scratch("file"))
    for name in ["open", "under"] { #expect(mkdir(scratch(name), 0o777) == 0 && chmod(scratch(name), 0o777) == 0) }
    let printed = await printed(by: ["--install-shims", scratch(directory), "npm"], status: 125)
    #expect(printed.output.isEmpty && printed.error.hasPrefix(start.replacing("#", with: scratch.path)), "\(printed.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch("open/npm")))
  }

  @Test func aDirectoryThatIsACommand() async throws {
    let scratch = try TemporaryDirectory()
    let printed = await printed(by: ["--install-shims", "sh", "npm"], in: scratch.path)
    #expect(printed.error.contains("sh") && FileManager.default.fileExists(atPath: scratch("sh/npm")))
    #expect(await envscrubTests.printed(by: ["-q", "--install-shims", "ls", "npm"], in: scratch.path).error == "")
  }

  /// a file's text, that of the same shim for the interpreter /new/envscrub; nil if it is no shim
  static let texts: [(ByteString, ByteString?)] = [
    ("#!/old/envscrub -S --shim\n", "#!/new/envscrub -S --shim\n"), ("#!/old/envscrub -S --shim", "#!/new/envscrub -S --shim\n"),
    ("#!/old/envscrub -S --profile=ci --shim\n", "#!/new/envscrub -S --profile=ci --shim\n"), ("#!/old/env -S --shim\n", nil),
    ("#!/old/envscrub -S\n", nil), ("#!/old/envscrub -S --shim\nmore\n", nil), ("", nil), ("#!/old/envscrub\n", nil),
  ]
  @Test(arguments: texts)
  func mends(text: ByteString, expected: ByteString?) { #expect(ShebangLine.shim(text, "/new/envscrub") == expected) }
}
