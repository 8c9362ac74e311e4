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
            case -a --a --ar --arg --argv --argv0
                set -e words[2]
            case -u --u --un --uns --unse --unset
                set -e words[2]
            case -C --c --ch --chd --chdi --chdir
                set -e words[2]
            case -S --s --sp --spl --spli --split --split- --split-s --split-st --split-str --split-stri --split-strin --split-string
                set -e words[2]
            case --h --he --hel --help
                set operands nothing
            case --v --ve --ver --vers --versi --versio --version
                set operands nothing
            case --con --conf --confi --config
                set -e words[2]
            case --p --pr --pro --prof --profi --profil --profile
                set -e words[2]
            case --che --chec --check
                set operands files
            case --tr --tru --trus --trust
                set operands files
            case --unt --untr --untru --untrus --untrust
                set operands files
            case --list-t --list-tr --list-tru --list-trus --list-trust --list-truste --list-trusted
                set operands nothing
            case --to --to- --to-e --to-en --to-env --to-envs --to-envsc --to-envscr --to-envscru --to-envscrub
                set operands files
            case --w --wh --why
                set -e words[2]
            case --su --sug --sugg --sugge --sugges --suggest
                set operands nothing
            case --list-g --list-gr --list-gro --list-grou --list-group --list-groups
                set operands nothing
            case --le --lea --leak --leak- --leak-c --leak-ch --leak-che --leak-chec --leak-check
                set operands nothing
            case --veri --verif --verify --verify- --verify-a --verify-au --verify-aud --verify-audi --verify-audit
                set operands files
            case --hea --head
                set -e words[2]
            case --keep- --keep-f --keep-fd
                set -e words[2]
            case --sh --shi --shim
                set -e words[2]
            case --ins --inst --insta --instal --install --install- --install-s --install-sh --install-shi --install-shim --install-shims
                set -e words[2]
            case --inh --inhe --inher --inheri --inherit
                set -e words[2]
            case --keep
                set -e words[2]
            case --inc --incl --inclu --includ --include --include- --include-o --include-on --include-onl --include-only
                set -e words[2]
            case --exc --excl --exclu --exclud --exclude
                set -e words[2]
            case --set
                set -e words[2]
            case '-?*'
                # Letters in one word: the argument of the last is the next word.
                if string match -qr -- '^-[i0vq]*[auCS]$' $word
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
    printf '%s\n' "$before"{HUP,INT,QUIT,ILL,TRAP,ABRT,BUS,FPE,KILL,USR1,SEGV,USR2,PIPE,ALRM,TERM,STKFLT,CHLD,CONT,STOP,TSTP,TTIN,TTOU,URG,XCPU,XFSZ,VTALRM,PROF,WINCH,POLL,PWR,SYS,RTMIN,RTMAX}
end

