@testable import Audit
import Bytes
import Policy
import TestSupport
import Testing

struct PolicyDigestTests {
  private static func digest(_ text: ByteString) throws -> SHA256 {
    var policy = Policy()
    policy.merge(try LayerReader.read(PolicyDocument("[shell_environment_policy]\n" + text, layer: .user, seed: 1)).layer)
    policy.mergeCommandLine(PolicyLayer())
    return SHA256.digest(of: policy)
  }

  /// two policies, whether their digests are equal
  static let table: [(ByteString, ByteString, Bool)] = [
    ("", "", true), ("keep = [\"A\"]", "# elsewhere\nkeep = [\"A\"]", true), ("keep = [\"A\"]", "keep = [\"B\"]", false),
    ("keep = [\"A\"]", "exclude = [\"A\"]", false), ("keep = [\"A\", \"B\"]", "keep = [\"A B\"]", false),
    // Names are part of the digest, values are not.
    ("set = { A = \"x\" }", "set = { A = \"y\" }", true), ("set = { A = \"x\" }", "set = { B = \"x\" }", false),
    ("ignore_default_excludes = true", "ignore_default_excludes = false", false), ("unset = [\"A\"]", "unset = [\"B\"]", false),
  ]
  @Test(arguments: table)
  func digests(one: ByteString, other: ByteString, areSame: Bool) throws {
    #expect(try (Self.digest(one) == Self.digest(other)) == areSame)
  }
}

private func + (left: ByteString, right: ByteString) -> ByteString {
  var text = ByteBuffer()
  text.write(left)
  text.write(right)
  return text.finish()
}
