import Bytes
import System

/// Where a shim's command is looked up: in the directories of PATH after the last one that holds this very shim.
///
/// Each shim that leads to another one leads to a later place in PATH.  So, as long as PATH stays the same, two shims
/// can't start each other forever, and no variable has to count them.
struct ShimSearch {
  /// The rest of PATH; nil if nothing is left of it.
  private(set) var rest: ByteString?
  /// The part of PATH before `rest`; empty if none of its directories holds the shim.
  private(set) var passed: ByteString = ""
  /// The command found, if it is the very file that caused this shim to run.
  private(set) var comesBack: ByteString?

  /// Used if PATH is missing or empty.
  static var defaultPath: ByteString { "/usr/local/bin:/usr/bin:/bin" }

  init(_ shim: Shim, _ searchPath: ByteString) {
    let path = searchPath.isEmpty ? Self.defaultPath : searchPath
    let name = shim.name.value
    let ownDirectory = shim.directory
    rest = path
    /// Where the first directory after the shim begins that has a file of that name.
    var first: Int?
    var lower = 0
    while lower <= path.count {
      let end = path.firstIndex(of: UInt8(ascii: ":"), from: lower) ?? path.count
      let directory = path[lower..<end]
      let candidate = Candidates.join(directory, name)
      // The same file may appear under another path of its directory; only the known path needs no system call.
      let file = directory == ownDirectory ? shim.file : try? FileIdentity(of: candidate)
      if let file {
        if file == shim.file {
          rest = end < path.count ? path.dropFirst(end + 1) : nil
          passed = path[0..<end]
          first = nil
          comesBack = nil
        } else if first == nil {
          first = lower
          comesBack = file == shim.caller ? candidate : nil
        }
      }
      lower = end + 1
    }
    // execve(2) need not try the directories that don't have it.
    if let first { rest = path.dropFirst(first) }
  }
}
