import Bytes
@testable import TOML
import TestSupport
import Testing

struct KeyIndexTests {
  /// Keys of many lengths in two tables, past several sizes of the index; the answer depends on no seed.
  @Test(arguments: [0, 1, UInt64.max])
  func findsWhatWasInserted(seed: UInt64) {
    let text = ByteString(String(repeating: "abcdefghijklm", count: 40))
    let texts = Texts(text: text.start, decoded: nil)
    var tree = Tree(forText: 0, seed: seed)
    var index = KeyIndex(seed: seed)
    defer {
      tree.deallocate()
      index.deallocate()
    }
    let tables = [tree.append(Record(kind: .headedTable), to: 0), tree.append(Record(kind: .headedTable), to: 0)]
    #expect(index.find("a", in: tables[0], tree, texts) == 0)
    // Prefixes of the text: no two are equal.
    for count in 0..<500 {
      var record = Record(kind: .integer)
      record.key = TextRange(0, to: count)
      index.insert(tree.append(record, to: tables[count % 2]), of: tables[count % 2], tree, texts)
    }
    for count in 0..<500 {
      let found = index.find(text[0..<count], in: tables[count % 2], tree, texts)
      #expect(found == UInt32(3 + count))
      #expect(index.find(text[0..<count], in: tables[1 - count % 2], tree, texts) == 0)
    }
    #expect(index.find(text[1..<9], in: tables[0], tree, texts) == 0)
  }
}
