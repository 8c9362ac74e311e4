import Bytes

/// A word of the command line, or an option's argument within one: its value, and how it was written.  The two differ
/// where `-S` expanded a `${NAME}`.  The parent's value is in `value` only, and reports print only `written`.
///
/// If it ends where its word ends, a NUL follows the bytes of `value`, as execve(2) and open(2) require.
struct Argument: Equatable, Sendable {
  let value: ByteString
  let written: ByteString

  init(value: ByteString, written: ByteString) {
    self.value = value
    self.written = written
  }

  init(_ bytes: ByteString) { self.init(value: bytes, written: bytes) }
}

/// A whole word, and which parts of it were expanded.
struct Word {
  /// `value` is the range that `written`, a `${NAME}`, expanded to.
  struct Expansion {
    var value: Range<Int>
    let written: Range<Int>
  }

  let argument: Argument
  /// In order; empty if the value is what was written.
  let expansions: List<Expansion>

  var value: ByteString { argument.value }

  init(_ bytes: ByteString) {
    argument = Argument(bytes)
    expansions = List()
  }

  init(_ argument: Argument, expansions: List<Expansion>) {
    self.argument = argument
    self.expansions = expansions
  }

  /// The part of the word from byte `lower` of its value up to, but not including, byte `upper`.
  func slice(from lower: Int = 0, to upper: Int? = nil) -> Argument {
    let upper = upper ?? value.count
    if expansions.isEmpty { return Argument(value[lower..<upper]) }
    let start = writtenStart(of: lower)
    return Argument(
      value: value[lower..<upper],
      written: argument.written[start..<max(start, writtenEnd(of: upper))])
  }

  /// The rest of the word from byte `lower` of its value on, as a word.
  func suffix(from lower: Int) -> Word {
    if expansions.isEmpty { return Word(value.dropFirst(lower)) }
    let start = writtenStart(of: lower)
    var rest = List<Expansion>()
    for expansion in expansions
    where expansion.value.upperBound > lower || expansion.value.lowerBound == lower {
      rest.append(
        Expansion(
          value: max(expansion.value.lowerBound, lower) - lower..<expansion.value.upperBound - lower,
          written: expansion.written.lowerBound - start..<expansion.written.upperBound - start))
    }
    return Word(slice(from: lower), expansions: rest)
  }

  /// Whether a byte of `range` was expanded.
  func isExpanded(_ range: Range<Int>) -> Bool {
    for expansion in expansions where expansion.value.overlaps(range) { return true }
    return false
  }

  /// An expansion is shown whole, even if the slice begins within it.
  private func writtenStart(of index: Int) -> Int {
    let number = first { !(index > $0.lowerBound && index >= $0.upperBound) }
    if number < expansions.count, index >= expansions[number].value.lowerBound { return expansions[number].written.lowerBound }
    return index + shift(before: number)
  }

  /// The same at its end; an expansion to nothing belongs to the text before it.
  private func writtenEnd(of index: Int) -> Int {
    let number = first { !(index >= $0.upperBound && (index > $0.lowerBound || $0.isEmpty)) }
    if number < expansions.count, index > expansions[number].value.lowerBound { return expansions[number].written.upperBound }
    return index + shift(before: number)
  }

  /// The number of the first expansion for which `holds` is true; it is then true for all later ones.  Their count if
  /// there is none.
  private func first(_ holds: (Range<Int>) -> Bool) -> Int {
    (0..<expansions.count).partitioningIndex { holds(expansions[$0].value) }
  }

  /// How much longer `written` is than the value, up to the end of the expansions before that one.
  private func shift(before number: Int) -> Int {
    number == 0 ? 0 : expansions[number - 1].written.upperBound - expansions[number - 1].value.upperBound
  }
}
