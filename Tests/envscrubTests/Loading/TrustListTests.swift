import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

@Suite struct TrustListTests {
  private let one = SHA256.digest(of: "one")
  private let two = SHA256.digest(of: "two")

  @Test func pathAndDigestBelongTogether() {
    var list = TrustList()
    list.set("/a/.envscrub.toml", to: one)
    list.set("/b\n /.envscrub.toml", to: two)
    #expect(list.digest(of: "/a/.envscrub.toml") == one)
    #expect(list.digest(of: "/b\n /.envscrub.toml") == two)
    #expect(list.digest(of: "/a") == nil)
    let read = TrustList(list.text)
    #expect(read?.records == list.records)
    list.set("/a/.envscrub.toml", to: two)
    #expect(list.records.count == 2)
    #expect(list.digest(of: "/a/.envscrub.toml") == two)
    list.set("/a/.envscrub.toml", to: nil)
    list.set("/none", to: nil)
    #expect(list.records.count == 1)
  }

  static let digits = String(repeating: "0a", count: 32)

  /// text, the number of its records; nil if it is no valid list
  static let texts: [(String, Int?)] = [
    ("", 0),
    ("\(digits)  /a\0", 1),
    ("\(digits)  /a\0\(digits)  /b\0", 2),
    ("\(digits)  /a", nil),
    ("\(digits)  /a\n", nil),
    ("\(digits)  a\0", nil),
    ("\(digits) /a\0", nil),
    ("\(digits)  \0", nil),
    ("\(digits.uppercased())  /a\0", nil),
    ("\(digits.dropLast())  /a\0", nil),
    ("\0", nil),
    ("\(digits)  /a\0\0", nil),
  ]

  @Test(arguments: texts)
  func reads(text: String, count: Int?) { #expect(TrustList(ByteString(text))?.records.count == count) }
}
