import Bytes
@testable import Policy
import TestSupport
import Testing

struct EnvironmentEntryTests {
  /// string, name and value; the same in Codex's dialect
  static let table: [(String, ByteString?, String, ByteString?, String)] = [
    ("A=1", "A", "1", "A", "1"), ("A=", "A", "", "A", ""), ("A=b=c", "A", "b=c", "A", "b=c"), ("bare", nil, "bare", nil, "bare"),
    ("", nil, "", nil, ""), ("=x", nil, "=x", nil, "=x"), ("=C:=x", nil, "=C:=x", "=C:", "x"),
  ]
  @Test(arguments: table)
  func split(text: String, name: ByteString?, value: String, codexName: ByteString?, codexValue: String) {
    let own = entry(text)
    #expect(own.name == name && own.value.text == value)
    let codex = EnvironmentEntry(own.string, searchingFrom: 1)
    #expect(codex.name == codexName && codex.value.text == codexValue)
  }

  @Test func madeAnew() {
    let made = EnvironmentEntry(name: "A", value: "b=c")
    #expect(ByteString(cString: made.string) == "A=b=c" && made.name == "A" && made.value == "b=c")
  }
}
