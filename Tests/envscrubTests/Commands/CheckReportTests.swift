import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// Findings, and the text and JSON made of them.
struct CheckReportTests {
  private static let text: ByteString = "[shell_environment_policy]\nexcude = []\nkeep = 3\n"

  /// Files in the order of reading: requirements first.
  private static func sources() -> List<PolicySource> {
    [
      PolicySource(layer: .requirements, path: "/etc/envscrub/requirements.toml", status: .absent),
      PolicySource(layer: .system, path: "/etc/envscrub/config.toml", status: .read, text: "x"),
      PolicySource(layer: .user, path: "/home/u/c.toml", status: .read, text: text),
      PolicySource(layer: .trustList, path: "/home/u/trusted", status: .absent),
      PolicySource(layer: .project, path: "/home/u/p/.envscrub.toml", status: .untrusted),
    ]
  }

  private static func report(_ findings: Findings, first: Range<Int> = 0..<0) -> CheckReport {
    CheckReport(findings, Places(sources(), home: "/home/u"), first: first, program: "env")
  }

  private static func findings() throws -> Findings {
    let document = try PolicyDocument(text, layer: .user, file: 2, seed: 1)
    let errors = ErrorList.allocate()
    _ = try? LayerReader.read(document, findings: errors)
    var findings = Findings()
    findings.append(errors.pointee, ofFile: 2)
    findings.append(Finding("a \"warning\"", isWarning: true, at: document.error(.nothingAllowed, at: 0), file: 2))
    findings.append(Finding(unusable: "env: /etc/envscrub/config.toml: no\nmore\n", file: 1))
    findings.omit(file: 2, errors: 2, warnings: -1)
    return findings
  }

  @Test func findingsByTheirPlaces() throws {
    let findings = try Self.findings()
    #expect(findings.hasErrors)
    #expect(
      written { Self.report(findings).writeFindings(to: &$0) } == """
        env: /etc/envscrub/config.toml: no
        more
        /home/u/c.toml:1:1: warning: a "warning"
          [shell_environment_policy]
          ^
        /home/u/c.toml:2:1: error: unknown key "excude"; did you mean "exclude"?
          excude = []
          ^
        /home/u/c.toml:3:8: error: "keep" takes an array of strings: ["AWS_*", "NPM_TOKEN"]
          keep = 3
                 ^
        /home/u/c.toml: 2 errors, 0 warnings more, which are not shown

        """)
  }

  @Test func filesAndHowManyInEach() throws {
    let findings = try Self.findings()
    #expect(
      written { Self.report(findings, first: 2..<5).writeFiles(to: &$0) } == """
        skipped ~/p/.envscrub.toml: not trusted; to check it: envscrub --check /home/u/p/.envscrub.toml
        no file /etc/envscrub/requirements.toml
        ~/c.toml: 4 errors, 1 warning
        /etc/envscrub/config.toml: 1 error, 0 warnings

        """)
    #expect(
      written { Self.report(Findings()).writeFiles(to: &$0) } == """
        no file /etc/envscrub/requirements.toml
        skipped ~/p/.envscrub.toml: not trusted; to check it: envscrub --check /home/u/p/.envscrub.toml
        /etc/envscrub/config.toml: ok
        ~/c.toml: ok

        """)
  }

  @Test func json() throws {
    let findings = try Self.findings()
    let text = written { Self.report(findings).writeJSON(to: &$0) }
    // The first line of a message, without the program's name.
    #expect(
      text.hasPrefix(
        #"{"version":1,"findings":[{"severity":"error","message":"/etc/envscrub/config.toml: no","file":"/etc/envscrub/config.toml"},"#))
    #expect(text.contains(#"{"severity":"warning","message":"a \"warning\"","file":"/home/u/c.toml","line":1,"column":1}"#))
    #expect(text.hasSuffix(#"{"path":"/home/u/c.toml","errors":4,"warnings":1,"omitted":2}]}"# + "\n"))
  }
}
