@testable import Bytes
import TestSupport
import Testing

@Suite struct SortedNamesTests {
  @Test(arguments: [0, 1, 8, 9, 100])
  func findsNamesByTheirNumbers(count: Int) {
    let names = SortedNames(List((0..<count).map { ByteString("N\($0 * 7 % 101)") }))
    for index in 0..<count { #expect(names.number(of: ByteString("N\(index * 7 % 101)")) == index) }
    #expect(names.number(of: "N") == nil)
    #expect(!names.contains("N101"))
  }

  @Test(arguments: [1, 20])
  func findsTheFirstOfEqualNames(copies: Int) {
    let names = SortedNames(List((0..<copies * 2).map { $0 % 2 == 0 ? "A" : "B" }))
    #expect(names.number(of: "A") == 0)
    #expect(names.number(of: "B") == 1)
  }
}
