import Bytes
import System

/// A shim: a script in place of the command whose name it has.  Its whole text is `#!/usr/bin/envscrub -S --shim`.
/// `ShimSearch` determines where the command is looked up.
struct Shim: Sendable {
  /// Its path from the kernel: the path by which it was called, even if that is a link.
  let script: Argument
  /// Its identity; nil until `identify` determines it, before the working directory changes.
  var file: FileIdentity?
  /// The file that was executed, if that is not the shim itself: for example the outermost script of which the shim is
  /// the interpreter.  Otherwise nil.
  var caller: FileIdentity?

  init(script: Argument) { self.script = script }

  /// The command in whose place it is called, without a directory.
  var name: Argument { Argument(value: script.value.lastComponent, written: script.written.lastComponent) }

  /// The directory of the path by which it was called, if that is absolute.
  var directory: ByteString? { script.value.hasPrefix("/") ? script.value.directory : nil }

  /// Whether a shim may have that name.  A shim named envscrub would drop what envscrub's options are meant to keep,
  /// and a name with a leading dash is an option in the wrong place.
  static func isName(_ name: ByteString) -> Bool {
    !name.isEmpty && !name.hasPrefix("-") && name != "." && name != ".." && name.firstIndex(of: UInt8(ascii: "/")) == nil
      && !LoginCall.isName(of: name)
  }
}

extension Run {
  /// Determines the shim's identity while relative paths still mean what they meant to the kernel.
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
