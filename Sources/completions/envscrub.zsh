#compdef envscrub
# Completion of envscrub(1) in zsh, made from its table of options.

_envscrub_signals() {
  compadd "$@" - HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS RTMIN RTMAX
}

_envscrub_patterns() {
  _alternative 'variables:variable:_parameters -g "*export*"' 'groups:group:(@secrets @injection @access @core @common)'
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
    '(-a --argv0)-a+[pass ARG as the zeroth argument of COMMAND]:ARG: '
    '(-a --argv0)--argv0=[pass ARG as the zeroth argument of COMMAND]:ARG: '
    '(-i --ignore-environment)-i[inherit nothing, read no policy files]'
    '(-i --ignore-environment)--ignore-environment[inherit nothing, read no policy files]'
    '(-0 --null)-0[end each line of the listing with NUL]'
    '(-0 --null)--null[end each line of the listing with NUL]'
    '*-u+[drop NAME]:NAME:_parameters -g "*export*"'
    '*--unset=[drop NAME]:NAME:_parameters -g "*export*"'
    '(-C --chdir)-C+[change to the directory DIR first]:DIR:_files -/'
    '(-C --chdir)--chdir=[change to the directory DIR first]:DIR:_files -/'
    '*--default-signal=-[reset SIG to its default action, unblock it]::SIG:_sequence _envscrub_signals'
    '*--ignore-signal=-[ignore SIG]::SIG:_sequence _envscrub_signals'
    '*--block-signal=-[block SIG]::SIG:_sequence _envscrub_signals'
    '(--list-signal-handling)--list-signal-handling[list the signals that are ignored or blocked]'
    '(-v --debug)-v[report each step on standard error]'
    '(-v --debug)--debug[report each step on standard error]'
    '(-S --split-string)-S+[split STRING into words, for #! lines]:STRING: '
    '(-S --split-string)--split-string=[split STRING into words, for #! lines]:STRING: '
    '(--help)--help[print this help and exit]'
    '(--version)--version[print the version and exit]'
    '(--config)--config=[read the policy from FILE only]:FILE:_files'
    '(--no-config)--no-config=-[read no policy files]::BOOL:(yes no true false)'
    '(--profile)--profile=[use the profile NAME of the policy files]:NAME: '
    '(--codex)--codex=-[read all files as OpenAI'\''s Codex does]::BOOL:(yes no true false)'
    '(--check)--check[check FILEs, or those that a run would read]'
    '(--trust)--trust[trust the project file FILE, or the nearest one]'
    '(--untrust)--untrust[stop trusting it]'
    '(--list-trusted)--list-trusted[list the trusted project files]'
    '(--to-envscrub)--to-envscrub[convert the policy of Codex'\''s FILE]'
    '(--explain)--explain=-[show what is dropped and why; run nothing]::BOOL:(yes no true false)'
    '*--why=[the same for NAME only, even if it is not set]:NAME:_parameters -g "*export*"'
    '(--suggest)--suggest[print a policy to start from]'
    '(--list-groups)--list-groups[list the patterns of @secrets and other groups]'
    '(--leak-check)--leak-check[show what is still within COMMAND'\''s reach]'
    '(--verify-audit)--verify-audit[report changes in the audit trail FILEs]'
    '(--head)--head=[hash of the last record, for --verify-audit]:SHA256: '
    '(--json)--json=-[print --explain or another report as JSON]::BOOL:(yes no true false)'
    '(-q --quiet)-q[print errors, but no notices]'
    '(-q --quiet)--quiet=-[print errors, but no notices]::BOOL:(yes no true false)'
    '*--keep-fd=[leave descriptor N open with --close-fds]:N: '
    '(--shim)--shim=[run the command that the shim SCRIPT stands for]:SCRIPT:_files'
    '(--install-shims)--install-shims=[write shims for the commands NAME... to DIR]:DIR:_files -/'
    '*--inherit=[start from all (default), core, none or PATTERN]:MODE:(all core none)'
    '(--ignore-default-excludes)--ignore-default-excludes=-[don'\''t drop what looks like a secret]::BOOL:(yes no true false)'
    '(--detect-values)--detect-values=-[drop values that hold credentials (default)]::BOOL:(yes no true false)'
    '(--seal)--seal=-[hide other processes; also =if-possible]::BOOL:(yes no true false if-possible)'
    '(--close-fds)--close-fds=-[close all descriptors but 0, 1 and 2]::BOOL:(yes no true false)'
    '(--no-new-privs)--no-new-privs=-[gain no privileges by set-user-ID programs]::BOOL:(yes no true false)'
    '*--keep=[keep these despite the default excludes]:PATTERN:_envscrub_patterns'
    '*--include-only=[drop all but these; with -i, pick from all]:PATTERN:_envscrub_patterns'
    '*--exclude=[drop these]:PATTERN:_envscrub_patterns'
    '*--set=[set NAME to VALUE]:NAME=VALUE:_envscrub_assignments'
  )
  _arguments -C -s -S -A '-?*' $options '*:: :->operands' && ret=0
  [[ -z $state ]] && return ret
  if (( ${+opt_args[--check]} || ${+opt_args[--trust]} || ${+opt_args[--untrust]} || ${+opt_args[--to-envscrub]} || ${+opt_args[--verify-audit]} )); then
    _files && ret=0
  elif (( ${+opt_args[--help]} || ${+opt_args[--version]} || ${+opt_args[--list-trusted]} || ${+opt_args[--suggest]} || ${+opt_args[--list-groups]} || ${+opt_args[--leak-check]} )); then
    _message 'no more arguments'
  else
    _envscrub_operands && ret=0
  fi
  return ret
}

_envscrub "$@"
