import Bytes
import Testing

@Suite struct BinarySearchTests {
  @Test(arguments: 0..<20)
  func findsWhereTheAnswerChanges(count: Int) {
    for first in 0...count {
      var asked = 0
      let found = (0..<count).partitioningIndex { number in
        asked += 1
        return number >= first
      }
      #expect(found == first)
      #expect(asked <= 5, "\(count)")
    }
  }

  @Test func stopsAtTheEndOfTheRange() {
    #expect((3..<3).partitioningIndex { _ in true } == 3)
    #expect((3..<9).partitioningIndex { _ in true } == 3)
    #expect((3..<9).partitioningIndex { _ in false } == 9)
  }
}
