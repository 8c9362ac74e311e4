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
      Run COMMAND without the secrets in the environment.

        envscrub --keep=NPM_TOKEN npm ci     keep a variable for one command
        envscrub --why=NPM_TOKEN             show why it is dropped; all: --explain
        envscrub -i PATH="$PATH" COMMAND     start from nothing
        envscrub bash                        start a shell without secrets
      To keep it in a project, put this into .envscrub.toml, then envscrub --trust:
        shell_environment_policy.keep = ["NPM_TOKEN"]

      """)
    writeOptions(of: .environment, "What COMMAND inherits, in the order of decision:", to: &buffer)
    writeOptions(of: .files, "Policy files:", to: &buffer)
    writeOptions(of: .report, "Output:", to: &buffer)
    writeOptions(of: .command, "How COMMAND is run:", to: &buffer)
    buffer.write(
      """

      A mere - implies -i.  Without COMMAND, print the environment that it would get.
      A PATTERN is a glob for a whole name, in any case, or a group such as @secrets.
      BOOL is yes, no, true or false; without it, yes.  SIG is a name like PIPE, a
      number like 13, or several with commas between them; without it, every signal.

      Exit status, if it is not that of COMMAND:
        0    success
        1    --check, --leak-check or --verify-audit found something
        125  envscrub itself failed; COMMAND did not start
        126  COMMAND was found but could not be run, or a rule forbids it
        127  COMMAND was not found

      Policy files, in this order: /etc/envscrub/config.toml,
      ~/.config/envscrub/config.toml, a trusted .envscrub.toml.
      /etc/envscrub/requirements.toml overrides them.
      Manual: envscrub(1), envscrub.toml(5), envscrub-recipes(7)

      """)
  }

  static func writeVersion(to buffer: inout ByteBuffer) {
    buffer.write("envscrub 0.1.0\nLicense MIT: free to use, change and pass on; there is no warranty.\n")
    // The specifications and the dates of the versions followed.  They change with the program, not with a build.
    buffer.write(
      """
      Policies: shell_environment_policy as Codex has it, 2026-10-01
      Policy files: TOML 1.1.0, 2025-12-18
      Options and messages: env of GNU coreutils 9.10, 2026-02-04

      """)
  }

  private static func writeOptions(
    of section: OptionRow.Section, _ heading: ByteString, to buffer: inout ByteBuffer
  ) {
    buffer.write("\n")
    buffer.write(heading)
    buffer.write("\n")
    for option in Option.all {
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
