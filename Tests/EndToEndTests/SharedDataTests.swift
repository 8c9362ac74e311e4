import Foundation
import TestSupport
import Testing

/// Tests with the data of `shared`, a folder next to the checkout for all implementations: vectors for policies and
/// patterns, the TOML suite, and two policies with what they keep.
@Suite(.serialized)
struct SharedDataTests {
  static let folder: String? = {
    // …/CHECKOUT/Tests/EndToEndTests/SharedDataTests.swift
    var checkout = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { checkout.deleteLastPathComponent() }
    let beside = checkout.deletingLastPathComponent().appendingPathComponent("shared").path
    return access(beside, F_OK) == 0 ? beside : nil
  }()

  static let inCI = ProcessInfo.processInfo.environment["CI"] == "true"
  static let binary = ScriptRunner.binaryUnderTest()
  static let decoder = ScriptRunner.binaryUnderTest("toml-decode", variable: "TOML_DECODE_BINARY")

  @Test(.enabled(if: inCI, "only CI must have the folder"))
  func theFolderIsThere() {
    #expect(Self.folder != nil, "no folder shared beside the checkout")
  }

  /// Runs a script of the folder.
  private func run(_ script: String, _ arguments: [String]) throws -> Completion {
    let words = ["env", "python3", Self.folder! + "/" + script] + arguments
    var command = Command("/usr/bin/env", words.map { Array($0.utf8) })
    command.environment = ["PATH", "HOME"].compactMap { name in
      ProcessInfo.processInfo.environment[name].map { Array("\(name)=\($0)".utf8) }
    }
    command.limit = 300
    return try command.run()
  }

  /// Runs a script of the folder that must pass; its output is the message.
  private func pass(_ script: String, _ arguments: [String]) throws {
    let completion = try run(script, arguments)
    let said = String(decoding: completion.output.suffix(3000) + completion.error.suffix(1000), as: UTF8.self)
    #expect(completion.status == .exited(0), "\(said)")
  }

  @Test(
    .enabled(if: folder != nil, "no folder shared beside the checkout"),
    arguments: ["policy.jsonl.gz", "glob.jsonl.gz", "policy-codex.jsonl.gz", "glob-codex.jsonl.gz"])
  func vectors(file: String) throws {
    try pass("vectors/run-vectors.py", [Self.binary, Self.folder! + "/vectors/" + file])
  }

  /// How the built-in filter treats labelled names and forms of credentials, in percent, and what it must reach.
  @Test(.enabled(if: folder != nil, "no folder shared beside the checkout"))
  func corpus() throws {
    let completion = try run("corpus/score.py", ["--cmd", "'\(Self.binary)' --no-config env -0", "--n", "5"])
    let said = String(decoding: completion.output, as: UTF8.self)
    let goals = ["name_recall": 97.5, "name_kept": 99.3, "value_recall": 97, "value_kept": 99.5]
    let reached = said.split(separator: "\n").last.map { $0.split(separator: " ") } ?? []
    var found = 0
    for pair in reached.map({ $0.split(separator: "=") }) where pair.count == 2 {
      guard let goal = goals[String(pair[0])], let percent = Double(pair[1].dropLast()) else { continue }
      found += 1
      #expect(percent >= goal, "\(said)")
    }
    #expect(found == goals.count, "\(said)")
  }

  @Test(.enabled(if: folder != nil, "no folder shared beside the checkout"))
  func tomlSuite() throws {
    try pass("toml-test/run-toml-tests.py", ["--list", "1.1.0", Self.folder! + "/toml-test", "--", Self.decoder])
  }

  /// file, entries of the parent, entries of the command
  static let policies: [(String, [String], [String])] = [
    (
      "allow-list.toml",
      [
        "SHELL=/bin/sh", "PATH=/usr/bin", "HOME=/home/x", "AWS_REGION=x", "TERM=dumb", "MY_TOKEN=fake", "LANG=C",
        "NODE_ENV=test", "TMPDIR=/tmp", "VIRTUAL_ENV=/v", "USER=x", "path=x", "CI=false",
      ],
      [
        "PATH=/usr/bin", "HOME=/home/x", "TERM=dumb", "LANG=C", "NODE_ENV=test", "TMPDIR=/tmp", "VIRTUAL_ENV=/v",
        "path=x", "CI=true",
      ]
    ),
    ("allow-list.toml", [], ["CI=true"]),
    (
      "regulated.toml",
      ["USER=x", "LANG=C", "TMPDIR=/tmp", "TERM=dumb", "HOME=/home/x", "PATH=/usr/bin", "MY_TOKEN=fake", "LC_ALL=C"],
      ["LANG=C", "TMPDIR=/tmp", "HOME=/home/x", "PATH=/usr/bin"]
    ),
    ("regulated.toml", ["TERM=dumb", "fake"], []),
  ]

  @Test(.enabled(if: folder != nil, "no folder shared beside the checkout"), arguments: policies)
  func policy(file: String, parent: [String], kept: [String]) throws {
    let config = "--config=\(Self.folder!)/policies/\(file)"
    let words = ["envscrub", config, "-0"].map { Array($0.utf8) }
    let completion = try Command(Self.binary, words, environment: parent.map { Array($0.utf8) }).run()
    #expect(completion.status == .exited(0), "\(readable(completion.error))")
    #expect(readable(completion.output) == readable(kept.map { $0 + "\0" }.joined().utf8))
  }
}
