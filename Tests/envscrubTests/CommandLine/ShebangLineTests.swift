import Bytes
import TestSupport
import Testing
@testable import envscrub

struct ShebangLineTests {
  /// a line, the interpreter and the argument in it
  static let lines: [(String, String?, String?)] = [
    ("#!/bin/e", "/bin/e", nil),
    ("#!/bin/e ", "/bin/e", nil),
    ("#!/bin/e -S sh", "/bin/e", "-S sh"),
    ("#! \t/bin/e\t \t-S  sh \t", "/bin/e", "-S  sh"),
    ("#!/bin/e -S sh\r", "/bin/e", "-S sh\r"),
    ("#!", "", nil),
    ("#! ", "", nil),
    ("#", nil, nil),
    ("", nil, nil),
    (" #!/bin/e", nil, nil),
    ("\u{7F}ELF", nil, nil),
  ]

  @Test(arguments: lines)
  func parts(line: String, interpreter: String?, argument: String?) {
    let read = ShebangLine(ByteString(line))
    #expect(read?.interpreter.text == interpreter)
    #expect(read?.argument?.text == argument)
  }

  /// a line, the program's arguments, the index of the script in them, what the kernel passed on of the line
  static let readings: [(String, [String], Int, ShebangLine.Reading)] = [
    ("#!/e -S sh", ["/e", "-S sh", "s"], 2, .whole),
    ("#!/e -S sh -u", ["/e", "-S sh", "s"], 2, .cut),
    ("#!/e -S sh", ["/e", "s"], 1, .cut),
    ("#!/e -S sh", ["/e", "", "s"], 2, .cut),
    ("#!/e", ["/e", "s"], 1, .whole),
    ("#!/e", ["/e", "-S sh", "s"], 2, .changed),
    ("#!/e -i sh", ["/e", "-S sh", "s"], 2, .changed),
    ("#!/e -S s", ["/e", "-S sh", "s"], 2, .changed),
    ("#!/bin/sh -S sh", ["/e", "-S sh", "s"], 2, .other),
    ("#!/e -S sh", ["e", "-S sh", "s"], 2, .other),
  ]

  @Test(arguments: readings)
  func whatTheKernelMadeOfIt(line: String, arguments: [String], script: Int, reading: ShebangLine.Reading) throws {
    let read = try #require(ShebangLine(ByteString(line)))
    #expect(read.reading(by: List(arguments.map { ByteString($0) }), script: script) == reading)
  }

  /// argv, the executed path, whether it is a script
  static let scripts: [([String], String, Bool)] = [
    (["/e", "s"], "s", true),
    (["/e", "-S sh", "s"], "s", true),
    (["/e", "-S sh", "inner", "-x", "s", "a"], "s", true),
    (["/e", "-S sh"], "/e", false),
    (["/e"], "/e", false),
    (["s"], "s", false),
    ([], "", false),
    (["/e"] + Array(repeating: "x", count: 11) + ["s"], "s", false),
  ]

  @Test(arguments: scripts)
  func whoIsAScript(arguments: [String], executed: String, isScript: Bool) {
    #expect(ShebangLine.isScript(ByteString(executed), of: List(arguments.map { ByteString($0) })) == isScript)
  }

  @Test func theEndOfTheLine() {
    for (line, ends) in [("#!/e -i\r", true), ("#!/e\r", true), ("#!/e \r", true), ("#!/e -i", false), ("#!/e \r x", false)] {
      #expect(ShebangLine(ByteString(line))?.endsInReturn == ends, "\(line)")
    }
  }
}
