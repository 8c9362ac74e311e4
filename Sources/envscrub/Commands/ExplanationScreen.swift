import Bytes
import Globs
import Policy
import Secrets

/// The terminal that a report is written to.
struct Screen: Sendable {
  let columns: Int
  /// 0 if the terminal doesn't say.
  let rows: Int
  let isColored: Bool

  /// - Parameters:
  ///   - columns: 0 if the terminal doesn't say; the usual width is then assumed.
  init(columns: Int, rows: Int, isColored: Bool) {
    self.columns = columns > 0 ? columns : 80
    self.rows = rows
    self.isColored = isColored
  }
}

/// `--explain` on a terminal.  What may scroll away comes first: files, settings, kept entries.  The last lines are the
/// ones people look for: what is dropped and why, and how to keep it.  Nothing is truncated; text that is too wide
/// continues on the next line.
struct ExplanationScreen: ~Copyable {
  private let explanation: Explanation
  private let screen: Screen
  /// Whether to show every row and every file.
  private let isVerbose: Bool
  private var output = ByteBuffer()
  /// The cursor's column, from 0.
  private var column = 0
  private var lines = 0

  /// The widths of the first words of lines: `keep` and the like, and `policy` and the like.
  private static var wordColumns: Int { 6 }
  private static var labelColumns: Int { 9 }

  static func write(
    _ explanation: Explanation, on screen: Screen, isVerbose: Bool, to buffer: inout ByteBuffer
  ) {
    var text = ExplanationScreen(explanation, screen, isVerbose)
    if explanation.isOfNames {
      text.writeRows(.all, text.nameColumns)
      text.write(lines: ExplanationText.linesBelowNames(of: explanation))
    } else {
      text.writeAll()
    }
    buffer.write(text.output.finish())
  }

  private init(_ explanation: Explanation, _ screen: Screen, _ isVerbose: Bool) {
    self.explanation = explanation
    self.screen = screen
    self.isVerbose = isVerbose
  }

  private mutating func writeAll() {
    writeSources()
    write(lines: ExplanationText.lines(.choices, of: explanation))
    write(lines: ExplanationText.lines(.held, of: explanation))
    let columns = nameColumns
    if isVerbose { writeRows(.keptByNoRule, columns) } else { writeCount() }
    writeRows(.keptByRule, columns)
    writeRows(.set, columns)
    // If the screen has room, the names are in rows and in the hint; otherwise they are written once and close
    // together.
    for form in DropForm.all {
      var tail = ExplanationScreen(explanation, screen, isVerbose)
      tail.writeTail(form, columns)
      // The shell's prompt takes a line.
      if screen.rows == 0 || tail.lines < screen.rows { return output.write(tail.output.finish()) }
    }
    // No form fits: use the most readable one.
    writeTail(.rows, columns)
  }

  /// The forms of the last lines, the most readable first.
  private enum DropForm: UInt8, Listed {
    /// One row a name, and the names again in the hint.
    case rows
    /// The names grouped by rule, and again in the hint.
    case packed
    /// The names grouped by rule, and nowhere else.
    case packedOnce
  }

  private mutating func writeTail(_ form: DropForm, _ columns: Int) {
    if form == .rows {
      writeRows(.dropped, columns)
    } else {
      writePacked()
    }
    write(lines: ExplanationText.lines(.totals, of: explanation))
    writeHint(naming: form != .packedOnce)
    write(lines: ExplanationText.lines(.command, of: explanation))
  }

  private mutating func writeSources() {
    var isAnyRead = false
    for source in explanation.places.sources where source.status == .read && source.layer != .requirements && source.layer != .trustList {
      isAnyRead = true
    }
    if !isAnyRead, !isVerbose {
      write(lines: "policy   built in; there is no policy file here (-v: where it looks)\n")
    }
    write(lines: ExplanationText.lines(.sources, of: explanation, all: isVerbose))
  }

  /// Replaces the rows of entries that no rule mentions.
  private mutating func writeCount() {
    var count = 0
    for row in explanation.rows where row.isKeptByNoRule { count += 1 }
    if count == 0 { return }
    var text = ByteBuffer()
    text.write(decimal: count)
    text.write(" that no rule drops (-v: which)")
    write(word: .kept)
    write(wrapped: text.finish(), indent: Self.wordColumns)
    endLine()
  }

  // MARK: Rows

