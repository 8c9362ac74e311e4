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

  /// A string, and its name; nil if it has none.
  static let names: [(String, String?)] = [
    ("", nil), ("=", nil), ("=x", nil), ("A", nil), ("A=", "A"), ("A=b", "A"), ("A=b=c", "A"), ("ABCDEFGHIJKLMNO=", "ABCDEFGHIJKLMNO"),
    ("ABCDEFGHIJKLMNOP=x", "ABCDEFGHIJKLMNOP"), ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", nil), ("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789=a=", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
  ]

  /// At each offset within sixteen bytes, and at the end of readable memory.
  @Test(arguments: names)
  func findsTheName(text: String, name: String?) {
    let end = PageEnd()
    for behind in 0..<17 {
      // An `=` after the end doesn't count.
      let rest = (0..<behind).map { _ in UInt8(ascii: "=") }
      let start = end.place(Array(text.utf8) + [0] + rest)
      let entry = EnvironmentEntry(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
      #expect(entry.name?.text == name)
      if name != nil { #expect(entry.value.text == text.drop { $0 != "=" }.dropFirst()) }
    }
  }

  @Test func inCodexTheNameMayBeginWithTheSign() {
    let start = PageEnd().place(Array("=x=y".utf8) + [0])
    let entry = EnvironmentEntry(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), searchingFrom: 1)
    #expect(entry.name == "=x")
    #expect(EnvironmentEntry(UnsafeRawPointer(PageEnd().place([0])).assumingMemoryBound(to: CChar.self), searchingFrom: 1).name == nil)
  }
}
