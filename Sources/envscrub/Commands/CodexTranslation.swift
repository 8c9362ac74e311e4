import Bytes
import Globs
import Policy

/// `--to-envscrub`: translates a policy that is read as Codex reads it into an envscrub policy which treats every name
/// in it the same way.  A comment points out each difference.
///
/// If the policy has `include_only`, both keep the same entries of every environment.  If not, envscrub's policy also
/// drops secrets that the file doesn't mention.
struct CodexTranslation: ~Copyable {
  private let policy: Policy
  private var output = ByteBuffer()
  /// The items of `include_only` and `exclude`, as envscrub patterns.  Codex's empty pattern matches nothing, and is
  /// omitted.
  private let includeOnly: List<ByteString>
  private let exclude: List<ByteString>

  /// - Parameters:
  ///   - layer: what the file states, in Codex's dialect.
  ///   - path: the file's path, for a comment.
  static func write(_ layer: PolicyLayer, of path: ByteString, to buffer: inout ByteBuffer) {
    var policy = Policy(.codex)
    policy.merge(layer)
    policy.mergeCommandLine(PolicyLayer())
    var translation = CodexTranslation(policy)
    translation.writeAll(path)
    translation.output.withBytes { buffer.write($0) }
  }

  private init(_ policy: Policy) {
    self.policy = policy
    includeOnly = Self.patterns(policy.lists[.includeOnly])
    exclude = Self.patterns(policy.lists[.exclude])
  }

  private static func patterns(_ rules: List<Stated<Rule>>) -> List<ByteString> {
    var patterns = List<ByteString>()
    for rule in rules where !rule.value.written.isEmpty {
      let written = rule.value.written
      var pattern = ByteBuffer()
      for index in written.indices {
        switch written[index] {
        // Ordinary characters in Codex's dialect.
        case UInt8(ascii: "["), UInt8(ascii: "\\"): pattern.write("\\")
        case UInt8(ascii: "@") where index == 0: pattern.write("\\")
        default: break
        }
        pattern.write(written[index])
      }
      patterns.append(pattern.finish())
    }
    return patterns
  }

  /// Whether nothing of any parent environment is kept.
  private var inheritsNothing: Bool {
    policy.inherit.value == .none || !policy.lists[.includeOnly].isEmpty && includeOnly.isEmpty
  }

  private mutating func writeAll(_ path: ByteString) {
    output.write("# The policy of ", visible: path, " as Codex reads it, for envscrub.\n[")
    output.write(Setting.table)
    output.write("]\n")
    if inheritsNothing { writeNothing() } else { writePicked() }
    writeAssignments()
  }

  private mutating func writeNothing() {
    if !includeOnly.isEmpty {
      comment("In Codex include_only picks nothing here.  In envscrub it would be an allow-list, so it is commented out:")
      write(key: .includeOnly, includeOnly, indent: "# ")
    }
    output.write("inherit = \"none\"\n")
  }

  private mutating func writePicked() {
    output.write("inherit = \"")
    output.write(policy.inherit.value.name)
    output.write("\"\n")
    let isOff = policy.values[.ignoreDefaultExcludes].value != 0
    if includeOnly.isEmpty {
      if isOff {
        comment("Differs: Codex drops no secrets here, since its default excludes are off.  envscrub drops them, unless this line counts:")
        output.write("# ignore_default_excludes = true\n")
      } else {
        comment("Differs: envscrub's own default excludes know more secrets than Codex's three patterns, which are below.")
      }
    } else {
      comment("As in Codex, whatever include_only names passes, secrets too: cut \"keep\" down to what is needed.")
      write(key: .keep, includeOnly)
      write(key: .includeOnly, includeOnly)
    }
    if hasOtherLetters {
      comment("Differs: Codex's patterns ignore the case of letters beyond ASCII; here these match as written.")
    }
    var dropped = List<ByteString>()
    if policy.inherit.value == .core { dropped.append("TERM") }
    if !isOff {
      dropped.append("*KEY*")
      dropped.append("*SECRET*")
      dropped.append("*TOKEN*")
    }
    dropped.append(contentsOf: exclude)
    var words = WordIterator(CodexNames.reserved, separator: UInt8(ascii: " "))
    while let word = words.next() { dropped.append(word) }
    if policy.inherit.value == .core { comment("TERM is a core variable here, but not in Codex.") }
    comment("Codex never passes on the last six.")
    write(key: .exclude, dropped)
  }

  private var hasOtherLetters: Bool {
    func has(_ patterns: List<ByteString>) -> Bool {
      for pattern in patterns {
        for index in pattern.indices where pattern[index] >= 0x80 { return true }
      }
      return false
    }
    return has(includeOnly) || has(exclude)
  }

  /// In Codex `include_only` also drops names that `set` assigns, and so do the reserved names.
  private mutating func writeAssignments() {
    if policy.assignments.isEmpty { return }
    var left = List<ByteString>()
    for entry in policy.apply(to: List(), seed: 0, explaining: false).environment {
      if let name = entry.name { left.append(name) }
    }
    let names = SortedNames(left)
    for assignment in policy.assignments {
      guard let name = assignment.entry.name, !names.contains(name) else { continue }
      output.write("# Codex does not set ")
      output.write(jsonString: name)
      output.write(": include_only doesn't name it, or Codex reserves the name.\n")
    }
    if left.isEmpty { return }
    output.write("\n[")
    output.write(Setting.table)
    output.write(".")
    output.write(Setting.set.name)
    output.write("]\n")
    for assignment in policy.assignments {
      guard let name = assignment.entry.name, names.contains(name) else { continue }
      output.write(jsonString: name)
      output.write(" = ")
      output.write(jsonString: assignment.entry.value)
      output.write("\n")
    }
  }

  private mutating func write(key: Setting, _ patterns: List<ByteString>, indent: ByteString = "") {
    output.write(indent)
    output.write(key.name)
    output.write(" = [")
    for index in patterns.indices {
      if index > 0 { output.write(", ") }
      output.write(jsonString: patterns[index])
    }
    output.write("]\n")
  }

  private mutating func comment(_ text: ByteString) {
    output.write("# ")
    output.write(text)
    output.write("\n")
  }
}

extension Run {
  /// Prints the translation of the file, after verifying that it is a valid envscrub policy.
  @inline(never)  // A start without it needs neither its code nor its frame.
  func translate(_ request: Boxed<Invocation>) throws(Failure) -> Int32 {
    guard let file = request.value.files.first else {
      throw failure { $0.write("--to-envscrub: missing operand: a file that Codex reads") }
    }
    let text = try FileReader(run: self).read(named: file)
    var loaded = LoadedPolicy()
    loaded.dialect = Stated(.codex, .builtIn)
    let document = try loaded.open(text, .named, self, isCodexFile: true)
    let source = Boxed(LayerFile(document: document, reading: .codexFile, isRoots: false))
    let content = try loaded.read(source.pointer)
    var translation = ByteBuffer()
    CodexTranslation.write(content.value.layer, of: file.written, to: &translation)
    let policy = translation.finish()
    do throws(ConfigurationError) {
      _ = try LayerReader.read(PolicyDocument(policy, layer: .named, seed: seed))
    } catch {
      // For example a pattern that is too long for envscrub.  The error's place would be in a text that nobody sees.
      throw failure(of: file.written) {
        $0.write(visible: file.written, ": envscrub can't express this policy: ")
        $0.write(error.kind)
      }
    }
    var output = ByteBuffer()
    output.write(policy)
    return try print(output)
  }
}
