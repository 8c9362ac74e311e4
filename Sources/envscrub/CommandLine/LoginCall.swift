import Bytes

/// A call as a login shell: recognized by the name `envscrub-shell`, never by an option, so that no `-c` can cause one.
struct LoginCall: Sendable {
  /// The shell's arguments after its name.
  let arguments: List<ByteString>
  /// Whether argv[0] began with `-`, which makes a shell read the login profile.
  let isLogin: Bool
  /// Whether argv[0] held a `/`.
  let isPath: Bool

  static var name: ByteString { "envscrub-shell" }

  /// nil if the call is an ordinary one.
  ///
  /// - Parameters:
  ///   - arguments: argv, including the zeroth argument.
  ///   - executed: the path that execve(2) was given (AT_EXECFN, `getauxval(3)`): su(1) calls a shell `-su`.  In a
  ///     script's run it is the script.
  init?(_ arguments: List<ByteString>, executed: ByteString) {
    guard let zeroth = arguments.first else { return nil }
    isLogin = zeroth.hasPrefix("-")
    isPath = zeroth.firstIndex(of: UInt8(ascii: "/")) != nil
    let name = zeroth.dropFirst(isLogin ? 1 : 0).lastComponent
    if name != Self.name {
      // After a dash there is no interpreter: su(1) may be asked to execute this very file.
      guard executed.lastComponent == Self.name, isLogin || !ShebangLine.isScript(executed, of: arguments) else {
        return nil
      }
    }
    var rest = List<ByteString>()
    rest.reserve(arguments.count)
    for index in 1..<max(arguments.count, 1) { rest.appendReserved(arguments[index]) }
    self.arguments = rest
  }

  /// Whether a program with that path is envscrub, by its name: executing it would never end.
  static func isName(of path: ByteString) -> Bool {
    path.lastComponent == name || path.lastComponent == "envscrub"
  }

  /// argv[0] for the shell at that path, in the form in which this process was called.
  /// - Parameter isAllowed: whether it may be a login shell.
  func zeroth(of shell: ByteString, isAllowed: Bool) -> ByteString {
    if !isLogin { return isPath ? shell : shell.lastComponent }
    if !isAllowed { return shell.lastComponent }
    var name = ByteBuffer()
    name.write("-")
    name.write(shell.lastComponent)
    return name.finish()
  }
}

extension Invocation {
  /// The request of a login shell: its arguments are not options of envscrub.
  /// - Parameter zeroth: the shell's argv[0].
  init(shell: ByteString, zeroth: ByteString, arguments: List<ByteString>) {
    argv0 = Argument(zeroth)
    command.reserve(arguments.count + 1)
    command.appendReserved(Argument(shell))
    for argument in arguments { command.appendReserved(Argument(argument)) }
  }
}
