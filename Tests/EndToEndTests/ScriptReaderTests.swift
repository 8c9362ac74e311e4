import TestSupport
import Testing

/// Tests the reader and the comparison: they must not let a wrong case pass.
struct ScriptReaderTests {
  static func cases(_ text: String) throws -> [ScriptCase] {
    try ScriptReader.cases(of: Array(text.utf8), named: "x.txt")
  }

  @Test func aWholeCase() throws {
    let text = #"""
      # comment
      == title
      env: A=\xFF
      env:
      env-repeat: 2 N{N}={PAD:3}
      file: a/b 600
        one

        \ttwo\
      dir: c
      link: l {DIR}/c
      stdin:
        in
      stdout-to: /dev/full
      run: 'a b'"c\x41" -S '\n' ''
      stdout:
        x
      stderr-has: one
      stderr-has: two
      lacks: three
      status: signal 15
      absent: ran
      """#
    let read = try #require(try Self.cases(text).first)
    #expect(read.title == "title")
    #expect(read.place == "x.txt:2")
    #expect(read.environment == [[65, 61, 255], [], Array("N1=xxx".utf8), Array("N2=xxx".utf8)])
    #expect(
      read.items == [
        .init(kind: .file(Array("one\n\n\ttwo".utf8)), path: "a/b", mode: 0o600),
        .init(kind: .directory, path: "c", mode: 0o755),
        .init(kind: .link(to: Array("{DIR}/c".utf8)), path: "l", mode: 0o644),
      ])
    #expect(read.run == .binary(["a bcA", "-S", "\\n", ""].map { Array($0.utf8) }))
    #expect(read.input == Array("in\n".utf8))
    #expect(read.outputTo == .path("/dev/full"))
    #expect(read.output == .exactly(Array("x\n".utf8)))
    #expect(read.error == .holding([Array("one".utf8), Array("two".utf8)]))
    #expect(read.lacks == [Array("three".utf8)])
    #expect(read.status == .signalled(15))
    #expect(read.absent == ["ran"])
    #expect(read.machine == .theirs)
  }

  /// directives, the machine that they describe
  static let machines: [(String, ScriptCase.Machine)] = [
    ("own-machine:", .own),
    ("user: 4321", .ownWithUsers(4321)),
    ("user: 4321\nown-machine:", .ownWithUsers(4321)),
    ("own-machine:\nowner: a 7", .ownWithUsers(0)),
    ("owner: a 7\nuser: 4321", .ownWithUsers(4321)),
    ("user: 4321\nowner: a 7", .ownWithUsers(4321)),
  ]

  @Test(arguments: machines)
  func aMachineOfItsOwn(directives: String, machine: ScriptCase.Machine) throws {
    #expect(try Self.cases("== a\n\(directives)\nrun: x\n")[0].machine == machine)
  }

  @Test func filesOfOthers() throws {
    let read = try Self.cases("== a\nowner: a/b 7\nowner: 'c d' 0\nrun: x\n")[0]
    #expect(read.owners == [.init(path: "a/b", user: 7), .init(path: "c d", user: 0)])
  }

  /// text, the line and a word of what is wrong with it
  static let refused: [(String, String, String)] = [
    ("", ":0", "no cases"),
    ("# only a comment\n", ":1", "no cases"),
    ("env: A=1\n", ":1", "before the first case"),
    ("== a\nrun: x\nstdot:\n  a\n", ":3", "unknown directive stdot:"),
    ("== a\nrun: x\nstdout\n", ":3", "not a directive"),
    ("== a\nrun: x\n  indented\n", ":3", "not a directive"),
    ("== a\nenv: A=1\n", ":1", "without run:"),
    ("== a\n== b\nrun: x\n", ":1", "without run:"),
    ("== a\nrun: x\nrun: y\n", ":3", "a second"),
    ("== a\nrun: x\nshell: y\n", ":3", "a second"),
    ("== a\nrun: x\nstatus: 1\nstatus: 2\n", ":4", "a second status:"),
    ("== a\nrun: x\n== a\nrun: y\n", ":3", "a second case"),
    ("== a\nrun: x\nstdout: text\n", ":3", "the lines below"),
    ("== a\nrun: x\nstdout:\n  a\nstdout-has: a\n", ":5", "both"),
    ("== a\nrun: x\nstderr-has: a\nstderr:\n  a\n", ":4", "both"),
    ("== a\nrun: x\nstatus: 256\n", ":3", "not a status"),
    ("== a\nrun: 'x\n", ":2", "no closing '"),
    ("== a\nrun: \"x\n", ":2", "no closing \""),
    ("== a\nenv: \\q\nrun: x\n", ":2", "unknown escape"),
    ("== a\nenv: \\xZZ\nrun: x\n", ":2", "two hexadecimal digits"),
    ("== a\nfile: /etc/x\nrun: x\n", ":2", "relative path"),
    ("== a\nfile: x 9\nrun: x\n", ":2", "not a mode"),
    ("== a\nstdout-to: nowhere\nrun: x\n", ":2", "stdout-to:"),
    ("== a\nuser: me\nrun: x\n", ":2", "not a user id"),
    ("== a\nuser: 1\nuser: 2\nrun: x\n", ":3", "a second user:"),
    ("== a\nowner: a\nrun: x\n", ":2", "owner:"),
    ("== a\nowner: /a 1\nrun: x\n", ":2", "owner:"),
    ("== a\nrun: x\nlacks:\n", ":3", "empty"),
  ]

  @Test(arguments: refused)
  func whatIsNotKnownIsAnError(text: String, place: String, reason: String) {
    let error = #expect(throws: ScriptError.self) { try Self.cases(text) }
    #expect(error?.place.hasSuffix(place) == true, "\(error.map(String.init(describing:)) ?? "")")
    #expect(error?.reason.contains(reason) == true, "\(error.map(String.init(describing:)) ?? "")")
  }

  static let expected = try! cases("== a\nrun: x\nstdout:\n  out\nstderr:\n  err\nlacks: fake\nstatus: 3\n")[0]

  /// standard output, standard error, status, how many differences
  static let completions: [(String, String, Completion.Status, Int)] = [
    ("out\n", "err\n", .exited(3), 0),
    ("out", "err\n", .exited(3), 1),
    ("", "err\n", .exited(3), 1),
    ("out\nmore\n", "err\n", .exited(3), 1),
    ("out\n", "", .exited(3), 1),
    ("out\n", "err\n", .exited(0), 1),
    ("out\n", "err\n", .signalled(3), 1),
    ("out\n", "err\n", .timedOut, 1),
    ("out\n", "err fake\n", .exited(3), 2),
    ("err\n", "out\n", .exited(0), 3),
  ]

  @Test(arguments: completions)
  func aDifferenceIsSeen(output: String, error: String, status: Completion.Status, count: Int) {
    let completion = Completion(status: status, output: Array(output.utf8), error: Array(error.utf8))
    #expect(Self.expected.differences(from: completion).count == count)
  }

  @Test func withoutExpectationsNothingMayBeSaid() throws {
    let silent = try Self.cases("== a\nrun: x\n")[0]
    #expect(silent.differences(from: Completion(status: .exited(0))).isEmpty)
    #expect(silent.differences(from: Completion(status: .exited(0), output: [10])).count == 1)
    #expect(silent.differences(from: Completion(status: .exited(0), error: [10])).count == 1)
  }

  @Test func partsMustAllBeThere() throws {
    let parts = try Self.cases("== a\nrun: x\nstdout-has: ab\nstdout-has: bc\n")[0]
    #expect(parts.differences(from: Completion(status: .exited(0), output: Array("aabcc".utf8))).isEmpty)
    #expect(parts.differences(from: Completion(status: .exited(0), output: Array("aab".utf8))).count == 1)
  }

  @Test func aProcessGetsExactlyTheseBytes() throws {
    let environment: [[UInt8]] = [[], [65], [61, 65], [66, 61, 255], [66, 61]]
    let command = Command("/bin/cat", ["cat", "/proc/self/environ"].map { Array($0.utf8) }, environment: environment)
    #expect(try command.run().output == environment.flatMap { $0 + [0] })
  }

  @Test func aProcessHasNoTerminal() throws {
    let command = Command("/bin/sh", ["sh", "-c", ": </dev/tty"].map { Array($0.utf8) })
    #expect(try command.run().status != .exited(0))
  }

  @Test func aProcessThatHangsIsKilled() throws {
    var command = Command("/bin/sleep", ["sleep", "60"].map { Array($0.utf8) })
    command.limit = 0.1
    #expect(try command.run().status == .timedOut)
  }

  @Test func aDirectoryIsPrivateAndGoesAway() throws {
    var path = ""
    do {
      let directory = try TemporaryDirectory()
      path = directory.path
      let stat = try Command("/usr/bin/stat", ["stat", "-c", "%a", path].map { Array($0.utf8) }).run()
      #expect(readable(stat.output) == "700\\n")
    }
    #expect(try Command("/usr/bin/test", ["test", "-e", path].map { Array($0.utf8) }).run().status == .exited(1))
  }

  @Test func bytesAreReadable() {
    #expect(readable([65, 0, 10, 92, 255, 0xC3, 0xA9, 0xC3, 27]) == #"A\0\n\\\xFFé\xC3\x1B"#)
  }
}
