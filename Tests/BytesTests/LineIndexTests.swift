@testable import Bytes
import Testing

@Suite struct LineIndexTests {
  @Test func findsLinesBothWays() {
    let index = LineIndex("ab\n\ncd")
    let places = (0...6).map { index.location(of: $0) }
    #expect(places.map(\.line) == [1, 1, 1, 2, 3, 3, 3])
    #expect(places.map(\.column) == [1, 2, 3, 1, 1, 2, 3])
    #expect((1...4).map { index.start(ofLine: $0) } == [0, 3, 4, 4])
  }
}
