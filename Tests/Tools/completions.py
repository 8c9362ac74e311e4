#!/usr/bin/env python3
"""Types command lines into real shells and compares what they offer:  completions.py BINARY BASH ZSH FISH

bash, with and without the package bash-completion, and zsh have a terminal of their own; fish is asked by its
`complete -C`.  BASH, ZSH and FISH are the files of completions.  A missing shell is skipped with a message; with CI=true
that is a failure.
"""
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

IN_CI = os.environ.get("CI") == "true"
BASH_COMPLETION = "/usr/share/bash-completion/bash_completion"
BOOLEANS = {"yes", "no", "true", "false"}
APP = {"APP_NAME", "APP_PORT"}
ALL = ("bash", "zsh", "fish")

# the line up to the cursor; what must be offered; what else may be offered: nothing, or anything that is not in the
# third set; the shells for which this holds, if not all
CASES = [
    ("--inherit=", {"all", "core", "none"}, None),
    ("--inherit ", {"all", "core", "none"}, None),
    ("--inherit=c", {"core"}, None),
    ("-i --inherit=n", {"none"}, None),
    ("--json=", BOOLEANS, None),
    ("--detect-values=n", {"no"}, None),
    ("--expl", {"--explain", "--explain="}, None, ("bash", "fish")),
    ("--expl", {"--explain="}, None, ("zsh",)),  # a blank removes the =
    ("--in", {"--inherit=", "--include-only="}, {"--ignore-environment", "-i"}, ("bash", "zsh")),
    ("--in", {"--inherit", "--include-only"}, {"--ignore-environment", "-i"}, ("fish",)),
    ("-u APP", APP, None),
    ("-uAPP", APP, None),
    ("-iu APP", APP, None),
    ("-ivuAPP", APP, None),
    ("--unset=APP", APP, None),
    ("--unset APP", APP, None),
    ("--uns APP", APP, None, ("bash",)),
    ("--keep=APP", APP, None),
    ("--exclude APP", APP, None),
    ("--why=APP", APP, None),
    ("--why APP", APP, None),
    ("--include-only=@", {"@secrets", "@injection", "@access", "@common", "@core"}, None),
    ("--exclude=@s", {"@secrets"}, None),
    ("--set=APP", {"APP_NAME=", "APP_PORT="}, None),
    ("--set APP_N", {"APP_NAME="}, None),
    ("APP", {"APP_NAME=", "APP_PORT="}, {"--inherit="}),
    ("- APP", {"APP_NAME=", "APP_PORT="}, {"--inherit="}),
    ("A=1 APP_P", {"APP_PORT="}, None),
    ("A=pol", {"policy.toml"}, None),
    ("--config=pol", {"policy.toml"}, None),
    ("--config pol", {"policy.toml"}, None),
    ("--config sub/i", {"inner.toml"}, None),
    ("-C su", {"sub"}, None),
    ("-C ", {"bin", "sub", "two words"}, {"policy.toml", "all"}),
    ("--chdir=t", {"two words"}, None),
    ("--ignore-signal=IN", {"INT"}, None),
    ("--block-signal=INT,TER", {"TERM"}, None),
    ("--default-signal=RT", {"RTMIN", "RTMAX"}, None),
    ("--config=me@", {"me@home.toml"}, None, ("zsh", "fish")),
    ("bin/fr", {"frob-tool"}, None),
    ("--check pol", {"policy.toml"}, None),
    ("--check ", {"policy.toml", "my file.toml", "sub"}, {"frob-tool", "APP_NAME=", "--inherit="}),
    ("--check policy.toml s", {"sub"}, {"sh"}),
    ("--trust pol", {"policy.toml"}, None),
    ("--untrust -q pol", {"policy.toml"}, None),
    ("--list-trusted ", set(), None),
    ("--argv0 ", set(), None),
    ("--profile=", set(), None),
    ("fro", {"frob-tool"}, {"--inherit="}),
    ("-i A=1 fro", {"frob-tool"}, {"--inherit="}),
    ("-u APP_NAME -- fro", {"frob-tool"}, {"--inherit="}),
    ("frob-tool --", {"--frobnicate", "--from"}, {"--inherit=", "--check"}),
    ("A=1 B=2 frob-tool --frob", {"--frobnicate"}, None),
    ("-C sub --keep=A -- A=1 frob-tool x --frob", {"--frobnicate"}, None),
    ("--inherit=core - frob-tool --fro", {"--frobnicate", "--from"}, None),
    ("frob-tool -u APP", set(), APP | {"APP_NAME="}),
    ("env-free pol", {"policy.toml"}, None),
    ("envscrub -i --inherit=c", {"core"}, None),
]

