import Bytes
import Policy
import System

/// What is closed before COMMAND starts: `seal`, `close_fds`, `no_new_privs`.
extension Run {
  /// The Landlock domain for `seal`; nil if there is to be none.  It is prepared before anything that can't be undone.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func domain(for loaded: Boxed<LoadedPolicy>, isQuiet: Bool) throws(Failure) -> Landlock? {
    let seal = loaded.value.policy.seal
    if seal == .no { return nil }
    do {
      return try Landlock.forThisKernel()
    } catch {
      try handle(error, seal, isQuiet)
      return nil
    }
  }

  /// The last step before execve(2): nothing that this process does afterwards needs more rights than are left.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func seal(
    _ loaded: Boxed<LoadedPolicy>, in domain: Landlock?, _ request: Boxed<Invocation>, isQuiet: Bool
  ) throws(Failure) {
    if loaded.value.policy.flag(.noNewPrivs) { try denyNewPrivileges() }
    if let domain {
      do {
        try domain.enter()
      } catch {
        try handle(error, loaded.value.policy.seal, isQuiet)
      }
    }
    if loaded.value.policy.flag(.closeFds) { try closeDescriptors(but: request.value.keptDescriptors) }
  }

  private func denyNewPrivileges() throws(Failure) {
    do {
      try Privileges.denyNew()
    } catch {
      throw failure {
        $0.write("cannot set no_new_privs: ")
        $0.write(systemError: error.code)
      }
    }
  }

  /// An obstacle to sealing stops the run; with `if-possible` it is only a notice.
  private func handle(_ obstacle: Landlock.Obstacle, _ seal: Sealing, _ isQuiet: Bool) throws(Failure) {
    guard seal == .ifPossible else {
      throw failure {
        $0.write("cannot seal: ")
        $0.write(obstacle)
      }
    }
    if isQuiet { return }
    var text = ByteBuffer()
    text.write(noticeOfNoSeal: obstacle, program: program)
    try? Output.standardError.write(text)
  }

  private func closeDescriptors(but kept: List<Int32>) throws(Failure) {
    do {
      try Descriptors.closeAll(but: kept)
    } catch {
      throw failure {
        $0.write("cannot close files: ")
        $0.write(systemError: error.code)
      }
    }
  }
}
