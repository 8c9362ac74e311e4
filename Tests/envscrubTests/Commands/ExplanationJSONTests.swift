import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

/// Policies, the parent's entries, and the report as JSON.
struct ExplanationJSONTests {
  static let objects: [(ExplanationCase, String, String)] = [
    (
      ExplanationCase(user: "include_only = [\"A\"]", project: "include_only = [\"B\"]", parent: ["A=1"], why: ["A", "C_KEY"]),
      #"{"version":1,"entries":[{"decision":"drop","name":"A","reason":"include_only","layer":"project","file":"/home/u/p/.envscrub.toml","line":2,"column":17},{"decision":"drop","name":"C_KEY","reason":"default_excludes","rule":"@secrets","pattern":"*KEY*","layer":"built-in","absent":true,"depends_on_value":false}],"totals":{"drop":2,"set":0,"keep":0},"#,
      #""held":[],"replaced":[{"setting":"include_only","layer":"user","file":"/home/u/.config/envscrub/config.toml","line":2,"column":17,"by":{"layer":"project","file":"/home/u/p/.envscrub.toml","line":2,"column":17}}],"files":["#
    ),
    (
      ExplanationCase(user: "default_excludes = [\"A\"]", project: "default_excludes = []", parent: [], why: ["A"]),
      #"{"version":1,"entries":[{"decision":"keep","name":"A","reason":"none","absent":true,"depends_on_value":true}],"#,
      #""by":{"layer":"project","file":"/home/u/p/.envscrub.toml"}}]"#
    ),
    (
      ExplanationCase(parent: ["A=1", "DB=\(ExplanationCase.url)"]),
      #"{"version":1,"entries":[{"decision":"drop","name":"DB","reason":"detect_values","form":"password in a url","layer":"built-in","remedy":"--keep=DB"},{"decision":"keep","name":"A","reason":"none"}],"totals":{"drop":1,"set":0,"keep":1},"#,
      #""held":[],"replaced":[],"#
    ),
  ]
  @Test(arguments: objects)
  func json(of run: ExplanationCase, start: String, part: String) throws {
    let explanation = try run.explanation()
    let text = written { ExplanationJSON.write(explanation, to: &$0) }
    #expect(text.hasPrefix(start))
    #expect(text.contains(part))
    #expect(!text.contains("s3cret"))
  }
}
