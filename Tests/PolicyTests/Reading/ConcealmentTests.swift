import Bytes
@testable import Policy
import TestSupport
import Testing

/// Which part of a line is hidden where the text is no TOML: there is no tree that would tell what is a value.
struct ConcealmentTests {
  /// the text; a `|` stands where the hidden part begins
  static let table: [String] = [
    "[shell_environment_policy]\n|S3CRET", "[shell_environment_policy]\nset.A = |'S3CRET", "[shell_environment_policy]\nset = |{ A = S3CRET }",
    "[shell_environment_policy]\nkeep = |['A' 'B']", "[shell_environment_policy]\ninherit = all| ", "[shell_environment_policy]\ninherit = all| = x",
    "[shell_environment_policy]\ndetect_values = |True", "other = |x y", "|[shell_environment_policy", "[shell_environment_policy]\nkeep = ['A',\n|S3CRET", "keep = |['A',\nS3CRET",
    "[a]\n[a]|", "a = 1\na| = 2",
  ]
  @Test(arguments: table)
  func hidden(row: String) throws {
    let text = row.replacing("|", with: "")
    let place = row.utf8.distance(from: row.startIndex, to: try #require(row.firstIndex(of: "|")))
    let error = #expect(throws: ConfigurationError.self) { try PolicyDocument(ByteString(text), layer: .user, seed: 1) }
    #expect(error?.hiddenFrom == place)
  }
}
