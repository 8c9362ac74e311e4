import Bytes

/// What `--help` and `--version` print.
enum Usage {
  private static var helpColumn: Int { 30 }
  private static var width: Int { 79 }

  static func writeHelp(program: ByteString, to buffer: inout ByteBuffer) {
    buffer.write("Usage: ")
    buffer.write(program)
    buffer.write(
      """
       [OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]
      Run COMMAND without the secrets that are in the environment.

        envscrub --why=NPM_TOKEN             why it is dropped; of all: --explain
        envscrub --keep=NPM_TOKEN npm ci     keep it for one command
        shell_environment_policy.keep = ["NPM_TOKEN"]  in a project's .envscrub.toml
        envscrub -i PATH="$PATH" COMMAND     start from nothing

      """)
    writeOptions(of: .environment, "What COMMAND inherits, in the order in which it is decided:", to: &buffer)
    writeOptions(of: .files, "Policy files:", to: &buffer)
    writeOptions(of: .report, "What is said:", to: &buffer)
    writeOptions(of: .command, "How COMMAND is run:", to: &buffer)
    buffer.write(
      """

      A mere - implies -i.  Without COMMAND, print the environment that it would get.
      A PATTERN is a glob for whole names, without case, or a group: @secrets, @core.
      BOOL is yes, no, true or false; without it, yes.  SIG is a name like PIPE, a
      number like 13, or several with commas between them; without it, every signal.

      Exit status, that of COMMAND where it ran:
        0    what was asked for was printed or done
        1    --check, --leak-check or --verify-audit found something
        125  envscrub itself failed; COMMAND was not started
        126  COMMAND was found, but could not be run, or a rule forbids it
        127  COMMAND was not found

      Files, in this order: /etc/envscrub/config.toml,
      ~/.config/envscrub/config.toml, a trusted .envscrub.toml; over all of them
      /etc/envscrub/requirements.toml
      Manual: envscrub(1), envscrub.toml(5), envscrub-recipes(7)

      """)
  }

  static func writeVersion(to buffer: inout ByteBuffer) {
    buffer.write("envscrub 0.1.0\nLicense MIT: free to use, change and pass on; there is no warranty.\n")
  }

  private static func writeOptions(
    of section: OptionRow.Section, _ heading: ByteString, to buffer: inout ByteBuffer
  ) {
    buffer.write("\n")
    buffer.write(heading)
    buffer.write("\n")
    var next = Option.after(nil)
    while let option = next {
      next = .after(option)
      let row = option.row
      guard row.section == section else { continue }
      let start = buffer.count
      write(row, to: &buffer)
      var column = buffer.count - start
      if column + 2 > helpColumn && column + 2 + row.help.count > width {
        buffer.write("\n")
        column = 0
      }
      buffer.write(UInt8(ascii: " "), count: max(helpColumn - column, 2))
      buffer.write(row.help)
      buffer.write("\n")
    }
  }

  private static func write(_ row: OptionRow, to buffer: inout ByteBuffer) {
    buffer.write("  ")
    if let short = row.short {
      buffer.write(UInt8(ascii: "-"))
      buffer.write(short)
      buffer.write(", ")
    } else {
      buffer.write("    ")
    }
    buffer.write("--")
    buffer.write(row.long)
    switch row.argument {
    case .none:
      break
    case .required:
      buffer.write("=")
      buffer.write(row.metavariable)
    case .optional, .boolean:
      buffer.write("[=")
      buffer.write(row.metavariable)
      buffer.write("]")
    }
  }
}

extension Run {
  /// `--help` and `--version`.
  func printUsage(_ request: Boxed<Invocation>) throws(Failure) -> Int32 {
    trace(request.value.trace, request)
    var text = ByteBuffer()
    if request.value.mode == .help { Usage.writeHelp(program: program, to: &text) } else { Usage.writeVersion(to: &text) }
    return try print(text)
  }
}
