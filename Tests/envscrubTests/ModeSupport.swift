import Bytes
import Foundation
import System
import TestSupport
import Testing
@testable import envscrub

/// What a run leaves: its standard output and error.
struct Printed: Equatable {
  var output: String
  var error: String
}

/// Runs envscrub's `main` in a process of its own, with the environment of these tests and `entries`.
///
/// - Parameters:
///   - words: the arguments after argv[0].
///   - file: the number of a descriptor of /dev/null that it inherits.
///   - machine: a directory whose `etc` it sees as /etc, with `home` as the home directory and HOME; only root can have one.
func printed(
  by words: [String], as name: String = "env", in directory: String = "/", with file: Int32? = nil, on machine: String? = nil,
  entries: [String: String] = [:], status: Int32 = 0,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) async -> Printed {
  let result = await #expect(
    processExitsWith: .exitCode(status), observing: [\.standardOutputContent, \.standardErrorContent],
    sourceLocation: sourceLocation
  ) { [words, name, directory, file, machine, entries] in
    if let machine {
      if !seeEtc(of: machine) { _exit(124) }
      setenv("HOME", machine + "/home", 1)
    }
    for (name, value) in entries { setenv(name, value, 1) }
    // Test threads block signals.
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    if let file { dup2(open("/dev/null", O_RDONLY), file) }
    chdir(directory)
    for number in Int32(1)...2 { write(number, beginning, beginning.utf8.count) }
    _exit(Run(program: ByteString(name), arguments: List(([name] + words).map { ByteString($0) })).main())
  }
  func text(_ bytes: [UInt8]?) -> String {
    let parts = String(decoding: bytes ?? [], as: UTF8.self).split(separator: beginning, omittingEmptySubsequences: false)
    return parts.count == 2 ? String(parts[1]) : "nothing was run"
  }
  return Printed(output: text(result?.standardOutputContent), error: text(result?.standardErrorContent))
}

/// What precedes the output of a run: Swift Testing has written something of its own before.
private let beginning = "\u{1}the output\u{1}"

/// A directory with `etc/passwd` and `home`, and the files of `files`, for a process that has it as its machine.
func machine(_ files: [String: String] = [:]) throws -> TemporaryDirectory {
  let scratch = try TemporaryDirectory()
  var files = files
  files["etc/passwd"] = "root:x:0:0:root:\(scratch("home")):/bin/sh\n"
  files["home/.profile"] = ""
  for (path, text) in files { try write(text, to: scratch(path)) }
  return scratch
}

extension Trait where Self == ConditionTrait {
  /// For tests that run on a `machine`.
  static var ownMachine: Self { .enabled(if: ScriptRunner.canMount, "takes root, and mounts of its own") }
}

/// Writes a file of mode 644, and the directories above it.
func write(_ text: String, to path: String) throws {
  try FileManager.default.createDirectory(
    at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
}

/// Mounts the machine's `etc` over /etc, for this thread alone.
private func seeEtc(of machine: String) -> Bool {
  typealias Unshare = @convention(c) (Int32) -> Int32
  typealias Mount =
    @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafePointer<CChar>?, UInt, UnsafeRawPointer?) -> Int32
  guard let unshare = function("unshare", as: Unshare.self), let mount = function("mount", as: Mount.self) else { return false }
  let (newMounts, bind, privately, recursive): (Int32, UInt, UInt, UInt) = (0x20000, 4096, 1 << 18, 16384)
  return unshare(newMounts) == 0 && mount("none", "/", nil, privately | recursive, nil) == 0
    && mount(machine + "/etc", "/etc", nil, bind, nil) == 0
}
