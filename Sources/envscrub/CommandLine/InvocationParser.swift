import Bytes
import Policy

extension Invocation {
  /// Parses a command line, whose first word is the program's name.  `parent` looks up a name in the parent's
  /// environment for the `${NAME}` of `-S`; nothing else is read.
  init(
    parsing arguments: List<ByteString>, parent: (ByteString) -> ByteString?
  ) throws(UsageError) {
    var parser = InvocationParser(arguments)
    do {
      try parser.parse(parent: parent)
    } catch {
      throw UsageError(error, after: parser.invocation.trace)
    }
    self = parser.invocation
  }
}

/// Parses as env(1) does with getopt_long(3): options end at the first operand or at `--`, each takes effect when it is
/// reached, and the words of `-S` come before the rest.  `Options.swift` defines the options; this file defines what
/// each does to the request.
struct InvocationParser {
  private(set) var invocation = Invocation()

  private let arguments: List<ByteString>
  private var position = 1
  /// The words that `-S` put before the remaining arguments, the innermost last.
  private var splits = List<(words: List<Word>, position: Int, depth: Int)>()
  private var explain: Bool?
  /// The option that chose a mode other than running COMMAND.
  private var chosen: Option?
  /// Whether `--inherit` was given a mode, and whether it was given a pattern.
  private var inheritsMode = false
  private var inheritsPattern = false
  /// The options that were given and not undone by `=no`.
  private var given = List<Option>()
  /// How many bytes the strings of -S may still expand to; the initial value is more than the kernel passes to any
  /// program.
  private var splitBudget = 8 << 20

  init(_ arguments: List<ByteString>) { self.arguments = arguments }

  mutating func parse(parent: (ByteString) -> ByteString?) throws(UsageError.Kind) {
    while let word = peek() {
      let text = word.value
      guard text.count > 1, text[0] == UInt8(ascii: "-") else { break }
      advance()
      if text == "--" { break }
      if text[1] == UInt8(ascii: "-") {
        try readLong(word, parent: parent)
      } else {
        try readCluster(word, parent: parent)
      }
      if invocation.mode == .help || invocation.mode == .version { return }
      // The rest belongs to the command.
      if invocation.shim != nil { break }
    }
    let asksWhy = !invocation.why.isEmpty
    if invocation.mode == .run, asksWhy || explain ?? invocation.json {
      invocation.mode = .explain
      chosen = asksWhy ? .why : explain == true ? .explain : .json
    } else if asksWhy || explain == true, let chosen {
      throw .exclusive(asksWhy ? .why : .explain, chosen)
    }
    switch invocation.mode {
    case .check, .trust, .untrust, .listTrusted, .toEnvscrub, .suggest, .listGroups, .leakCheck, .verifyAudit, .installShims:
      try readFiles()
    case .run, .explain, .help, .version: try readOperands()
    }
    try invocation.checkCombinations(chosen, given: given)
  }

  // MARK: Words

  private mutating func peek() -> Word? {
    while let split = splits.last {
      if split.position < split.words.count { return split.words[split.position] }
      splits.removeLast()
    }
    return position < arguments.count ? Word(arguments[position]) : nil
  }

  /// Skips what `peek` returned.
  private mutating func advance() {
    guard let split = splits.last else {
      position += 1
      return
    }
    splits.replace(splits.count - 1, by: (split.words, split.position + 1, split.depth))
  }

  // MARK: Options

  private mutating func readLong(
    _ word: Word, parent: (ByteString) -> ByteString?
  ) throws(UsageError.Kind) {
    let equals = word.value.firstIndex(of: UInt8(ascii: "="))
    let nameEnd = equals ?? word.value.count
    let name = word.value[2..<nameEnd]
    let option: Option
    switch Option.matching(name) {
    case .option(let found):
      option = found
      if name == "include" { invocation.isIncludeShort = true }
    case .ambiguous:
      throw .ambiguousOption(word.slice(from: 2).written, name: name)
    case .unknown:
      let nearest = word.isExpanded(2..<nameEnd) ? nil : Option.nearest(to: name)
      throw .unrecognizedOption(Self.showable(word, nameEnd: nameEnd, nearest: nearest), nearest: nearest)
    }

    var argument: Word?
    if let equals { argument = word.suffix(from: equals + 1) }
    if option == .shim { try checkThatStringEnds(argument) }
    switch option.row.argument {
    case .none:
      if argument != nil { throw .unexpectedArgument(option) }
    case .required where argument == nil:
      guard let next = peek() else { throw .missingArgument(option) }
      advance()
      argument = next
    case .required, .optional, .boolean:
      break
    }
    try apply(option, argument, parent: parent)
  }

  /// The kernel appends the script's path to the words of `-S`: another word would be taken for it.
  private mutating func checkThatStringEnds(_ argument: Word?) throws(UsageError.Kind) {
    let isInString = !splits.isEmpty
    _ = peek()
    if argument == nil ? !splits.isEmpty : isInString { throw .shimNotLast }
  }

