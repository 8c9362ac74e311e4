import Bytes
import Globs
import Policy
import Secrets

/// `--suggest`: a policy that keeps, name by name, what the built-in policy keeps of an environment, for the user to
/// cut down.  Names that give access or make programs run code appear only in comments.
struct Suggestion: ~Copyable {
  private struct Row {
    let name: ByteString
    /// nil for a name that is in no group.
    let group: Group?

    /// Whether it is kept, and not only mentioned.
    var isHarmless: Bool { group == nil || group == .core }
  }

  /// Sorted by name.  Of names that differ only in case there is one, since patterns ignore case.
  private var rows = List<Row>()
  /// The number of names that can't be written as patterns in TOML.
  private var unwritable = 0
  private var output = ByteBuffer()

  /// - Parameters:
  ///   - kept: the names that the built-in policy keeps.
  ///   - dropped: the number of entries that it drops.
  static func write(_ kept: List<ByteString>, dropped: Int, to buffer: inout ByteBuffer) {
    var suggestion = Suggestion(kept)
    suggestion.writeAll(dropped: dropped)
    suggestion.output.withBytes { buffer.write($0) }
  }

  private init(_ kept: List<ByteString>) {
    var names = List<ByteString>()
    for name in kept {
      var pattern = ByteBuffer()
      pattern.write(asPattern: name)
      if UTF8Scalar.firstInvalid(in: name) == nil, pattern.count <= Pattern.limit { names.append(name) } else { unwritable += 1 }
    }
    names.sort { $0.precedesFoldingCase($1) }
    let core = RuleMatcher(of: .core)
    let access = RuleMatcher(of: .access)
    let injection = RuleMatcher(of: .injection)
    for name in names {
      if let last = rows.last, last.name.equalsFoldingCase(name) { continue }
      let group: Group? =
        if core.firstMatch(name) != nil {
          .core
        } else if access.firstMatch(name) != nil {
          .access
        } else {
          injection.firstMatch(name) == nil ? nil : .injection
        }
      rows.append(Row(name: name, group: group))
    }
  }

  private mutating func writeAll(dropped: Int) {
    output.write("# A policy to start from: cut it down to what your commands need.\n")
    if dropped > 0 {
      output.write("# Not in it: ", decimal: dropped)
      output.write(" that the built-in policy drops; for the reasons: envscrub --no-config --explain\n")
    }
    output.write("[shell_environment_policy]\n")
    if isHarmless {
      output.write("include_only = [\n")
      write(.core, "what most programs expect")
      writeByPrefix()
      write(.access, "sockets, agents and files that give access: remove the # of those that are needed")
      write(.injection, "what makes programs run code or load files: remove the # of those that are needed")
      output.write("]\n")
    } else {
      output.write("inherit = \"none\"\n")
    }
    if unwritable > 0 {
      output.write("# ", decimal: unwritable, " that no pattern can name: too long, or not UTF-8.\n")
    }
  }

  /// Whether there is anything to keep.
  private var isHarmless: Bool {
    for row in rows where row.isHarmless { return true }
    return false
  }

  private mutating func write(_ group: Group, _ comment: ByteString) {
    var isFirst = true
    for index in rows.indices where rows[index].group == group { writeName(index, after: comment, &isFirst) }
  }

  /// The names in no group: first those that share a prefix, then the others.
  private mutating func writeByPrefix() {
    for isAlone in 0...1 {
      var index = 0
      var isFirst = true
      while index < rows.count {
        let end = endOfPrefix(from: index)
        if isAlone == 0 { isFirst = true }
        if (end == index + 1) == (isAlone == 1) {
          for number in index..<end { writeName(number, after: isAlone == 1 ? "others" : rows[index].name.prefix, &isFirst) }
        }
        index = max(end, index + 1)
      }
    }
  }

  /// The end of the names with the same prefix; `start` itself if the name is in a group.
  private func endOfPrefix(from start: Int) -> Int {
    var end = start
    while end < rows.count, rows[end].group == nil, rows[end].name.prefix.equalsFoldingCase(rows[start].name.prefix) {
      end += 1
    }
    return end
  }

  /// - Parameter isFirst: whether it is the first name after the comment, which must be written first.
  private mutating func writeName(_ index: Int, after comment: ByteString, _ isFirst: inout Bool) {
    if isFirst {
      output.write("  # ", visible: comment, "\n")
    }
    isFirst = false
    var pattern = ByteBuffer()
    pattern.write(asPattern: rows[index].name)
    output.write(rows[index].isHarmless ? "  " : "  # ")
    output.write(jsonString: pattern.finish())
    output.write(",\n")
  }
}

extension ByteString {
  /// Up to the first `_`, which the variables of one program share; the whole name if there is none.
  fileprivate var prefix: ByteString { self[0..<(firstIndex(of: UInt8(ascii: "_")) ?? count)] }

  fileprivate func precedesFoldingCase(_ other: ByteString) -> Bool {
    for index in 0..<min(count, other.count) where self[index].foldedCase != other[index].foldedCase {
      return self[index].foldedCase < other[index].foldedCase
    }
    return count < other.count
  }
}

extension Run {
  /// `--suggest`.  It uses the built-in policy only, since its output is a complete policy.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func suggest() throws(Failure) -> Int32 {
    let outcome = apply(Policy(), explaining: false)
    var kept = List<ByteString>()
    for entry in outcome.environment {
      if let name = entry.name { kept.append(name) }
    }
    var text = ByteBuffer()
    Suggestion.write(kept, dropped: entries.count - outcome.environment.count, to: &text)
    return try print(text)
  }
}
