import Bytes
import TestSupport
import Testing
@testable import envscrub

struct HelperProgramTests {
  static let rows = Array(sequence(first: HelperProgram.first!) { $0.next })

  @Test func thereAreAll() {
    #expect(Self.rows.count == 16)
    #expect(Set(Self.rows.map(\.pattern.text)).count == Self.rows.count)
    #expect(Self.rows.first?.reason == "runs commands")
    #expect(Self.rows.last?.kind == "gpg-agent")
  }

  /// Each row is complete, and its pattern is usable.
  @Test(arguments: rows)
  func row(row: HelperProgram) {
    let pattern = row.pattern.text
    #expect(!row.kind.isEmpty && !row.reason.isEmpty)
    #expect(pattern.hasPrefix("/") || pattern.hasPrefix("~/"))
    for component in pattern.split(separator: "/") where component.contains("*") {
      #expect(component.firstIndex(of: "*") == component.index(before: component.endIndex))
    }
  }

  @Test func theNamedAgent() {
    #expect(HelperProgram.named.pattern == "SSH_AUTH_SOCK")
    #expect(HelperProgram.named.reason == "signs with its keys")
    #expect(HelperProgram.named.next == nil)
  }
}
