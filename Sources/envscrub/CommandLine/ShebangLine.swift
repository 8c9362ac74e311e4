import Bytes

/// The first line of a script, as execve(2) reads it: `#!`, the interpreter, and all that follows as one
/// argument.  The kernel takes 255 bytes of it (127 before Linux 5.1) and leaves the rest out without a word.
struct ShebangLine: Sendable {
  let interpreter: ByteString
  /// Without blanks around it; nil if nothing follows the interpreter.
  let argument: ByteString?

  /// nil for a line that doesn't begin with `#!`.
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

  /// Whether the file executed is a script that this program is to interpret: the kernel puts its path behind
  /// the interpreter and the argument.
  static func isScript(_ executed: ByteString, of arguments: List<ByteString>) -> Bool {
    // An interpreter may itself be a script, up to five deep (execve(2)): then its path stands in between.
    for index in 1..<max(min(arguments.count, 11), 1) where arguments[index] == executed { return true }
    return false
  }

  /// What the kernel made of a script's first line, by what this program was given.
  enum Reading: Equatable, Sendable {
    case whole
    /// A part of the argument was left out.
    case cut
    /// The argument is another than the one that was executed.
    case changed
    /// It names another interpreter.
    case other
  }

  /// - Parameters:
  ///   - arguments: argv, the zeroth included.
  ///   - script: the number of the script among them, 1 or 2.
  func reading(by arguments: List<ByteString>, script: Int) -> Reading {
    guard arguments[0] == interpreter else { return .other }
    let given = script == 1 ? nil : arguments[1]
    if given == argument { return .whole }
    guard let argument else { return .changed }
    // All of it may have been behind what the kernel takes.
    guard let given else { return .cut }
    return argument.hasPrefix(given) ? .cut : .changed
  }

  /// Whether the argument has blanks, and nothing splits it there.
  var isOneArgument: Bool {
    guard let argument, !argument.hasPrefix("-S"), !argument.hasPrefix("-vS"), !argument.hasPrefix("--s") else { return false }
    for index in 0..<argument.count where argument[index].isBlank { return true }
    return false
  }

  /// Whether the line ends as lines of other systems do, with a carriage return: it belongs to the last word.
  var endsInReturn: Bool { (argument ?? interpreter).last == UInt8(ascii: "\r") }
}

extension ByteString {
  /// Without the blanks at both ends, as the kernel trims them.
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
