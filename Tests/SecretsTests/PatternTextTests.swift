import Bytes
@testable import Secrets
import TestSupport
import Testing

struct PatternTextTests {
  @Test func lines() {
    let text = PatternText(text: "# heading\nA B*: one reason\n# another\n# heading\nC: second: reason\n# the end\n")
    var found: [(String, String)] = []
    var next = text.after(nil)
    while let place = next {
      found.append((text.glob(at: place).text, text.reason(at: place).text))
      next = text.after(place)
    }
    #expect(found.map(\.0) == ["A", "B*", "C"])
    #expect(found.map(\.1) == ["one reason", "one reason", "second: reason"])
  }

  @Test(arguments: ["", "# only a heading\n"] as [ByteString])
  func nothing(text: ByteString) { #expect(PatternText(text: text).after(nil) == nil) }
}
