import Audit
import Bytes
import Policy
import System

/// `envscrub-shell`: applies the policy to a login's environment and executes the real shell.  Unless it stops or
/// somebody is at a terminal, it prints nothing: programs that copy files through a login would take the text for data.
///
/// An error in the user's own file must not lock the user out, whether it appears when the file is read or when the shell
/// is started: the login then starts again with less of the file, or without it.
enum LoginMode {
  /// Returns only if no shell was executed, with the exit status.
  @inline(never)  // A start without it needs neither its code nor its frame.
  static func main(_ run: Run, _ call: Boxed<LoginCall>) -> Int32 {
    let request = Boxed(Invocation())
    return RunRecords.keep(run, .loginShell, request) { records throws(Failure) in try start(run, call, request, &records) }
  }

  private static func start(
    _ run: Run, _ call: Boxed<LoginCall>, _ request: Boxed<Invocation>, _ records: inout RunRecords
  ) throws(Failure) -> Int32 {
    var login: Login
    // With privileges that aren't the user's, the user's files are not trusted.
    var hasUsersFile = !ProcessFacts.isSecureExecution
    do throws(Failure) {
      login = try load(hasUsersFile ? .systemsAndUsers : .systemsOnly, run, request, &records)
    } catch {
      if !hasUsersFile { throw error }
      login = try load(.systemsOnly, run, request, &records)
      login.brokenUserFile = error
      hasUsersFile = false
    }
    while true {
      let failure: Failure
      switch try login.start(call, run, &records) {
      case .refused(let status): return status
      case .failed(let error): failure = error
      }
      if login.hasUsersShell {
        login.useDefaultShell(because: failure)
      } else if hasUsersFile {
        login = try load(.systemsOnly, run, request, &records)
        login.brokenUserFile = failure
        hasUsersFile = false
      } else {
        throw failure
      }
    }
  }

  private static func load(
    _ files: LoginFiles, _ run: Run, _ request: Boxed<Invocation>, _ records: inout RunRecords
  ) throws(Failure) -> Login {
    try Login(PolicyLoader.load(run, request, login: files, audit: &records.settings), run)
  }

  /// A login whose policy is loaded.
  struct Login {
    private static var defaultShell: ByteString { "/bin/sh" }

    private let loaded: Boxed<LoadedPolicy>
    private var shell = Login.defaultShell
    /// Whether the shell is the one that the user chose.
    private(set) var hasUsersShell = false
    /// Why the user's own shell is not used.
    private(set) var fault: Failure?
    var brokenUserFile: Failure?

    /// How a login ended without a shell.
    enum End {
      /// A rule refused it, which was reported already; the exit status.
      case refused(Int32)
      case failed(Failure)
    }

    /// Chooses the shell.
    init(_ loaded: Boxed<LoadedPolicy>, _ run: Run) throws(Failure) {
      self.loaded = loaded
      guard let stated = loaded.value.login.shell else { return }
      if ProcessFacts.isThisProgram(stated.value) || LoginCall.isName(of: stated.value) {
        throw loaded.value.failure(.shellIsEnvscrub, at: stated.origin)
      }
      let isUsers = stated.origin.layer != .system
      if isUsers, try !FileReader(run: run).isListed(stated.value) {
        fault = loaded.value.failure(.unlistedShell, at: stated.origin)
      } else if let error = Execute.fault(of: stated.value) {
        fault = loaded.value.failure(.unusableShell(code: error.code), at: stated.origin)
        // Only the administrator can fix it, and a shell that the administrator didn't name may not replace it.
        if !isUsers, let fault { throw fault }
      } else {
        shell = stated.value
        hasUsersShell = isUsers
      }
    }

    mutating func useDefaultShell(because failure: Failure) {
      fault = failure
      shell = Self.defaultShell
      hasUsersShell = false
    }

    func start(_ call: Boxed<LoginCall>, _ run: Run, _ records: inout RunRecords) throws(Failure) -> End {
      let (loaded, isAllowed) = policy()
      let request = Boxed(
        Invocation(shell: shell, zeroth: call.value.zeroth(of: shell, isAllowed: isAllowed), arguments: call.value.arguments))
      let outcome = run.apply(loaded.value.policy, explaining: loaded.value.policy.audit != nil)
      let isSecure = ProcessFacts.isSecureExecution
      let hasSomething = brokenUserFile != nil || fault != nil || isSecure || !loaded.value.held.isEmpty
      if hasSomething, Output.standardError.terminalColumns != nil { report(loaded, run) }
      if let status = run.checkCommandRules(request, loaded) {
        _ = try records.add(.refused, outcome, loaded, request, status: status)
        return .refused(status)
      }
      let isQuiet = Output.standardError.terminalColumns == nil
      do throws(Failure) {
        let domain = try run.domain(for: loaded, isQuiet: isQuiet)
        _ = try records.add(.run, outcome, loaded, request, domain)
        try run.seal(loaded, in: domain, request, isQuiet: isQuiet)
      } catch {
        return .failed(error)
      }
      let error = Execute.run(
        exactly: shell, arguments: run.arguments(of: request), environment: run.environment(of: outcome))
      _ = try? records.add(.failed, outcome, loaded, request, status: ExitStatus.notRunnable)
      return .failed(run.failure(shell, error))
    }

    /// The policy with a login's additions, and whether the shell is called as a login shell.
    private func policy() -> (loaded: Boxed<LoadedPolicy>, isAllowed: Bool) {
      var loaded = self.loaded.value
      let (allowed, held) = loaded.requirements.held(.allowLoginShell, loaded.policy.values[.allowLoginShell])
      // A default need not be mentioned at every login.
      if let held, loaded.policy.values[.allowLoginShell].origin.layer.hasFiles { loaded.held.append(held) }
      loaded.policy.setLast(Assignment(EnvironmentEntry(name: "SHELL", value: shell), .builtIn))
      return (Boxed(loaded), allowed.value == 1)
    }

    private func report(_ loaded: Boxed<LoadedPolicy>, _ run: Run) {
      var text = ByteBuffer()
      if ProcessFacts.isSecureExecution { text.write(noticeOfSecureExecution: run.program) }
      if let brokenUserFile {
        text.write(brokenUserFile.message)
        text.write(noticeOfStrictDefault: run.program)
      }
      if let fault {
        text.write(fault.message)
        text.write(noticeOfDefaultShell: shell, program: run.program)
      }
      if !text.isEmpty { try? Output.standardError.write(text) }
      run.reportNotices(loaded, Boxed(Invocation()))
    }
  }
}

extension FileReader {
  /// Whether /etc/shells has that shell.
  func isListed(_ shell: ByteString) throws(Failure) -> Bool {
    do {
      var isListed = false
      _ = try FileDescriptor.file(ShellsFile.path).forEachLine { line in
        isListed = ShellsFile.line(line, names: shell)
        return isListed
      }
      return isListed
    } catch {
      if error.isAbsence { return false }
      throw run.failure(ShellsFile.path, error)
    }
  }
}
