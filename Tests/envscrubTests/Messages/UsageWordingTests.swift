import Bytes
import TestSupport
import Testing
@testable import envscrub

/// Invalid command lines, and their messages: the texts of GNU env 9.10 in the C locale, with envscrub's options added
/// if a shortened one is ambiguous.
struct UsageWordingTests {
  enum Ending { case hint, plain }

  private static func jsonElsewhere(_ mode: String) -> String {
    "env: cannot specify --json with --" + mode
      + "\nenv: --json goes with --explain, --check, --leak-check and --verify-audit"
  }

  static let table: [([String], String, Ending)] = [
    (["-x"], "env: invalid option -- 'x'", .hint),
    (["-ix"], "env: invalid option -- 'x'", .hint),
    (["-xi"], "env: invalid option -- 'x'", .hint),
    (["-?"], "env: invalid option -- '?'", .hint),
    (["-:"], "env: invalid option -- ':'", .hint),
    (["-+"], "env: invalid option -- '+'", .hint),
    (["-W"], "env: invalid option -- 'W'", .hint),
    (["-'"], "env: invalid option -- '''", .hint),
    (["-\\"], "env: invalid option -- '\\'", .hint),
    (["--foo"], "env: unrecognized option '--foo'", .hint),
    (["--foo=bar"], "env: unrecognized option '--foo=bar'", .hint),
    (["---"], "env: unrecognized option '---'", .hint),
    (["---i"], "env: unrecognized option '---i'", .hint),
    (
      ["--i"],
      "env: option '--i' is ambiguous; possibilities: '--ignore-environment' '--ignore-signal' '--install-shims' '--inherit' '--ignore-default-excludes' '--include-only'",
      .hint
    ),
    (
      ["--ig"],
      "env: option '--ig' is ambiguous; possibilities: '--ignore-environment' '--ignore-signal' '--ignore-default-excludes'",
      .hint
    ),
    (
      ["--ignore"],
      "env: option '--ignore' is ambiguous; possibilities: '--ignore-environment' '--ignore-signal' '--ignore-default-excludes'",
      .hint
    ),
    (
      ["--ignore=x"],
      "env: option '--ignore=x' is ambiguous; possibilities: '--ignore-environment' '--ignore-signal' '--ignore-default-excludes'",
      .hint
    ),
    (
      ["--d"],
      "env: option '--d' is ambiguous; possibilities: '--default-signal' '--debug' '--detect-values'",
      .hint
    ),
    (
      ["--de="],
      "env: option '--de=' is ambiguous; possibilities: '--default-signal' '--debug' '--detect-values'",
      .hint
    ),
    (["--null=x"], "env: option '--null' doesn't allow an argument", .hint),
    (["--nul="], "env: option '--null' doesn't allow an argument", .hint),
    (["--debug=yes"], "env: option '--debug' doesn't allow an argument", .hint),
    (["--he=x"], "env: option '--help' doesn't allow an argument", .hint),
    (["--version=1"], "env: option '--version' doesn't allow an argument", .hint),
    (["--l=x"], "env: option '--list-signal-handling' doesn't allow an argument", .hint),
    (["--ignore-environment=yes"], "env: option '--ignore-environment' doesn't allow an argument", .hint),
    (["-u"], "env: option requires an argument -- 'u'", .hint),
    (["-iu"], "env: option requires an argument -- 'u'", .hint),
    (["-C"], "env: option requires an argument -- 'C'", .hint),
    (["-a"], "env: option requires an argument -- 'a'", .hint),
    (["-vS"], "env: option requires an argument -- 'S'", .hint),
    (["--u"], "env: option '--unset' requires an argument", .hint),
    (["--unset"], "env: option '--unset' requires an argument", .hint),
    (["--c"], "env: option '--chdir' requires an argument", .hint),
    (["--a"], "env: option '--argv0' requires an argument", .hint),
    (["--s"], "env: option '--split-string' requires an argument", .hint),
    (["-0", "true"], "env: cannot specify --null (-0) with command", .hint),
    (["-C", "/"], "env: must specify command with --chdir (-C)", .hint),
    (["-a", "x"], "env: must specify command with --argv0 (-a)", .hint),
    (["-0C", "/", "-a", "x", "true"], "env: cannot specify --null (-0) with command", .hint),
    (["-S--shim -i", "x"], "env: --shim must end the #! line; options go before it", .hint),
    (["--shim"], "env: option '--shim' requires an argument", .hint),
    (["--install-shims=d"], "env: option '--install-shims' takes DIR NAME...", .hint),
    (["-C", "/", "-a", "x"], "env: must specify command with --chdir (-C)", .hint),
    (["-a", "x", "-0"], "env: must specify command with --argv0 (-a)", .hint),
    (["-i", "-C/"], "env: must specify command with --chdir (-C)", .hint),
    (["-i true"], "env: invalid option -- ' '\nenv: use -[v]S to pass options in shebang lines", .hint),
    (["-v\tx"], "env: invalid option -- '\t'\nenv: use -[v]S to pass options in shebang lines", .hint),
    (["-i\nx"], "env: invalid option -- '\n'\nenv: use -[v]S to pass options in shebang lines", .hint),
    (["- "], "env: invalid option -- ' '\nenv: use -[v]S to pass options in shebang lines", .hint),
    (["-v -S"], "env: invalid option -- ' '\nenv: use -[v]S to pass options in shebang lines", .hint),
    (["-u", "", "true"], "env: cannot unset '': Invalid argument", .plain),
    (["-u", "a=b", "true"], "env: cannot unset 'a=b': Invalid argument", .plain),
    (["-ua=b"], "env: cannot unset 'a=b': Invalid argument", .plain),
    (["--unset=="], "env: cannot unset '=': Invalid argument", .plain),
    (["--unset=it's="], "env: cannot unset 'it\\'s=': Invalid argument", .plain),
    (["-v", "-u", "A", "-u", ""], "unset:    A\nunset:    \nenv: cannot unset '': Invalid argument", .plain),
    (["-v", "-x"], "env: invalid option -- 'x'", .hint),
    (["-v0", "A=1", "true"], "setenv:   A=1\nenv: cannot specify --null (-0) with command", .hint),
    (["-vi", "-u", "a=b", "-C", "/"], "cleaning environ\nenv: must specify command with --chdir (-C)", .hint),
    (["-S", "\"\\c\""], "env: '\\c' must not appear in double-quoted -S string", .plain),
    (["-S", "\\q"], "env: invalid sequence '\\q' in -S", .plain),
    (["-S", "\"\\q\""], "env: invalid sequence '\\q' in -S", .plain),
    (["-S", "a\\"], "env: invalid backslash at end of string in -S", .plain),
    (["-S", "\"a\\"], "env: invalid backslash at end of string in -S", .plain),
    (["-S", "'a\\"], "env: no terminating quote in -S string", .plain),
    (["-S", "\"abc"], "env: no terminating quote in -S string", .plain),
    (["-S", "'abc"], "env: no terminating quote in -S string", .plain),
    (["-S", "$A"], "env: only ${VARNAME} expansion is supported, error at: $A", .plain),
    (["-S", "a ${"], "env: only ${VARNAME} expansion is supported, error at: ${", .plain),
    (["-S", "${}"], "env: only ${VARNAME} expansion is supported, error at: ${}", .plain),
    (["-S", "${A"], "env: only ${VARNAME} expansion is supported, error at: ${A", .plain),
    (["-S", "${A-b}"], "env: only ${VARNAME} expansion is supported, error at: ${A-b}", .plain),
    (["-S", "${1A}"], "env: only ${VARNAME} expansion is supported, error at: ${1A}", .plain),
    (["-S", "\"$\""], "env: only ${VARNAME} expansion is supported, error at: $\"", .plain),
    (["-S", "${A }"], "env: only ${VARNAME} expansion is supported, error at: ${A }", .plain),
    (
      ["-v", "-S", "a ${NOPE} \\q"],
      "replacing ${NOPE} with null string\nenv: invalid sequence '\\q' in -S",
      .plain
    ),
    (
      ["-v", "-S", "-u A=1 -x", "true"],
      "split -S:  '-u A=1 -x'\n into:    '-u'\n     &    'A=1'\n     &    '-x'\nenv: invalid option -- 'x'",
      .hint
    ),
    (
      ["-v", "-S", "-S '-u A' -0 B=1", "true"],
      "split -S:  '-S \\'-u A\\' -0 B=1'\n into:    '-S'\n     &    '-u A'\n     &    '-0'\n     &    'B=1'\nsplit -S:  '-u A'\n into:    '-u'\n     &    'A'\nunset:    A\nsetenv:   B=1\nenv: cannot specify --null (-0) with command",
      .hint
    ),
    (["-S", "-i -u"], "env: option requires an argument -- 'u'", .hint),
    (
      ["-S", String(repeating: " ", count: (8 << 20) + 1)],
      "env: -S strings come to more than 8 MiB, more than any command can get", .plain
    ),
    (["--json", "--list-groups"], jsonElsewhere("list-groups"), .hint),
    (["--suggest", "--json"], jsonElsewhere("suggest"), .hint),
    (["--json", "--list-trusted"], jsonElsewhere("list-trusted"), .hint),
    (["--json", "--trust"], jsonElsewhere("trust"), .hint),
    (["--untrust", "--json=yes"], jsonElsewhere("untrust"), .hint),
    (["--keep=A", "--list-groups"], "env: cannot specify --keep with --list-groups", .hint),
    (["--suggest", "--no-config"], "env: cannot specify --no-config with --suggest", .hint),
    (["--verify-audit", "-i", "x"], "env: cannot specify --ignore-environment with --verify-audit", .hint),
    (["--trust", "--profile=p"], "env: cannot specify --profile with --trust", .hint),
    (["--leak-check", "--ignore-signal"], "env: cannot specify --ignore-signal with --leak-check", .hint),
    (["--check", "-u", "A", "x"], "env: cannot specify --unset with --check FILE", .hint),
    (["--check", "--config=x", "--set=A=1"], "env: cannot specify --set with --check FILE", .hint),
    (["-S-0", "true"], "env: cannot specify --null (-0) with command", .hint),
    (["-iS", "  --null=1"], "env: option '--null' doesn't allow an argument", .hint),
    (["-vS#", "-0C/"], "env: must specify command with --chdir (-C)", .hint),
    (["--default-signal=FOO"], "env: 'FOO': invalid signal", .hint),
    (["--ignore-signal=HUP,FOO,BAR"], "env: 'FOO': invalid signal", .hint),
    (["--block-signal=0"], "env: '0': invalid signal", .hint),
    (["--block-signal=65", "true"], "env: '65': invalid signal", .hint),
    (["--block-signal=EXIT"], "env: 'EXIT': invalid signal", .hint),
    (["--ignore-signal=HUP "], "env: 'HUP ': invalid signal", .hint),
    (["--ignore-signal=RTMIN+31"], "env: 'RTMIN+31': invalid signal", .hint),
    (["--ignore-signal=-1"], "env: '-1': invalid signal", .hint),
    (["--default-signal=255"], "env: '255': invalid signal", .hint),
    (["--ignore-signal=it's"], "env: 'it\\'s': invalid signal", .hint),
    (["--block-signal=32"], "env: failed to block signal 32: Invalid argument", .plain),
    (["--block-signal=HUP,33", "true"], "env: failed to block signal 33: Invalid argument", .plain),
    (["--default-signal=32,FOO"], "env: 'FOO': invalid signal", .hint),

    // envscrub's own.
    (["=x"], "env: cannot set '': Invalid argument", .plain),
    (["--set=s3cret"], "env: option '--set' takes NAME=VALUE", .hint),
    (["--explian"], "env: unrecognized option '--explian'\nenv: did you mean '--explain'?", .hint),
    (["--sett=A=s3cret"], "env: unrecognized option '--sett'\nenv: did you mean '--set'?", .hint),
    (["--e"], "env: option '--e' is ambiguous; possibilities: '--explain' '--exclude'", .hint),
    (["--keep"], "env: option '--keep' requires an argument", .hint),
    (["--why=A=s3cret"], "env: option '--why' takes the NAME of a variable", .hint),
    (["-0", "--why=A"], "env: cannot specify --null (-0) with --why", .hint),
    (
      ["--inherit=Core"],
      "env: invalid argument 'Core' for '--inherit'\nValid arguments are:\n  - 'all'\n  - 'core'\n  - 'none'\n  - patterns of names, one each time",
      .hint
    ),
    (
      ["--json=x y"],
      "env: invalid argument 'x y' for '--json'\nValid arguments are:\n  - 'yes', 'true'\n  - 'no', 'false'",
      .hint
    ),
    (["-0", "--explain"], "env: cannot specify --null (-0) with --explain", .hint),
    (["-0", "--json"], "env: cannot specify --null (-0) with --json", .hint),
    (["--config=F", "--no-config"], "env: cannot specify --config with --no-config", .hint),
    // env shows what it expanded; envscrub doesn't.
    (["-S", "${X}"], "env: unrecognized option '--${X}'", .hint),
    (
      ["-vS", "-u ${X}= x"],
      "expanding ${X}\nsplit -S:  '-u ${X}= x'\n into:    '-u'\n     &    '${X}='\n     &    'x'\nunset:    ${X}=\nenv: cannot unset '${X}=': Invalid argument",
      .plain
    ),
  ]
  @Test(arguments: table)
  func wording(arguments: [String], expected: String, ending: Ending) {
    let hint = ending == .hint ? "Try 'env --help' for more information.\n" : ""
    #expect(complaint(arguments, program: "env") == expected + "\n" + hint)
  }

  @Test func theNameIsTheOneThatWasCalled() {
    #expect(
      complaint(["-u"], program: "/opt/my bin/scrub")
        == """
        /opt/my bin/scrub: option requires an argument -- 'u'
        Try '/opt/my bin/scrub --help' for more information.

        """)
  }

  private func complaint(_ arguments: [String], program: ByteString) -> String? {
    do {
      _ = try Invocation(parsing: List([program] + arguments.map { ByteString($0) })) { name in
        name == "X" ? "--s3cret" : nil
      }
      return nil
    } catch {
      return written { $0.write(error, program: program) }
    }
  }
}
