import Bytes
import CSystem

/// `execve(2)` of the command: the last call of a run.  It searches the path as `execvp(3)` of glibc does, falls back
/// to `/bin/sh` for files that the kernel can't execute, and chooses which of several errors to report.  It decides
/// nothing; `Starting/Execution.swift` of the target envscrub calls it.
package enum Execute {}

package extension Execute {
  /// Executes the command; returns only if that failed, with the error.
  ///
  /// - Parameters:
  ///   - command: a path if it holds a `/`; otherwise it is looked up in `searchPath`.
  ///   - arguments: argv, including the zeroth argument.
  ///   - searchPath: directories separated by colons; an empty one is the working directory. nil if there is nothing to
  ///     search.
  ///   - isNamedByPath: whether argv[0] becomes the path that is executed, whatever `arguments` holds.
  static func run(
    _ command: ByteString, arguments: CStringArray, environment: CStringArray, searchPath: ByteString?,
    isNamedByPath: Bool = false
  ) -> SystemError {
    if command.isEmpty { return .noSuchFile }
    var failure = SystemError.noSuchFile
    var wasDenied = false
    var paths = Paths(command, searchPath)
    while let path = paths.next() {
      if isNamedByPath { arguments.start[0] = UnsafeMutablePointer(mutating: path) }
      failure = attempt(path, arguments, environment)
      switch failure {
      case .accessDenied:
        wasDenied = true
      case .noSuchFile, .staleHandle, .notADirectory, .noSuchDevice, .timedOut:
        break
      default:
        return failure
      }
    }
    return wasDenied ? .accessDenied : failure
  }

  /// `execve(2)` of exactly this file; returns only if that failed, with the error.  It never falls back to `/bin/sh`.
  static func run(
    exactly path: ByteString, arguments: CStringArray, environment: CStringArray
  ) -> SystemError {
    SystemError(code: -ck_execve(path.permanentCString(), arguments.start, environment.start))
  }

  /// The file that `run` would execute, or the error that it would return.
  static func find(_ command: ByteString, searchPath: ByteString?) throws(SystemError) -> ByteString {
    if command.isEmpty { throw .noSuchFile }
    var failure = SystemError.noSuchFile
    var wasDenied = false
    var paths = Paths(command, searchPath)
    while let path = paths.next() {
      do throws(SystemError) {
        try check(path)
        return ByteString(cString: path)
      } catch {
        failure = error
        if error == .accessDenied { wasDenied = true }
      }
    }
    throw wasDenied ? .accessDenied : failure
  }

  /// The error that executing the file would give, as far as that can be predicted; nil if there is none.
  static func fault(of path: ByteString) -> SystemError? {
    do throws(SystemError) {
      try check(path.permanentCString())
      return nil
    } catch {
      return error
    }
  }

  private static func check(_ path: UnsafePointer<CChar>) throws(SystemError) {
    var facts = CSystem.ck_facts()
    _ = try SystemError.check(ck_facts_at(path, &facts))
    _ = try SystemError.check(ck_may_execute(path))
    if facts.mode & 0o170000 != 0o100000 { throw .accessDenied }
  }

  private static func attempt(
    _ path: UnsafePointer<CChar>, _ arguments: CStringArray, _ environment: CStringArray
  ) -> SystemError {
    let failure = SystemError(code: -ck_execve(path, arguments.start, environment.start))
    guard failure == .notExecutableFormat else { return failure }
    let shell: ByteString = "/bin/sh"
    let shellPath = shell.permanentCString()
    let shellArguments = CStringArray(count: max(arguments.count, 1) + 1) { index in
      switch index {
      case 0: shellPath
      case 1: path
      default: UnsafePointer(arguments.start[index - 1].unsafelyUnwrapped)
      }
    }
    return SystemError(code: -ck_execve(shellPath, shellArguments.start, environment.start))
  }

  /// The paths to try, in order.
  private struct Paths {
    private let command: ByteString
    private var rest: ByteString?

    init(_ command: ByteString, _ searchPath: ByteString?) {
      self.command = command
      rest = searchPath
    }

    mutating func next() -> UnsafePointer<CChar>? {
      guard let rest else { return nil }
      if command.firstIndex(of: UInt8(ascii: "/")) != nil {
        self.rest = nil
        return command.permanentCString()
      }
      let end = rest.firstIndex(of: UInt8(ascii: ":"))
      let directory = rest[0..<(end ?? rest.count)]
      self.rest = end.map { rest.dropFirst($0 + 1) }
      // Longer than PATH_MAX: glibc skips such a directory.
      if directory.count >= 4096 { return next() }
      var path = ByteBuffer()
      path.write(directory)
      if !directory.isEmpty { path.write(UInt8(ascii: "/")) }
      path.write(command)
      return path.finish().permanentCString()
    }
  }
}
