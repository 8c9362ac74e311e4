@testable import Secrets
import Testing

@Suite struct PlacesTests {
  static let sets: [Places] = [
    0, 1, ~0, 1 << 63, 0b11, 0b1111, 0b1_1111, 0xFF, 0xFFFF, 0xFFFF_0000, 0x7FFF_8000, ~0 << 48, 0xF0F0_F0F0_0F0F_0F0F, 0x0001_FFFF_00FF_801F,
  ]

  @Test(arguments: sets)
  func findsRuns(set: Places) {
    for place in 0..<64 {
      let length = (place..<64).prefix { set >> UInt64($0) & 1 == 1 }.count
      #expect(set.runLength(from: place) == length)
      #expect(set.contains(place) == (length > 0))
      #expect(set.reaches(place) == (set >> UInt64(place) != 0))
      #expect(set.runsOf2.contains(place) == (length >= 2))
      #expect(set.runsOf4.contains(place) == (length >= 4))
      #expect(set.runsOf5.contains(place) == (length >= 5))
      #expect(set.runsOf8.contains(place) == (length >= 8))
      #expect(set.runsOf16.contains(place) == (length >= 16))
    }
  }

  @Test(arguments: sets)
  func takesThePlacesInOrder(set: Places) {
    let expected = (0..<64).filter { set >> UInt64($0) & 1 == 1 }
    var rest = set
    var places: [Int] = []
    while let place = rest.next() { places.append(place) }
    #expect(places == expected)
    #expect(set.first == expected.first ?? 64)
    #expect(set.hasSeveral == (expected.count > 1))
  }

  @Test func readsFourBytes() {
    let bytes = Array("bear://".utf8)
    bytes.withUnsafeBytes {
      #expect($0.loadUnaligned(as: UInt32.self) == .ascii("b", "e", "a", "r"))
      #expect($0.loadUnaligned(fromByteOffset: 3, as: UInt32.self) == .ascii("r", ":", "/", "/"))
    }
  }
}
