import Bytes
import CSystem

/// A Landlock domain (`landlock(7)`) that keeps a process and its children from looking into processes outside of it:
/// `ptrace(2)`, and with it what stands below `/proc/PID`.  Any domain does that; what it handles beside is the least
/// that a version of the interface asks for.
package struct Landlock: Equatable, Sendable {
  /// Rights on files that are handled, and allowed beneath `/` all the same.
  package let files: UInt64
  /// Of the interface.
  package let version: Int
  /// What the domain can't reach outside of itself.
  let scopes: UInt64

  /// Moving and linking files to another directory; a domain that handles rights on files and not this one denies it.
  static let refer: UInt64 = 1 << 13
  static let signalScope: UInt64 = 1 << 1
}

package extension Landlock {
  /// Why there is no domain.
  enum Obstacle: Error, Equatable, Sendable {
    /// The kernel has no Landlock, or it was left out when it booted, or it may not be asked.
    case unavailable(SystemError)
    /// Version 1, whose domains can't be left without moving files between directories.
    case tooOld
    /// Capabilities can't be given up that reach over any domain.
    case capabilities(SystemError)
    case noNewPrivileges(SystemError)
    /// As many domains are nested already as can be.
    case tooDeep
    case domain(SystemError)
  }

  /// The domain for a version of the interface; nil for a version that can have none.
  init?(version: Int) {
    self.version = version
    switch version {
    case ...1: return nil
    case 2...5: (files, scopes) = (Self.refer, 0)
    // No rights on files: so mounts stay possible.
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

  /// Enters the domain, for good: this process, and all that it becomes and starts.  Capabilities that look into any
  /// process are given up first; with no_new_privs no execve(2) brings them back, not even root's.
  func enter() throws(Obstacle) {
    // What may fail of it and changes nothing yet comes before what can't be undone.
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
  /// no_new_privs of `prctl(2)`: no execve(2) gives this process or its children rights that it hasn't.
  package static func denyNew() throws(SystemError) { _ = try SystemError.check(ck_no_new_privileges()) }
}
