import Bytes
import Policy

extension ByteBuffer {
  /// The message for an invalid command line, after the lines that `-v` prints.  `program` is the name by which
  /// envscrub was called.
  mutating func write(_ error: UsageError, program: ByteString) {
    for line in error.trace { write(line) }
    begin(program)
    write(error.kind)
    write("\n")
    switch error.kind {
    case .invalidSpace:
      begin(program)
      write("use -[v]S to pass options in shebang lines\n")
    case .unrecognizedOption(_, let nearest?):
      begin(program)
      write("did you mean '--")
      write(nearest.row.long)
      write("'?\n")
    case .invalidArgument(_, let option):
      writeChoices(of: option)
    case .exclusive(.json, _):
      begin(program)
      write("--json goes with --explain, --check, --leak-check and --verify-audit\n")
    case .unrecognizedOption(_, nearest: nil), .exclusive, .invalidLetter, .ambiguousOption, .unexpectedArgument,
      .missingArgument, .missingLetterArgument, .setWithoutEquals, .noFileName, .notAName, .modeAndPattern, .escapeInDoubleQuotes,
      .invalidEscape, .backslashAtEnd, .unclosedQuote, .tooManySplits, .tooLongSplits, .unsupportedExpansion,
      .invalidSignal, .cannotBlock, .cannotUnset, .cannotSet, .nullWithCommand, .chdirWithoutCommand,
      .argv0WithoutCommand, .nullWith, .configWithNoConfig, .without, .exclusiveBesideFiles, .extraOperand, .shimNotLast,
      .installWithoutNames, .invalidShimName:
      break
    }
    if error.suggestsHelp {
      write("Try '")
      write(program)
      write(" --help' for more information.\n")
    }
  }

  private mutating func begin(_ program: ByteString) {
    write(program)
    write(": ")
  }

  private mutating func write(_ kind: UsageError.Kind) {
    switch kind {
    case .invalidLetter(let letter), .invalidSpace(let letter):
      write("invalid option -- '")
      write(letter)
      write("'")
    case .unrecognizedOption(let text, _):
      write("unrecognized option '--")
      write(text)
      write("'")
    case .ambiguousOption(let text, let name):
      write("option '--")
      write(text)
      write("' is ambiguous; possibilities:")
      for option in Option.all {
        guard option.row.long.hasPrefix(name) else { continue }
        write(" '--")
        write(option.row.long)
        write("'")
      }
    case .unexpectedArgument(let option): write(option, "doesn't allow an argument")
    case .missingArgument(let option): write(option, "requires an argument")
    case .missingLetterArgument(let letter):
      write("option requires an argument -- '")
      write(letter)
      write("'")
    case .invalidArgument(let argument, let option):
      write("invalid argument ")
      write(quoted: argument)
      write(" for '--")
      write(option.row.long)
      write("'")
    case .setWithoutEquals: write(.setting(.set), "takes NAME=VALUE")
    case .noFileName(let option): write(option, "takes a file name")
    case .notAName(let option): write(option, "takes the NAME of a variable")
    case .modeAndPattern(let option): write(option, "takes a mode or patterns, not both")

    case .escapeInDoubleQuotes: write("'\\c' must not appear in double-quoted -S string")
    case .invalidEscape(let sequence):
      write("invalid sequence '")
      write(sequence)
      write("' in -S")
    case .backslashAtEnd: write("invalid backslash at end of string in -S")
    case .tooManySplits: write("-S strings nest more than 4096 deep")
    case .tooLongSplits: write("-S strings come to more than 8 MiB, more than any command can get")
    case .unclosedQuote: write("no terminating quote in -S string")
    case .unsupportedExpansion(let rest):
      write("only ${VARNAME} expansion is supported, error at: ")
      write(rest)

    case .invalidSignal(let name):
      write(quoted: name)
      write(": invalid signal")
    case .cannotBlock(let signal):
      write("failed to block signal ", decimal: signal, ": Invalid argument")
    case .cannotUnset(let name):
      write("cannot unset ")
      write(quoted: name)
      write(": Invalid argument")
    case .cannotSet(let name):
      write("cannot set ")
      write(quoted: name)
      write(": Invalid argument")

    case .nullWithCommand: write("cannot specify --null (-0) with command")
    case .chdirWithoutCommand: write("must specify command with --chdir (-C)")
    case .argv0WithoutCommand: write("must specify command with --argv0 (-a)")
    case .nullWith(let option):
      write("cannot specify --null (-0) with --")
      write(option.row.long)
    case .configWithNoConfig: write("cannot specify --config with --no-config")
    case .without(let option, let other):
      write("cannot specify --")
      write(option.row.long)
      write(" without --")
      write(other.row.long)
    case .exclusive(let option, let other):
      write("cannot specify --")
      write(option.row.long)
      write(" with --")
      write(other.row.long)
    case .exclusiveBesideFiles(let option, let other):
      write("cannot specify --")
      write(option.row.long)
      write(" with --")
      write(other.row.long)
      write(" FILE")
    case .extraOperand(let operand):
      write("extra operand ")
      write(quoted: operand)

    case .shimNotLast: write("--shim must end the #! line; options go before it")
    case .installWithoutNames: write(.installShims, "takes DIR NAME...")
    case .invalidShimName(let name):
      write("invalid NAME ")
      write(quoted: name)
      write(": a shim has the name of its command, without a '/', and not that of envscrub itself")
    }
  }

  private mutating func write(_ option: Option, _ complaint: ByteString) {
    write("option '--")
    write(option.row.long)
    write("' ")
    write(complaint)
  }

  private mutating func writeChoices(of option: Option) {
    write("Valid arguments are:\n")
    if option == .keepFd { return write("  - the number of an open file\n") }
    if option == .shim { return write("  - the path of a shim\n") }
    var firstWord: UInt8 = 0
    if option.row.argument == .boolean {
      write("  - 'yes', 'true'\n  - 'no', 'false'\n")
      firstWord = 2
    }
    guard case .setting(let setting) = option else { return }
    while !setting.word(firstWord).isEmpty {
      write("  - '")
      write(setting.word(firstWord))
      write("'\n")
      firstWord += 1
    }
    if setting.row.kind == .mode { write("  - patterns of names, one each time\n") }
  }
}
