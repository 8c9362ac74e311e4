import Bytes
@testable import Policy
import TestSupport
import Testing

@Suite struct AuditReaderTests {
  private static func read(_ members: String, _ layer: Layer = .system) throws(ConfigurationError) -> AuditSettings? {
    let text = ByteString("[audit]\n\(members)\n")
    return try LayerReader.read(PolicyDocument(text, layer: layer, seed: 1)).layer.audit?.value
  }

  @Test func everyKey() throws {
    let text = """
      file = '~/trail'
      format = 'otlp-json'
      syslog = true
      command = ['/bin/cat', '-n']
      timeout = 3600000
      endpoint = 'http://127.0.0.1:4318'
      arguments = true
      required = true
      sync = false
      """
    let settings = try #require(try Self.read(text))
    #expect(settings.file?.value == "~/trail")
    #expect(settings.format?.value == .otlpJSON)
    #expect(settings.syslog?.value == true)
    #expect(settings.command?.value == ["/bin/cat", "-n"])
    #expect(settings.timeout?.value == 3_600_000)
    #expect(settings.endpoint?.value == Endpoint("http://127.0.0.1:4318"))
    #expect(settings.arguments?.value == true)
    #expect(settings.required?.value == true)
    #expect(settings.sync?.value == false)
    #expect(settings.file?.origin == Origin(layer: .system, place: 15))
  }

  /// A command line for the shell is a command too.
  @Test func shellLine() throws {
    #expect(try Self.read("command = 'cat >x'")?.command?.value == ["/bin/sh", "-c", "cat >x"])
  }

  static let faults: [(String, ConfigurationError.Kind)] = [
    ("file = 'trail'", .relativeTrail),
    ("file = '~'", .relativeTrail),
    ("file = ''", .relativeTrail),
    ("file = '~root/trail'", .relativeTrail),
    ("file = \"/a\\u0000\"", .nulInValue),
    ("file = 3", .expectedString(key: "file")),
    ("format = 'json'", .unknownWord(key: "format", words: "jsonl otlp-json", nearest: "jsonl")),
    ("format = 'jsonl '", .unknownWord(key: "format", words: "jsonl otlp-json", nearest: "jsonl")),
    ("syslog = 'true'", .expected(.flag, key: "syslog")),
    ("command = []", .expectedCommand),
    ("command = ['cat']", .expectedCommand),
    ("command = ['/bin/cat', 3]", .expectedCommand),
    ("command = ['/bin/cat', \"\\u0000\"]", .expectedCommand),
    ("command = \"\\u0000\"", .nulInValue),
    ("command = true", .expectedCommand),
    ("timeout = 0", .expectedMilliseconds),
    ("timeout = -1", .expectedMilliseconds),
    ("timeout = 3600001", .expectedMilliseconds),
    ("timeout = 1.5", .expectedMilliseconds),
    ("endpoint = 'http://example.com/'", .endpointElsewhere),
    ("fil = '/a'", .unknownKey("fil", nearest: "file")),
    ("'file ' = '/a'", .unknownKey("file ", nearest: "file")),
  ]
  @Test(arguments: faults)
  func fault(text: String, expected: ConfigurationError.Kind) {
    #expect(throws: ConfigurationError.self) { try Self.read(text) }
    do throws(ConfigurationError) { _ = try Self.read(text) } catch { #expect(error.kind == expected) }
  }

  /// A file that others may write can't direct records elsewhere.
  @Test(arguments: [(Layer.user, true), (.project, true), (.system, false), (.named, false)])
  func whoMaySayIt(layer: Layer, isRefused: Bool) {
    do throws(ConfigurationError) {
      #expect(try Self.read("syslog = true", layer) != nil)
      #expect(!isRefused)
    } catch {
      #expect(isRefused && error.kind == .auditElsewhere)
    }
  }
}
