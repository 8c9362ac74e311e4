import Bytes
@testable import Policy
import TestSupport
import Testing

@Suite struct ErrorListTests {
  @Test func countsWhatNobodyReads() throws {
    let document = try PolicyDocument("a = 1", layer: .user, seed: 1)
    var list = ErrorList()
    for number in 0..<ErrorList.limit + 3 {
      #expect(list.isFull == (number >= ErrorList.limit))
      list.append(document.error(.emptyName, at: 0))
    }
    list.omit()
    #expect(list.errors.count == ErrorList.limit && list.omitted == 4)
  }
}
