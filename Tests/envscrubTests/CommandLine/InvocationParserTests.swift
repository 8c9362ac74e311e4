import Bytes
import Policy
import TestSupport
import Testing
@testable import envscrub

struct InvocationParserTests {
  /// arguments, and the result: `-i`, `-u`, NAME=VALUE, COMMAND
  static let lines: [([String], Bool, [String], [String], [String])] = [
    ([], false, [], [], []),
    (["true"], false, [], [], ["true"]),
    (["A=1", "B=2", "true", "C=3", "-i"], false, [], ["A=1", "B=2"], ["true", "C=3", "-i"]),
    (["-i", "true"], true, [], [], ["true"]),
    (["-", "true"], true, [], [], ["true"]),
    (["--", "-", "true"], true, [], [], ["true"]),
    (["-", "-", "true"], true, [], [], ["-", "true"]),
    (["-", "--", "true"], true, [], [], ["--", "true"]),
    (["--", "-i"], false, [], [], ["-i"]),
    (["--", "--", "-i"], false, [], [], ["--", "-i"]),
    (["A=1", "-", "x"], false, [], ["A=1"], ["-", "x"]),
    (["A=", "B=a=b"], false, [], ["A=", "B=a=b"], []),
    (["-iuA", "-uB", "--unset", "C", "--unset=D", "--u=E"], true, ["A", "B", "C", "D", "E"], [], []),
    (["-u", "-i", "x"], false, ["-i"], [], ["x"]),
    (["-u", "--", "x"], false, ["--"], [], ["x"]),
    (["-iu", "a=b", "-u", ""], true, ["a=b", ""], [], []),
    ([""], false, [], [], [""]),
    (["-S-u A", "-u", "B", "x"], false, ["A", "B"], [], ["x"]),
    (["-S", "-S '-u A' -u", "B", "x"], false, ["A", "B"], [], ["x"]),
    (["-S", "-i A=1 -- x", "y"], true, [], ["A=1"], ["--", "x", "y"]),
    (["-S", "", "x"], false, [], [], ["x"]),
    (["-S#", "-i", "x"], true, [], [], ["x"]),
    (["-S", "- A=1", "x"], true, [], ["A=1"], ["x"]),
    (["-S", "x", "-i"], false, [], [], ["x", "-i"]),
    // Everything after a shim's path belongs to its command.
    (["-S --shim", "/s/npm", "A=1", "-i", "--", "-"], false, [], [], ["npm", "A=1", "-i", "--", "-"]),
    (["--shim", "npm"], false, [], [], ["npm"]),
    (["-S-i -uA --shim", "./npm", "-", "B=2"], true, ["A"], [], ["npm", "-", "B=2"]),
    (["-S", "-S '-i --shim' ", "a b/c d", ""], true, [], [], ["c d", ""]),
  ]
  @Test(arguments: lines)
  func operands(
    arguments: [String], clears: Bool, unset: [String], assignments: [String], command: [String]
  ) throws {
    let invocation = try parse(arguments)
    #expect(invocation.mode == .run)
    #expect(invocation.clearsEnvironment == clears)
    #expect(invocation.unset.map(\.value.text) == unset)
    #expect(invocation.assignments.map(\.value.text) == assignments)
    #expect(invocation.command.map(\.value.text) == command)
  }

  @Test func optionsOfTheRun() throws {
    let line = ["-vqC/", "-a", "-x", "--config", "F", "--no-config=no", "--chdir", "/tmp", "--l", "--b", "x"]
    let invocation = try parse(line)
    #expect(invocation.debug && invocation.quiet && !invocation.nul && !invocation.json && !invocation.noConfig)
    #expect(invocation.chdir == Argument("/tmp"))
    #expect(invocation.argv0 == Argument("-x"))
    #expect(invocation.config == Argument("F"))
    #expect(invocation.listsSignalHandling)
    #expect(invocation.signals.maskChanged && !invocation.signals.changesActions)
    #expect(try parse(["-v0i"]).nul)
    #expect(try !parse(["-q", "--quiet=no"]).quiet)
  }

