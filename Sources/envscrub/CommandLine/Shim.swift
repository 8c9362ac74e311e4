import Bytes
import System

/// A script that stands in front of a command of the same name: `#!/usr/bin/envscrub -S --shim` is the whole of it.
struct Shim: Sendable {
  /// Its path, as the kernel hands it over: the one that it was called by, a link's own where it was a link.
  let script: Argument
  /// Which file it is.  nil until it was looked at, which is before the working directory changes.
  var file: FileIdentity?
  /// The outermost script where this shim is the interpreter of another one, or whatever else was executed; nil if
  /// that is the shim.
  var caller: FileIdentity?

  init(script: Argument) { self.script = script }

  /// The command that it stands for, without a directory.
  var name: Argument { Argument(value: script.value.lastComponent, written: script.written.lastComponent) }

  /// The directory that it was called in, where that is an absolute path.
  var directory: ByteString? {
    guard script.value.hasPrefix("/"), let slash = script.value.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return script.value[0..<max(slash, 1)]
  }

  /// Whether a shim can have that name.  One of envscrub would drop what its options are to keep, and what begins with a
  /// dash is an option in the wrong place.
  static func isName(_ name: ByteString) -> Bool {
    !name.isEmpty && !name.hasPrefix("-") && name != "." && name != ".." && name.firstIndex(of: UInt8(ascii: "/")) == nil
      && !LoginCall.isName(of: name)
  }
}

extension Run {
  /// Looks at the shim while paths mean what the kernel meant by them.
  // Measured, as ShimSearch.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func identify(_ shim: inout Shim?) throws(Failure) {
    guard let script = shim?.script else { return }
    do {
      shim?.file = try FileIdentity(of: script.value)
      let executed = ProcessFacts.executedPath
      if executed != script.value { shim?.caller = try? FileIdentity(of: executed) }
    } catch {
      throw failure(script.written, error)
    }
  }
}
