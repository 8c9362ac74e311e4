import Foundation

/// Reads scripts; `Tests/EndToEndTests/Fixtures/README.md` describes them.  Anything unknown is an error: a misspelt
/// directive must not make a case pass.
package struct ScriptReader {
  private let name: String
  private var lines: ArraySlice<[UInt8]>
  private var number = 0

  /// The cases of a script; `name` is for messages.
  package static func cases(of text: [UInt8], named name: String) throws(ScriptError) -> [ScriptCase] {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    if lines.last == [] { lines.removeLast() }
    var reader = ScriptReader(name: name, lines: lines[...])
    return try reader.cases()
  }

  /// The cases of all `*.txt` files in a directory, in the order of their names.
  package static func cases(in directory: String) throws -> [ScriptCase] {
    let names = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".txt") }
    guard !names.isEmpty else { throw ScriptError(place: directory, reason: "no scripts") }
    return try names.sorted().flatMap { name in
      let text = try Data(contentsOf: URL(fileURLWithPath: directory + "/" + name))
      return try cases(of: Array(text), named: name)
    }
  }

  private var place: String { "\(name):\(number)" }

  private func failure(_ reason: String) -> ScriptError { ScriptError(place: place, reason: reason) }

  private mutating func nextLine() -> [UInt8]? {
    guard let line = lines.popFirst() else { return nil }
    number += 1
    return line
  }

  private mutating func cases() throws(ScriptError) -> [ScriptCase] {
    var cases: [ScriptCase] = []
    var given: [String] = []
    while let line = nextLine() {
      if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
      let text = String(decoding: line, as: UTF8.self)
      if text.hasPrefix("== ") {
        try checkEnd(cases.last)
        let title = String(text.dropFirst(3))
        if cases.contains(where: { $0.title == title }) { throw failure("a second case \"\(title)\"") }
        cases.append(ScriptCase(title: title, place: place))
        given = []
        continue
      }
      guard !cases.isEmpty else { throw failure("a line before the first case") }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw failure("not a directive: \(text)") }
      let directive = String(decoding: line[..<colon], as: UTF8.self)
      var argument = line[(colon + 1)...]
      if argument.first == UInt8(ascii: " ") { argument.removeFirst() }
      if !["env", "env-repeat", "file", "dir", "fifo", "link", "file-of-size", "stdout-has", "stderr-has",
        "lacks", "present", "absent", "owner"].contains(directive)
      {
        if given.contains(directive) { throw failure("a second \(directive):") }
        given.append(directive)
      }
      try read(directive, Array(argument), into: &cases[cases.count - 1])
    }
    try checkEnd(cases.last)
    if cases.isEmpty { throw failure("no cases") }
    return cases
  }

  private func checkEnd(_ last: ScriptCase?) throws(ScriptError) {
    guard let last, last.run == nil else { return }
    throw ScriptError(place: last.place, reason: "a case without run: or shell:")
  }

  private mutating func read(
    _ directive: String, _ argument: [UInt8], into entry: inout ScriptCase
  ) throws(ScriptError) {
    switch directive {
    case "env":
      entry.environment.append(try unescaped(argument, at: place))
    case "env-repeat":
      entry.environment += try repeated(argument)
    case "file", "dir", "fifo", "link", "file-of-size":
      entry.items.append(try item(directive, try words(argument, at: place)))
    case "own-machine":
      if entry.machine == .theirs { entry.machine = .own }
      try expectNothing(argument)
    case "user":
      entry.machine = .ownWithUsers(try user(String(decoding: argument, as: UTF8.self)))
    case "owner":
      entry.owners.append(try owner(try words(argument, at: place)))
      if case .ownWithUsers = entry.machine {} else { entry.machine = .ownWithUsers(0) }
    case "stdin":
      try expectNothing(argument)
      entry.input = try block()
    case "stdout-to":
      entry.outputTo = try target(String(decoding: argument, as: UTF8.self))
    case "run", "shell":
      if entry.run != nil { throw failure("a second command line") }
      entry.run = directive == "run" ? .binary(try words(argument, at: place)) : .shell(argument)
    case "stdout":
      try expectNothing(argument)
      if entry.output != .exactly([]) { throw failure("both stdout: and stdout-has:") }
      entry.output = .exactly(try block())
    case "stderr":
      try expectNothing(argument)
      if entry.error != .exactly([]) { throw failure("both stderr: and stderr-has:") }
      entry.error = .exactly(try block())
    case "stdout-has":
      entry.output = try adding(try unescaped(argument, at: place), to: entry.output)
    case "stderr-has":
      entry.error = try adding(try unescaped(argument, at: place), to: entry.error)
    case "status":
      entry.status = try status(String(decoding: argument, as: UTF8.self))
    case "lacks":
      if argument.isEmpty { throw failure("an empty text stands everywhere") }
      entry.lacks.append(try unescaped(argument, at: place))
    case "present":
      entry.present.append(String(decoding: argument, as: UTF8.self))
    case "absent":
      entry.absent.append(String(decoding: argument, as: UTF8.self))
    default:
      throw failure("unknown directive \(directive):")
    }
  }

  private func expectNothing(_ argument: [UInt8]) throws(ScriptError) {
    if !argument.isEmpty { throw failure("the text goes on the lines below, indented by two spaces") }
  }

  /// The following lines that are indented by two spaces, each with its newline unless it ends in `\`.  An empty line
  /// belongs to the block if an indented one follows.
  private mutating func block() throws(ScriptError) -> [UInt8] {
    var result: [UInt8] = []
    while true {
      let blank = lines.prefix { $0.isEmpty }.count
      guard lines.dropFirst(blank).first?.starts(with: [0x20, 0x20]) == true else { return result }
      for _ in 0..<blank {
        _ = nextLine()
        result.append(0x0A)
      }
      var line = nextLine()!.dropFirst(2)
      let slashes = line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      if slashes % 2 == 1 { line.removeLast() }
      result += try unescaped(line, at: place)
      if slashes % 2 == 0 { result.append(0x0A) }
    }
  }

  /// `COUNT TEMPLATE`: in the template `{N}` is the number from 1, `{PAD:SIZE}` that many `x`.
  private func repeated(_ argument: [UInt8]) throws(ScriptError) -> [[UInt8]] {
    guard let space = argument.firstIndex(of: 0x20),
      let count = Int(String(decoding: argument[..<space], as: UTF8.self)), count > 0
    else { throw failure("env-repeat: takes a count and an entry") }
    var template = try unescaped(argument[(space + 1)...], at: place)
    let text = String(decoding: template, as: UTF8.self)
    if let open = text.range(of: "{PAD:") {
      guard let close = text[open.upperBound...].firstIndex(of: "}"), let size = Int(text[open.upperBound..<close])
      else { throw failure("{PAD:SIZE} takes a number") }
      let padding = [UInt8](repeating: UInt8(ascii: "x"), count: size)
      template = replacing(Array(text[open.lowerBound...close].utf8), with: padding, in: template)
    }
    let mark = Array("{N}".utf8)
    return (1...count).map { replacing(mark, with: Array("\($0)".utf8), in: template) }
  }

  private mutating func item(_ directive: String, _ words: [[UInt8]]) throws(ScriptError) -> ScriptCase.Item {
    var words = words.map { String(decoding: $0, as: UTF8.self) }
    guard !words.isEmpty, !words[0].hasPrefix("/") else { throw failure("\(directive): takes a relative path") }
    let path = words.removeFirst()
    var kind = ScriptCase.Item.Kind.directory
    switch directive {
    case "fifo": kind = .fifo
    case "link":
      guard words.count == 1 else { throw failure("link: takes a path and a target") }
      kind = .link(to: Array(words.removeFirst().utf8))
    case "file-of-size":
      guard let size = words.first.flatMap({ Int($0) }) else { throw failure("file-of-size: takes a path and a size") }
      words.removeFirst()
      kind = .file([UInt8](repeating: UInt8(ascii: "#"), count: size))
    case "file":
      kind = .file(try block())
    default: break
    }
    var mode: UInt32 = directive == "dir" ? 0o755 : 0o644
    if let word = words.first {
      guard let value = UInt32(word, radix: 8), words.count == 1 else { throw failure("not a mode: \(word)") }
      mode = value
    }
    return ScriptCase.Item(kind: kind, path: path, mode: mode)
  }

  private func user(_ text: String) throws(ScriptError) -> UInt32 {
    guard let user = UInt32(text) else { throw failure("not a user id: \(text)") }
    return user
  }

  private func owner(_ words: [[UInt8]]) throws(ScriptError) -> ScriptCase.Owner {
    let words = words.map { String(decoding: $0, as: UTF8.self) }
    guard words.count == 2, !words[0].hasPrefix("/") else { throw failure("owner: takes a relative path and a user id") }
    return ScriptCase.Owner(path: words[0], user: try user(words[1]))
  }

  private func target(_ text: String) throws(ScriptError) -> Command.Output {
    switch text {
    case "closed-pipe": .closedPipe
    case "closed": .closed
    case _ where text.hasPrefix("/"): .path(text)
    default: throw failure("stdout-to: takes a path, closed-pipe or closed")
    }
  }

  private func adding(_ part: [UInt8], to text: ScriptCase.Text) throws(ScriptError) -> ScriptCase.Text {
    if part.isEmpty { throw failure("an empty text stands everywhere") }
    switch text {
    case .exactly([]): return .holding([part])
    case .holding(let parts): return .holding(parts + [part])
    case .exactly: throw failure("both the exact text and a part of it")
    }
  }

  private func status(_ text: String) throws(ScriptError) -> Completion.Status {
    if let value = Int32(text), (0...255).contains(value) { return .exited(value) }
    if text.hasPrefix("signal "), let value = Int32(text.dropFirst(7)) { return .signalled(value) }
    throw failure("not a status: \(text)")
  }
}
