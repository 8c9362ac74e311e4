import Bytes
import TestSupport
import Testing
@testable import envscrub

struct TraceTests {
  static let table: [(TraceLine, String)] = [
    (.expanding("${A}"), "expanding ${A}\n"),
    (.replacingWithNothing("${A}"), "replacing ${A} with null string\n"),
    (.splitting("a\t'b'"), "split -S:  'a\\t\\'b\\''\n"),
    (.firstWord("a"), " into:    'a'\n"),
    (.nextWord("b c"), "     &    'b c'\n"),
    (.cleaningEnvironment, "cleaning environ\n"),
    (.unset("A\n"), "unset:    A\n\n"),
    (.set("A='1'"), "setenv:   A='1'\n"),
    (.signalReset(1, toDefault: true, failed: false), "Reset signal HUP (1) to DEFAULT\n"),
    (.signalReset(9, toDefault: false, failed: true), "Reset signal KILL (9) to IGNORE (failure ignored)\n"),
    (.signalReset(33, toDefault: true, failed: true), "Reset signal SIG33 (33) to DEFAULT (failure ignored)\n"),
    (.signalMask(34, blocked: true), "signal RTMIN (34) mask set to BLOCK\n"),
    (.signalMask(63, blocked: false), "signal RTMAX-1 (63) mask set to UNBLOCK\n"),
    (.chdir("it's"), "chdir:    \"it's\"\n"),
    (.argv0("q\n"), "argv0:     'q'$'\\n'\n"),
    (.executing("/no\tsuch"), "executing: /no\tsuch\n"),
    (.argument(0, "y'"), "   arg[0]= 'y\\''\n"),
    (.argument(12, ""), "   arg[12]= ''\n"),
  ]
  @Test(arguments: table)
  func line(line: TraceLine, expected: String) {
    #expect(written { $0.write(line) } == expected)
  }

  /// signal, blocked, ignored
  static let signals: [(Int, Bool, Bool, String)] = [
    (1, true, true, "HUP        ( 1): BLOCK,IGNORE\n"),
    (13, false, true, "PIPE       (13): IGNORE\n"),
    (49, true, false, "RTMIN+15   (49): BLOCK\n"),
    (2, false, false, ""),
  ]
  @Test(arguments: signals)
  func handling(signal: Int, blocked: Bool, ignored: Bool, expected: String) {
    #expect(written { $0.write(handlingOf: signal, blocked: blocked, ignored: ignored) } == expected)
  }
}
