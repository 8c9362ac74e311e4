import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct LoginModeTests {
  /// the system's and the user's file, the shells that are listed; the command's output: the name of the shell, SHELL
  static let table: [(String, String, String, String)] = [
    ("", "", "", "sh /bin/sh none\n"), ("login.shell = '/bin/bash'\n", "", "", "bash /bin/bash none\n"),
    ("", "login.shell = '/bin/bash'\n", "/bin/bash\n", "bash /bin/bash none\n"), ("", "login.shell = '/bin/bash'\n", "/bin/sh\n", "sh /bin/sh none\n"),
    ("", "login.shell = '/absent'\n", "/absent\n", "sh /bin/sh none\n"), ("", "no TOML", "", "sh /bin/sh none\n"),
    ("", "[shell_environment_policy]\nkeep = ['MY_TOKEN']\n", "", "sh /bin/sh s3cret\n"),
  ]
  @Test(.ownMachine, arguments: table)
  func becomesTheShell(system: String, user: String, shells: String, expected: String) async throws {
    let machine = try machine([
      "etc/envscrub/config.toml": system, "home/.config/envscrub/config.toml": user, "etc/shells": shells,
    ])
    let words = ["-c", "echo $0 $SHELL ${MY_TOKEN-none}"]
    let printed = await printed(by: words, as: "envscrub-shell", on: machine.path, entries: ["MY_TOKEN": "s3cret"])
    #expect(printed == Printed(output: expected, error: ""))
  }

  /// An error of the administrator stops the login.
  @Test(.ownMachine, arguments: ["no TOML", "login.shell = '/absent'\n", "login.shell = '/x/envscrub-shell'\n"])
  func stops(system: String) async throws {
    let machine = try machine(["etc/envscrub/config.toml": system])
    let printed = await printed(by: ["-c", "echo ran"], as: "-envscrub-shell", on: machine.path, status: 125)
    #expect(printed.output.isEmpty && printed.error.hasPrefix("/etc/envscrub/config.toml:1:"))
  }

  @Test(arguments: [("/bin/absent-shell", false), ("", false)] as [(ByteString, Bool)])
  func listed(shell: ByteString, isListed: Bool) throws {
    #expect(try FileReader(run: Run(program: "env", arguments: ["env"])).isListed(shell) == isListed)
  }
}
