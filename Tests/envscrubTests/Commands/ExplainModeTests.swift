import Bytes
import Foundation
import Policy
import System
import TestSupport
import Testing
@testable import envscrub

struct ExplainModeTests {
  private static let url = "db://user:" + "s3cretpw@host"

  /// options, how the report begins, what else is in it
  static let table: [([String], String, String)] = [
    (["--explain", "-i"], "drop  ", "\n0 dropped"), (["--why=MY_TOKEN"], "drop  MY_TOKEN  default_excludes \"@secrets\" *TOKEN*  built in", ""),
    (["--why=A", "--unset=A"], "drop  A  -u  command line\n", ""), (["--why=A", "A=2"], "drop  A  replaced by set", "\nset   A  set  command line"),
    (["--explain", "--json"], "{\"version\":1,\"entries\":[", "\"name\":\"MY_TOKEN\""), (["--explain", "/bin/true"], "drop  ", "\ncommand  /bin/true is /bin/true\n"),
    (["--explain", "/absent"], "drop  ", "\ncommand  /absent: No such file or directory\n"),
  ]
  @Test(arguments: table)
  func reports(words: [String], start: String, part: String) async {
    let printed = await printed(by: ["--no-config"] + words, entries: ["A": "1", "MY_TOKEN": "s3cret", "DB": Self.url])
    let isCleared = words.contains("-i")
    #expect(printed.output.hasPrefix(start), "\(printed.output)")
    #expect(part.isEmpty || printed.output.contains(part) || isCleared && printed.output.contains(" dropped, 0 set, 0 kept"))
    #expect(printed.error.isEmpty && !printed.output.contains("s3cret"))
  }

  /// `--why=$TOKEN` in place of `--why=TOKEN`: nothing of it is shown.
  @Test(arguments: ["s3cret", url])
  func aValueInPlaceOfAName(value: String) async {
    let printed = await printed(by: ["--no-config", "--why=" + value], entries: ["MY_TOKEN": "s3cret", "DB": Self.url], status: 125)
    #expect(printed.output.isEmpty && printed.error.hasPrefix("env: --why: this argument ") && !printed.error.contains("s3cret"))
  }

  @Test func aPatternInPlaceOfAName() async {
    let printed = await printed(by: ["--no-config", "--why=MY_*"])
    #expect(printed.output.hasPrefix("keep  MY_*") && printed.error.contains("MY_*"))
    #expect(await envscrubTests.printed(by: ["--no-config", "-q", "--why=MY_*"]).error == "")
  }
}
