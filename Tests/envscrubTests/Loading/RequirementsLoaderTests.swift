import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct RequirementsLoaderTests {
  /// The texts of requirements files, read one after another.
  private static func load(_ texts: [ByteString], findings: Findings? = nil) throws(Failure) -> PolicyLoader {
    let run = Run(program: "env", arguments: ["env"])
    var loader = PolicyLoader(run, Boxed(Invocation()), namesAll: false, findings: findings)
    for (number, text) in texts.enumerated() {
      let file = FileReader.Text(path: ByteString("/r\(number).toml"), bytes: text, isRoots: true)
      try loader.add(requirements: try loader.loaded.open(file, .requirements, run))
    }
    try loader.settleRequirements()
    return loader
  }

  private static let (one, two): (ByteString, ByteString) = ("requirements.set.always = { A = '1' }\n", "requirements.set.always = { A = '2' }\n")

  /// files, the message of the error; nil if there is none
  static let table: [([ByteString], String?)] = [
    ([], nil), ([one], nil), ([one, one], nil),
    ([one, two], "/r1.toml:1:29: error: "), (["requirements.seal.allowed = [true]\n", "requirements.seal.allowed = [false]\n"], "/r1.toml:1:"),
    (["[requirements.exclud]\n"], "/r0.toml:1:15: error: unknown key \"exclud\""),
  ]
  @Test(arguments: table)
  func merges(texts: [ByteString], start: String?) {
    do throws(Failure) {
      let loaded = try Self.load(texts).loaded
      #expect(start == nil && loaded.requirements.assignments.count == min(texts.count, 1))
    } catch {
      #expect(start.map { error.message.text.hasPrefix($0) } == true, "\(error.message.text)")
    }
  }

  /// Where findings are collected nothing is thrown, and reading goes on.
  @Test func collects() throws {
    let loader = try Self.load(["[requirements.exclud]\nx = 1\n", Self.one, Self.two, "requirements.seal.allowed = [true]\n"], findings: Findings())
    #expect(loader.findings?.list.map(\.file) == [0, 2])
    #expect(loader.loaded.requirements.allowed(.seal)?.values == 0b10)
    #expect(loader.requirementsFiles.count == 3 || loader.requirementsFiles.count == 4)
  }

  /// The file and the directory of the administrator, in the order of their names.
  @Test(.ownMachine) func theSystemsFiles() async throws {
    let machine = try machine([
      "etc/envscrub/requirements.toml": "requirements.exclude.always = ['A']\n",
      "etc/envscrub/requirements.d/2.toml": "requirements.exclude.always = ['B']\n",
      "etc/envscrub/requirements.d/3.conf": "not read\n",
    ])
    let printed = await printed(by: ["-u", "PATH", "--why=A", "--why=B", "--why=C"], on: machine.path)
    #expect(printed.output.contains("drop  A  requirement \"A\"  /etc/envscrub/requirements.toml:1 (requirements)"))
    #expect(printed.output.contains("drop  B  requirement \"B\"  /etc/envscrub/requirements.d/2.toml:1 (requirements)"))
    #expect(printed.output.contains("keep  C "))
    #expect(chmod(machine("etc/envscrub/requirements.d"), 0o777) == 0)
    #expect(await envscrubTests.printed(by: ["true"], on: machine.path, status: 125).error.contains("requirements.d: others can write it"))
  }
}