  /// The width of the column of names; a longer name gets its own line.
  private var nameColumns: Int {
    var columns = 0
    for row in explanation.rows where isVerbose || explanation.isOfNames || !row.isKeptByNoRule {
      columns = max(columns, row.decision.subject.shown.columns)
    }
    // The reason after it gets half of the screen.
    return min(columns, max(screen.columns / 2 - Self.wordColumns - 2, 0))
  }

  private enum Rows {
    case all, keptByNoRule, keptByRule, set, dropped

    func contains(_ row: Explanation.Row) -> Bool {
      switch self {
      case .all: true
      case .keptByNoRule: row.isKeptByNoRule
      case .keptByRule: row.decision.verdict == .kept && !row.isKeptByNoRule
      case .set: row.decision.verdict == .set
      case .dropped: row.decision.verdict == .dropped
      }
    }
  }

  private mutating func writeRows(_ rows: Rows, _ nameColumns: Int) {
    for row in explanation.rows where rows.contains(row) {
      let indent = Self.wordColumns + nameColumns + 2
      write(word: row.decision.verdict)
      write(wrapped: row.decision.subject.shown, indent: Self.wordColumns)
      if column + 2 > indent { endLine() }
      move(to: indent)
      var text = ByteBuffer()
      if explanation.isOfNames {
        text.write(row, in: explanation)
      } else {
        text.write(reason: row.decision.reason, in: explanation.places)
        text.write(otherReasonOf: row.decision, in: explanation.places)
      }
      write(wrapped: text.finish(), indent: indent)
      endLine()
    }
  }

  /// The dropped entries by rule: the rule and its place, then the names, each with its own details.
  private mutating func writePacked() {
    var left = List<Explanation.Row>()
    for row in explanation.rows where row.decision.verdict == .dropped { left.append(row) }
    // Far too many for a screen: sorting them would take too long.
    if left.count > 1000 { return writeRows(.dropped, nameColumns) }
    while let first = left.first {
      let rule = first.decision.rule(in: explanation.places)
      var names = List<ByteString>()
      var others = List<Explanation.Row>()
      for row in left {
        if row.decision.rule(in: explanation.places) == rule {
          names.append(row.decision.nameWithPattern)
        } else {
          others.append(row)
        }
      }
      left = others
      write(word: .dropped)
      write(wrapped: rule, indent: Self.wordColumns)
      endLine()
      move(to: Self.wordColumns)
      for index in names.indices {
        var name = ByteBuffer()
        name.write(names[index])
        if index < names.count - 1 { name.write(",") }
        write(unbroken: name.finish(), after: index == 0 ? 0 : 1, indent: Self.wordColumns)
      }
      endLine()
    }
  }

  // MARK: The hint

  private mutating func writeHint(naming: Bool) {
    var remedies = List<ByteString>()
    for row in explanation.rows {
      if let remedy = row.decision.remedy { remedies.append(remedy) }
    }
    if remedies.isEmpty { return }
    var names = ByteBuffer()
    names.write(remedies.count == 1 ? "  NAME is " : "  NAME is one of ")
    for index in remedies.indices {
      if index > 0 { names.write(", ") }
      names.write(word: remedies[index])
    }
    write(lines: "To keep what the default excludes dropped:\n")
    write(lines: "  --keep=NAME       before COMMAND, for one run\n", indent: 20)
    var setting = ByteBuffer()
    setting.write("  keep = [\"NAME\"]   in [")
    setting.write(Setting.table)
    setting.write("] of ")
    writePolicyFiles(to: &setting)
    write(lines: setting.finish(), indent: 20)
    if naming { write(lines: names.finish(), indent: 4) }
  }

  /// The file that `--config` names, since no other is in force then; otherwise the user's and the project's.
  private func writePolicyFiles(to text: inout ByteBuffer) {
    if let named = path(of: .named) { return text.write(path: named, home: explanation.places.home) }
    if let users = path(of: .user) {
      text.write(path: users, home: explanation.places.home)
      text.write(" or ")
    }
    text.write(".envscrub.toml")
  }

  private func path(of layer: Layer) -> ByteString? {
    for source in explanation.places.sources where source.layer == layer {
      if let path = source.path { return path }
    }
    return nil
  }

  // MARK: Lines

