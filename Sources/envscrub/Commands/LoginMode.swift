import Audit
import Bytes
import Policy
import System

/// `envscrub-shell`: applies the policy to a login's environment and becomes the real shell.  It prints nothing
/// as long as it goes on and nobody sits at a terminal: what copies files through a login would take it for data.
///
/// What is wrong with the user's own file must not lock its user out, be it found when the file is read or when
/// the shell is started: then the login begins anew with less of the file.
enum LoginMode {
  /// Comes back only where no shell was run, with the exit status.
  @inline(never)  // A start without it needs neither its code nor its frame.
  static func main(_ run: Run, _ call: Boxed<LoginCall>) throws(Failure) -> Int32 {
    let request = Boxed(Invocation())
    run.trail.pointee.begin(request, .loginShell)
    var login: Login
    // With rights that aren't the user's, nothing of the user's is believed.
    var hasUsersFile = !ProcessFacts.isSecureExecution
    do throws(Failure) {
      login = try Login(PolicyLoader.load(run, request, login: hasUsersFile ? .systemsAndUsers : .systemsOnly), run)
    } catch {
      if !hasUsersFile { throw error }
      login = try Login(PolicyLoader.load(run, request, login: .systemsOnly), run)
      login.brokenUserFile = error
      hasUsersFile = false
    }
    while true {
      let failure: Failure
      switch try login.become(call.pointer.pointee, run) {
      case .refused(let status): return status
      case .failed(let error): failure = error
      }
      if login.hasUsersShell {
        login.useDefaultShell(because: failure)
      } else if hasUsersFile {
        login = try Login(PolicyLoader.load(run, request, login: .systemsOnly), run)
        login.brokenUserFile = failure
        hasUsersFile = false
      } else {
        throw failure
      }
    }
  }

  /// A login of which all is known that can be.
  struct Login {
    private static var defaultShell: ByteString { "/bin/sh" }

    private var loaded: LoadedPolicy
    private var shell = Login.defaultShell
    /// Whether the shell is one that the user chose.
    private(set) var hasUsersShell = false
    /// Why the user's own shell isn't that one.
    private(set) var fault: Failure?
    var brokenUserFile: Failure?

    /// How it ended, where it came to no shell.
    enum End {
      /// By a rule, which is said already; the exit status.
      case refused(Int32)
      case failed(Failure)
    }

    /// Chooses the shell.
    init(_ loaded: LoadedPolicy, _ run: Run) throws(Failure) {
      self.loaded = loaded
      guard let stated = loaded.login.shell else { return }
      if ProcessFacts.isThisProgram(stated.value) || LoginCall.isName(of: stated.value) {
        throw loaded.failure(.shellIsEnvscrub, at: stated.origin)
      }
      let isUsers = stated.origin.layer != .system
      if isUsers, try !FileReader(run: run).isListed(stated.value) {
        fault = loaded.failure(.unlistedShell, at: stated.origin)
      } else if let error = Execute.fault(of: stated.value) {
        fault = loaded.failure(.unusableShell(code: error.code), at: stated.origin)
        // Nobody but the administrator can mend it, and a shell that they didn't name is none of theirs.
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

    func become(_ call: LoginCall, _ run: Run) throws(Failure) -> End {
      var loaded = loaded
      let (allowed, held) = loaded.requirements.held(.allowLoginShell, loaded.policy.values[.allowLoginShell])
      // Who stated nothing need not be told at every login.
      if let held, loaded.policy.values[.allowLoginShell].origin.layer.hasFiles { loaded.held.append(held) }
      loaded.policy.setLast(Assignment(EnvironmentEntry(name: "SHELL", value: shell), .builtIn))
      let invocation = Invocation(
        shell: shell, zeroth: call.zeroth(of: shell, isAllowed: allowed.value == 1), arguments: call.arguments)
      let outcome = run.apply(loaded.policy, explaining: loaded.policy.audit != nil)
      let isSecure = ProcessFacts.isSecureExecution
      let hasSomething = brokenUserFile != nil || fault != nil || isSecure || !loaded.held.isEmpty
      if hasSomething, Output.standardError.terminalColumns != nil { tell(loaded, run) }
      if let status = run.judge(invocation, loaded) {
        try run.record(.refused, outcome, loaded, invocation, nil, status: status)
        return .refused(status)
      }
      let isQuiet = Output.standardError.terminalColumns == nil
      do throws(Failure) {
        let domain = try run.domain(for: loaded.policy, isQuiet: isQuiet)
        try run.record(.run, outcome, loaded, invocation, domain)
        try run.close(loaded.policy, in: domain, invocation, isQuiet: isQuiet)
      } catch {
        return .failed(error)
      }
      let error = Execute.become(
        exactly: shell, arguments: run.arguments(of: invocation), environment: run.environment(of: outcome))
      try? run.record(.failed, outcome, loaded, invocation, nil, status: ExitStatus.notRunnable)
      return .failed(run.failure(shell, error))
    }

    private func tell(_ loaded: LoadedPolicy, _ run: Run) {
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
      run.tellNotices(loaded, Invocation())
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
