import Foundation

/// Runs the cases of scripts with one binary.
package struct ScriptRunner: Sendable {
  package let binary: String

  package init(binary: String) { self.binary = binary }

  /// The binary under test: the one that ENVSCRUB_BINARY names, otherwise the product next to the running test bundle.
  package static func binaryUnderTest(_ product: String = "envscrub", variable: String = "ENVSCRUB_BINARY") -> String {
    if let named = ProcessInfo.processInfo.environment[variable], !named.isEmpty {
      return URL(fileURLWithPath: named).path
    }
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent(product).path
  }

  /// How the result differs from what the case expects, one line each; empty if it passes.
  package func failures(of scriptCase: ScriptCase) throws -> [String] {
    let directory = try TemporaryDirectory()
    for item in scriptCase.items { try create(item, in: directory) }
    if scriptCase.machine != .theirs { try prepareMachine(scriptCase, in: directory) }

    let fill = { (bytes: [UInt8]) in self.filled(bytes, directory) }
    var command: Command
    switch scriptCase.run! {
    case .binary(let words):
      command = Command(binary, words.map(fill))
    case .shell(let line):
      command = Command("/bin/sh", [Array("sh".utf8), Array("-c".utf8), fill(line)])
    }
    command.environment = scriptCase.environment.map(fill)
    if scriptCase.machine != .theirs { try wrap(&command, scriptCase.machine, in: directory) }
    command.directory = directory.path
    command.input = scriptCase.input
    command.output = scriptCase.outputTo
    let completion = try command.run()

    var expected = scriptCase
    expected.output = scriptCase.output.mapped(fill)
    expected.error = scriptCase.error.mapped(fill)
    var failures = expected.differences(from: completion)
    for name in scriptCase.present where access(directory(name), F_OK) != 0 {
      failures.append("\(name) was not made: the command did not run")
    }
    for name in scriptCase.absent where access(directory(name), F_OK) == 0 {
      failures.append("\(name) was made: the command ran")
    }
    return failures
  }

  private func filled(_ bytes: [UInt8], _ directory: TemporaryDirectory) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "{")) else { return bytes }
    let withDirectory = replacing(Array("{DIR}".utf8), with: Array(directory.path.utf8), in: bytes)
    return replacing(Array("{ENVSCRUB}".utf8), with: Array(binary.utf8), in: withDirectory)
  }

  private func create(_ item: ScriptCase.Item, in directory: TemporaryDirectory) throws {
    let path = directory(item.path)
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if access(parent, F_OK) != 0 {
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }
    switch item.kind {
    case .file(let bytes):
      try Data(filled(bytes, directory)).write(to: URL(fileURLWithPath: path))
      if item.mode & 0o111 != 0 { try waitForWriters(of: path) }
    case .directory:
      guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw SupportError("mkdir \(path)") }
    case .fifo:
      guard mkfifo(path, 0o644) == 0 else { throw SupportError("mkfifo \(path)") }
    case .link(let target):
      let text = String(decoding: filled(target, directory), as: UTF8.self)
      guard symlink(text, path) == 0 else { throw SupportError("symlink \(path)") }
      return
    }
    guard chmod(path, item.mode) == 0 else { throw SupportError("chmod \(path)") }
  }
}

// A case with its own machine sees its own `etc` as /etc: its own system file, and through passwd(5) its own home
// directory.
extension ScriptRunner {
  /// Whether a process may have its own mounts on this machine.
  package static let canOwnMachine = succeeds(["unshare", "-rm", "true"])

  /// Whether this process may mount something for its children.
  package static let canMount = geteuid() == 0 && succeeds(["unshare", "-m", "mount", "--bind", "/tmp", "/tmp"])

  /// Whether files can belong to any user, and any user can execute the binary under test.
  package static let canHaveUsers: Bool = {
    geteuid() == 0
      && succeeds(["unshare", "-m"] + runAs(4321) + [binaryUnderTest(), "--version"])
  }()

  private static func succeeds(_ words: [String]) -> Bool {
    var probe = Command("/usr/bin/unshare", words.map { Array($0.utf8) })
    probe.environment = [Array("PATH=/usr/bin:/bin".utf8)]
    return (try? probe.run().status) == .exited(0)
  }

  private static func runAs(_ user: UInt32) -> [String] {
    ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups"]
  }

  private func prepareMachine(_ scriptCase: ScriptCase, in directory: TemporaryDirectory) throws {
    for name in ["etc", "home"] where access(directory(name), F_OK) != 0 {
      guard mkdir(directory(name), 0o755) == 0 else { throw SupportError("mkdir \(name)") }
    }
    let passwd = directory("etc/passwd")
    if access(passwd, F_OK) != 0 {
      var lines = "root:x:0:0:root:\(directory("home")):/bin/sh\n"
      if case .ownWithUsers(let user) = scriptCase.machine, user != 0 {
        lines += "user:x:\(user):\(user)::\(directory("home")):/bin/sh\n"
      }
      try Data(lines.utf8).write(to: URL(fileURLWithPath: passwd))
      _ = chmod(passwd, 0o644)
    }
    if case .ownWithUsers(let user) = scriptCase.machine, user != 0 { try give(directory, to: user) }
    for owner in scriptCase.owners where lchown(directory(owner.path), owner.user, owner.user) != 0 {
      throw SupportError("chown \(owner.path)")
    }
  }

  /// Gives everything but /etc to the user.
  private func give(_ directory: TemporaryDirectory, to user: UInt32) throws {
    var paths = [directory.path]
    if let inside = FileManager.default.enumerator(atPath: directory.path) {
      for case let name as String in inside where name != "etc" && !name.hasPrefix("etc/") { paths.append(directory(name)) }
    }
    for path in paths where lchown(path, user, user) != 0 { throw SupportError("chown \(path)") }
  }

  /// Runs the command through unshare(1) and mount(8).  The shell would sort and extend the environment, so env(1)
  /// passes it to the command; env accepts only NAME=VALUE, each name once.
  private func wrap(_ command: inout Command, _ machine: ScriptCase.Machine, in directory: TemporaryDirectory) throws {
    let names = command.environment.map { $0.prefix { $0 != UInt8(ascii: "=") } }
    guard Set(names).count == names.count, zip(names, command.environment).allSatisfy({ !$0.isEmpty && $0.count < $1.count })
    else { throw SupportError("on a machine of its own a case has entries NAME=VALUE only, each name once") }
    let mount = "mount --bind '\(directory("etc"))' /etc && cd '\(directory.path)' && exec \"$@\""
    var words = ["unshare", "-rm", "/bin/sh", "-c", mount, "sh"]
    if case .ownWithUsers(let user) = machine {
      words[1] = "-m"
      if user != 0 { words += Self.runAs(user) }
    }
    words += ["env", "-i", "--"]
    let given = command.environment + [Array(command.executable.utf8)] + command.arguments.dropFirst()
    command.environment = [Array("PATH=/usr/sbin:/usr/bin:/sbin:/bin".utf8)]
    command.executable = "/usr/bin/unshare"
    command.arguments = words.map { Array($0.utf8) } + given
  }
}

extension ScriptCase.Text {
  fileprivate func mapped(_ change: ([UInt8]) -> [UInt8]) -> ScriptCase.Text {
    switch self {
    case .exactly(let bytes): .exactly(change(bytes))
    case .holding(let parts): .holding(parts.map(change))
    }
  }
}
