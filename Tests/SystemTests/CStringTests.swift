import Bytes
@testable import System
import TestSupport
import Testing

struct CStringTests {
  @Test func endsWithNUL() {
    let string = (ByteString("abc")[0..<2]).permanentCString()
    #expect(String(cString: string) == "ab" && string[2] == 0)
  }

  @Test(arguments: [[], ["a"], ["a", "", "b c"]] as [[String]])
  func array(texts: [String]) {
    let array = CStringArray(List(texts.map { ByteString($0) }))
    #expect(array.count == texts.count && array.start[texts.count] == nil)
    for (index, text) in texts.enumerated() { #expect(array.start[index].map { String(cString: $0) } == text) }
  }
}
