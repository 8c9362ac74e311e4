import Bytes
import System

/// Where the command of a shim is looked for: in the directories of PATH behind the last one that holds this very shim.
///
/// Each shim that another one comes upon stands further behind in PATH, so that as long as PATH stays the same no two of
/// them start each other for ever, and no variable has to count them.
struct ShimSearch {
  /// PATH from there on; nil if nothing is left of it.
  private(set) var rest: ByteString?
  /// PATH up to there; empty if none of its directories holds the shim.
  private(set) var passed: ByteString = ""
  /// What would be run, where it is the very file that had this shim run.
  private(set) var comesBack: ByteString?

  /// Where there is no PATH, or nothing in it.
  static var defaultPath: ByteString { "/usr/local/bin:/usr/bin:/bin" }

  // Measured: what only a shim does costs every other run 5 % of its start where it is inlined there.
  init(_ shim: Shim, _ searchPath: ByteString) {
    let path = searchPath.isEmpty ? Self.defaultPath : searchPath
    let name = shim.name.value
    let ownDirectory = shim.directory
    rest = path
    /// The start of the first directory behind the shim that has a file of that name.
    var first: Int?
    var lower = 0
    while lower <= path.count {
      let end = path.firstIndex(of: UInt8(ascii: ":"), from: lower) ?? path.count
      let directory = path[lower..<end]
      let candidate = Candidates.join(directory, name)
      // The same directory has the same file by this name, under whatever path: only the path that is known costs nothing.
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
    // execve(2) need not be asked about those that don't have it.
    if let first { rest = path.dropFirst(first) }
  }
}
