import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct LeakModeTests {
  /// Another process of this user, with a secret in its environment, lives as long as this object: something always leaks.
  private final class Holder {
    let process = Process()

    init() throws {
      process.executableURL = URL(fileURLWithPath: "/bin/sleep")
      process.arguments = ["600"]
      process.environment = ["ENVSCRUB_TEST_TOKEN": "s3cret"]
      for place in [\Process.standardOutput, \Process.standardError] { process[keyPath: place] = FileHandle.nullDevice }
      try process.run()
    }

    // It inherited the signals that test threads block.
    deinit {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }

  /// What is found of it; what the policy keeps is no leak.
  @Test func otherProcesses() async throws {
    let holder = try Holder()
    let printed = await printed(by: ["--no-config", "--leak-check", "--json"], status: 1)
    let report = try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [String: Any]
    let processes = report?["processes"] as? [[String: Any]] ?? []
    let found = processes.first { $0["pid"] as? Int == Int(holder.process.processIdentifier) }
    #expect(found?["names"] as? [String] == ["ENVSCRUB_TEST_TOKEN"])
    #expect(!printed.output.contains("s3cret") && printed.error.isEmpty)
  }

  /// a descriptor that is inherited, options, whether it is found
  @Test(arguments: [(200, true), (nil, false)] as [(Int32?, Bool)])
  func descriptors(file: Int32?, isFound: Bool) async throws {
    let holder = try Holder()
    let printed = await printed(by: ["--no-config", "--leak-check"], with: file, status: 1)
    #expect(printed.output.contains("descriptor  200 /dev/null: open for reading  (") == isFound, "\(printed.output)")
    #expect(printed.output.contains(" harmless environment"))
    _ = holder
  }
}
