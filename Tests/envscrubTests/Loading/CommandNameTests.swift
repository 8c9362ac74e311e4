import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct CommandNameTests {
  /// A directory with `bin/npm`, `link` to `bin`, and `other/npm`.
  private static func scratch() throws -> TemporaryDirectory {
    let scratch = try TemporaryDirectory()
    for path in ["bin/npm", "other/npm"] {
      try write("", to: scratch(path))
      #expect(chmod(scratch(path), 0o755) == 0)
    }
    #expect(symlink("bin", scratch("link")) == 0)
    return scratch
  }

  /// COMMAND, the name of a table, whether it counts; `#` stands for the directory, whose `bin` is in PATH
  static let table: [(String?, String, Bool)] = [
    ("npm", "npm", true), ("npm", "np", false), ("NPM", "npm", false), ("./npm", "npm", false), ("#/bin/npm", "npm", false),
    ("#/bin/npm", "#/bin/npm", true), ("#/link/npm", "#/bin/npm", false), ("npm", "#/bin/npm", true), ("npm", "#/link/npm", true),
    ("npm", "#/bin/../bin/npm", true), ("npm", "#/other/npm", false), ("npm", "#/bin/npx", false), ("absent", "#/bin/absent", false),
    (nil, "npm", false), (nil, "#/bin/npm", false),
  ]
  @Test(arguments: table)
  func matches(command: String?, name: String, expected: Bool) throws {
    let scratch = try Self.scratch()
    var policy = Policy()
    var layer = PolicyLayer()
    layer.assignments = [Assignment(EnvironmentEntry(name: "PATH", value: ByteString("/absent:" + scratch("bin"))), .builtIn)]
    policy.merge(layer)
    let request = Boxed(try parse(command.map { [$0.replacing("#", with: scratch.path), "x"] } ?? ["--no-config"]))
    var commandName = CommandName(request, policy, Run(program: "env", arguments: ["env"]))
    #expect(commandName.matches(ByteString(name.replacing("#", with: scratch.path))) == expected)
  }

  /// A relative directory of PATH is seen from the directory in which COMMAND starts.
  @Test func fromTheStartDirectory() throws {
    let scratch = try Self.scratch()
    var policy = Policy()
    var layer = PolicyLayer()
    layer.assignments = [Assignment(EnvironmentEntry(name: "PATH", value: "bin"), .builtIn)]
    policy.merge(layer)
    let request = Boxed(try parse(["-C", scratch.path, "npm"]))
    var name = CommandName(request, policy, Run(program: "env", arguments: ["env"]))
    #expect(name.matches(ByteString(scratch("bin/npm"))) && !name.matches(ByteString(scratch("other/npm"))))
  }
}