  static let policyOptions: [([String], [PolicyOption])] = [
    (["--inherit=core"], [.init(.inherit, .number(1))]),
    (["--inherit", "none"], [.init(.inherit, .number(2))]),
    (["--inherit=A*", "--inherit", "@core"],
      [.init(.inherit, .argument(Argument("A*"))), .init(.inherit, .argument(Argument("@core")))]),
    (["--inh=all"], [.init(.inherit, .number(0))]),
    (["--ignore-default-excludes"], [.init(.ignoreDefaultExcludes, .number(1))]),
    (["--ignore-default-excludes=no"], [.init(.ignoreDefaultExcludes, .number(0))]),
    (["--ignore-d=false"], [.init(.ignoreDefaultExcludes, .number(0))]),
    (["--detect-values=no", "--det"], [.init(.detectValues, .number(0)), .init(.detectValues, .number(1))]),
    (["--keep", "A*", "--keep=B", "--keep=C"], [.init(.keep, .argument(Argument("A*"))), .init(.keep, .argument(Argument("B"))), .init(.keep, .argument(Argument("C")))]),
    (["--seal", "--seal=no", "--seal=if-possible", "--seal=true"],
      [.init(.seal, .number(1)), .init(.seal, .number(0)), .init(.seal, .number(2)), .init(.seal, .number(1))]),
    (["--close-fds", "--close-fds=no", "--no-new-privs"], [.init(.closeFds, .number(1)), .init(.closeFds, .number(0)), .init(.noNewPrivs, .number(1))]),
    (["--include-only=", "--exclude=x=y"], [.init(.includeOnly, .argument(Argument(""))), .init(.exclude, .argument(Argument("x=y")))]),
    (["--set=A=1", "--set", "B=", "--set=C==", "--set", "-i=1"],
      [.init(.set, .argument(Argument("A=1"))), .init(.set, .argument(Argument("B="))), .init(.set, .argument(Argument("C=="))), .init(.set, .argument(Argument("-i=1")))]),
  ]
  @Test(arguments: policyOptions)
  func policy(arguments: [String], expected: [PolicyOption]) throws {
    #expect(try parse(arguments).policyOptions == List(expected))
  }

  static let modes: [([String], Invocation.Mode)] = [
    (["--help"], .help),
    (["--version", "--nope"], .version),
    (["-i", "--he", "-x"], .help),
    (["-S", "--help"], .help),
    (["x", "--help"], .run),
    (["--explain"], .explain),
    (["--explain", "x"], .explain),
    (["--why=A"], .explain),
    (["--why", "A", "x"], .explain),
    (["--why=A", "--explain=no"], .explain),
    (["--why=A", "--json=no"], .explain),
    (["--explain=yes"], .explain),
    (["--explain", "--explain=no"], .run),
    (["--json"], .explain),
    (["--json=true"], .explain),
    (["--json", "--json=false"], .run),
    (["--json", "--explain=no"], .run),
    (["-C", "/", "--explain", "x"], .explain),
  ]
  @Test(arguments: modes)
  func mode(arguments: [String], expected: Invocation.Mode) throws {
    #expect(try parse(arguments).mode == expected)
  }

