import Bytes
import Policy
import System

/// COMMAND as `[commands.NAME]` matches it: by the bare word, or by the path, which was given or which the policy's own
/// PATH leads to.  `./npm` is not `npm`, and neither is `/usr/bin/npm`.
struct CommandName {
  private enum Path {
    /// The path as given.
    case given(ByteString?)
    /// The path that PATH leads to.
    case found(ByteString?)
    /// Not looked up yet.
    case unknown
  }

  private let request: Boxed<Invocation>
  private let policy: Policy
  private let run: Run
  private var path: Path

  /// - Parameters:
  ///   - request: the request, with COMMAND, and the shim if there is one.
  ///   - policy: the merged layers so far; a bare word is looked up in their PATH.
  init(_ request: Boxed<Invocation>, _ policy: Policy, _ run: Run) {
    self.request = request
    self.policy = policy
    self.run = run
    let command = request.value.command.first?.value
    let isPath = command?.firstIndex(of: UInt8(ascii: "/")) != nil
    path = command == nil || isPath ? .given(command) : .unknown
  }

  mutating func matches(_ name: ByteString) -> Bool {
    guard let command = request.value.command.first?.value else { return false }
    if !name.hasPrefix("/") { return command == name }
    if case .given(let path) = path { return path == name }
    return found().map { Self.isSame($0, name) } ?? false
  }

  private mutating func found() -> ByteString? {
    if case .found(let path) = path { return path }
    let found = request.value.command.first.flatMap {
      try? Execute.find($0.value, searchPath: run.searchPath(policy, request))
    }
    path = .found(found)
    return found
  }

  /// Whether both are the same name in the same directory, however it is spelt: `/bin/`, `/bin/../bin`, `.`.
  /// The file's identity is no proof: one file such as busybox can have a hundred names.
  private static func isSame(_ found: ByteString, _ name: ByteString) -> Bool {
    if found == name { return true }
    guard found.lastComponent == name.lastComponent,
      let directory = try? FileIdentity(of: found.directory), let other = try? FileIdentity(of: name.directory)
    else { return false }
    return directory == other
  }
}

extension Run {
  /// The PATH that COMMAND would get from the layers merged so far.
  fileprivate func searchPath(_ policy: Policy, _ request: Boxed<Invocation>) -> ByteString? {
    var policy = policy
    // Filters become lists only with the last layer.
    policy.mergeCommandLine(PolicyLayer())
    var parent = List<EnvironmentEntry>()
    for entry in entries where entry.name == "PATH" { parent.append(entry) }
    let path = searchPath(policy.apply(to: parent, seed: seed, explaining: false), request)
    guard let path, let start = request.value.chdir?.value else { return path }
    return path.seen(from: start)
  }
}

extension ByteString {
  /// A PATH whose relative directories are resolved against `start`, the directory in which COMMAND will start.
  fileprivate func seen(from start: ByteString) -> ByteString {
    var path = ByteBuffer()
    var lower = 0
    while lower <= count {
      let end = firstIndex(of: UInt8(ascii: ":"), from: lower) ?? count
      let directory = self[lower..<end]
      if lower > 0 { path.write(":") }
      path.write(directory.hasPrefix("/") ? directory : Candidates.join(start, directory))
      lower = end + 1
    }
    return path.finish()
  }
}
