import Bytes
import Globs
import Policy

/// An invalid pattern on the command line.
struct OptionPatternError: Error, Equatable, Sendable {
  let option: Option
  /// As it was written.
  let pattern: ByteString
  let error: RuleError
  /// Whether the index in `error` applies to `pattern`; not if `-S` expanded something.
  let hasPlace: Bool
}

/// Why the options are not valid for the policy.
enum PolicyOptionError: Error, Equatable, Sendable {
  case pattern(OptionPatternError)
  /// An option whose key Codex's dialect, which is in force, doesn't have.
  case notInCodex(Option)
  /// A pattern where that dialect has only modes.
  case listInCodex(Option)
}

extension Invocation {
  /// The policy layer that the command line states.
  func layer(_ dialect: Dialect = .envscrub) throws(PolicyOptionError) -> PolicyLayer {
    var layer = PolicyLayer()
    let origin = Origin.commandLine
    if !policyOptions.isEmpty { try read(policyOptions, dialect, &layer) }
    if clearsEnvironment {
      layer.values[.inherit] = Stated(Inherit.none.rawValue, origin)
      layer.inherited = nil
    } else {
      // env ignores `-u` if `-i` leaves nothing to drop.
      for argument in unset { layer.unset.append(Stated(argument.value, origin)) }
    }
    // Operands come after the options, as on the command line.
    for argument in assignments { layer.assignments.append(assignment(argument)) }
    return layer
  }

  /// Each list is assigned once: a command line may hold very many options.
  private func read(
    _ options: List<PolicyOption>, _ dialect: Dialect, _ layer: inout PolicyLayer
  ) throws(PolicyOptionError) {
    var values = SettingValues<UInt8?>(repeating: nil)
    var lists = PatternLists<List<Stated<Rule>>>(repeating: List())
    var inherited = List<Stated<Rule>>()
    for option in options {
      let setting = option.setting
      let row = setting.row
      // Codex's dialect doesn't restrict settings outside the table.
      if dialect == .codex, !row.isCodex { throw .notInCodex(.setting(setting)) }
      switch option.value {
      case .number(let value): values[setting] = value
      case .argument(let argument) where row.kind == .assignments: layer.assignments.append(assignment(argument))
      case .argument(let argument) where row.kind == .mode:
        if dialect == .codex { throw .listInCodex(.setting(setting)) }
        inherited.append(try rule(argument, .setting(setting), dialect))
        values[setting] = 0
      case .argument(let argument): lists[setting].append(try rule(argument, .setting(setting), dialect))
      }
    }
    if !inherited.isEmpty { layer.inherited = inherited }
    values.forEach { setting, value in
      if let value { layer.values[setting] = Stated(value, .commandLine) }
    }
    lists.forEach { setting, list in
      if !list.isEmpty { layer.lists[setting] = list }
    }
  }

  private func rule(
    _ argument: Argument, _ option: Option, _ dialect: Dialect
  ) throws(PolicyOptionError) -> Stated<Rule> {
    do {
      return Stated(try Rule(argument.value, written: argument.written, dialect), .commandLine)
    } catch {
      throw .pattern(
        OptionPatternError(
          option: option, pattern: argument.written, error: error, hasPlace: argument.value == argument.written))
    }
  }

  /// The assignment ends with its word, and so with a NUL: the word itself can be the entry.
  private func assignment(_ argument: Argument) -> Assignment {
    let string = UnsafeRawPointer(argument.value.start).assumingMemoryBound(to: CChar.self)
    var writtenName: ByteString?
    if argument.value != argument.written {
      let equals = argument.written.firstIndex(of: UInt8(ascii: "=")) ?? argument.written.count
      writtenName = argument.written[0..<equals]
    }
    return Assignment(
      EnvironmentEntry(string), .commandLine, writtenName: writtenName)
  }
}
