import Bytes
@testable import Policy
import TestSupport
import Testing

@Suite struct ErrorPlacesTests {
  /// a document after the header of the policy table, a line, the part of that line that may be shown
  static let table: [(String, Int, String)] = [
    ("keep = ['A']", 2, "keep = ['A']"),
    ("set = { A = 'x' }", 2, "set = { A = "),
    ("set = { A = 1 }\nkeep = ['A']", 3, "keep = ['A']"),
    ("exclude = ['A', 'B=x']", 2, "exclude = ['A', "),
    ("exclude = ['A'] # x", 2, "exclude = ['A'] "),
    ("exclude = ['#', \"\\\"#\"]", 2, "exclude = ['#', \"\\\"#\"]"),
    ("excude = ['A']", 2, "excude = ["),
    ("detect_values = true", 2, "detect_values = "),
    ("filters = { 'A*' = 'include', B = 'x' }", 2, "filters = { 'A*' = 'include', B = "),
    // A multi-line string is hidden up to its end.
    ("set.A = '''x\ny\nz'''\nkeep = ['A']", 2, "set.A = "),
    ("set.A = '''x\ny\nz'''\nkeep = ['A']", 3, ""),
    ("set.A = '''x\ny\nz'''\nkeep = ['A']", 4, ""),
    ("set.A = '''x\ny\nz'''\nkeep = ['A']", 5, "keep = ['A']"),
    ("set.A = \"\"\"x\\\"\"\"\ny\"\"\"\nkeep = ['A']", 3, ""),
    ("set.A = \"\"\"x\\\"\"\"\ny\"\"\"\nkeep = ['A']", 4, "keep = ['A']"),
    // Tables that are continued later: values are not in the order of the tree.
    ("[profiles.a.set]\nA = 'x'\n[login]\nprofile = 'b'\n[profiles.b]\nset = { B = 'y' }", 3, "A = "),
    ("[profiles.a.set]\nA = 'x'\n[login]\nprofile = 'b'\n[profiles.b]\nset = { B = 'y' }", 5, "profile = 'b'"),
    ("[profiles.a.set]\nA = 'x'\n[login]\nprofile = 'b'\n[profiles.b]\nset = { B = 'y' }", 7, "set = { B = "),
  ]

  @Test(arguments: table)
  func shownOfALine(text: String, line: Int, shown: String) throws {
    let text = "[shell_environment_policy]\n\(text)\n"
    let document = try PolicyDocument(ByteString(text), layer: .user, seed: 1)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = lines[..<(line - 1)].reduce(0) { $0 + $1.utf8.count + 1 }
    let end = start + lines[line - 1].utf8.count
    // Whatever the offset within the line.
    for offset in start..<max(end, start + 1) {
      let hidden = document.places.pointee.hiddenStart(inLineOf: offset)
      #expect(document.text[start..<(hidden ?? end)].text == shown)
      #expect(document.places.pointee.location(of: offset) == SourceLocation(line: line, column: offset - start + 1))
    }
  }
}

/// Swift Testing has a type with this name too.
private typealias SourceLocation = Bytes.SourceLocation
