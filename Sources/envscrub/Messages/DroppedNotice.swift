import Bytes
import Policy

/// The line that tells a person which variables the default excludes dropped.  `ReasonWording.swift` words the reasons.
extension ByteBuffer {
  /// `NAME: dropped NPM_TOKEN, GH_TOKEN and 3 more (--explain: why; --keep=NAME: keep)`.  Names that were dropped
  /// because of their values come first, since nobody expects them.  Names that don't fit are only counted.
  ///
  /// - Parameters:
  ///   - dropped: at least one.
  ///   - columns: the width of the terminal.
  mutating func write(noticeOfDropped dropped: List<Decision>, columns: Int, program: ByteString) {
    var isKeepable = true
    for decision in dropped where decision.remedy == nil { isKeepable = false }
    let hint: ByteString = isKeepable ? " (--explain: why; --keep=NAME: keep)" : " (--explain: why)"
    let room = columns - program.columns - ByteString(": dropped ").columns - hint.columns
    // A long path of the program leaves no room: show its last component.
    if room < 20, program.lastComponent.count < program.count {
      return write(noticeOfDropped: dropped, columns: columns, program: program.lastComponent)
    }
    var names = ByteBuffer()
    var namesColumns = 0
    var left = dropped.count
    for isByName in 0...1 {
      for decision in dropped where (decision.reason.form == nil) == (isByName == 1) {
        let name = decision.shownInNotice
        let separator: ByteString = names.isEmpty ? "" : left == 1 ? " and " : ", "
        let more = left == 1 ? 0 : Self.more(left - 1).columns
        if namesColumns + separator.columns + name.columns + more > room { continue }
        names.write(separator)
        names.write(name)
        namesColumns += separator.columns + name.columns
        left -= 1
      }
    }
    if names.isEmpty {
      names.write(decimal: left)
      names.write(left == 1 ? " variable" : " variables")
    } else if left > 0 {
      names.write(Self.more(left))
    }
    var line = ByteBuffer()
    line.write(program)
    line.write(": dropped ")
    line.write(names.finish())
    let text = line.finish()
    if text.columns + hint.columns <= columns { line.write(hint) }
    write(line.finish().prefix(columns: columns))
    write("\n")
  }

  private static func more(_ count: Int) -> ByteString {
    var text = ByteBuffer()
    text.write(" and ")
    text.write(decimal: count)
    text.write(" more")
    return text.finish()
  }
}

extension Decision {
  fileprivate var shownInNotice: ByteString {
    var text = ByteBuffer()
    text.write(subject)
    if reason.form != nil { text.write(" (value)") }
    return text.finish()
  }
}