  private mutating func write(word verdict: Decision.Verdict) {
    if screen.isColored {
      output.write("\u{1B}[")
      switch verdict {
      case .dropped: output.write("31")
      case .set: output.write("33")
      case .kept: output.write("32")
      }
      output.write("m")
    }
    output.write(verdict.word)
    if screen.isColored { output.write("\u{1B}[0m") }
    column += verdict.word.count
    move(to: Self.wordColumns)
  }

  private mutating func move(to column: Int) {
    output.write(UInt8(ascii: " "), count: column - self.column)
    self.column = max(column, self.column)
  }

  private mutating func endLine() {
    output.write("\n")
    column = 0
    lines += 1
  }

  /// Text of several lines.
  private mutating func write(lines text: ByteString, indent: Int = ExplanationScreen.labelColumns) {
    var rest = text
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.count
      write(wrapped: rest[0..<end], indent: indent)
      endLine()
      rest = rest.dropFirst(min(end + 1, rest.count))
    }
  }

  /// Text without line ends.  If it is too wide it is broken at blanks, preferably at two blanks between a rule and its
  /// place, and continues at `indent`.
  private mutating func write(wrapped text: ByteString, indent: Int) {
    var index = 0
    while index < text.count {
      let start = index
      while index < text.count, text[index] == UInt8(ascii: " ") { index += 1 }
      var blanks = index - start
      if blanks > 1 || start == 0 {
        let part = text[index..<text.endOfPart(from: index)]
        let room = screen.columns - min(indent, screen.columns / 2)
        if column + blanks + part.columns > screen.columns, part.columns <= room, column > indent {
          endLine()
          move(to: indent)
          blanks = 0
        }
      }
      let end = text.firstIndex(of: UInt8(ascii: " "), from: index) ?? text.count
      write(unbroken: text[index..<end], after: blanks, indent: indent)
      index = end
    }
  }

  /// Text that is broken only if no line has room for it.
  private mutating func write(unbroken text: ByteString, after blanks: Int = 0, indent: Int) {
    let indent = min(indent, screen.columns / 2)
    if column + blanks + text.columns <= screen.columns {
      move(to: column + blanks)
    } else if column > indent {
      endLine()
      move(to: indent)
    }
    var rest = text
    while true {
      let piece = rest.prefix(columns: screen.columns - column)
      // A terminal narrower than a character shows nothing right.
      if piece.count == rest.count || piece.isEmpty { break }
      output.write(piece)
      rest = rest.dropFirst(piece.count)
      endLine()
      move(to: indent)
    }
    output.write(rest)
    column += rest.columns
  }
}

extension ByteString {
  /// The index of the next two blanks, or the end.
  fileprivate func endOfPart(from start: Int) -> Int {
    var index = start
    while let blank = firstIndex(of: UInt8(ascii: " "), from: index) {
      if blank + 1 < count, self[blank + 1] == UInt8(ascii: " ") { return blank }
      index = blank + 1
    }
    return count
  }
}

extension Explanation.Row {
  fileprivate var isKeptByNoRule: Bool {
    if case .notDropped = decision.reason { true } else { false }
  }
}

extension Decision {
  /// The rule that decided, without the details of this entry.
  fileprivate func rule(in places: Places) -> ByteString {
    var text = ByteBuffer()
    switch reason {
    case .credential(_, let origin):
      text.write("value holds a credential  ")
      text.write(origin, in: places)
    case .defaultExclude(let match), .exclude(let match):
      text.write(reason.name)
      text.write(" ", inQuotes: match.rule.value.written, "  ")
      text.write(match.rule.origin, in: places)
    case .notDropped, .keptBy, .keptValue, .included, .inherited, .malformed, .duplicate, .inherit, .notInherited,
      .notIncluded, .unset, .replaced, .assigned, .required, .reserved:
      text.write(reason: reason, in: places)
    }
    return text.finish()
  }

  /// The name, and the details that the rule doesn't give.
  fileprivate var nameWithPattern: ByteString {
    var text = ByteBuffer()
    text.write(subject)
    switch reason {
    case .credential(let form, _):
      text.write(" (")
      text.write(form.name)
      text.write(")")
    case .defaultExclude(let match), .exclude(let match):
      if case .group = match.rule.value {
        text.write(" ", visible: match.pattern.written)
      }
    case .notDropped, .keptBy, .keptValue, .included, .inherited, .malformed, .duplicate, .inherit, .notInherited,
      .notIncluded, .unset, .replaced, .assigned, .required, .reserved:
      break
    }
    return text.finish()
  }
}
