import Bytes
@testable import TOML
import TestSupport
import Testing

/// What no value is made of: blanks, line ends, comments and keys.
struct LexerTests {
  /// text, where skipping over it ends, or what is wrong and where
  static let trivia: [(ByteString, Int, TOMLError.Kind?)] = [
    ("", 0, nil), ("x", 0, nil), (" \t x", 3, nil), ("\n\r\n x", 4, nil), ("# é\tx\n#\nx", 9, nil), ("#", 1, nil),
    ("# \u{1}", 2, .controlCharacter), ("# \u{7F}", 2, .controlCharacter), ("\rx", 0, .bareCarriageReturn),
    ("# x\rx", 3, .bareCarriageReturn),
  ]
  @Test(arguments: trivia)
  func skips(text: ByteString, end: Int, kind: TOMLError.Kind?) {
    var lexer = Lexer(text)
    do throws(Failure) {
      try lexer.skipTrivia()
      #expect(lexer.position == end && kind == nil)
    } catch {
      #expect(error.kind == kind && error.offset == end)
    }
  }

  @Test func invalidUTF8InAComment() {
    var lexer = Lexer(ByteString(copying: [UInt8(ascii: "#"), 0xC3, 0x28]))
    let error = #expect(throws: Failure.self) { try lexer.skipTrivia() }
    #expect(error?.kind == .invalidUTF8 && error?.offset == 1)
  }

  /// what follows a statement, where the next one begins; nil if that is no end of a line
  static let ends: [(ByteString, Int?)] = [
    ("", 0), (" # x", 4), ("\nx", 1), (" \r\nx", 3), ("# x\r\nx", 5), (" x", nil), ("\rx", nil),
  ]
  @Test(arguments: ends)
  func lineEnds(text: ByteString, end: Int?) {
    var lexer = Lexer(text)
    #expect((try? lexer.lineEnd()) == nil ? end == nil : lexer.position == end)
  }

  /// Every place of a byte that ends a run of plain ones, at every alignment, within eight bytes and beyond.
  @Test(arguments: [UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x00, 0x09, 0x1F, 0x7F, 0x80, 0xFF])
  func plainEnd(stop: UInt8) {
    let page = PageEnd()
    for count in 0..<20 {
      for place in 0..<count {
        var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: count)
        bytes[place] = stop
        let lexer = Lexer(ByteString(start: page.place(bytes), count: count))
        #expect(lexer.plainEnd(from: 0, quote: UInt8(ascii: "\""), escape: UInt8(ascii: "\\")) == place)
        #expect(lexer.plainEnd(from: place + 1, quote: UInt8(ascii: "\""), escape: UInt8(ascii: "\\")) == count)
      }
    }
  }

  @Test func bareKeys() {
    let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    for byte in UInt8.min...UInt8.max { #expect(byte.isBareKeyByte == allowed.contains(byte), "\(byte)") }
  }
}
