import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct FindingsTests {
  @Test func errorsAndWarnings() {
    var findings = Findings()
    #expect(!findings.hasErrors && findings.list.isEmpty)
    findings.append(Finding(misnamed: "/d/a.TOML", program: "env", file: 0))
    #expect(!findings.hasErrors && findings.list.count == 1)
    findings.append(Finding(unusable: "env: why\n", file: 1))
    #expect(findings.hasErrors)
  }

  @Test func errorsOfAFile() throws {
    let errors = ErrorList.allocate()
    let document = try PolicyDocument("x = 1\ny = 2\n", layer: .user, seed: 1)
    _ = try? LayerReader.read(document, findings: errors)
    errors.pointee.omit()
    var findings = Findings()
    findings.append(errors.pointee, ofFile: 4)
    #expect(findings.list.map(\.file) == [4, 4] && findings.list.map { $0.location?.line } == [1, 2])
    #expect(findings.omissions.map { [$0.file, $0.errors, $0.warnings] } == [[4, 1, 0]])
  }

  @Test(arguments: [(0, 0, 0), (-5, 0, 0), (2, -1, 1), (0, 3, 1)])
  func omissions(errors: Int, warnings: Int, count: Int) {
    var findings = Findings()
    findings.omit(file: 0, errors: errors, warnings: warnings)
    #expect(findings.omissions.count == count)
    #expect(findings.omissions.first.map { $0.errors >= 0 && $0.warnings >= 0 } ?? true)
  }
}
