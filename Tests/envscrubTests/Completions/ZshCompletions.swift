import Bytes
@testable import envscrub

extension Completions {
  /// To be installed as `_envscrub` in a directory of zsh's `fpath`.
  static func writeZsh(to buffer: inout ByteBuffer) {
    buffer.write(
      #"""
      #compdef envscrub
      # Completion of envscrub(1) in zsh, made from its table of options.

      _envscrub_signals() {
        compadd "$@" - 
      """#)
    writeSignals(to: &buffer)
    buffer.write(
      #"""

      }

      _envscrub_patterns() {
        _alternative 'variables:variable:_parameters -g "*export*"' 'groups:group:(
      """#)
    writeGroups(to: &buffer)
    buffer.write(
      #"""
      )'
      }

      _envscrub_assignments() {
        if compset -P 1 '*='; then
          _files
        else
          _parameters -g '*export*' -qS=
        fi
      }

      _envscrub_operands() {
        if (( CURRENT > 1 )) && [[ $words[1] == - ]]; then
          shift words
          (( CURRENT-- ))
        fi
        while (( CURRENT > 1 )) && [[ $words[1] == *=* ]]; do
          shift words
          (( CURRENT-- ))
        done
        if (( CURRENT > 1 )); then
          _normal -p envscrub
        elif compset -P 1 '*='; then
          _files
        else
          _alternative 'variables:variable:_parameters -g "*export*" -qS=' 'commands:command:_command_names -e'
        fi
      }

      _envscrub() {
        local curcontext=$curcontext ret=1
        local -a state line options
        typeset -A opt_args
        options=(

      """#)
    for option in Option.all {
      if let short = option.row.short { writeSpecification(of: option, letter: short, to: &buffer) }
      writeSpecification(of: option, letter: nil, to: &buffer)
    }
    buffer.write(
      #"""
        )
        _arguments -C -s -S -A '-?*' $options '*:: :->operands' && ret=0
        [[ -z $state ]] && return ret
        if (( 
      """#)
    writeTest(of: .files, to: &buffer)
    buffer.write(
      #"""
       )); then
          _files && ret=0
        elif (( 
      """#)
    writeTest(of: .none, to: &buffer)
    buffer.write(
      #"""
       )); then
          _message 'no more arguments'
        else
          _envscrub_operands && ret=0
        fi
        return ret
      }

      _envscrub "$@"

      """#)
  }

  /// An arithmetic expression that is true if an option with these operands was given.
  private static func writeTest(of operands: Option.Operands, to buffer: inout ByteBuffer) {
    var isFirst = true
    for option in Option.all {
      guard option.operands == operands else { continue }
      if !isFirst { buffer.write(" || ") }
      isFirst = false
      buffer.write("${+opt_args[--")
      buffer.write(option.row.long)
      buffer.write("]}")
    }
  }

  /// One word of zsh's `_arguments`, for the option's letter or its long name.
  private static func writeSpecification(of option: Option, letter: UInt8?, to buffer: inout ByteBuffer) {
    let row = option.row
    buffer.write("    '")
    if option.isRepeatable {
      buffer.write("*")
    } else {
      buffer.write("(")
      if let short = row.short {
        buffer.write("-")
        buffer.write(short)
        buffer.write(" ")
      }
      buffer.write("--")
      buffer.write(row.long)
      buffer.write(")")
    }
    buffer.write("-")
    if let letter {
      buffer.write(letter)
    } else {
      buffer.write("-")
      buffer.write(row.long)
    }
    switch row.argument {
    case .none: break
    case .required: buffer.write(letter == nil ? "=" : "+")
    // A letter can't take an optional argument.
    case .optional, .boolean: if letter == nil { buffer.write("=-") }
    }
    buffer.write("[")
    for index in 0..<row.help.count {
      switch row.help[index] {
      case UInt8(ascii: "'"): buffer.write("'\\''")
      case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\\"):
        buffer.write("\\")
        buffer.write(row.help[index])
      default: buffer.write(row.help[index])
      }
    }
    buffer.write("]")
    switch row.argument {
    case .none: break
    case .required: writeAction(of: option, to: &buffer)
    case .optional, .boolean:
      if letter == nil {
        buffer.write(":")
        writeAction(of: option, to: &buffer)
      }
    }
    buffer.write("'\n")
  }

  private static func writeAction(of option: Option, to buffer: inout ByteBuffer) {
    buffer.write(":")
    buffer.write(option.row.metavariable)
    buffer.write(":")
    switch option.candidates {
    case .none, .anything: buffer.write(" ")
    case .words(let words):
      buffer.write("(")
      buffer.write(words)
      buffer.write(")")
    case .signals: buffer.write("_sequence _envscrub_signals")
    case .names: buffer.write("_parameters -g \"*export*\"")
    case .patterns: buffer.write("_envscrub_patterns")
    case .assignments: buffer.write("_envscrub_assignments")
    case .files: buffer.write("_files")
    case .directories: buffer.write("_files -/")
    }
  }
}