  static let failures: [([String], UsageError.Kind)] = [
    (["=x"], .cannotSet("")),
    (["=x", "true"], .cannotSet("")),
    (["A=1", "=", "true"], .cannotSet("")),
    (["--set==s3cret"], .cannotSet("")),
    (["--set=s3cret"], .setWithoutEquals),
    (["--set", "s3cret"], .setWithoutEquals),
    (["--set"], .missingArgument(.set)),
    (["--sett=A=s3cret"], .unrecognizedOption("sett", nearest: .set)),
    (["--sett=s3cret"], .unrecognizedOption("sett", nearest: .set)),
    (["--setenv=A=s3cret"], .unrecognizedOption("setenv=A", nearest: nil)),
    (["--inherit=Core"], .invalidArgument("Core", .inherit)),
    (["--inherit=core", "--inherit=A*"], .modeAndPattern(.inherit)),
    (["--inherit=A*", "--inherit=all"], .modeAndPattern(.inherit)),
    (["--json=maybe"], .invalidArgument("maybe", .json)),
    (["--no-config="], .invalidArgument("", .noConfig)),
    (["-0", "--explain"], .nullWith(.explain)),
    (["-0", "--why=A"], .nullWith(.why)),
    (["-0", "--explain", "--why=A"], .nullWith(.why)),
    (["--why="], .notAName(.why)),
    (["--why=A=s3cret"], .notAName(.why)),
    (["--why"], .missingArgument(.why)),
    (["--why=A", "--check"], .exclusive(.why, .check)),
    (["--suggest", "--explain", "--why=A"], .exclusive(.why, .suggest)),
    (["-0", "--json"], .nullWith(.json)),
    (["-0", "--json", "--explain"], .nullWith(.explain)),
    (["--explain", "-C", "/"], .chdirWithoutCommand),
    (["--config=F", "--no-config", "x"], .configWithNoConfig),
    (["--login=x"], .unrecognizedOption("login=x", nearest: nil)),
    (["--check", "--trust"], .exclusive(.check, .trust)),
    (["--explain", "--untrust"], .exclusive(.explain, .untrust)),
    (["--check", "--explain", "x"], .exclusive(.explain, .check)),
    (["--list-trusted", "x"], .extraOperand("x")),
    (["--trust", "a", "b"], .extraOperand("b")),
    (["--untrust", "--", "a", "-b"], .extraOperand("-b")),
    (["-0", "--check"], .nullWith(.check)),
    (["--codex=maybe"], .invalidArgument("maybe", .codex)),
    (["--explian"], .unrecognizedOption("explian", nearest: .explain)),
    (["--ignore-enviroment"], .unrecognizedOption("ignore-enviroment", nearest: .ignoreEnvironment)),
    (["--foo"], .unrecognizedOption("foo", nearest: nil)),
    (["--e"], .ambiguousOption("e", name: "e")),
    (["-S--shim -i", "/s/npm"], .shimNotLast),
    (["-S-S'--shim' -i", "/s/npm"], .shimNotLast),
    (["-S--shim=/s/npm", "x"], .shimNotLast),
    (["--shim"], .missingArgument(.shim)),
    (["--shim=a/"], .invalidArgument("a/", .shim)),
    (["--list-groups", "--shim", "x"], .exclusive(.listGroups, .shim)),
    (["--install-shims", "d"], .installWithoutNames),
    (["--install-shims=d", "a", "b/c"], .invalidShimName("b/c")),
    (["--install-shims=d", "-i", "a"], .exclusive(.ignoreEnvironment, .installShims)),
    (["--install-shims=d", "--keep=A", "a"], .exclusive(.keep, .installShims)),
    (["--install-shims=d", "--profile=p", "a"], .exclusive(.profile, .installShims)),
    (["-0", "--install-shims=d", "a"], .nullWith(.installShims)),
    (["--in=s"], .ambiguousOption("in=s", name: "in")),
    (["-iz"], .invalidLetter("z")),
    (["-i q"], .invalidSpace(" ")),
  ]
  /// arguments, mode, files
  static let otherModes: [([String], Invocation.Mode, [String])] = [
    (["--check"], .check, []),
    (["--check", "a", "b=c", "-i"], .check, ["a", "b=c", "-i"]),
    (["--check", "--json", "-"], .check, ["-"]),
    (["--check", "--explain=no"], .check, []),
    (["--json=no", "--trust", "x"], .trust, ["x"]),
    (["--json", "--verify-audit", "x"], .verifyAudit, ["x"]),
    (["--no-config", "--check"], .check, []),
    (["--untrust"], .untrust, []),
    (["-0", "--list-trusted"], .listTrusted, []),
    (["--check", "--check"], .check, []),
    (["--install-shims", "d", "npm", "a=b"], .installShims, ["npm", "a=b"]),
  ]
  @Test(arguments: otherModes)
  func readsFiles(arguments: [String], mode: Invocation.Mode, files: [String]) throws {
    let invocation = try parse(arguments)
    #expect(invocation.mode == mode)
    #expect(invocation.files.map(\.value.text) == files)
    #expect(invocation.command.isEmpty && invocation.assignments.isEmpty)
  }

  @Test func profileAndCodex() throws {
    let invocation = try parse(["--profile", "ci", "--codex", "--codex=no", "x"])
    #expect(invocation.profile?.value == "ci")
    #expect(invocation.codex == false)
    #expect(try parse(["x"]).codex == nil)
  }

  @Test(arguments: failures)
  func fails(arguments: [String], expected: UsageError.Kind) {
    #expect(failure(arguments) == expected)
  }

