@testable import Bytes
import TestSupport
import Testing

@Suite struct ListTests {
  @Test func anAppendNeverShowsInACopy() {
    var first: List<Int> = [1, 2, 3]
    var second = first
    first.append(4)
    second.append(5)
    #expect(Array(first) == [1, 2, 3, 4])
    #expect(Array(second) == [1, 2, 3, 5])
    second.removeLast()
    second.removeLast()
    var third = second
    third.append(6)
    #expect(Array(second) == [1, 2])
    #expect(Array(third) == [1, 2, 6])
    #expect(Array(first) == [1, 2, 3, 4])
  }

  @Test func indicesAreThoseOfTheListBeforeTheLoop() {
    #expect(Array(List<Int>().indices).isEmpty)
    var list: List<Int> = [7, 8, 9]
    var seen: [Int] = []
    for index in list.indices {
      list.append(0)
      seen.append(index)
    }
    #expect(seen == [0, 1, 2])
    #expect(Array(("abc" as ByteString).indices) == [0, 1, 2])
  }

  @Test func appendsQuicklyWithAndWithoutRoom() {
    var list = List<Int>()
    for number in 0..<100 { list.appendQuickly(number) }
    let copy = list
    list.appendQuickly(100)
    #expect(Array(list) == Array(0...100))
    #expect(Array(copy) == Array(0..<100))
  }

  @Test func growsBeyondWhatWasReserved() {
    var list = List<UInt8>()
    list.reserve(3)
    for byte in 0..<200 { list.append(UInt8(byte)) }
    #expect(Array(list) == Array(0..<200))
    var twice = list
    twice.append(contentsOf: list)
    #expect(twice.count == 400)
    #expect(twice[399] == 199)
  }

  @Test(arguments: [[], [1], [2, 1], [3, 1, 2], [5, 4, 3, 2, 1, 0, 9, 8, 7], Array((0..<100).reversed())])
  func sorts(numbers: [Int]) {
    var list = List(numbers)
    list.sort { $0 < $1 }
    #expect(Array(list) == numbers.sorted())
  }

  @Test func equalElementsKeepTheirOrder() {
    var list: List<(Int, Int)> = [(2, 0), (1, 1), (2, 2), (1, 3), (2, 4)]
    list.sort { $0.0 < $1.0 }
    #expect(list.map(\.1) == [1, 3, 0, 2, 4])
  }

  @Test func emptyOnesAreEqual() {
    #expect(List<Int>() == [])
    #expect(List<Int>().first == nil)
    #expect(List<Int>().last == nil)
    #expect([1, 2] as List<Int> != [1, 3])
    #expect(([1, 2] as List<Int>).contains(2))
  }
}
