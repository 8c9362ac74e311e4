import Bytes
import Configuration
import Globs
import Policies
import Secrets

/// All that `--explain` tells, in either form.
package struct Explanation: Sendable {
  package let decisions: List<Decision>
  package let sources: List<PolicySource>
  /// What COMMAND is, where one was given.
  package let command: Command?
  /// Paths below it are shown with `~`.
  package let home: ByteString?
  private let lines: List<LineIndex?>

  package struct Command: Sendable {
    /// As it was written.
    package let name: ByteString
    package let result: Result

    package enum Result: Sendable {
      case file(ByteString)
      /// `errno(3)`.
      case error(Int32)
    }

    package init(name: ByteString, result: Result) {
      self.name = name
      self.result = result
    }
  }

  package init(decisions: List<Decision>, sources: List<PolicySource>, command: Command?, home: ByteString?) {
    self.decisions = decisions
    self.sources = sources
    self.command = command
    self.home = home
    var lines = List<LineIndex?>()
    for source in sources { lines.append(source.status == .read ? LineIndex(source.text) : nil) }
    self.lines = lines
  }

  @inline(never)
  package func count(_ verdict: Decision.Verdict) -> Int {
    var count = 0
    for decision in decisions where decision.verdict == verdict { count += 1 }
    return count
  }

  /// The decisions in the order of reports: what was dropped first.
  @inline(never)
  func forEachRow(_ body: (Decision) -> Void) {
    var next = Decision.Verdict.after(nil)
    while let verdict = next {
      for decision in decisions where decision.verdict == verdict { body(decision) }
      next = .after(verdict)
    }
  }

  /// The file of an origin and the place in it; nil for what stands in none.
  @inline(never)
  func place(of origin: Origin) -> (file: ByteString, location: SourceLocation)? {
    for index in sources.indices where sources[index].layer == origin.layer {
      if let file = sources[index].path, let lines = lines[index] { return (file, lines.location(of: origin.place)) }
    }
    return nil
  }
}

extension Reason {
  /// Where the rule stands that decided; nil for what no rule decides.
  var origin: Origin? {
    switch self {
    case .notDropped, .malformed, .duplicate: nil
    case .keptBy(let match, _), .included(let match), .defaultExclude(let match), .exclude(let match): match.rule.origin
    case .inherit(let stated): stated.origin
    case .notIncluded(let origin), .unset(let origin), .replaced(let origin), .assigned(let origin): origin
    }
  }

  /// The word that JSON has for it, and the key of the policy where there is one.
  var name: ByteString {
    switch self {
    case .notDropped: "none"
    case .keptBy: "keep"
    case .included, .notIncluded: "include_only"
    case .malformed: "malformed"
    case .duplicate: "duplicate"
    case .inherit: "inherit"
    case .defaultExclude: "default_excludes"
    case .exclude: "exclude"
    case .unset: "unset"
    case .replaced: "replaced"
    case .assigned: "set"
    }
  }

  /// The pattern list's item that matched.
  var match: Match? {
    switch self {
    case .keptBy(let match, _), .included(let match), .defaultExclude(let match), .exclude(let match): match
    default: nil
    }
  }
}

extension Decision {
  /// The option that saves this entry: for what a default exclude dropped.
  var remedy: ByteString? {
    guard case .defaultExclude = reason, case .name(let name) = subject else { return nil }
    var option = ByteBuffer()
    option.write("--keep=")
    for index in 0..<name.count {
      // What a pattern would take for more than itself.
      switch name[index] {
      case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "\\"): option.write(UInt8(ascii: "\\"))
      case UInt8(ascii: "@") where index == 0: option.write(UInt8(ascii: "\\"))
      default: break
      }
      option.write(name[index])
    }
    return option.finish()
  }
}

/// Where the lines of a text begin: thousands of rows may ask for a line of one file.
struct LineIndex: Sendable {
  private var starts = List<Int>()

  init(_ text: ByteString) {
    starts.append(0)
    var index = 0
    while let newline = text.firstIndex(of: UInt8(ascii: "\n"), from: index) {
      index = newline + 1
      starts.append(index)
    }
  }

  @inline(never)
  func location(of offset: Int) -> SourceLocation {
    var lower = 0
    var upper = starts.count
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if starts[middle] <= offset { lower = middle } else { upper = middle }
    }
    return SourceLocation(line: lower + 1, column: offset - starts[lower] + 1)
  }
}
