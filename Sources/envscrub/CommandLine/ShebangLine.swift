import Bytes

/// The first line of a script as execve(2) reads it: `#!`, the interpreter, and everything after it as one argument.
/// The kernel reads 255 bytes of it (127 before Linux 5.1) and silently drops the rest.
struct ShebangLine: Sendable {
  let interpreter: ByteString
  /// Without surrounding blanks; nil if nothing follows the interpreter.
  let argument: ByteString?

  /// nil if the line doesn't begin with `#!`.
  /// - Parameter line: without its newline.
  init?(_ line: ByteString) {
    guard line.hasPrefix("#!") else { return nil }
    let text = line.dropFirst(2).withoutBlanks
    var end = 0
    while end < text.count, !text[end].isBlank { end += 1 }
    interpreter = text[0..<end]
    let rest = text.dropFirst(end).withoutBlanks
    argument = rest.isEmpty ? nil : rest
  }

  /// Whether the executed file is a script that this process interprets: the kernel puts its path after the interpreter
  /// and the argument.
  static func isScript(_ executed: ByteString, of arguments: List<ByteString>) -> Bool {
    // An interpreter may itself be a script, up to five levels deep (execve(2)): its path is then in between.
    for index in 1..<max(min(arguments.count, 11), 1) where arguments[index] == executed { return true }
    return false
  }

  /// What the kernel passed on of a script's first line, judged by this process's arguments.
  enum Reading: Equatable, Sendable {
    case whole
    /// The argument was truncated.
    case cut
    /// The argument is not the one in the line.
    case changed
    /// The line names another interpreter.
    case other
  }

  /// - Parameters:
  ///   - arguments: argv, including the zeroth argument.
  ///   - script: the index of the script in it, 1 or 2.
  func reading(by arguments: List<ByteString>, script: Int) -> Reading {
    guard arguments[0] == interpreter else { return .other }
    let given = script == 1 ? nil : arguments[1]
    if given == argument { return .whole }
    guard let argument else { return .changed }
    // The whole argument may be beyond what the kernel reads.
    guard let given else { return .cut }
    return argument.hasPrefix(given) ? .cut : .changed
  }

  /// Whether the argument has blanks at which nothing splits it.
  var isOneArgument: Bool {
    guard let argument, !argument.hasPrefix("-S"), !argument.hasPrefix("-vS"), !argument.hasPrefix("--s") else { return false }
    for index in argument.indices where argument[index].isBlank { return true }
    return false
  }

  /// Whether the line ends with a carriage return, as on other systems: it becomes part of the last word.
  var endsInReturn: Bool { (argument ?? interpreter).last == UInt8(ascii: "\r") }
}

extension ByteString {
  /// Without blanks at both ends, as the kernel trims them.
  fileprivate var withoutBlanks: ByteString {
    var lower = 0
    var upper = count
    while lower < upper, self[lower].isBlank { lower += 1 }
    while upper > lower, self[upper - 1].isBlank { upper -= 1 }
    return self[lower..<upper]
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
