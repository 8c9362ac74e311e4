import Bytes
import Policy

/// The line that tells a person which variables the default excludes dropped.  `ReasonWording.swift` words the reasons.
extension ByteBuffer {
  /// `NAME: dropped NPM_TOKEN, GH_TOKEN and 3 more (--explain: why; --keep=NAME: keep)`.  Names that were dropped
  /// because of their values come first, since nobody expects them.  If these, or at least the first name, don't fit, the
  /// hint is shortened.  The first name that still doesn't fit and all after it are only counted.
  ///
  /// - Parameters:
  ///   - dropped: at least one.
  ///   - columns: the width of the terminal.
  mutating func write(noticeOfDropped dropped: List<Decision>, columns: Int, program: ByteString) {
    var isKeepable = true
    var names = List<ByteString>()
    for decision in dropped {
      if decision.remedy == nil { isKeepable = false }
      if decision.reason.form != nil { names.append(decision.shownInNotice) }
    }
    let wanted = max(names.count, 1)
    for decision in dropped where decision.reason.form == nil { names.append(decision.shownInNotice) }
    var begin = ByteBuffer()
    begin.write(program)
    begin.write(": dropped ")
    let start = begin.finish()
    var hints = List<ByteString>()
    if isKeepable { hints.append(" (--explain: why; --keep=NAME: keep)") }
    hints.append(" (--explain: why)")
    hints.append("")
    for least in 0...1 {
      // First with all names that should be shown, then with at least one.
      let wanted = least == 0 ? wanted : 1
      for hint in hints {
        let (text, shown) = Self.list(names, in: columns - start.columns - hint.columns)
        if shown < wanted { continue }
        write(start)
        write(text)
        write(hint)
        return write("\n")
      }
    }
    // The path by which it was called may be long.
    if program.lastComponent.count < program.count {
      return write(noticeOfDropped: dropped, columns: columns, program: program.lastComponent)
    }
    var line = ByteBuffer()
    line.write(start)
    line.write(decimal: names.count)
    line.write(names.count == 1 ? " variable" : " variables")
    let text = line.finish()
    for hint in hints where text.columns + hint.columns <= columns {
      write(text)
      write(hint)
      return write("\n")
    }
    write(text.prefix(columns: columns))
    write("\n")
  }

  /// As many of the names, in their order, as fit into `room` columns together with the number of the others.
  /// - Returns: also how many names that is; 0 if not even one fits.
  private static func list(_ names: List<ByteString>, in room: Int) -> (text: ByteString, shown: Int) {
    var text = ByteBuffer()
    var columns = 0
    for index in names.indices {
      let left = names.count - index
      let separator: ByteString = index == 0 ? "" : left == 1 ? " and " : ", "
      let rest = left == 1 ? 0 : more(left - 1).columns
      if columns + separator.columns + names[index].columns + rest > room {
        if index > 0 { text.write(more(left)) }
        return (text.finish(), index)
      }
      text.write(separator)
      text.write(names[index])
      columns += separator.columns + names[index].columns
    }
    return (text.finish(), names.count)
  }

  private static func more(_ count: Int) -> ByteString {
    var text = ByteBuffer()
    text.write(" and ", decimal: count, " more")
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
