import Bytes
@testable import envscrub

extension Completions {
  /// To be installed as `envscrub.fish` in a directory of fish's completions.
  static func writeFish(to buffer: inout ByteBuffer) {
    buffer.write(
      #"""
      # Completion of envscrub(1) in fish, made from its table of options.

      # Prints where on the line the cursor is: options, operand, files or nothing; or command, and after it the
      # words of that command up to the cursor.
      function __envscrub_place
          set -l words (commandline -opc)
          set -e words[1]
          set -l operands operand
          set -l place options
          while set -q words[1]
              set -l word $words[1]
              switch $word
                  case --
                      set -e words[1]
                      set place operands
                      break
                  case '--*=*'

      """#)
    for option in Option.all {
      guard option.row.argument == .required || option.operands != .command else { continue }
      buffer.write("            case ")
      writeForms(of: option, separator: " ", to: &buffer)
      buffer.write("\n                ")
      switch option.operands {
      case .command: buffer.write("set -e words[2]\n")
      case .files: buffer.write("set operands files\n")
      case .none: buffer.write("set operands nothing\n")
      }
    }
    buffer.write(
      #"""
                  case '-?*'
                      # Letters in one word: the argument of the last is the next word.
                      if string match -qr -- '^-[
      """#)
    writeLetters(needingArgument: false, to: &buffer)
    buffer.write("]*[")
    writeLetters(needingArgument: true, to: &buffer)
    buffer.write(
      #"""
      ]$' $word
                          set -e words[2]
                      end
                  case '*'
                      set place operands
                      break
              end
              set -e words[1]
          end
          if test $operands != operand
              test $place = options; and echo options
              echo $operands
              return
          end
          if test $place = options
              echo options
          end
          if test "$words[1]" = -
              set -e words[1]
          end
          while string match -q -- '*=*' $words[1]
              set -e words[1]
          end
          if set -q words[1]
              echo command
              string join \n -- $words
          else
              echo operand
          end
      end

      function __envscrub_at
          contains -- $argv[1] (__envscrub_place)[1..2]
      end

      # The words of the command are completed as they are without envscrub before them.
      function __envscrub_command
          set -l words (__envscrub_place)
          complete --do-complete=(string join ' ' -- (string escape -- $words[2..-1]) (commandline -ct))
      end

      function __envscrub_commands
          set -l typed (commandline -ct)
          string match -q -- '-*' $typed; or complete --do-complete="$typed"
      end

      function __envscrub_signals
          set -l typed (string replace -r '^--[^=]*=' '' -- (commandline -ct))
          set -l before (string match -r -- '.*,' $typed)
          printf '%s\n' "$before"{
      """#)
    var signals = ByteBuffer()
    writeSignals(to: &signals)
    signals.withBytes { names in
      for index in 0..<names.count { buffer.write(names[index] == UInt8(ascii: " ") ? UInt8(ascii: ",") : names[index]) }
    }
    buffer.write(
      #"""
      }
      end

      complete -c envscrub -f
      complete -c envscrub -n '__envscrub_at files' -F
      complete -c envscrub -n '__envscrub_at operand; and string match -qr -- "^[^-].*=" (commandline -ct)' -F
      complete -c envscrub -n '__envscrub_at operand' -a '(set -nx)=' -d Variable
      complete -c envscrub -n '__envscrub_at operand' -a '(__envscrub_commands)'
      complete -c envscrub -n '__envscrub_at command' -a '(__envscrub_command)'

      """#)
    for option in Option.all { writeComplete(of: option, to: &buffer) }
  }

  private static func writeLetters(needingArgument: Bool, to buffer: inout ByteBuffer) {
    for option in Option.all {
      if let short = option.row.short, (option.row.argument == .required) == needingArgument { buffer.write(short) }
    }
  }

  private static func writeComplete(of option: Option, to buffer: inout ByteBuffer) {
    let row = option.row
    buffer.write("complete -c envscrub -n '__envscrub_at options'")
    if let short = row.short {
      buffer.write(" -s ")
      buffer.write(short)
    }
    buffer.write(" -l ")
    buffer.write(row.long)
    switch row.argument {
    case .none: break
    case .required: buffer.write(option.candidates == .files ? " -r" : " -x")
    case .optional, .boolean: buffer.write(" -f")
    }
    switch option.candidates {
    case .none, .anything: break
    case .words(let words):
      buffer.write(" -a '")
      buffer.write(words)
      buffer.write("'")
    case .signals: buffer.write(" -a '(__envscrub_signals)'")
    case .names: buffer.write(" -a '(set -nx)'")
    case .patterns:
      buffer.write(" -a '(set -nx) ")
      writeGroups(to: &buffer)
      buffer.write("'")
    case .assignments: buffer.write(" -a '(set -nx)='")
    case .files: buffer.write(" -F")
    case .directories: buffer.write(" -a '(__fish_complete_directories)'")
    }
    buffer.write(" -d '")
    write(row.help, escaping: "\\'", to: &buffer)
    buffer.write("'\n")
  }
}
