import Bytes
import CSystem

/// A Landlock domain (`landlock(7)`) that keeps a process and its children from looking into processes outside it: by
/// `ptrace(2)` and through `/proc/PID`.  Any domain does that; the rights that this one handles are the fewest that the
/// version of the interface requires.
package struct Landlock: Equatable, Sendable {
  /// The rights on files that the domain handles, all of which it allows beneath `/`.
  package let files: UInt64
  /// The version of the interface.
  package let version: Int
  /// What the domain can't reach outside itself.
  let scopes: UInt64

  /// Moving and linking files to another directory.  A domain that handles other rights on files but not this one
  /// denies it.
  static let refer: UInt64 = 1 << 13
  static let signalScope: UInt64 = 1 << 1
}

package extension Landlock {
  /// Why there is no domain.
  enum Obstacle: Error, Equatable, Sendable {
    /// The kernel has no Landlock, it was not enabled at boot, or the call is denied.
    case unavailable(SystemError)
    /// Version 1: every domain would deny moving files between directories.
    case tooOld
    /// The capabilities that override any domain can't be dropped.
    case capabilities(SystemError)
    case noNewPrivileges(SystemError)
    /// The maximum number of nested domains is reached.
    case tooDeep
    case domain(SystemError)
  }

  /// The domain for a version of the interface; nil if that version supports none.
  init?(version: Int) {
    self.version = version
    switch version {
    case ...1: return nil
    case 2...5: (files, scopes) = (Self.refer, 0)
    // No rights on files, so that mounting stays possible.
    default: (files, scopes) = (0, Self.signalScope)
    }
  }

  /// The domain for this kernel.
  static func forThisKernel() throws(Obstacle) -> Landlock {
    let version = ck_landlock_version()
    if version < 0 { throw .unavailable(SystemError(code: -version)) }
    guard let domain = Landlock(version: Int(version)) else { throw .tooOld }
    return domain
  }

  /// Puts this process and everything that it executes or starts into the domain, irrevocably.  It first drops the
  /// capabilities that look into any process; no_new_privs keeps execve(2) from bringing them back, even root's.
  func enter() throws(Obstacle) {
    // Steps that may fail without effect come before those that can't be undone.
    let ruleset: Int32
    do throws(SystemError) { ruleset = try makeRuleset() } catch { throw .domain(error) }
    do throws(SystemError) { try Capabilities.giveUpLookingIntoProcesses() } catch { throw .capabilities(error) }
    do throws(SystemError) { try Privileges.denyNew() } catch { throw .noNewPrivileges(error) }
    do throws(SystemError) {
      _ = try SystemError.check(ck_landlock_enter(ruleset))
    } catch {
      throw error == .argumentListTooLong ? .tooDeep : .domain(error)
    }
  }

  private func makeRuleset() throws(SystemError) -> Int32 {
    let ruleset = try SystemError.check(ck_landlock_create(files, scopes))
    if files != 0 {
      let root = try FileDescriptor.open("/", CK_OPEN_DIRECTORY)
      _ = try SystemError.check(ck_landlock_allow(ruleset, files, root))
    }
    return ruleset
  }
}

package enum Privileges {
  /// no_new_privs of `prctl(2)`: no execve(2) gives this process or its children new privileges.
  package static func denyNew() throws(SystemError) { _ = try SystemError.check(ck_no_new_privileges()) }
}