  /// The part of an unknown option that may be shown: never the value of what looks like an assignment, and nothing of
  /// what was probably meant for `--set`.
  private static func showable(_ word: Word, nameEnd: Int, nearest: Option?) -> ByteString {
    if nearest == .setting(.set) { return word.slice(from: 2, to: nameEnd).written }
    let secondEquals =
      nameEnd < word.value.count ? word.value.firstIndex(of: UInt8(ascii: "="), from: nameEnd + 1) : nil
    return word.slice(from: 2, to: secondEquals).written
  }

  private mutating func readCluster(
    _ word: Word, parent: (ByteString) -> ByteString?
  ) throws(UsageError.Kind) {
    var index = 1
    while index < word.value.count {
      let letter = word.value[index]
      guard let option = Option.matching(letter: letter) else {
        let shown = Self.showable(letterAt: index, of: word)
        throw letter.isSpace ? .invalidSpace(shown) : .invalidLetter(shown)
      }
      index += 1
      guard option.row.argument == .required else {
        try apply(option, nil, parent: parent)
        continue
      }
      var argument = word.suffix(from: index)
      if argument.value.isEmpty {
        guard let next = peek() else {
          throw .missingLetterArgument(Self.showable(letterAt: index - 1, of: word))
        }
        advance()
        argument = next
      }
      return try apply(option, argument, parent: parent)
    }
  }

  private static func showable(letterAt index: Int, of word: Word) -> ByteString {
    word.isExpanded(index..<index + 1) ? word.argument.written : word.value[index..<index + 1]
  }

  /// Each kind of option has its own function: in one frame their temporaries would add up, and each page of stack
  /// touched adds to the cost of a start.
  private mutating func apply(
    _ option: Option, _ word: Word?, parent: (ByteString) -> ByteString?
  ) throws(UsageError.Kind) {
    let argument = word?.argument ?? Argument("")
    if !given.contains(option) { given.append(option) }
    switch option {
    case .argv0: invocation.argv0 = argument
    case .ignoreEnvironment: invocation.clearsEnvironment = true
    case .null: invocation.nul = true
    case .unset: invocation.unset.append(argument)
    case .chdir: invocation.chdir = argument
    case .defaultSignal, .ignoreSignal, .blockSignal: try setSignals(option, word)
    case .listSignalHandling: invocation.listsSignalHandling = true
    case .debug: invocation.debug = true
    case .splitString: try split(word ?? Word(""), parent: parent)
    case .help: invocation.mode = .help
    case .version: invocation.mode = .version

    case .setting(let setting): try addPolicyOption(setting, word, argument)
    case .config:
      if argument.value.isEmpty { throw .noFileName(option) }
      invocation.config = argument
    case .profile: invocation.profile = argument
    case .head: invocation.head = argument
    case .why:
      // The text after a `=` is a value, and not shown.
      if argument.value.isEmpty || argument.value.firstIndex(of: UInt8(ascii: "=")) != nil { throw .notAName(option) }
      invocation.why.append(argument)
    case .keepFd: invocation.keptDescriptors.append(try OptionValue.descriptor(argument, of: option))
    case .check: try choose(option, .check)
    case .trust: try choose(option, .trust)
    case .untrust: try choose(option, .untrust)
    case .listTrusted: try choose(option, .listTrusted)
    case .toEnvscrub: try choose(option, .toEnvscrub)
    case .suggest: try choose(option, .suggest)
    case .listGroups: try choose(option, .listGroups)
    case .leakCheck: try choose(option, .leakCheck)
    case .verifyAudit: try choose(option, .verifyAudit)
    case .shim:
      if let chosen { throw .exclusive(chosen, option) }
      invocation.shim = Shim(script: argument)
    case .installShims:
      invocation.shimDirectory = argument
      try choose(option, .installShims)
    case .noConfig: invocation.noConfig = try boolean(word, of: option)
    case .codex: invocation.codex = try boolean(word, of: option)
    case .explain: explain = try boolean(word, of: option)
    case .json: invocation.json = try boolean(word, of: option)
    case .quiet: invocation.quiet = try boolean(word, of: option)
    }
  }

  private mutating func choose(_ option: Option, _ mode: Invocation.Mode) throws(UsageError.Kind) {
    if let chosen, chosen != option { throw .exclusive(chosen, option) }
    chosen = option
    invocation.mode = mode
  }

  private mutating func addPolicyOption(
    _ setting: Setting, _ word: Word?, _ argument: Argument
  ) throws(UsageError.Kind) {
    let option = PolicyOption(setting, try OptionValue.value(of: setting, word, argument))
    if setting == .inherit {
      if case .number = option.value { inheritsMode = true } else { inheritsPattern = true }
      if inheritsMode, inheritsPattern { throw .modeAndPattern(.setting(setting)) }
    }
    invocation.policyOptions.append(option)
  }

  /// The value of a switch; `=no` undoes the option.
  private mutating func boolean(_ word: Word?, of option: Option) throws(UsageError.Kind) -> Bool {
    let value = try OptionValue.truth(word, of: option)
    if !value {
      var left = List<Option>()
      for other in given where other != option { left.append(other) }
      given = left
    }
    return value
  }

