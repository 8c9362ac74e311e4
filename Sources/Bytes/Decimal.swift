extension ByteString {
  /// The number that these decimal digits write; nil if there is any other byte, or 10 digits or more.
  package var decimal: Int32? {
    if isEmpty || count > 9 { return nil }
    var value: Int32 = 0
    for index in 0..<count {
      guard self[index].isASCIIDigit else { return nil }
      value = value &* 10 &+ Int32(self[index] &- UInt8(ascii: "0"))
    }
    return value
  }
}
