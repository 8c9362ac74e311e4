import Bytes
@testable import Secrets
import TestSupport
import Testing

struct ByteClassTests {
  /// One letter a byte: a table that is too short would be read past its end.
  @Test(arguments: [(ByteClass.alphabets, "@U"), (ByteClass.delimiters, "@B"), (ByteClass.authorities, "@C")] as [(ByteString, String)])
  func isComplete(table: ByteString, letters: String) {
    #expect(table.count == 256)
    let (first, last) = (letters.utf8.first!, letters.utf8.last!)
    for byte in table.array { #expect(byte >= first && byte <= last) }
  }

  @Test func words() {
    for byte in UInt8.min...UInt8.max {
      #expect(ByteClass.isOfWord(byte) == (byte.isASCIILetter || byte.isASCIIDigit || "_-.".utf8.contains(byte)), "\(byte)")
    }
  }

  /// No letter or digit is a delimiter.
  @Test func delimiters() {
    let delimiters = (UInt8.min...UInt8.max).filter { ByteClass.delimiters[Int($0)] != UInt8(ascii: "@") }
    #expect(String(decoding: delimiters, as: UTF8.self) == " !\"$%'(:=>@\\|~")
  }

  /// What ends a URL, what ends only its authority, and what separates within that.
  @Test(arguments: [("B", " \"'`"), ("A", "#/?"), ("C", ":@[\\")])
  func authorities(letter: String, bytes: String) {
    let found = (UInt8(0x20)...UInt8.max).filter { ByteClass.authorities[Int($0)] == letter.utf8.first }
    #expect(String(decoding: found, as: UTF8.self) == bytes)
    for control in UInt8(0)..<0x20 { #expect(ByteClass.authorities[Int(control)] == UInt8(ascii: "B")) }
  }
}
