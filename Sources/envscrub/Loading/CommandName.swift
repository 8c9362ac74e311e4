import Bytes
import Policy
import System

/// COMMAND as `[commands.NAME]` matches it: by the bare word; or by the path, which was given or which the policy's own
/// PATH leads to.  `./npm` is not `npm`, and neither is `/usr/bin/npm`.
struct CommandName {
  private enum Path {
    case known(ByteString?)
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
    path = command == nil || isPath ? .known(command) : .unknown
  }

  mutating func matches(_ name: ByteString) -> Bool {
    guard let command = request.value.command.first?.value else { return false }
    return name.hasPrefix("/") ? found() == name : command == name
  }

  private mutating func found() -> ByteString? {
    if case .known(let path) = path { return path }
    let found = request.value.command.first.flatMap {
      try? Execute.find($0.value, searchPath: run.searchPath(policy, request))
    }
    path = .known(found)
    return found
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
    return searchPath(policy.apply(to: parent, seed: seed, explaining: false), request)
  }
}
