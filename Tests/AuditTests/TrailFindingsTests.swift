@testable import Audit
import Testing

@Suite struct TrailFindingsTests {
  private static let place = TrailVerifier.Place(file: 0, line: 1)

  /// a kind, whether it is a fault
  static let table: [(TrailVerifier.Finding.Kind, Bool)] = [
    (.changed, true), (.replaced(next: place), true), (.missing(from: 1, to: 2), true), (.doubled, true), (.moved, true),
    (.foreign, true), (.cut, true), (.unended, true), (.cutIsMissing, true), (.cutIsSaid, false), (.cutAtRotation, false),
    (.cutInWriting, false), (.notWritten(from: 1, to: 2), false),
  ]

  @Test(arguments: table)
  func tellsFaultsFromNotes(kind: TrailVerifier.Finding.Kind, isFault: Bool) {
    let finding = TrailVerifier.Finding(kind: kind, place: Self.place, sequence: 3)
    var findings = TrailFindings()
    findings.append(finding)
    #expect(Array(findings.faults) == (isFault ? [finding] : []))
    #expect(Array(findings.notes) == (isFault ? [] : [finding]))
    #expect(findings.faultCount == (isFault ? 1 : 0))
  }

  @Test func keepsTheFirstAndCountsTheRest() {
    var findings = TrailFindings()
    for sequence in 1...100 {
      findings.append(TrailVerifier.Finding(kind: .changed, place: Self.place, sequence: sequence))
      findings.append(TrailVerifier.Finding(kind: .cutIsSaid, place: Self.place, sequence: sequence))
    }
    #expect(findings.faults.map(\.sequence) == Array(1...TrailFindings.limit))
    #expect(findings.notes.map(\.sequence) == Array(1...TrailFindings.limit))
    #expect(findings.faultCount == 100)
  }
}
