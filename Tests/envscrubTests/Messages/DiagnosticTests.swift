import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// An error with its place: the line and a caret.
struct DiagnosticTests {
  static let table: [(String, String)] = [
    (
      "[shell_environment_policy]\nexcude = []\n",
      "f:2:1: error: unknown key \"excude\"; did you mean \"exclude\"?\n  excude = []\n  ^\n"
    ),
    (
      "[shell_environment_policy]\n\tkeep = 3\n",
      "f:2:9: error: \"keep\" takes an array of strings: [\"AWS_*\", \"NPM_TOKEN\"]\n   keep = 3\n          ^\n"
    ),
  ]
  @Test(arguments: table)
  func errors(text: String, expected: String) throws {
    let bytes = ByteString(text)
    let error = #expect(throws: ConfigurationError.self) {
      try LayerReader.read(PolicyDocument(bytes, layer: .user, seed: 1))
    }
    #expect(written { $0.write(error.unsafelyUnwrapped, file: "f", text: bytes) } == expected)
  }
}
