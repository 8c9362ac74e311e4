import Bytes

/// What each of the 256 bytes is, as text: a table of numbers would need an initializer.
enum ByteClass {
  /// The class of a byte among those that the alphabets of tokens tell apart: its lowest five bits.  `@` is of none,
  /// `A` to `C` are digits, `D` to `F` lower case, `G` to `L` upper case, then come `_ - = . ~ + / %`
  /// and all others but quotation marks and backslashes.
  static var alphabets: ByteString {
    #"""
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@U@UUTU@UUURUNPSABCCCCCCCCUUUOUU\#
    UHGHHHHLLKLLLIIJLLLLLLLLLLLU@UUM@DDDDDDEEFFFFFFFFFFFFFFFFFFUUUQ@\#
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\#
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
    """#
  }

  /// What a byte behind a word may be the mark of: `@` nothing, `A` something if a key ends before it, `B` something.
  static var marks: ByteString {
    #"""
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ABA@BA@AB@@@@@@@@@@@@@@@@@B@@AA@\#
    B@@@@@@@@@@@@@@@@@@@@@@@@@@@B@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@B@B@\#
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\#
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
    """#
  }

  /// What a byte is to a URL's authority: `@` a part of it, `A` ends it, `B` ends the URL, `C` parts it.
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
