import Bytes
import Policy

/// Converts an option's argument to the value of its setting.
enum OptionValue {
  static func value(
    of setting: Setting, _ word: Word?, _ argument: Argument
  ) throws(UsageError.Kind) -> PolicyOption.Value {
    let kind = setting.row.kind
    if kind.isNumber {
      if let value = setting.value(of: argument.value) { return .number(value) }
      if kind == .flag { return .number(try truth(word, of: .setting(setting)) ? 1 : 0) }
      // What is no mode is a pattern; but a mode in capitals is surely a mistake.
      var words = WordIterator(setting.row.words, separator: UInt8(ascii: " "))
      while let mode = words.next() {
        if mode.equalsFoldingCase(argument.value) { throw .invalidArgument(argument.written, .setting(setting)) }
      }
      return .argument(argument)
    }
    if kind == .assignments {
      guard let equals = argument.value.firstIndex(of: UInt8(ascii: "=")) else { throw .setWithoutEquals }
      if equals == 0, let word { throw .cannotSet(word.slice(to: 0).written) }
    }
    return .argument(argument)
  }

  static func truth(_ word: Word?, of option: Option) throws(UsageError.Kind) -> Bool {
    guard let word else { return true }
    if word.value == "yes" || word.value == "true" { return true }
    if word.value == "no" || word.value == "false" { return false }
    throw .invalidArgument(word.argument.written, option)
  }

  static func descriptor(_ argument: Argument, of option: Option) throws(UsageError.Kind) -> Int32 {
    guard let number = argument.value.decimal else { throw .invalidArgument(argument.written, option) }
    return number
  }
}