# The line after completion in bash: quoted, and with a blank only after a complete word.
LINES = [
    ("--inherit=c", "--inherit=core "),
    ("--inhe", "--inherit="),
    ("--che", "--check "),
    ("--set=APP_N", "--set=APP_NAME="),
    ("APP_N", "APP_NAME="),
    ("--config=my", "--config=my\\ file.toml "),
    ("--config my\\ f", "--config my\\ file.toml "),
    ("--config 'my", "--config 'my file.toml' "),
    ("--config=su", "--config=sub/"),
    ("--config=me@h", "--config=me@home.toml "),
    ("--config me", "--config me@home.toml "),
    ("two", "two\\ words/"),
    ("A=1 bin/fr", "A=1 bin/frob-tool "),
    ("A=my", "A=my\\ file.toml "),
    ("-C two", "-C two\\ words/"),
    ("-Csu", "-Csub/"),
    ("-iCtwo", "-iCtwo\\ words/"),
    ("--exclude=@s", "--exclude=@secrets "),
    ("--block-signal=INT,TER", "--block-signal=INT,TERM "),
    ("frob-tool --frob", "frob-tool --frobnicate "),
]


def options(binary):
    """All option names, as --help shows them."""
    text = subprocess.run([binary, "--help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^  (-\w)", text, re.M)), set(re.findall(r"^  (?:-\w, |    )(--[\w-]+)", text, re.M))


class Terminal:
    """A shell on its own terminal.  It answers typed text through files."""

    def __init__(self, command, folder, environment):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, environment)
        self.seen = b""

    def type(self, text, answer):
        """Types `text`, waits for the file `answer`, and returns its text."""
        os.write(self.terminal, text.encode())
        end = time.monotonic() + 20
        while not answer.exists() or not answer.read_text().endswith("END\n"):
            try:
                if select.select([self.terminal], [], [], 0.005)[0]: self.seen += os.read(self.terminal, 65536)
            except OSError:
                end = 0
            if time.monotonic() > end:  # or the shell has ended
                raise SystemExit(f"no answer to {text!r}; the terminal shows:\n{self.seen[-2000:].decode(errors='replace')}")
        answer_text = answer.read_text()
        answer.unlink()
        return answer_text.removesuffix("END\n")

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


class Bash:
    def __init__(self, path, folder, environment, start):
        out = folder / "out"
        (folder / "bashrc").write_text(f"""
            bind 'set bell-style none'; bind 'set completion-query-items 0'; bind 'set page-completions off'
            {start}
            _frob() {{ COMPREPLY=($(compgen -W '--frobnicate --from' -- "$2")); }}
            complete -F _frob frob-tool
            . '{path}'
            _probe() {{ _envscrub "$@"; offered=("${{COMPREPLY[@]}}"); }}
            complete -F _probe envscrub
            _dump() {{ printf '%s\\n' "$READLINE_LINE" "${{offered[@]}}" END >'{out}'; READLINE_LINE= offered=(); }}
            bind -x '"\\C-x\\C-l": _dump'
            bind 'set show-all-if-ambiguous off'
            PS1=; echo END >'{out}'
            """)
        self.out = out
        self.terminal = Terminal(["bash", "--noprofile", "--rcfile", str(folder / "bashrc"), "-i"], folder, environment)
        self.terminal.type("", out)

    def complete(self, line):
        """The completed line, and the offers."""
        answer = self.terminal.type("envscrub " + line + "\t\x18\x0c", self.out).split("\n")
        return answer[0].removeprefix("envscrub "), [word for word in answer[1:] if word]

    def offered(self, line): return self.complete(line)[1]

    def close(self): self.terminal.close()


class Zsh:
    def __init__(self, path, folder, environment):
        out = folder / "out"
        functions = folder / "functions"
        functions.mkdir()
        shutil.copy(path, functions / "_envscrub")
        (functions / "_frob-tool").write_text("#compdef frob-tool\n_arguments --frobnicate --from '*:file:_files'\n")
        (folder / ".zshrc").write_text(rf"""
            PS1=
            fpath=({functions} $fpath)
            autoload -Uz compinit && compinit -u -D
            # What is offered is recorded, with what is put before and behind it.
            compadd() {{
              setopt localoptions extendedglob
              if [[ ${{@[1,(i)(-|--)]}} == *-[OAD]\ * ]]; then builtin compadd "$@"; return; fi
              local -a hits
              builtin compadd -A hits "$@"
              local options=${{(j: :)@[1,(i)(-|--)]}} tail=
              [[ $options == *-[a-zA-Z]#S=* || $options == *-[a-zA-Z]#S\ =* ]] && tail='='
              (( $#hits )) && printf '%s\n' ${{^hits}}$tail >>{out}
              builtin compadd "$@"
            }}
            finish() {{ BUFFER=; echo END >>{out}; }}
            zle -N finish
            bindkey '^I' complete-word '^X^L' finish
            echo END >{out}
            """)
        self.out = out
        self.terminal = Terminal(["zsh", "-d", "-i"], folder, environment | {"ZDOTDIR": str(folder)})
        self.terminal.type("", out)

    def offered(self, line):
        return self.terminal.type("envscrub " + line + "\t\x18\x0c", self.out).split("\n")[:-1]

    def close(self): self.terminal.close()


