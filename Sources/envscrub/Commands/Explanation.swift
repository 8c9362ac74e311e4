import Bytes
import Globs
import Policy
import Secrets

/// All that `--explain` tells, in either form.
package struct Explanation: Sendable {
  package let decisions: List<Decision>
  package let places: Places
  /// The profile that counts; an empty name for none.
  package let profile: Stated<ByteString>
  package let dialect: Stated<Dialect>
  package let closing: Closing
  /// What requirements changed.
  package let held: List<Held>
  /// What COMMAND is, where one was given.
  package let command: Command?

  /// What is done before COMMAND starts: what is closed, and where a record goes.
  package struct Closing: Sendable {
    package let seal: Stated<Sealing>
    package let closeFds: Stated<Bool>
    package let noNewPrivs: Stated<Bool>
    package let audit: Boxed<AuditSettings>?

    package init(_ policy: Policy) {
      seal = policy.seal
      closeFds = policy.closeFds
      noNewPrivs = policy.noNewPrivs
      audit = policy.audit
    }
  }

  package struct Command: Sendable {
    /// As it was written.
    package let name: ByteString
    package let result: Result
    /// The requirement that forbids it, or asks first.
    package let rule: CommandRule?

    package enum Result: Sendable {
      case file(ByteString)
      /// `errno(3)`.
      case error(Int32)
    }

    package init(name: ByteString, result: Result, rule: CommandRule?) {
      self.name = name
      self.result = result
      self.rule = rule
    }
  }

  package init(
    decisions: List<Decision>, places: Places, profile: Stated<ByteString>, dialect: Stated<Dialect>,
    closing: Closing, held: List<Held>, command: Command?
  ) {
    self.decisions = decisions
    self.places = places
    self.profile = profile
    self.dialect = dialect
    self.closing = closing
    self.held = held
    self.command = command
  }

  package func count(_ verdict: Decision.Verdict) -> Int {
    var count = 0
    for decision in decisions where decision.verdict == verdict { count += 1 }
    return count
  }

  /// The decisions in the order of reports: what was dropped first.
  func forEachRow(_ body: (Decision) -> Void) {
    var next = Decision.Verdict.after(nil)
    while let verdict = next {
      for decision in decisions where decision.verdict == verdict { body(decision) }
      next = .after(verdict)
    }
  }
}

extension Decision {
  /// The pattern that saves this entry, as an item of `keep`: for what a default exclude dropped.
  var remedy: ByteString? {
    guard mayBeKept, case .name(let name) = subject else { return nil }
    switch reason {
    case .credential, .defaultExclude: break
    default: return nil
    }
    var pattern = ByteBuffer()
    pattern.write(asPattern: name)
    return pattern.finish()
  }

  /// The same as an option; one argument, not quoted for a shell.
  static func option(keeping remedy: ByteString) -> ByteString {
    var option = ByteBuffer()
    option.write("--keep=")
    option.write(remedy)
    return option.finish()
  }
}

extension ByteBuffer {
  /// A name as a pattern that matches no other: what a pattern would take for more than itself is escaped.
  mutating func write(asPattern name: ByteString) {
    for index in 0..<name.count {
      switch name[index] {
      case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "\\"): write(UInt8(ascii: "\\"))
      case UInt8(ascii: "@") where index == 0: write(UInt8(ascii: "\\"))
      default: break
      }
      write(name[index])
    }
  }
}
