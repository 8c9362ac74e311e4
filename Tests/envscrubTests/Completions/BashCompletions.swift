import Bytes
@testable import envscrub

extension Completions {
  /// It needs only bash; if the package bash-completion is loaded, that completes the words after COMMAND.
  static func writeBash(to buffer: inout ByteBuffer) {
    buffer.write(
      #"""
      # Completion of envscrub(1) in bash, made from its table of options.

      # What the option $1 is, its long name maybe shortened: whether it "takes" an argument, of which "kind", and
      # what the "operands" are where it is given.
      _envscrub_option() {
        takes=none kind= values=
        case $1 in

      """#)
    for option in Option.all {
      writeCase(of: option, to: &buffer)
    }
    buffer.write(
      #"""
          *) return 1 ;;
        esac
      }

      # Reads the options in the word $1.  Where one of them takes an argument, "kind" is what that can be, and
      # "lead" the part of the word before it; "next" says that it is the next word.
      _envscrub_word() {
        local letters=
        kind= lead= next=
        case $1 in
          --*=*)
            if _envscrub_option "${1%%=*}" && [[ $takes != none ]]; then lead=${1%%=*}=; fi ;;
          --*)
            if _envscrub_option "$1" && [[ $takes == required ]]; then lead=$1 next=yes; fi ;;
          -?*)
            letters=${1#-}
            while [[ $letters ]]; do
              _envscrub_option "-${letters:0:1}" || break
              letters=${letters:1}
              [[ $takes == required ]] || continue
              lead=${1%"$letters"}
              [[ $letters ]] || next=yes
              break
            done ;;
        esac
      }

      # Offers what is of "kind" and begins with what "cur" has after "lead".
      _envscrub_offer() {
        local IFS=$' \t\n' word breaks=${COMP_WORDBREAKS//[!=:@]/} replaced= quoted= piece
        if [[ $kind == signals ]]; then
          word=${cur#"$lead"}
          lead+=${word%"${word##*,}"}
        fi
        piece=${cur#"$lead"}
        case $kind in
          files | directories | paths)
            # As the user typed it; what is offered is quoted anew.
            case $piece in [\'\"]*) piece=${piece:1} ;; *) piece=${piece//\\/} ;; esac
            # Readline quotes what is a whole word to it, and puts a slash behind a directory.
            if [[ -z $lead || $breaks == *=* && $lead == *= ]]; then
              compopt -o filenames 2>/dev/null
            else
              quoted=yes
            fi ;;
        esac
        # Readline replaces only what follows its last word break, and an @ with it.
        [[ ${breaks/@/} ]] && replaced=${cur%"${cur##*[${breaks/@/}]}"}
        [[ $breaks == *@* && ${cur#"$replaced"} == *@* ]] && replaced=${cur%@*}
        while IFS= read -r word; do
          if [[ $quoted ]]; then
            [[ -d $word ]] && word+=/
            [[ $word == \~* ]] || printf -v word %q "$word"
          fi
          word=$lead$word
          COMPREPLY+=("${word#"$replaced"}")
        done < <(
          case $kind in
            words) compgen -W "$values" -- "$piece" ;;
            signals) compgen -W '
      """#)
    writeSignals(to: &buffer)
    buffer.write(
      #"""
      ' -- "$piece" ;;
            names) compgen -A export -- "$piece" ;;
            patterns) compgen -A export -W '
      """#)
    writeGroups(to: &buffer)
    buffer.write(
      #"""
      ' -- "$piece" ;;
            assignments) compgen -A export -S = -- "$piece" ;;
            files) compgen -f -- "$piece" ;;
            directories) compgen -d -- "$piece" ;;
            operands)
              compgen -A export -S = -- "$piece"
              compgen -c -- "$piece" ;;
            paths)
              compgen -c -- "$piece"
              compgen -d -- "$piece" ;;
            options) compgen -W '
      """#)
    writeOffered(to: &buffer)
    buffer.write(
      #"""
      ' -- "$piece" ;;
          esac
        )
        if [[ ${COMPREPLY[0]-} == *= || $quoted && ${COMPREPLY[0]-} == */ ]]; then compopt -o nospace 2>/dev/null; fi
      }

      # Completes the command that begins at word $1 of the line as if it stood alone.
      _envscrub_command() {
        local function
        for function in _comp_command_offset _command_offset; do
          if declare -F "$function" >/dev/null; then
            "$function" "$1"
            return
          fi
        done
        # Without the package bash-completion: by the command's own function, else with files.
        local spec command=${COMP_WORDS[$1]} index
        spec=$(complete -p -- "$command" 2>/dev/null || complete -p -- "${command##*/}" 2>/dev/null)
        if [[ $spec != *" -F "* ]]; then
          kind=files lead= _envscrub_offer
          return
        fi
        function=${spec##* -F }
        function=${function%% *}
        local COMP_LINE=$COMP_LINE COMP_POINT=$COMP_POINT COMP_CWORD=$((COMP_CWORD - $1)) before=${#COMP_LINE}
        for ((index = 0; index < $1; index++)); do COMP_LINE=${COMP_LINE#*"${COMP_WORDS[index]}"}; done
        COMP_LINE=${COMP_LINE#"${COMP_LINE%%[![:space:]]*}"}
        COMP_POINT=$((COMP_POINT - before + ${#COMP_LINE}))
        local COMP_WORDS=("${COMP_WORDS[@]:$1}")
        "$function" "$command" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      }

      _envscrub() {
        COMPREPLY=()
        local line=${COMP_LINE:0:COMP_POINT} rest word words=() at=() index
        # Bash cuts words at = : and @ too; here they are whole again, and word N begins at word at[N] of bash's.
        for ((index = 0; index <= COMP_CWORD; index++)); do
          word=${COMP_WORDS[index]}
          rest=${line#"${line%%[![:space:]]*}"}
          ((index == COMP_CWORD)) && word=$rest
          if ((index > 0)) && [[ $rest == "$line" && ($word == [=:@]* || ${COMP_WORDS[index - 1]} == *[=:@]) ]]; then
            words[${#words[@]} - 1]+=$word
          else
            at[${#words[@]}]=$index
            words+=("$word")
          fi
          line=${rest#"$word"}
        done

        local last=$((${#words[@]} - 1)) cur=${words[${#words[@]} - 1]} position=1 ended=
        local takes= kind= values= lead= next= operands=command
        while ((position < last)) && [[ ${words[position]} == -?* ]]; do
          word=${words[position]}
          ((position += 1))
          if [[ $word == -- ]]; then
            ended=yes
            break
          fi
          _envscrub_word "$word"
          [[ $next ]] || continue
          if ((position == last)); then
            lead=
            _envscrub_offer
            return
          fi
          ((position += 1))
        done

        if ((position == last)) && [[ ! $ended && $cur == -* ]]; then
          _envscrub_word "$cur"
          [[ $lead && ! $next ]] || kind=options lead=
          _envscrub_offer
          return
        fi
        lead=
        case $operands in
          files)
            kind=files
            _envscrub_offer ;;
          command)
            if ((position < last)) && [[ ${words[position]} == - ]]; then ((position += 1)); fi
            while ((position < last)) && [[ ${words[position]} == *=* ]]; do ((position += 1)); done
            if ((position < last)); then
              _envscrub_command "${at[position]}"
              return
            fi
            kind=operands
            if [[ $cur == *=* ]]; then kind=files lead=${cur%%=*}=; elif [[ $cur == */* ]]; then kind=paths; fi
            _envscrub_offer
            [[ ${COMPREPLY[0]-} || $kind != operands ]] && return
            kind=paths
            _envscrub_offer ;;
        esac
      }

      complete -F _envscrub envscrub

      """#)
  }

  private static func writeCase(of option: Option, to buffer: inout ByteBuffer) {
    buffer.write("    ")
    writeForms(of: option, separator: " | ", to: &buffer)
    buffer.write(")")
    switch option.row.argument {
    case .none: break
    case .required: buffer.write(" takes=required")
    case .optional, .boolean: buffer.write(" takes=optional")
    }
    switch option.candidates {
    case .none: break
    case .anything: buffer.write(" kind=anything")
    case .words(let words):
      buffer.write(" kind=words values='")
      buffer.write(words)
      buffer.write("'")
    case .signals: buffer.write(" kind=signals")
    case .names: buffer.write(" kind=names")
    case .patterns: buffer.write(" kind=patterns")
    case .assignments: buffer.write(" kind=assignments")
    case .files: buffer.write(" kind=files")
    case .directories: buffer.write(" kind=directories")
    }
    switch option.operands {
    case .command: break
    case .files: buffer.write(" operands=files")
    case .none: buffer.write(" operands=none")
    }
    buffer.write(" ;;\n")
  }

  /// All names, separated by blanks; with a `=` if an argument is required, with and without it if one is optional.
  private static func writeOffered(to buffer: inout ByteBuffer) {
    for option in Option.all {
      if option != Option.after(nil) { buffer.write(" ") }
      let row = option.row
      if let short = row.short {
        buffer.write("-")
        buffer.write(short)
        buffer.write(" ")
      }
      buffer.write("--")
      buffer.write(row.long)
      switch row.argument {
      case .none: break
      case .required: buffer.write("=")
      case .optional, .boolean:
        buffer.write(" --")
        buffer.write(row.long)
        buffer.write("=")
      }
    }
  }
}
