import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct ShellsFileTests {
  /// a line, a shell, whether the line names the shell
  static let table: [(String, String, Bool)] = [
    ("/bin/bash", "/bin/bash", true),
    ("/bin/bash", "/bin/bas", false),
    ("/bin/bash", "/bin/bash2", false),
    ("/bin/bash", "bash", false),
    ("  /bin/bash", "/bin/bash", true),
    ("/bin/bash # the usual one", "/bin/bash", true),
    ("/bin/bash#x", "/bin/bash", true),
    ("/bin/bash\t/bin/sh", "/bin/sh", false),
    ("/bin/bash\r", "/bin/bash", true),
    ("# /bin/bash", "/bin/bash", false),
    ("#/bin/bash", "/bin/bash", false),
    ("x/bin/bash", "/bin/bash", true),
    ("bash", "bash", false),
    ("", "", false),
    ("/", "/", true),
    ("/bin/bash", "/BIN/BASH", false),
  ]

  @Test(arguments: table)
  func names(line: String, shell: String, isNamed: Bool) {
    #expect(ShellsFile.line(ByteString(line), names: ByteString(shell)) == isNamed)
  }
}
