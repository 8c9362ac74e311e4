import Bytes
@testable import TOML
import TestSupport
import Testing

struct TreeTests {
  private static let text: ByteString = "abcdefghijklmnopqrstuvwxyz"
  private static var texts: Texts { Texts(text: text.start, decoded: nil) }

  /// A member whose key is the letter of that number.
  static func member(_ number: Int) -> Record {
    var record = Record(kind: .integer)
    record.key = TextRange(number, to: number + 1)
    return record
  }

  /// Members are found before and after their table gets an index, and in no other table.
  @Test(arguments: [0, 1, 7, 8, 9, 10, 26])
  func findsMembers(count: Int) {
    var tree = Tree(forText: 0, seed: 7)
    defer { tree.deallocate() }
    let other = tree.append(Record(kind: .headedTable), to: 0)
    let table = tree.append(Record(kind: .headedTable), to: 0)
    var nodes: [UInt32] = []
    for number in 0..<count { nodes.append(tree.append(Self.member(number), to: table, Self.texts)) }
    for number in 0..<26 {
      let key = Self.text[number..<number + 1]
      #expect(tree.find(key, in: table, Self.texts) == (number < count ? nodes[number] : 0))
      #expect(tree.find(key, in: other, Self.texts) == 0)
    }
    #expect(tree[table].memberCount == UInt16(min(count, 9)))
  }

  /// Children are in the order in which they were added, also beyond the first allocation.
  @Test func keepsTheOrder() {
    var tree = Tree(forText: 0, seed: 7)
    defer { tree.deallocate() }
    var expected: [UInt32] = []
    for number in 0..<100 {
      var record = Record(kind: .integer)
      record.source = UInt32(number)
      expected.append(tree.append(record, to: 0))
    }
    var found: [UInt32] = []
    var node = tree[0].firstChild
    while node != 0 {
      #expect(tree[node].source == UInt32(found.count))
      found.append(node)
      node = tree[node].next
    }
    #expect(found == expected && tree[0].lastChild == expected.last && tree.count == 101)
  }

  @Test func aScalarHasNoChildren() {
    var record = Record(kind: .integer)
    record.payload = UInt64.max
    #expect(record.firstChild == 0)
    record.kind = .array
    record.firstChild = 5
    record.lastChild = 6
    #expect(record.firstChild == 5 && record.lastChild == 6)
  }

  @Test func ranges() {
    let range = TextRange(3, to: 6)
    #expect(Self.texts[range] == "def")
    var record = Record(kind: .string)
    record.payload = range.payload
    #expect(record.textRange.offset == 3 && record.textRange.count == 3)
    let decoded = UnsafeMutablePointer(mutating: ByteString("xyz").start)
    let texts = Texts(text: Self.text.start, decoded: decoded)
    #expect(texts[TextRange(offset: TextRange.decodedBit | 1, count: 2)] == "yz")
  }
}
