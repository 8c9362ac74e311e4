import Bytes
@testable import Secrets
import TestSupport
import Testing

struct TokenPatternTests {
  private static let digits = "0123456789", lower = "abcdefghijklmnopqrstuvwxyz", upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

  /// The alphabets of the data, each with all its bytes.
  static let alphabets: [(Character, String)] = [
    ("d", digits), ("x", digits + "abcdef"), ("h", digits + "ABCDEF"), ("X", digits + "abcdefABCDEF"), ("g", digits + "abcdefgh"),
    ("l", digits + lower), ("u", digits + upper), ("n", digits + lower + upper), ("m", "MNO"), ("w", digits + lower + upper + "_"),
    ("r", digits + lower + upper + "_-"), ("s", digits + lower + upper + "_-="), ("q", digits + lower + upper + "_-=."),
    ("o", digits + lower + upper + "_-.~"), ("p", digits + lower + upper + "_-=.~+/%"), ("b", digits + lower + upper + "+/"),
    ("y", digits + lower + upper + "+/_-"), ("a", digits + lower + upper + "."), ("P", digits + lower + upper + "_-.~+/%"),
  ]
  @Test(arguments: alphabets)
  func alphabet(letter: Character, bytes: String) {
    let alphabet = Alphabet.named(letter.asciiValue!)
    for byte in UInt8.min...UInt8.max {
      #expect(Alphabet.has(alphabet, byte) == bytes.utf8.contains(byte), "\(byte)")
    }
  }

  @Test func whatNoLetterNamesIsEmpty() {
    for byte in "!'<|_0e".utf8 { #expect(Alphabet.named(byte) == 0) }
  }

  /// The examples of the CRC-32 of npm's and GitHub's tokens, and a body with one bit changed.
  @Test func checksum() {
    // The CRC-32 of "123456789" is 0xCBF43926, in base 62 of six digits.
    var sum: UInt32 = 0xCBF4_3926
    var digits: [UInt8] = []
    for _ in 0..<6 {
      digits.insert(Array((Self.digits + Self.upper + Self.lower).utf8)[Int(sum % 62)], at: 0)
      sum /= 62
    }
    let value = ByteString(copying: Array("123456789".utf8) + digits)
    #expect(Checksum.isBehind(value[0..<9], in: value, at: 9))
    #expect(!Checksum.isBehind("123456788", in: value, at: 9))
    #expect(!Checksum.isBehind(value[0..<9], in: value, at: 10))
  }
}