class Fish:
    def __init__(self, path, folder, environment):
        self.folder, self.environment = folder, environment
        self.start = f"complete -c frob-tool -f; complete -c frob-tool -l frobnicate; complete -c frob-tool -l from; source {path}; "

    def offered(self, line):
        result = subprocess.run(
            ["fish", "--no-config", "-c", self.start + 'complete -C "$argv[1]"', "envscrub " + line],
            cwd=self.folder, env=self.environment, capture_output=True, text=True)
        if result.returncode or result.stderr: return [f"status {result.returncode}: {result.stderr}"]
        return [row.split("\t")[0] for row in result.stdout.splitlines()]

    def close(self): pass


def plain(word, line):
    """The offers of a shell, without what is typed already, directories and trailing slashes."""
    typed = line.split(" ")[-1]
    for before in (typed[: typed.rfind(mark) + 1] for mark in ",=" if mark in typed):
        if word.startswith(before): word = word[len(before):]
    if re.match("-[ivq]*u", typed): word = word.removeprefix(re.match("-[ivq]*u", typed)[0])
    return word.split(",")[-1].rstrip("/").split("/")[-1].replace("\\", "")


def check(name, kind, shell, names):
    faults = 0

    def fault(line, text):
        nonlocal faults
        faults += 1
        print(f"{name}: envscrub {line}<TAB>: {text}")

    for line, wanted, unwanted, *shells in CASES:
        if kind not in (shells[0] if shells else ALL): continue
        offered = {plain(word, line) for word in shell.offered(line)}
        if missing := wanted - offered: fault(line, f"{sorted(missing)} not among {sorted(offered)[:9]}")
        if unwanted is None and offered - wanted: fault(line, f"offers also {sorted(offered - wanted)[:9]}")
        if unwanted and offered & unwanted: fault(line, f"offers also {sorted(offered & unwanted)}")
    short, long = names
    offered = {word.rstrip("=") for line in ("-", "--") for word in shell.offered(line)}
    if missing := (short | long) - offered: fault("-", f"{sorted(missing)} are not offered")
    if more := {word for word in offered if word.startswith("-")} - short - long - {"-"}: fault("-", f"{sorted(more)} are no options")
    return faults


def main():
    binary, *paths = [str(pathlib.Path(argument).resolve()) for argument in sys.argv[1:]]
    names = options(binary)
    faults, tried = 0, []
    shells = [
        ("bash", "bash", paths[0], ""),
        ("bash with bash-completion", "bash", paths[0], f". {BASH_COMPLETION}"),
        ("bash where = breaks no word", "bash", paths[0], "COMP_WORDBREAKS=${COMP_WORDBREAKS//=}"),
        ("zsh", "zsh", paths[1], ""),
        ("fish", "fish", paths[2], ""),
    ]
    for name, kind, path, start in shells:
        if not shutil.which(kind) or BASH_COMPLETION in start and not os.path.exists(BASH_COMPLETION):
            print(f"completions: {name} is not installed: {'but CI must have it' if IN_CI else 'skipped'}")
            faults += IN_CI
            continue
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch) / "home"
            for directory in ("bin", "sub", "two words"): (folder / directory).mkdir(parents=True)
            for file in ("policy.toml", "my file.toml", "me@home.toml", "sub/inner.toml"): (folder / file).write_text("")
            for tool in ("frob-tool", "env-free"):
                (folder / "bin" / tool).write_text("#!/bin/sh\n")
                (folder / "bin" / tool).chmod(0o755)
            environment = {
                "PATH": f"{folder}/bin:/usr/bin:/bin", "HOME": str(folder), "TERM": "dumb", "LC_ALL": "C.UTF-8",
                "APP_NAME": "fake", "APP_PORT": "1", "COLUMNS": "200",
            }
            if kind == "bash": shell = Bash(path, folder, environment, start)
            elif kind == "zsh": shell = Zsh(path, folder, environment)
            else: shell = Fish(path, folder, environment)
            try:
                faults += check(name, kind, shell, names)
                for line, wanted in LINES if kind == "bash" else []:
                    if (became := shell.complete(line)[0].replace("\\@", "@")) != wanted:
                        faults += 1
                        print(f"{name}: envscrub {line}<TAB>: becomes {became!r}, not {wanted!r}")
            finally:
                shell.close()
        tried.append(name)
    if not faults: print(f"completions: {len(CASES)} lines and all {sum(map(len, names))} names in {', '.join(tried)}")
    sys.exit(faults != 0)


main()
