import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct ListingTests {
  /// an entry, what is printed; what makes a terminal do something too, as env(1) prints it
  static let table: [(ByteString, String)] = [("A=1", "A=1"), ("A=", "A="), ("A=1\n2\u{1B}[2J", "A=1\n2\u{1B}[2J"), ("no equals", "no equals")]

  @Test(arguments: table)
  func entry(text: ByteString, expected: String) {
    let string = UnsafeRawPointer(ByteString(text.text).start).assumingMemoryBound(to: CChar.self)
    #expect(written { $0.write(listed: EnvironmentEntry(string), endsInNUL: false) } == expected + "\n")
    #expect(written { $0.write(listed: EnvironmentEntry(string), endsInNUL: true) } == expected + "\0")
  }
}
