import Bytes
import Policy
import System

/// The last steps before COMMAND: changing its directory, the rules that may forbid it, and executing it.
/// `System/Execute.swift` has the call to `execve(2)`.
extension Run {
  /// Changes to the directory of `--chdir`.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func changeDirectory(_ request: Boxed<Invocation>, _ loaded: Boxed<LoadedPolicy>) throws(Failure) {
    guard let directory = request.value.chdir else { return }
    trace(.chdir(directory.written), request)
    do throws(SystemError) {
      switch loaded.value.directory {
      case .unchanged: try WorkingDirectory.change(to: directory.value)
      case .found(let directory): try WorkingDirectory.change(to: directory)
      case .failed(let error): throw error
      }
    } catch {
      throw failure {
        $0.write("cannot change directory to ")
        $0.write(shellQuoted: directory.written)
        $0.write(": ")
        $0.write(systemError: error.code)
      }
    }
  }

  /// Applies the requirements on commands: a rule may forbid COMMAND, or ask a person at the terminal.  Returns the
  /// exit status if it may not run; nil if it may.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func checkCommandRules(_ request: Boxed<Invocation>, _ loaded: Boxed<LoadedPolicy>) -> Int32? {
    if loaded.value.requirements.rules.isEmpty { return nil }
    guard let rule = loaded.value.requirements.rule(for: request.value.commandValues) else { return nil }
    var isAnswered = false
    if rule.decision == .prompt, let terminal = Terminal.open() {
      var question = ByteBuffer()
      question.write(program)
      question.write(": run ")
      question.write(command: request.value.command)
      question.write("? [y/N] ")
      if terminal.confirms(question) { return nil }
      isAnswered = true
    }
    var text = ByteBuffer()
    text.write(program)
    text.write(": ")
    text.write(quoted: request.value.command[0].written)
    text.write(refusedBy: rule, isAnswered: isAnswered, in: loaded.value.places)
    try? Output.standardError.write(text)
    return ExitStatus.notRunnable
  }

  /// The PATH in which COMMAND is looked up: the one that it gets; in a shim's run the part after the shim, or nil if
  /// nothing is left.
  func searchPath(_ outcome: Outcome, _ request: Boxed<Invocation>) -> ByteString? {
    let path = path(outcome)
    guard let shim = request.value.shim else { return path }
    return ShimSearch(shim, path).rest
  }

  private func path(_ outcome: Outcome) -> ByteString {
    for entry in outcome.environment where entry.name == "PATH" { return entry.value }
    return ShimSearch.defaultPath
  }

  /// Executes COMMAND; returns only if that failed, with the exit status.
  /// - Parameter recorded: the program that the record names; no other may be started.
  func execute(
    _ outcome: Outcome, _ request: Boxed<Invocation>, _ recorded: RunRecords.Program?
  ) throws(Failure) -> Int32 {
    guard let command = request.value.command.first else { return ExitStatus.success }
    let search = request.value.shim.map { ShimSearch($0, path(outcome)) }
    traceCommand(request, search)
    if let found = search?.comesBack { throw comesBack(found, command) }
    // gcc and python look up a bare argv[0] in PATH to find their own files; they would find the shim.
    let isNamedByPath = search != nil && request.value.argv0 == nil
    let error: SystemError
    switch recorded {
    case .missing(let found)?: error = found
    case .file(let path)?:
      error = Execute.run(
        path, arguments: arguments(of: request), environment: environment(of: outcome), searchPath: "",
        isNamedByPath: isNamedByPath)
    case nil:
      error = Execute.run(
        command.value, arguments: arguments(of: request), environment: environment(of: outcome),
        searchPath: search == nil ? path(outcome) : search?.rest, isNamedByPath: isNamedByPath)
    }

    var text = ByteBuffer()
    text.write(program)
    text.write(": ")
    text.write(quoted: command.written)
    text.write(": ")
    text.write(systemError: error.code)
    if error == .noSuchFile, let search, !search.passed.isEmpty {
      text.write("; skipped in PATH, up to this shim: ", visible: search.passed)
    }
    text.write("\n")
    if error == .noSuchFile, search == nil, command.written.holdsSpace {
      text.write(program)
      text.write(": use -[v]S to pass options in shebang lines\n")
    }
    for entry in outcome.environment where entry.isTooLong {
      text.write(program)
      text.write(": ")
      if let name = entry.name { text.write(visible: name) }
      text.write(": the name and its value have more than 128 KiB, which the kernel passes to no command\n")
    }
    try? Output.standardError.write(text)
    return error == .noSuchFile ? ExitStatus.notFound : ExitStatus.notRunnable
  }

  /// A script whose `#!` line names the shim, and which is what the shim finds: the kernel would start one for the
  /// other until the arguments no longer fit.
  private func comesBack(_ found: ByteString, _ command: Argument) -> Failure {
    failure {
      $0.write(quoted: command.written)
      $0.write(": ", visible: found, ": it would run this shim again, and so on forever")
    }
  }

  /// The argv of COMMAND.
  func arguments(of request: Boxed<Invocation>) -> CStringArray {
    var arguments = List<ByteString>()
    for argument in request.value.command {
      arguments.append(arguments.isEmpty ? request.value.argv0?.value ?? argument.value : argument.value)
    }
    return CStringArray(arguments)
  }

  func environment(of outcome: Outcome) -> CStringArray {
    CStringArray(count: outcome.environment.count) { outcome.environment[$0].string }
  }

  private func traceCommand(_ request: Boxed<Invocation>, _ search: ShimSearch?) {
    if !request.value.debug { return }
    var zeroth = request.value.argv0?.written
    if zeroth == nil, let search { zeroth = try? Execute.find(request.value.command[0].value, searchPath: search.rest) }
    var lines = List<TraceLine>()
    if let argv0 = request.value.argv0 { lines.append(.argv0(argv0.written)) }
    for index in request.value.command.indices {
      let argument = request.value.command[index]
      if index == 0 { lines.append(.executing(argument.written)) }
      lines.append(.argument(index, index == 0 ? zeroth ?? argument.written : argument.written))
    }
    trace(lines, request)
  }
}

extension ByteString {
  /// White space of the C locale.
  fileprivate var holdsSpace: Bool {
    for index in indices where self[index].isSpace { return true }
    return false
  }
}
