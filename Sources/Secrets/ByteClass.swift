import Bytes

/// What each of the 256 bytes is to `ValueScanner`, as text: a table of numbers would need an initializer.
enum ByteClass {
  /// `w` is of a word: letters, digits, `_`, `-` and `.`.
  static var words: ByteString {
    #"""
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxwwxwwwwwwwwwwxxxxxx\#
    xwwwwwwwwwwwwwwwwwwwwwwwwwwxxxxwxwwwwwwwwwwwwwwwwwwwwwwwwwwxxxxx\#
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\#
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
    """#
  }

  static func isOfWord(_ byte: UInt8) -> Bool { words[Int(byte)] == UInt8(ascii: "w") }

  // Two bytes are a mark where the first one's of `first` and the second one's of `second` share a bit.  In both
  // texts the lowest five bits count, and the others never meet.
  //
  //      1   a colon, and a slash, a backslash or a blank
  //      2   a letter that ends a key, and `=`
  //      4   a letter that ends a key or another word that `Marks` knows, and a blank
  //      8   a byte that is seldom, and any
  //     16   `4:`, as in `base64:`

  static var first: ByteString {
    #"""
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@HH@HH@HH@@@@@@@@@@@P@@@@@A@@@H@\#
    H@@DFF@FF@@B@FF@@@D@F@@@@F@@@@@@@@@DFF@FF@@B@FF@@@D@F@@@@F@@H@H@\#
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\#
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
    """#
  }

  static var second: ByteString {
    #"""
    (((((((((,((((((((((((((((((((((-(((((((((((((()((((((((((8((*((\#
    (((((((((((((((((((((((((((()(((((((((((((((((((((((((((((((((((\#
    ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((\#
    ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
    """#
  }
}
