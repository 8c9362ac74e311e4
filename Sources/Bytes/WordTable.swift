/// A few names by number, as one text of rows of equal width.  A row is found without reading the others, and there is
/// no table of pointers to relocate when the program starts.
package struct WordTable {
  private let rows: ByteString
  private let width: Int
}

package extension WordTable {
  /// - Parameters:
  ///   - rows: each a name, at least one blank, and then any other bytes that belong to the row.
  ///   - width: bytes of a row.
  init(_ rows: ByteString, width: Int) {
    self.rows = rows
    self.width = width
  }

  /// The number of `name`, from 0; nil if it is not in the table.
  func number(of name: ByteString) -> UInt8? {
    if name.isEmpty || name.count >= width { return nil }
    let first = name[0]
    var start = 0
    var number: UInt8 = 0
    while start < rows.count {
      if rows[start] == first, rows[start &+ name.count] == UInt8(ascii: " "), rows[start..<start &+ name.count] == name {
        // One with blanks in it would be a name together with what its row says.
        return name.firstIndex(of: UInt8(ascii: " ")) == nil ? number : nil
      }
      start &+= width
      number &+= 1
    }
    return nil
  }

  /// A byte of row `number`, which must exist: the columns after the name may hold its properties.
  func byte(_ column: Int, of number: UInt8) -> UInt8 { rows[Int(number) &* width &+ column] }

  /// The name that `name` was probably meant to be; nil if none is near.
  func nearest(to name: ByteString) -> ByteString? {
    if name.isEmpty { return nil }
    var nearest = Nearest(to: name)
    return improve(&nearest)
  }

  /// The nearest name of the table, if it is nearer than what `nearest` has seen so far.
  func improve(_ nearest: inout Nearest) -> ByteString? {
    var found: ByteString?
    for number in 0..<UInt8(rows.count / width) where nearest.improves(with: self[number]) { found = self[number] }
    return found
  }

  /// The name with that number; empty if there are fewer.
  subscript(number: UInt8) -> ByteString {
    let start = Int(number) * width
    guard start < rows.count else { return "" }
    var end = start
    while rows[end] != UInt8(ascii: " ") { end += 1 }
    return rows[start..<end]
  }
}
