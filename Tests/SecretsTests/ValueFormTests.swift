import Bytes
@testable import Secrets
import TestSupport
import Testing

struct ValueFormTests {
  private static let all = Array(ValueForm.all)

  /// Every form has a name of its own and a source; the structures come last.
  @Test func allOfThem() {
    let lines = (ValueForms.tokens.text + "\n" + ValueForms.structures.text).split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(Self.all.count == lines.count && Self.all.count > 120)
    let structures = (0...ValueForm.Structure.makeVariable.rawValue).map { ValueForm(ValueForm.Structure(rawValue: $0)!) }
    #expect(Self.all.suffix(structures.count) == structures[...])
    for form in Self.all {
      let name = form.name.text
      #expect(!name.isEmpty && name == name.lowercased() && !name.hasPrefix("#"))
      #expect(!form.source.isEmpty)
    }
  }

  @Test(arguments: [
    (.privateKey, "private key"), (.urlPassword, "password in a url"), (.netrc, "netrc login"), (.makeVariable, "secret in make's variables"),
  ] as [(ValueForm.Structure, String)])
  func structures(structure: ValueForm.Structure, name: String) { #expect(ValueForm(structure).name.text == name) }

  /// A pattern has the form of the last heading before it.
  @Test func patterns() throws {
    let text = ValueForms.tokens.text
    let place = try #require(text.firstRange(of: "\nghp_")).lowerBound
    let form = ValueForm(patternAt: text.utf8.distance(from: text.startIndex, to: place) + 1)
    #expect(form.name == "github token")
    #expect(Self.all.contains(form))
  }
}
