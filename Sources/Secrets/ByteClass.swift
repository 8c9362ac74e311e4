import Bytes

/// Classes of the 256 bytes, as text: a table of numbers would need an initializer.
enum ByteClass {
  /// The class of a byte for the alphabets of tokens, in its lowest five bits.  `@` is none, `A` to `C` are digits, `D`
  /// to `F` lower case, `G` to `L` upper case, then come `_ - = . ~ + / %` and all others except quotation marks and
  /// backslashes.
  static var alphabets: ByteString {
    #"""
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@U@UUTU@UUURUNPSABCCCCCCCCUUUOUU\#
    UHGHHHHLLKLLLIIJLLLLLLLLLLLU@UUM@DDDDDDEEFFFFFFFFFFFFFFFFFFUUUQ@\#
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\#
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
    """#
  }

  /// Whether a byte after a word is a delimiter: `@` never, `A` if a key ends before it, `B` always.
  static var delimiters: ByteString {
    #"""
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ABA@BA@AB@@@@@@@@@@@@@@@@@B@@AA@\#
    B@@@@@@@@@@@@@@@@@@@@@@@@@@@B@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@B@B@\#
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\#
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
    """#
  }

  /// Whether a byte after a word is a delimiter even if no key ends before it.
  @inline(__always)
  static func isAlwaysDelimiter(_ byte: UInt8) -> Bool { delimiters.start[Int(byte)] == UInt8(ascii: "B") }

  /// The role of a byte in a URL's authority: `@` a part of it, `A` ends the authority, `B` ends the URL, `C`
  /// separates.
  static var authorities: ByteString {
    #"""
    BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB@BA@@@B@@@@@@@A@@@@@@@@@@C@@@@A\#
    C@@@@@@@@@@@@@@@@@@@@@@@@@@CC@@@B@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\#
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\#
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
    """#
  }

  /// Letters, digits, `_`, `-` and `.`.
  static func isOfWord(_ byte: UInt8) -> Bool { Alphabet.kinds(of: byte) & 0x1_7FFE != 0 }
}
