import Bytes

/// Every table, array and value of a document, as records in one flat block.  A parent knows its first and last child,
/// a child its next sibling.  Record 0 is the root; as a link, 0 means none.
struct Tree {
  private var records: UnsafeMutablePointer<Record>
  private(set) var count: Int
  private var capacity: Int
  private var index: KeyIndex

  /// Tables up to this size are searched from end to end, which is faster than hashing.
  static let searchedMembers = 8

  init(forText length: Int, seed: UInt64) {
    // A short value with its comma takes about eight bytes, the shortest two.  A long text gets room for the worst case
    // at once: memory that is not touched costs nothing.
    capacity = length < 1 << 16 ? length / 16 + 16 : length / 2 + 16
    records = .allocate(capacity: capacity)
    records[0] = Record(kind: .headedTable)
    count = 1
    index = KeyIndex(seed: seed)
  }

  func deallocate() {
    records.deallocate()
    index.deallocate()
  }

  @inline(__always)
  subscript(node: UInt32) -> Record {
    get { records[Int(node)] }
    nonmutating _modify { yield &records[Int(node)] }
  }

  /// Appends an element to an array.
  @inline(__always)
  mutating func append(_ record: Record, to array: UInt32) -> UInt32 {
    if count == capacity { grow() }
    let new = UInt32(truncatingIfNeeded: count)
    records[count] = record
    count &+= 1
    let parent = records + Int(array)
    if parent.pointee.firstChild == 0 {
      parent.pointee.firstChild = new
    } else {
      records[Int(parent.pointee.lastChild)].next = new
    }
    parent.pointee.lastChild = new
    return new
  }

  /// Appends a member to a table, which must not have a member with the same key.
  mutating func append(_ record: Record, to table: UInt32, _ texts: Texts) -> UInt32 {
    let new = append(record, to: table)
    let members = Int(records[Int(table)].memberCount)
    if members < Tree.searchedMembers {
      records[Int(table)].memberCount = UInt16(members + 1)
    } else if members == Tree.searchedMembers {
      records[Int(table)].memberCount = UInt16(members + 1)
      var member = records[Int(table)].firstChild
      while member != 0 {
        index.insert(member, of: table, self, texts)
        member = records[Int(member)].next
      }
    } else {
      index.insert(new, of: table, self, texts)
    }
    return new
  }

  /// The member of a table with this key; 0 if there is none.
  func find(_ key: ByteString, in table: UInt32, _ texts: Texts) -> UInt32 {
    if Int(records[Int(table)].memberCount) > Tree.searchedMembers {
      return index.find(key, in: table, self, texts)
    }
    var member = records[Int(table)].firstChild
    while member != 0 {
      if records[Int(member)].key.count == key.count, texts[records[Int(member)].key] == key { return member }
      member = records[Int(member)].next
    }
    return 0
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Record>.allocate(capacity: capacity * 2)
    larger.update(from: records, count: count)
    records.deallocate()
    records = larger
    capacity *= 2
  }
}

/// One table, array or value: 32 bytes that need no reference count and no release.
struct Record {
  /// Where the key is in the text, its quote included; equal to `source` if there is no key.
  var keySource: UInt32 = 0
  var key = TextRange(offset: 0, count: 0)
  /// Where the value is in the text.
  var source: UInt32 = 0
  /// The bits of an integer or a boolean, the ends of a text range, or the first and last child.
  var payload: UInt64 = 0
  /// The next sibling.
  var next: UInt32 = 0
  var kind: Kind
  /// The members of a table, counted up to `Tree.searchedMembers` plus one.
  var memberCount: UInt16 = 0

  enum Kind: UInt8 {
    case string, integer, float, boolean
    case offsetDateTime, localDateTime, localDate, localTime
    /// `[1, 2]`
    case array
    /// `[[a]]`
    case arrayOfTables
    /// The `a` of `[a.b]`, which may still get a header.
    case impliedTable
    /// The `a` of `a.b = 1`.
    case dottedTable
    /// `[a]`, an element of `[[a]]`, or the root.
    case headedTable
    /// `{a = 1}`
    case inlineTable

    var isTable: Bool { rawValue >= Kind.impliedTable.rawValue }
    var isArray: Bool { self == .array || self == .arrayOfTables }
  }

  var textRange: TextRange {
    TextRange(offset: UInt32(truncatingIfNeeded: payload), count: UInt32(payload >> 32))
  }

  var firstChild: UInt32 {
    // A scalar's payload is no link.
    get { kind.rawValue >= Kind.array.rawValue ? UInt32(truncatingIfNeeded: payload) : 0 }
    set { payload = payload & ~0xFFFF_FFFF | UInt64(newValue) }
  }

  var lastChild: UInt32 {
    get { UInt32(payload >> 32) }
    set { payload = payload & 0xFFFF_FFFF | UInt64(newValue) << 32 }
  }
}

/// A range of the text, or of the decoded bytes.
struct TextRange {
  /// Counted from the start of the text, or, if the highest bit is set, of the decoded bytes.
  let offset: UInt32
  let count: UInt32

  static let decodedBit: UInt32 = 1 << 31

  /// The longest text: offsets have 31 bits.
  static let longestText = Int(Int32.max)

  @inline(__always)
  init(offset: UInt32, count: UInt32) {
    self.offset = offset
    self.count = count
  }

  @inline(__always)
  init(_ lower: Int, to upper: Int) {
    offset = UInt32(truncatingIfNeeded: lower)
    count = UInt32(truncatingIfNeeded: upper &- lower)
  }

  @inline(__always)
  var payload: UInt64 { UInt64(count) << 32 | UInt64(offset) }
}

/// The two blocks that hold the bytes of keys and values.
struct Texts {
  let text: UnsafePointer<UInt8>
  /// The decoded bytes of strings with escapes; nil before the first escape.
  var decoded: UnsafeMutablePointer<UInt8>?

  @inline(__always)
  subscript(range: TextRange) -> ByteString {
    if range.offset & TextRange.decodedBit == 0 {
      return ByteString(start: text + Int(range.offset), count: Int(range.count))
    }
    return ByteString(start: decoded.unsafelyUnwrapped + Int(range.offset & ~TextRange.decodedBit), count: Int(range.count))
  }
}
