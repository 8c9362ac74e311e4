import Bytes
@testable import TOML
import TestSupport
import Testing

@Suite struct TOMLErrorTests {
  /// text, the path of its invalid statement, where the statement starts, where its value starts
  static let statements: [(String, [ByteString], Int, Int?)] = [
    ("a = ", ["a"], 0, 4),
    ("a", ["a"], 0, nil),
    ("x = 1\n[t.'u v']\n b.c = [1,\n 2 3]", ["t", "u v", "b", "c"], 17, 23),
    ("[t]\na.b. = 1", ["t", "a", "b"], 4, nil),
    ("[t]\n[u.\"v\" x]", ["u", "v"], 4, nil),
    ("[t]\n[[u]]\n[[u]", ["u"], 10, nil),
    ("[t]\na = 'secret'\n# \u{1}", ["t"], 17, nil),
    ("[t]\n= 1", ["t"], 4, nil),
    ("[t]\na = 1\na = 2", ["t", "a"], 10, nil),
    ("set = {\n a = 1,\n a = 2 }", ["set"], 0, 6),
    ("a = 'b' c", ["a"], 0, 4),
    ("\u{1}", [], 0, nil),
  ]

  @Test(arguments: statements)
  func tellsTheStatement(text: String, path: [ByteString], start: Int, value: Int?) {
    let error = failure(text)
    #expect(error?.path == List(path))
    #expect(error?.statementStart == start)
    #expect(error?.valueStart == value)
  }

  /// text, the message
  static let messages: [(String, String)] = [
    ("a = ", "expected a value"),
    ("a = hunter2", "expected a value; strings need quotes"),
    ("a = True", "expected a value; true and false are lower case"),
    ("x = 1\n\n a = 1\na = 2", "the key 'a' is already defined, first at 3:2"),
    ("'a b' = 1\n'a b' = 2", "the key is already defined, first at 1:1"),
    ("\"\\e[2J\" = 1\n\"\\e[2J\" = 2", "the key is already defined, first at 1:1"),
    ("a = 1\n[[a]]", "the key 'a' has a value and is no table; defined at 1:1"),
    ("b = [\n[2,", "this array is not closed; opened at 2:1"),
    ("b = [1\nc = 3", "expected ',' or ']' in the array opened at 1:5"),
    ("a = \"\\u12\"", "expected 4 hexadecimal digits in the escape; write '\\\\' for a backslash, or use single quotes"),
    ("a = " + String(repeating: "[", count: 200), "nested more than 128 levels deep"),
  ]

  @Test(arguments: messages)
  func says(text: String, message: String) throws {
    let error = try #require(failure(text))
    var sink = ByteBuffer()
    error.write(to: &sink)
    #expect(sink.finish().text == message)
  }

  /// Whatever is wrong with a value, the message doesn't contain its text.
  @Test(arguments: [
    "hunter2", "'hunter2", "\"hunter2\\q\"", "\"hunter2\"hunter2", "hunter2=", "[hunter2]", "[1 hunter2]", "{x = hunter2}",
    "{x = 1 hunter2}", "0hunter2", "1hunter2", "1.hunter2", "-hunter2", "\"\"\"hunter2\"", "\"\\xhunter2\"", "2026-hunter2",
    "True.hunter2", "{hunter2", "{hunter2 = 1, hunter2.x = 3",
  ])
  func quotesNoValue(value: String) throws {
    let error = try #require(failure("a = \(value)"))
    var sink = ByteBuffer()
    error.write(to: &sink)
    if value.hasPrefix("{hunter2 =") { return }  // here it is a key, which may be shown
    #expect(!sink.finish().text.contains("hunter2"))
    #expect(error.path == ["a"])
    #expect(error.valueStart == 4)
  }
}
