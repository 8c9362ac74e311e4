import Bytes
import Foundation
@testable import System
import TestSupport
import Testing

/// In processes of their own, each with a controlling terminal at which somebody answers.
struct TerminalTests {
  /// what is typed before the question, the answer, whether it means yes
  static let answers: [(String, String, Bool)] = [
    ("", "y\n", true), ("", "Yes \n", true), ("", "n\n", false), ("", "\n", false), ("", "yy\n", false), ("", "\u{4}", false),
    // Input typed before the question is discarded.
    ("y\n", "n\n", false), ("n\nn\n", "y\n", true), ("y", "\n", false),
  ]
  @Test(arguments: answers)
  func confirms(before: String, answer: String, expected: Bool) async {
    await #expect(processExitsWith: .exitCode(expected ? 7 : 8)) { [before, answer] in
      guard let person = beAtATerminal() else { exit(1) }
      write(person, before, before.utf8.count)
      guard let terminal = Terminal.open() else { exit(2) }
      Thread {
        var shown: [UInt8] = []
        var byte: UInt8 = 0
        while !shown.suffix(2).elementsEqual("? ".utf8), read(person, &byte, 1) == 1 { shown.append(byte) }
        write(person, answer, answer.utf8.count)
      }.start()
      var question = ByteBuffer()
      question.write("Really? ")
      exit(terminal.confirms(question) ? 7 : 8)
    }
  }

  @Test func withoutOne() async {
    await #expect(processExitsWith: .exitCode(7)) {
      setsid()
      let terminal = Terminal.open()
      exit(terminal == nil ? 7 : 1)
    }
  }
}

/// Makes a new terminal the controlling one of this process.
/// - Returns: the other side of it; nil if that failed.
private func beAtATerminal() -> Int32? {
  let person = open("/dev/ptmx", O_RDWR | O_NOCTTY)
  // TIOCSPTLCK and TIOCGPTN of ioctl_tty(2); Swift's library has no grantpt(3).
  var (lock, number): (Int32, Int32) = (0, 0)
  guard person >= 0, ioctl(person, 0x4004_5431, &lock) == 0, ioctl(person, 0x8004_5430, &number) == 0, setsid() >= 0,
    open("/dev/pts/\(number)", O_RDWR) >= 0
  else { return nil }
  return person
}
