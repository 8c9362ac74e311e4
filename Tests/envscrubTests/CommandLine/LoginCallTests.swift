import Bytes
import TestSupport
import Testing
@testable import envscrub

struct LoginCallTests {
  /// argv[0], the executed path, whether it is a call as a shell, argv[0] of /bin/bash if it may be a login shell, and
  /// if it may not
  static let calls: [(String, String, Bool, String, String)] = [
    ("envscrub-shell", "/usr/bin/envscrub-shell", true, "bash", "bash"),
    ("-envscrub-shell", "/usr/bin/envscrub-shell", true, "-bash", "bash"),
    ("/usr/bin/envscrub-shell", "/usr/bin/envscrub-shell", true, "/bin/bash", "/bin/bash"),
    ("-/usr/bin/envscrub-shell", "/usr/bin/envscrub-shell", true, "-bash", "bash"),
    ("-su", "/usr/bin/envscrub-shell", true, "-bash", "bash"),
    ("bash", "/usr/bin/envscrub-shell", true, "bash", "bash"),
    ("-", "/usr/bin/envscrub-shell", true, "-bash", "bash"),
    ("", "envscrub-shell", true, "bash", "bash"),
    ("-envscrub-shell", "/usr/bin/envscrub", true, "-bash", "bash"),
    ("envscrub-shell", "", true, "bash", "bash"),
    ("envscrub", "/usr/bin/envscrub", false, "", ""),
    ("--envscrub-shell", "/usr/bin/envscrub", false, "", ""),
    ("envscrub-shell2", "/usr/bin/envscrub", false, "", ""),
    ("ENVSCRUB-SHELL", "/usr/bin/envscrub", false, "", ""),
    ("envscrub-shell/", "/usr/bin/envscrub-shell/envscrub", false, "", ""),
    ("x-envscrub-shell", "/usr/bin/x-envscrub-shell", false, "", ""),
  ]

  @Test(arguments: calls)
  func byItsNameOnly(zeroth: String, executed: String, isShell: Bool, login: String, noLogin: String) {
    let arguments = [zeroth, "-c", "x"].map { ByteString($0) }
    let call = LoginCall(List(arguments), executed: ByteString(executed))
    #expect((call != nil) == isShell)
    guard let call else { return }
    #expect(call.arguments.map(\.text) == ["-c", "x"])
    #expect(call.zeroth(of: "/bin/bash", isAllowed: true).text == login)
    #expect(call.zeroth(of: "/bin/bash", isAllowed: false).text == noLogin)
  }

  /// The kernel gives the script as the executed path, and puts its path after the interpreter's argument.
  @Test func aScriptOfThatNameIsNone() {
    let script = ["/usr/bin/envscrub", "-S sh", "/x/envscrub-shell", "a"].map { ByteString($0) }
    #expect(LoginCall(List(script), executed: "/x/envscrub-shell") == nil)
    let interpreter = ["/usr/bin/envscrub-shell", "-e", "/x/script"].map { ByteString($0) }
    #expect(LoginCall(List(interpreter), executed: "/x/script")?.arguments.map(\.text) == ["-e", "/x/script"])
  }

  @Test func suMayBeAskedToRunTheShell() {
    let arguments = ["-su", "-c", "/usr/bin/envscrub-shell"].map { ByteString($0) }
    #expect(LoginCall(List(arguments), executed: "/usr/bin/envscrub-shell") != nil)
  }

  @Test func noArgumentAtAllIsNoShell() {
    #expect(LoginCall(List(), executed: "/usr/bin/envscrub-shell") == nil)
  }
}