  private mutating func split(
    _ string: Word, parent: (ByteString) -> ByteString?
  ) throws(UsageError.Kind) {
    // A string that expands to itself would be split forever; env stops when memory is exhausted.
    let depth = (splits.last?.depth ?? 0) + 1
    if depth > 4096 { throw .tooManySplits }
    var splitter = StringSplitter(string, budget: splitBudget)
    do {
      try splitter.split(parent: parent)
      splitBudget = splitter.budget
    } catch {
      if invocation.debug { invocation.trace.append(contentsOf: splitter.trace) }
      throw error
    }
    invocation.usedNames.append(contentsOf: splitter.usedNames)
    if invocation.debug {
      invocation.trace.append(contentsOf: splitter.trace)
      if !splitter.words.isEmpty { note(.splitting(string.argument.written)) }
      for index in splitter.words.indices {
        let written = splitter.words[index].argument.written
        note(index == 0 ? .firstWord(written) : .nextWord(written))
      }
    }
    splits.append((splitter.words, 0, depth))
  }

  private mutating func setSignals(_ option: Option, _ word: Word?) throws(UsageError.Kind) {
    if option != .blockSignal { try setActions(word, toDefault: option == .defaultSignal) }
    if option != .ignoreSignal { try setMask(word, blocked: option == .blockSignal) }
  }

  private mutating func setActions(_ word: Word?, toDefault: Bool) throws(UsageError.Kind) {
    guard let word else { return invocation.signals.setAllActions(toDefault: toDefault) }
    var names = WordIterator(word.value, separator: UInt8(ascii: ","))
    while let signal = try nextSignal(&names, of: word) {
      invocation.signals.setAction(of: signal, toDefault: toDefault)
    }
  }

  private mutating func setMask(_ word: Word?, blocked: Bool) throws(UsageError.Kind) {
    guard let word else { return invocation.signals.setWholeMask(blocked: blocked) }
    invocation.signals.beginMask()
    var names = WordIterator(word.value, separator: UInt8(ascii: ","))
    while let signal = try nextSignal(&names, of: word) {
      guard invocation.signals.setMask(of: signal, blocked: blocked) || !blocked else {
        throw .cannotBlock(signal: signal)
      }
    }
  }

  private func nextSignal(_ names: inout WordIterator, of word: Word) throws(UsageError.Kind) -> Int? {
    guard let name = names.next() else { return nil }
    guard let signal = Signal.parse(name) else {
      throw .invalidSignal(word.slice(from: names.start, to: names.start + name.count).written)
    }
    return signal
  }

  // MARK: Operands

  private mutating func readOperands() throws(UsageError.Kind) {
    let isShim = invocation.shim != nil
    if !isShim, let word = peek(), word.value == "-" {
      advance()
      invocation.clearsEnvironment = true
    }
    if invocation.clearsEnvironment {
      note(.cleaningEnvironment)
    } else {
      for name in invocation.unset {
        note(.unset(name.written))
        // unsetenv(3) refuses these; a name can't contain `=`.
        guard !name.value.isEmpty, name.value.firstIndex(of: UInt8(ascii: "=")) == nil else {
          throw .cannotUnset(name.written)
        }
      }
    }
    if invocation.debug {
      for option in invocation.policyOptions where option.setting == .set {
        if case .argument(let assignment) = option.value { note(.set(assignment.written)) }
      }
    }
    while !isShim, let word = peek(), let equals = word.value.firstIndex(of: UInt8(ascii: "=")) {
      advance()
      note(.set(word.argument.written))
      if equals == 0 { throw .cannotSet(word.slice(to: 0).written) }
      if !invocation.assignments.isEmpty, equals > 2, word.value.hasPrefix("--"), invocation.misplaced == nil {
        invocation.misplaced = .own(called: word.value[2..<equals])
      }
      invocation.assignments.append(word.argument)
    }
    if let shim = invocation.shim {
      if shim.name.value.isEmpty { throw .invalidArgument(shim.script.written, .shim) }
      invocation.command.reserve(arguments.count - position + 1)
      invocation.command.append(shim.name)
    }
    while let word = peek() {
      if invocation.command.isEmpty { invocation.command.reserve(arguments.count - position + 1) }
      advance()
      invocation.command.append(word.argument)
    }
  }

  /// In these modes every operand is a file, even with a `=` in its name.
  private mutating func readFiles() throws(UsageError.Kind) {
    while let word = peek() {
      advance()
      invocation.files.append(word.argument)
    }
    let limit: Int
    switch invocation.mode {
    case .check, .verifyAudit, .installShims: limit = .max
    case .trust, .untrust, .toEnvscrub: limit = 1
    case .listTrusted, .suggest, .listGroups, .leakCheck: limit = 0
    // These take no files.
    case .run, .explain, .help, .version: limit = 0
    }
    if invocation.files.count > limit { throw .extraOperand(invocation.files[limit].written) }
  }

  private mutating func note(_ line: @autoclosure () -> TraceLine) {
    if invocation.debug { invocation.trace.append(line()) }
  }
}