  /// Expanded text is in no error, whatever it is taken for.
  static let expanding: [(String, UsageError.Kind)] = [
    ("${OPTION}", .unrecognizedOption("${OPTION}", nearest: nil)),
    ("--${SECRET}=1", .unrecognizedOption("${SECRET}=1", nearest: nil)),
    ("${OPTION}=1", .unrecognizedOption("${OPTION}=1", nearest: nil)),
    ("--in${EMPTY}=${SECRET}", .ambiguousOption("in${EMPTY}=${SECRET}", name: "in")),
    ("${CLUSTER}", .invalidLetter("${CLUSTER}")),
    ("-i${SECRET}", .invalidLetter("-i${SECRET}")),
    ("-${LETTER}", .missingLetterArgument("-${LETTER}")),
    ("-u${PAIR} x", .cannotUnset("${PAIR}")),
    ("-u ${PAIR} x", .cannotUnset("${PAIR}")),
    ("--unset=${PAIR} x", .cannotUnset("${PAIR}")),
    ("-u A${EMPTY}= x", .cannotUnset("A${EMPTY}=")),
    ("${EMPTY}=${SECRET}", .cannotSet("${EMPTY}")),
    ("--set=${SECRET}", .setWithoutEquals),
    ("--set=${EMPTY}=${SECRET}", .cannotSet("${EMPTY}")),
    ("--seal=${SECRET}", .invalidArgument("${SECRET}", .seal)),
    ("--json=${SECRET}", .invalidArgument("${SECRET}", .json)),
    ("--block-signal=HUP,A${SECRET}B", .invalidSignal("A${SECRET}B")),
    ("-S${BACKSLASH}", .invalidEscape("${BACKSLASH}")),
    ("-S'${'", .unsupportedExpansion("${")),
    ("-S\"${SECRET}\\${\"", .unsupportedExpansion("${")),
  ]
  @Test(arguments: expanding)
  func unexpanded(string: String, expected: UsageError.Kind) {
    #expect(failure(["-S", string]) == expected)
  }

  static let traces: [([String], [TraceLine])] = [
    (["-u", "A", "-v", "B=1"], [.unset("A"), .set("B=1")]),
    (["-vi", "-u", "A"], [.cleaningEnvironment]),
    (["-S", "-v", "x"], []),
    (["-v", "--set=A=1", "B=2", "x"], [.set("A=1"), .set("B=2")]),
    (
      ["-vS", "A=${SECRET} ${EMPTY}x ${NOPE}"],
      [
        .expanding("${SECRET}"), .expanding("${EMPTY}"), .replacingWithNothing("${NOPE}"),
        .splitting("A=${SECRET} ${EMPTY}x ${NOPE}"), .firstWord("A=${SECRET}"), .nextWord("${EMPTY}x"),
        .set("A=${SECRET}"),
      ]
    ),
    (
      ["-vS", "-S'-u A' x"],
      [.splitting("-S'-u A' x"), .firstWord("-S-u A"), .nextWord("x"), .splitting("-u A"), .firstWord("-u"),
        .nextWord("A"), .unset("A")]
    ),
    (
      ["-vS", "-S \"${NESTED}\" x"],
      [
        .expanding("${NESTED}"), .splitting("-S \"${NESTED}\" x"), .firstWord("-S"), .nextWord("${NESTED}"),
        .nextWord("x"),
        // The value of NESTED is not shown either.
        .expanding("${NESTED}"), .splitting("${NESTED}"), .firstWord("${NESTED}"), .nextWord("${NESTED}"),
      ]
    ),
  ]
  @Test(arguments: traces)
  func trace(arguments: [String], expected: [TraceLine]) throws {
    #expect(try parse(arguments).trace == List(expected))
  }

  @Test func errorsKeepTheTraceBeforeThem() {
    #expect(throws: UsageError(.cannotUnset(""), after: [.unset("A"), .unset("")])) {
      try parse(["-v", "-u", "A", "-u", "", "x"])
    }
    #expect(throws: UsageError(.invalidEscape("\\q"), after: [.expanding("${SECRET}")])) {
      try parse(["-vS", "${SECRET} \\q"])
    }
  }

  @Test func expandedNamesAreTold() throws {
    let invocation = try parse(["-S", "${SECRET}${NOPE} '${NOT}' \"${EMPTY}\"", "${NOR}"])
    #expect(invocation.usedNames == ["SECRET", "NOPE", "EMPTY"])
    #expect(invocation.command == [Argument("s3cret", written: "${SECRET}${NOPE}"),
      Argument("${NOT}"), Argument("", written: "${EMPTY}"), Argument("${NOR}")])
  }

  @Test func withoutAProgramName() throws {
    #expect(try Invocation(parsing: [], parent: parent).command.isEmpty)
  }

  @Test func manyWordsTakeLinearTime() throws {
    let string = String(repeating: "-S -i ", count: 20_000)
    #expect(try parse(["-S", string, "x"]).command == [Argument("x")])
    #expect(try parse(Array(repeating: "x", count: 100_000)).command.count == 100_000)
  }
}
