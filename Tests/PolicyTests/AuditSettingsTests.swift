import Bytes
@testable import Policy
import TestSupport
import Testing

struct AuditSettingsTests {
  private static let one = Origin(layer: .requirements, file: 1, place: 1)
  private static let two = Origin(layer: .requirements, file: 2, place: 2)

  private static func with(_ set: (inout AuditSettings) -> Void) -> AuditSettings {
    var settings = AuditSettings()
    set(&settings)
    return settings
  }

  /// For each key settings that state it, with one value and with another.
  static let keys: [(AuditKey, AuditSettings, AuditSettings)] = [
    (.file, with { $0.file = Stated("/a", one) }, with { $0.file = Stated("/b", two) }),
    (.format, with { $0.format = Stated(.jsonl, one) }, with { $0.format = Stated(.otlpJSON, two) }),
    (.syslog, with { $0.syslog = Stated(true, one) }, with { $0.syslog = Stated(false, two) }),
    (.command, with { $0.command = Stated(["/c"], one) }, with { $0.command = Stated(["/c", "x"], two) }),
    (.timeout, with { $0.timeout = Stated(1, one) }, with { $0.timeout = Stated(2, two) }),
    (.endpoint, with { $0.endpoint = Stated(Endpoint("http://127.0.0.1:1/")!, one) },
      with { $0.endpoint = Stated(Endpoint("http://127.0.0.1:2/")!, two) }),
    (.arguments, with { $0.arguments = Stated(true, one) }, with { $0.arguments = Stated(false, two) }),
    (.sync, with { $0.sync = Stated(true, one) }, with { $0.sync = Stated(false, two) }),
  ]
  @Test(arguments: keys)
  func mergesAndClashes(key: AuditKey, first: AuditSettings, second: AuditSettings) {
    var merged = first
    merged.merge(AuditSettings())
    #expect(merged == first)
    merged.merge(second)
    #expect(merged == second)
    let clash = first.clash(with: second)
    #expect(clash?.key == key && clash?.first == Self.one && clash?.second == Self.two)
    #expect(first.clash(with: first) == nil && first.clash(with: AuditSettings()) == nil)
  }

  /// Requirements can only require: `required` never clashes.
  @Test func required() {
    let yes = Self.with { $0.required = Stated(true, Self.one) }
    let no = Self.with { $0.required = Stated(false, Self.two) }
    #expect(yes.isRequired && !no.isRequired && !AuditSettings().isRequired)
    #expect(yes.clash(with: no) == nil)
    var merged = no
    merged.merge(yes)
    #expect(merged.isRequired)
  }

  /// settings, whether a record is written anywhere
  static let sinks: [(AuditSettings, Bool)] = [
    (AuditSettings(), false), (keys[0].1, true), (keys[1].1, false), (keys[2].1, true), (keys[2].2, false), (keys[3].1, true),
    (keys[4].1, false), (keys[5].1, true), (keys[6].1, false), (keys[7].1, false),
  ]
  @Test(arguments: sinks)
  func hasSink(settings: AuditSettings, expected: Bool) { #expect(settings.hasSink == expected) }
}
