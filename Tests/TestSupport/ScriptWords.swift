/// A place in a script that cannot be read, and why.
package struct ScriptError: Error, Equatable, CustomStringConvertible {
  package let place: String
  package let reason: String
  package var description: String { "\(place): \(reason)" }
}

/// Resolves the escapes of a script: `\n \t \r \e \0 \\ \" \' \xHH` and `\ ` for a space; any other is an error.
package func unescaped(_ text: some Sequence<UInt8>, at place: String) throws(ScriptError) -> [UInt8] {
  var result: [UInt8] = []
  var rest = Array(text)[...]
  while let byte = rest.popFirst() {
    result.append(byte == UInt8(ascii: "\\") ? try escape(&rest, at: place) : byte)
  }
  return result
}

/// The byte that an escape stands for; `rest` begins after the backslash.
private func escape(_ rest: inout ArraySlice<UInt8>, at place: String) throws(ScriptError) -> UInt8 {
  guard let letter = rest.popFirst() else { throw ScriptError(place: place, reason: "a \\ at the end") }
  switch letter {
  case UInt8(ascii: "n"): return 0x0A
  case UInt8(ascii: "t"): return 0x09
  case UInt8(ascii: "r"): return 0x0D
  case UInt8(ascii: "e"): return 0x1B
  case UInt8(ascii: "0"): return 0x00
  case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: " "): return letter
  case UInt8(ascii: "x"):
    let digits = String(decoding: rest.prefix(2), as: UTF8.self)
    guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16) else {
      throw ScriptError(place: place, reason: "\\x takes two hexadecimal digits")
    }
    rest.removeFirst(2)
    return value
  default:
    throw ScriptError(place: place, reason: "unknown escape \\\(readable([letter]))")
  }
}

/// The words of a command line: `'...'` is literal, `"..."` and bare text have escapes.  Nothing is expanded: `$` and
/// `*` are literal.
package func words(_ line: some Sequence<UInt8>, at place: String) throws(ScriptError) -> [[UInt8]] {
  var result: [[UInt8]] = []
  var word: [UInt8]?
  var rest = Array(line)[...]
  while let byte = rest.popFirst() {
    switch byte {
    case UInt8(ascii: " "):
      if let ended = word { result.append(ended) }
      word = nil
    case UInt8(ascii: "'"):
      guard let end = rest.firstIndex(of: byte) else {
        throw ScriptError(place: place, reason: "no closing '")
      }
      word = (word ?? []) + rest[..<end]
      rest = rest[(end + 1)...]
    case UInt8(ascii: "\""):
      word = word ?? []
      while true {
        guard let inner = rest.popFirst() else { throw ScriptError(place: place, reason: "no closing \"") }
        if inner == byte { break }
        word!.append(inner == UInt8(ascii: "\\") ? try escape(&rest, at: place) : inner)
      }
    case UInt8(ascii: "\\"):
      word = (word ?? []) + [try escape(&rest, at: place)]
    default:
      word = (word ?? []) + [byte]
    }
  }
  if let ended = word { result.append(ended) }
  return result
}
