import Bytes
import TestSupport

/// Fake credentials, made when the tests run: the sources contain no whole one, so that no scanner of secrets takes
/// this repository for a leak.
struct FakeSecret {
  private var generator = SeededGenerator(seed: 6)

  /// `count` characters of an alphabet of `TokenPattern`, which is defined here a second time.
  mutating func characters(_ alphabet: Character, _ count: Int) -> String {
    let digits = "0123456789"
    let lower = "abcdefghijklmnopqrstuvwxyz"
    let upper = lower.uppercased()
    let letters: String =
      switch alphabet {
      case "d": digits
      case "x": digits + "abcdef"
      case "X": digits + "abcdefABCDEF"
      case "g": digits + "abcdefgh"
      case "l": digits + lower
      case "h": digits + "ABCDEF"
      case "u": digits + upper
      case "n": digits + lower + upper
      case "w": digits + lower + upper + "_"
      case "r": digits + lower + upper + "_-"
      // Real tokens have an equals sign only at the end.
      case "s": digits + lower + upper + "_-"
      case "q": digits + lower + upper + "_-."
      case "o": digits + lower + upper + "_-.~"
      case "p": digits + lower + upper + "_-.~+/%"
      case "A": digits + lower + upper + "!#$%&*()^"
      case "b": digits + lower + upper + "+/"
      case "y": digits + lower + upper + "+/"
      case "a": digits + lower + upper
      case "m": "MNO"
      case "z": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
      default: ""
      }
    let all = Array(letters)
    return String((0..<count).map { _ in all.randomElement(using: &generator)! })
  }

  /// A text with `{n24}` for 24 characters of an alphabet, `{64:text}` for Base64 of a text, and `{--}` for five
  /// dashes.
  mutating func text(_ template: String) -> String {
    var result = ""
    var rest = Substring(template)
    while let open = rest.range(of: "{") {
      result += rest[..<open.lowerBound]
      rest = rest[open.upperBound...]
      let close = rest.range(of: "}")!
      let item = rest[..<close.lowerBound]
      rest = rest[close.upperBound...]
      if item == "--" {
        result += String(repeating: "-", count: 5)
      } else if item == "(" {
        result += "{"
      } else if item == ")" {
        result += "}"
      } else if item.hasPrefix("64:") {
        result += Self.base64(String(item.dropFirst(3)).replacing("~", with: "-----"))
      } else {
        result += characters(item.first!, Int(item.dropFirst())!)
      }
    }
    return result + rest
  }

  static func base64(_ text: String) -> String { base64(Array(text.utf8)) }

  static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var result = ""
    var index = 0
    while index < bytes.count {
      let three = (0..<3).map { index + $0 < bytes.count ? Int(bytes[index + $0]) : 0 }
      let number = three[0] << 16 | three[1] << 8 | three[2]
      for digit in 0..<4 {
        result.append(index + digit > bytes.count ? "=" : digits[number >> (18 - 6 * digit) & 63])
      }
      index += 3
    }
    return result
  }

  /// `count` random bytes.
  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in .random(in: 0...255, using: &generator) } }

  /// The checksum of GitHub's tokens: a CRC-32 in six digits of base 62.
  static func checksum(_ text: String) -> String {
    var sum = UInt32.max
    for byte in text.utf8 {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    sum ^= .max
    let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    var result = ""
    for _ in 0..<6 {
      result = String(digits[Int(sum % 62)]) + result
      sum /= 62
    }
    return result
  }

  /// By how much each item of a pattern that has several lengths may be longer than it must be; nil for any number.
  static func ranges(pattern: String) -> [Int?] {
    pattern.split(separator: "'", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 0 }
      .flatMap { $0.element.matches(of: /(\d+),(\d*)/).map { match in Int(match.2).map { $0 - Int(match.1)! } } }
  }

  /// The shortest token with a prefix and a pattern of `ValueForms`, and what must stand before it.
  /// - Parameters:
  ///   - item: which of `ranges` is longer than it must be.
  ///   - longer: by how much.
  mutating func token(prefix: String, pattern: String, item: Int = -1, longer: Int = 0) -> String {
    var ranges = 0
    var result = prefix.hasPrefix("@") ? "" : prefix
    var before = ""
    var rest = Substring(pattern)
    func number() -> Int {
      let low = rest.prefix { $0.isNumber }
      rest = rest.dropFirst(low.count)
      if rest.first == "," {
        rest = rest.dropFirst().drop { $0.isNumber }
        ranges += 1
        return Int(low)! + (ranges - 1 == item ? longer : 0)
      }
      return Int(low) ?? 1
    }
    while let item = rest.popFirst() {
      switch item {
      case "'":
        result += rest.prefix { $0 != "'" }
        rest = rest.drop { $0 != "'" }.dropFirst()
      case "e", "j", "!":
        continue
      case "c":
        // It must not look like words.
        result = String(result.dropLast(2)) + "9z"
      case "f":
        result = String(result.dropLast(5)) + "1A2z3"
      case "k":
        result += Self.checksum(String(result.suffix(30)))
      case "i":
        result = Self.base64("-----BEGIN EC PRIVATE KEY-----\n" + characters("b", 64))
      case "D":
        result = "MIIEpAIBAAKC" + characters("n", 48)
      case "L":
        result += "PRIVATE+KEY-----%0A" + characters("n", 32)
      case "<":
        let letter = rest.popFirst()!
        before = characters(letter, number())
        // For Azure's registry the last byte is a plus, for Terraform's a dot.
        before = before.dropLast() + (letter == "a" ? "." : "+")
      case _ where item.isLetter:
        result += characters(item, number())
      default:
        result.append(item)
      }
    }
    return before + result
  }
}
