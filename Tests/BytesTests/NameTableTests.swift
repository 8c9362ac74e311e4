@testable import Bytes
import TestSupport
import Testing

@Suite struct NameTableTests {
  @Test func numbersNamesAsTheyCome() {
    var table = NameTable(seed: 3, expecting: 0)
    for round in 0..<2 {
      for index in 0..<5_000 {
        let (number, isNew) = table.insert(ByteString("NAME_OF_VARIABLE_\(index)"))
        if number != index || isNew != (round == 0) { Issue.record("name \(index): \(number), \(isNew)") }
      }
    }
    let (known, unknown) = (table.number(of: "NAME_OF_VARIABLE_77"), table.number(of: "NAME_OF_VARIABLE_"))
    #expect(known == 77)
    #expect(unknown == nil)
  }

  @Test(arguments: ["", "A", "AB", "ABC", "ABCD", "ABCDE", "ABCDEFG", "ABCDEFGH", "ABCDEFGHI", "ABCDEFGHABCDEFGH"])
  func tellsNamesOfAnyLengthFromTheirNeighbours(name: String) {
    var table = NameTable(seed: 0, expecting: 4)
    _ = table.insert(ByteString(name))
    let (again, longer, lower) = (
      table.insert(ByteString(name)), table.insert(ByteString(name + "X")), table.insert(ByteString(name.lowercased() + "y"))
    )
    #expect(again.isNew == false)
    #expect(longer.isNew)
    #expect(lower.isNew)
  }
}
