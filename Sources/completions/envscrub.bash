# Completion of envscrub(1) in bash, made from its table of options.

# What the option $1 is, its long name maybe shortened: whether it "takes" an argument, of which "kind", and
# what the "operands" are where it is given.
_envscrub_option() {
  takes=none kind= values=
  case $1 in
    -a | --a | --ar | --arg | --argv | --argv0) takes=required kind=anything ;;
    -i | --ignore-e | --ignore-en | --ignore-env | --ignore-envi | --ignore-envir | --ignore-enviro | --ignore-environ | --ignore-environm | --ignore-environme | --ignore-environmen | --ignore-environment) ;;
    -0 | --n | --nu | --nul | --null) ;;
    -u | --u | --un | --uns | --unse | --unset) takes=required kind=names ;;
    -C | --c | --ch | --chd | --chdi | --chdir) takes=required kind=directories ;;
    --def | --defa | --defau | --defaul | --default | --default- | --default-s | --default-si | --default-sig | --default-sign | --default-signa | --default-signal) takes=optional kind=signals ;;
    --ignore-s | --ignore-si | --ignore-sig | --ignore-sign | --ignore-signa | --ignore-signal) takes=optional kind=signals ;;
    --b | --bl | --blo | --bloc | --block | --block- | --block-s | --block-si | --block-sig | --block-sign | --block-signa | --block-signal) takes=optional kind=signals ;;
    --l | --li | --lis | --list | --list- | --list-s | --list-si | --list-sig | --list-sign | --list-signa | --list-signal | --list-signal- | --list-signal-h | --list-signal-ha | --list-signal-han | --list-signal-hand | --list-signal-handl | --list-signal-handli | --list-signal-handlin | --list-signal-handling) ;;
    -v | --deb | --debu | --debug) ;;
    -S | --s | --sp | --spl | --spli | --split | --split- | --split-s | --split-st | --split-str | --split-stri | --split-strin | --split-string) takes=required kind=anything ;;
    --h | --he | --hel | --help) operands=none ;;
    --v | --ve | --ver | --vers | --versi | --versio | --version) operands=none ;;
    --con | --conf | --confi | --config) takes=required kind=files ;;
    --no-c | --no-co | --no-con | --no-conf | --no-confi | --no-config) takes=optional kind=words values='yes no true false' ;;
    --p | --pr | --pro | --prof | --profi | --profil | --profile) takes=required kind=anything ;;
    --cod | --code | --codex) takes=optional kind=words values='yes no true false' ;;
    --che | --chec | --check) operands=files ;;
    --tr | --tru | --trus | --trust) operands=files ;;
    --unt | --untr | --untru | --untrus | --untrust) operands=files ;;
    --list-t | --list-tr | --list-tru | --list-trus | --list-trust | --list-truste | --list-trusted) operands=none ;;
    --to | --to- | --to-e | --to-en | --to-env | --to-envs | --to-envsc | --to-envscr | --to-envscru | --to-envscrub) operands=files ;;
    --exp | --expl | --expla | --explai | --explain) takes=optional kind=words values='yes no true false' ;;
    --w | --wh | --why) takes=required kind=names ;;
    --su | --sug | --sugg | --sugge | --sugges | --suggest) operands=none ;;
    --list-g | --list-gr | --list-gro | --list-grou | --list-group | --list-groups) operands=none ;;
    --le | --lea | --leak | --leak- | --leak-c | --leak-ch | --leak-che | --leak-chec | --leak-check) operands=none ;;
    --veri | --verif | --verify | --verify- | --verify-a | --verify-au | --verify-aud | --verify-audi | --verify-audit) operands=files ;;
    --hea | --head) takes=required kind=anything ;;
    --j | --js | --jso | --json) takes=optional kind=words values='yes no true false' ;;
    -q | --q | --qu | --qui | --quie | --quiet) takes=optional kind=words values='yes no true false' ;;
    --keep- | --keep-f | --keep-fd) takes=required kind=anything ;;
    --sh | --shi | --shim) takes=required kind=files ;;
    --ins | --inst | --insta | --instal | --install | --install- | --install-s | --install-sh | --install-shi | --install-shim | --install-shims) takes=required kind=directories ;;
    --inh | --inhe | --inher | --inheri | --inherit) takes=required kind=words values='all core none' ;;
    --ignore-d | --ignore-de | --ignore-def | --ignore-defa | --ignore-defau | --ignore-defaul | --ignore-default | --ignore-default- | --ignore-default-e | --ignore-default-ex | --ignore-default-exc | --ignore-default-excl | --ignore-default-exclu | --ignore-default-exclud | --ignore-default-exclude | --ignore-default-excludes) takes=optional kind=words values='yes no true false' ;;
    --det | --dete | --detec | --detect | --detect- | --detect-v | --detect-va | --detect-val | --detect-valu | --detect-value | --detect-values) takes=optional kind=words values='yes no true false' ;;
    --sea | --seal) takes=optional kind=words values='yes no true false if-possible' ;;
    --cl | --clo | --clos | --close | --close- | --close-f | --close-fd | --close-fds) takes=optional kind=words values='yes no true false' ;;
    --no-n | --no-ne | --no-new | --no-new- | --no-new-p | --no-new-pr | --no-new-pri | --no-new-priv | --no-new-privs) takes=optional kind=words values='yes no true false' ;;
    --keep) takes=required kind=patterns ;;
    --inc | --incl | --inclu | --includ | --include | --include- | --include-o | --include-on | --include-onl | --include-only) takes=required kind=patterns ;;
    --exc | --excl | --exclu | --exclud | --exclude) takes=required kind=patterns ;;
    --set) takes=required kind=assignments ;;
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
      signals) compgen -W 'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS RTMIN RTMAX' -- "$piece" ;;
      names) compgen -A export -- "$piece" ;;
      patterns) compgen -A export -W '@secrets @injection @access @core @common' -- "$piece" ;;
      assignments) compgen -A export -S = -- "$piece" ;;
      files) compgen -f -- "$piece" ;;
      directories) compgen -d -- "$piece" ;;
      operands)
        compgen -A export -S = -- "$piece"
        compgen -c -- "$piece" ;;
      paths)
        compgen -c -- "$piece"
        compgen -d -- "$piece" ;;
      options) compgen -W '-a --argv0= -i --ignore-environment -0 --null -u --unset= -C --chdir= --default-signal --default-signal= --ignore-signal --ignore-signal= --block-signal --block-signal= --list-signal-handling -v --debug -S --split-string= --help --version --config= --no-config --no-config= --profile= --codex --codex= --check --trust --untrust --list-trusted --to-envscrub --explain --explain= --why= --suggest --list-groups --leak-check --verify-audit --head= --json --json= -q --quiet --quiet= --keep-fd= --shim= --install-shims= --inherit= --ignore-default-excludes --ignore-default-excludes= --detect-values --detect-values= --seal --seal= --close-fds --close-fds= --no-new-privs --no-new-privs= --keep= --include-only= --exclude= --set=' -- "$piece" ;;
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