complete -c envscrub -f
complete -c envscrub -n '__envscrub_at files' -F
complete -c envscrub -n '__envscrub_at operand; and string match -qr -- "^[^-].*=" (commandline -ct)' -F
complete -c envscrub -n '__envscrub_at operand' -a '(set -nx)=' -d Variable
complete -c envscrub -n '__envscrub_at operand' -a '(__envscrub_commands)'
complete -c envscrub -n '__envscrub_at command' -a '(__envscrub_command)'
complete -c envscrub -n '__envscrub_at options' -s a -l argv0 -x -d 'pass ARG as the zeroth argument of COMMAND'
complete -c envscrub -n '__envscrub_at options' -s i -l ignore-environment -d 'inherit nothing, read no policy files'
complete -c envscrub -n '__envscrub_at options' -s 0 -l null -d 'end each line of the listing with NUL'
complete -c envscrub -n '__envscrub_at options' -s u -l unset -x -a '(set -nx)' -d 'drop NAME'
complete -c envscrub -n '__envscrub_at options' -s C -l chdir -x -a '(__fish_complete_directories)' -d 'change to the directory DIR first'
complete -c envscrub -n '__envscrub_at options' -l default-signal -f -a '(__envscrub_signals)' -d 'reset SIG to its default action, unblock it'
complete -c envscrub -n '__envscrub_at options' -l ignore-signal -f -a '(__envscrub_signals)' -d 'ignore SIG'
complete -c envscrub -n '__envscrub_at options' -l block-signal -f -a '(__envscrub_signals)' -d 'block SIG'
complete -c envscrub -n '__envscrub_at options' -l list-signal-handling -d 'list the signals that are ignored or blocked'
complete -c envscrub -n '__envscrub_at options' -s v -l debug -d 'report each step on standard error'
complete -c envscrub -n '__envscrub_at options' -s S -l split-string -x -d 'split STRING into words, for #! lines'
complete -c envscrub -n '__envscrub_at options' -l help -d 'print this help and exit'
complete -c envscrub -n '__envscrub_at options' -l version -d 'print the version and exit'
complete -c envscrub -n '__envscrub_at options' -l config -r -F -d 'read the policy from FILE only'
complete -c envscrub -n '__envscrub_at options' -l no-config -f -a 'yes no true false' -d 'read no policy files'
complete -c envscrub -n '__envscrub_at options' -l profile -x -d 'use the profile NAME of the policy files'
complete -c envscrub -n '__envscrub_at options' -l codex -f -a 'yes no true false' -d 'read all files as OpenAI\'s Codex does'
complete -c envscrub -n '__envscrub_at options' -l check -d 'check FILEs, or those that a run would read'
complete -c envscrub -n '__envscrub_at options' -l trust -d 'trust the project file FILE, or the nearest one'
complete -c envscrub -n '__envscrub_at options' -l untrust -d 'stop trusting it'
complete -c envscrub -n '__envscrub_at options' -l list-trusted -d 'list the trusted project files'
complete -c envscrub -n '__envscrub_at options' -l to-envscrub -d 'convert the policy of Codex\'s FILE'
complete -c envscrub -n '__envscrub_at options' -l explain -f -a 'yes no true false' -d 'show what is dropped and why; run nothing'
complete -c envscrub -n '__envscrub_at options' -l why -x -a '(set -nx)' -d 'the same for NAME only, even if it is not set'
complete -c envscrub -n '__envscrub_at options' -l suggest -d 'print a policy to start from'
complete -c envscrub -n '__envscrub_at options' -l list-groups -d 'list the patterns of @secrets and other groups'
complete -c envscrub -n '__envscrub_at options' -l leak-check -d 'show what is still within COMMAND\'s reach'
complete -c envscrub -n '__envscrub_at options' -l verify-audit -d 'report changes in the audit trail FILEs'
complete -c envscrub -n '__envscrub_at options' -l head -x -d 'hash of the last record, for --verify-audit'
complete -c envscrub -n '__envscrub_at options' -l json -f -a 'yes no true false' -d 'print --explain or another report as JSON'
complete -c envscrub -n '__envscrub_at options' -s q -l quiet -f -a 'yes no true false' -d 'print errors, but no notices'
complete -c envscrub -n '__envscrub_at options' -l keep-fd -x -d 'leave descriptor N open with --close-fds'
complete -c envscrub -n '__envscrub_at options' -l shim -r -F -d 'run the command that the shim SCRIPT stands for'
complete -c envscrub -n '__envscrub_at options' -l install-shims -x -a '(__fish_complete_directories)' -d 'write shims for the commands NAME... to DIR'
complete -c envscrub -n '__envscrub_at options' -l inherit -x -a 'all core none' -d 'start from all (default), core, none or PATTERN'
complete -c envscrub -n '__envscrub_at options' -l ignore-default-excludes -f -a 'yes no true false' -d 'don\'t drop what looks like a secret'
complete -c envscrub -n '__envscrub_at options' -l detect-values -f -a 'yes no true false' -d 'drop values that hold credentials (default)'
complete -c envscrub -n '__envscrub_at options' -l seal -f -a 'yes no true false if-possible' -d 'hide other processes; also =if-possible'
complete -c envscrub -n '__envscrub_at options' -l close-fds -f -a 'yes no true false' -d 'close all descriptors but 0, 1 and 2'
complete -c envscrub -n '__envscrub_at options' -l no-new-privs -f -a 'yes no true false' -d 'gain no privileges by set-user-ID programs'
complete -c envscrub -n '__envscrub_at options' -l keep -x -a '(set -nx) @secrets @injection @access @core @common' -d 'keep these despite the default excludes'
complete -c envscrub -n '__envscrub_at options' -l include-only -x -a '(set -nx) @secrets @injection @access @core @common' -d 'drop all but these; with -i, pick from all'
complete -c envscrub -n '__envscrub_at options' -l exclude -x -a '(set -nx) @secrets @injection @access @core @common' -d 'drop these'
complete -c envscrub -n '__envscrub_at options' -l set -x -a '(set -nx)=' -d 'set NAME to VALUE'
