import Bytes
import Policy

/// Finds the parent's entries by name.  It searches from end to end until so many names were looked up that a table
/// pays off.
struct EntryIndex: ~Copyable {
  private let entries: List<EnvironmentEntry>
  private let seed: UInt64
  private var count = 0
  /// The table of names, and for each name the index of its first entry.
  private var table: NameTable?
  private var firsts = List<Int32>()

  private static var few: Int { 8 }

  /// - Parameter seed: keys hashes; the results don't depend on it.
  init(_ entries: List<EnvironmentEntry>, seed: UInt64) {
    self.entries = entries
    self.seed = seed
  }

  /// The first entry of that name, as getenv(3) finds it.
  mutating func first(_ name: ByteString) -> EnvironmentEntry? {
    count += 1
    if count > Self.few { return number(of: name).map { entries[$0] } }
    for entry in entries where entry.name == name { return entry }
    return nil
  }

  private mutating func number(of name: ByteString) -> Int? {
    if table == nil {
      var names = NameTable(seed: seed, expecting: entries.count)
      for index in entries.indices {
        if let name = entries[index].name, names.insert(name).isNew { firsts.append(Int32(index)) }
      }
      table = consume names
    }
    return table?.number(of: name).map { Int(firsts[$0]) }
  }
}
