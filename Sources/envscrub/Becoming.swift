import Bytes
import Policy
import System

/// The last steps before COMMAND: signals, directory, `execve(2)`.
extension Run {
  /// `--default-signal`, `--ignore-signal`, `--block-signal`, `--list-signal-handling`.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func setSignals(_ invocation: Invocation) throws(Failure) {
    let settings = invocation.signals
    if settings.changesActions {
      for signal in 1...Signal.last { try setAction(settings.action(of: signal), of: signal, invocation) }
    }
    if settings.maskChanged { try setMask(settings, invocation) }
    if invocation.listsSignalHandling { try listSignalHandling() }
  }

  private func setAction(_ action: SignalAction, of signal: Int, _ invocation: Invocation) throws(Failure) {
    let toDefault: Bool
    let mayFail: Bool
    switch action {
    case .unchanged: return
    case .toDefault(let orFail): (toDefault, mayFail) = (true, !orFail)
    case .ignored(let orFail): (toDefault, mayFail) = (false, !orFail)
    }
    var failed: SystemError?
    if Signal.isReserved(signal) {
      failed = .invalidArgument
      if !mayFail { throw signalFailure("get", signal, .invalidArgument) }
    } else {
      do throws(SystemError) {
        try Signals.set(signal, ignored: !toDefault)
      } catch {
        failed = error
        if !mayFail { throw signalFailure("set", signal, error) }
      }
    }
    trace(.signalReset(signal, toDefault: toDefault, failed: failed != nil), invocation)
  }

  private func signalFailure(_ verb: ByteString, _ signal: Int, _ error: SystemError) -> Failure {
    failure {
      $0.write("failed to ")
      $0.write(verb)
      $0.write(" signal action for signal ")
      $0.write(decimal: signal)
      $0.write(": ")
      $0.write(systemError: error.code)
    }
  }

  private func setMask(_ settings: SignalSettings, _ invocation: Invocation) throws(Failure) {
    do throws(SystemError) {
      let mask = try Signals.mask() & ~settings.unblock | settings.block
      for signal in 1...Signal.last where (settings.block | settings.unblock) & Signal.bit(signal) != 0 {
        trace(.signalMask(signal, blocked: settings.block & Signal.bit(signal) != 0), invocation)
      }
      try Signals.setMask(mask)
    } catch {
      throw maskFailure(error)
    }
  }

  private func maskFailure(_ error: SystemError) -> Failure {
    failure {
      $0.write("failed to set signal process mask: ")
      $0.write(systemError: error.code)
    }
  }

  private func listSignalHandling() throws(Failure) {
    var text = ByteBuffer()
    do throws(SystemError) {
      let mask = try Signals.mask()
      for signal in 1...Signal.last where !Signal.isReserved(signal) {
        guard let isIgnored = try? Signals.isIgnored(signal) else { continue }
        text.write(handlingOf: signal, blocked: mask & Signal.bit(signal) != 0, ignored: isIgnored)
      }
    } catch {
      throw maskFailure(error)
    }
    if !text.isEmpty { try? Output.standardError.write(text) }
  }

  /// `--chdir`.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func changeDirectory(_ invocation: Invocation, _ loaded: LoadedPolicy) throws(Failure) {
    guard let directory = invocation.chdir else { return }
    trace(.chdir(directory.written), invocation)
    do throws(SystemError) {
      switch loaded.directory {
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

  /// What requirements say of the command: they may forbid it, or have a person asked.  The exit status where
  /// it doesn't run; nil where it may.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func judge(_ invocation: Invocation, _ loaded: LoadedPolicy) -> Int32? {
    if loaded.requirements.rules.isEmpty { return nil }
    guard let rule = loaded.requirements.rule(for: invocation.commandValues) else { return nil }
    var isAnswered = false
    if rule.decision == .prompt, let terminal = Terminal.open() {
      var question = ByteBuffer()
      question.write(program)
      question.write(": run ")
      question.write(command: invocation.command)
      question.write("? [y/N] ")
      if terminal.confirms(question) { return nil }
      isAnswered = true
    }
    var text = ByteBuffer()
    text.write(program)
    text.write(": ")
    text.write(quoted: invocation.command[0].written)
    text.write(refusedBy: rule, isAnswered: isAnswered, in: loaded.places)
    try? Output.standardError.write(text)
    return ExitStatus.notRunnable
  }

  /// The PATH that COMMAND gets, by which it is looked up; in a shim's run what stands behind that shim, and nil
  /// where that is nothing.
  func searchPath(_ outcome: Outcome, _ invocation: Invocation) -> ByteString? {
    let path = path(outcome)
    guard let shim = invocation.shim else { return path }
    return ShimSearch(shim, path).rest
  }

  private func path(_ outcome: Outcome) -> ByteString {
    for entry in outcome.environment where entry.name == "PATH" { return entry.value }
    return ShimSearch.defaultPath
  }

  /// Becomes COMMAND, or says why not.
  func execute(_ outcome: Outcome, _ invocation: Invocation) throws(Failure) -> Int32 {
    guard let command = invocation.command.first else { return ExitStatus.success }
    let search = invocation.shim.map { ShimSearch($0, path(outcome)) }
    traceCommand(invocation, search)
    if let found = search?.comesBack { throw comesBack(found, command) }
    // gcc and python look in PATH for what a bare argv[0] names, to find what belongs to them: that would be the shim.
    let isNamedByPath = search != nil && invocation.argv0 == nil
    let error: SystemError
    switch trail.pointee.program {
    case .missing(let found)?: error = found
    case .file(let path)?:
      error = Execute.become(
        path, arguments: arguments(of: invocation), environment: environment(of: outcome), searchPath: "",
        isNamedByPath: isNamedByPath)
    case nil:
      error = Execute.become(
        command.value, arguments: arguments(of: invocation), environment: environment(of: outcome),
        searchPath: search == nil ? path(outcome) : search?.rest, isNamedByPath: isNamedByPath)
    }

    var text = ByteBuffer()
    text.write(program)
    text.write(": ")
    text.write(quoted: command.written)
    text.write(": ")
    text.write(systemError: error.code)
    if error == .noSuchFile, let search, !search.passed.isEmpty {
      text.write("; skipped in PATH, up to this shim: ")
      text.write(visible: search.passed)
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

  /// A script that names the shim in its `#!` line, and that is what the shim finds: the kernel would start the one for
  /// the other until there is no room for the arguments.
  private func comesBack(_ found: ByteString, _ command: Argument) -> Failure {
    failure {
      $0.write(quoted: command.written)
      $0.write(": ")
      $0.write(visible: found)
      $0.write(": it would run this shim again, and so on forever")
    }
  }

  /// argv of COMMAND.
  func arguments(of invocation: Invocation) -> CStringArray {
    var arguments = List<ByteString>()
    for argument in invocation.command {
      arguments.append(arguments.isEmpty ? invocation.argv0?.value ?? argument.value : argument.value)
    }
    return CStringArray(arguments)
  }

  func environment(of outcome: Outcome) -> CStringArray {
    CStringArray(count: outcome.environment.count) { outcome.environment[$0].string }
  }

  private func traceCommand(_ invocation: Invocation, _ search: ShimSearch?) {
    if !invocation.debug { return }
    var zeroth = invocation.argv0?.written
    if zeroth == nil, let search { zeroth = try? Execute.find(invocation.command[0].value, searchPath: search.rest) }
    var lines = List<TraceLine>()
    if let argv0 = invocation.argv0 { lines.append(.argv0(argv0.written)) }
    for index in invocation.command.indices {
      let argument = invocation.command[index]
      if index == 0 { lines.append(.executing(argument.written)) }
      lines.append(.argument(index, index == 0 ? zeroth ?? argument.written : argument.written))
    }
    trace(lines, invocation)
  }
}

extension ByteString {
  /// White space of the C locale.
  fileprivate var holdsSpace: Bool {
    for index in 0..<count where self[index].isSpace { return true }
    return false
  }
}
