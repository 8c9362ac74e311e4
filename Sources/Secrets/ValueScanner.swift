import Bytes

/// Finds a known form of a credential in a value, in time that grows with the value and no faster.
///
/// A token is a word of 16 bytes or more: of those one is found by looking at every 16th byte.  All else is found by
/// two bytes side by side that are seldom: `:/`, `d=`, a quotation mark.  Whatever looks ahead or back from there
/// stops where the next such place is, or after a bounded number of bytes.
///
/// A value is only read: nothing of it is kept, and a form has none.
package enum ValueScanner {
  /// A form that is found in `value`; nil where there is none.
  package static func form(of value: ByteString) -> ValueForm? {
    // `pwd=x`
    if value.count < 5 { return nil }
    return markedForm(in: value) ?? (value.count < shortestToken ? nil : tokenForm(in: value))
  }

  /// Shorter words are no tokens: the shortest are Stripe's.
  private static var shortestToken: Int { 16 }

  /// The form of a token in `value`.
  @_optimize(speed)
  private static func tokenForm(in value: ByteString) -> ValueForm? {
    let bytes = value.start
    let count = value.count
    let classes = ByteClass.words.start
    let word = UInt8(ascii: "w")
    // A word of so many bytes that begins at `floor` or later has one at `index`.
    var floor = 0
    // Where the last word of that length ended.
    var examined = 0
    var index = shortestToken &- 1
    while index < count {
      if classes[Int(bytes[index])] == word {
        var start = index
        while start > floor, classes[Int(bytes[start &- 1])] == word { start &-= 1 }
        index &+= 1
        while index < count, classes[Int(bytes[index])] == word { index &+= 1 }
        if index &- start >= shortestToken {
          if let form = TokenForms.form(word: start, end: index, floor: examined, in: value) { return form }
          examined = index
        }
      }
      floor = index
      index &+= shortestToken
    }
    return nil
  }

  /// The form that a mark in `value` tells.
  @_optimize(speed)
  private static func markedForm(in value: ByteString) -> ValueForm? {
    let bytes = value.start
    let first = ByteClass.first.start
    let second = ByteClass.second.start
    // A mark has a byte behind it.
    let end = value.count &- 1
    /// What is before it is not looked at again.
    var floor = 0
    var index = 0
    while true {
      var mark: UInt8 = 0
      search: while true {
        guard index < end &- 3 else {
          while index < end {
            mark = first[Int(bytes[index])] & second[Int(bytes[index &+ 1])]
            if mark != 0 { break search }
            index &+= 1
          }
          return nil
        }
        mark = first[Int(bytes[index])] & second[Int(bytes[index &+ 1])]
        if mark != 0 { break search }
        index &+= 1
        mark = first[Int(bytes[index])] & second[Int(bytes[index &+ 1])]
        if mark != 0 { break search }
        index &+= 1
        mark = first[Int(bytes[index])] & second[Int(bytes[index &+ 1])]
        if mark != 0 { break search }
        index &+= 1
        mark = first[Int(bytes[index])] & second[Int(bytes[index &+ 1])]
        if mark != 0 { break search }
        index &+= 1
      }
      if let form = Marks.form(of: mark, at: index, floor: &floor, in: value) { return form }
      index &+= 1
    }
  }
}
