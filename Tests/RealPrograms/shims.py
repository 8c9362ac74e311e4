#!/usr/bin/env python3
"""Tests shims with the real programs behind them, in a throw-away machine (machine.py):  shims.py BINARY

A caller with secrets runs each row twice: without the shims in PATH, to show that the secrets would arrive, and with
them.  What the program starts calls `peek`, which notes that it ran and how many of its own variables hold a secret.
It requires root: otherwise, and if something is missing, it is skipped with a message; as root with CI=true that is a
failure.
"""

import os
import shutil
import sys
import time

import machine
import throwaway
from machine import must, run, write

NEEDED = "unshare mount ip useradd sshd ssh ssh-keygen cron crontab pip git make gcc python3 vim ed perl".split()
SHIMS, MORE, WORK, SEEN = "/usr/local/shims", "/usr/local/more-shims", "/home/work", "/home/work/seen"
NAMES = "npm node git make gcc python3 pip sh bash vim ed perl ssh".split()
PLAIN_PATH = "/usr/local/bin:/usr/bin:/bin"
SECRETS = {"A_TOKEN": "fake1", "CALLER_TOKEN": "fake2", "CALLER_PLAIN": "plain"}

PEEK = """\
#!/bin/sh
printf '%s %s\\n' "$1" "$(/usr/bin/tr '\\n\\0' '\\1\\n' </proc/$$/environ | /usr/bin/grep -c =fake)" >>/home/work/seen
"""
GIT = "git -c user.name=x -c user.email=x@example -c init.defaultBranch=main -c commit.gpgsign=false"
AGENT = """\
import os, subprocess, sys
shell = os.environ["SHELL"]
def tool(*words):
    done = subprocess.run([shell, *words], stdout=subprocess.PIPE, text=True)
    return done.stdout, done.returncode
assert tool("-c", "echo 'two  words' \\"$0 $1\\"; exit 3", "name", "a  b") == ("two  words name a  b\\n", 3)
for number, line in enumerate(["peek one", "cd / && peek two", "python3 -c 'import os; os.system(\\"peek three\\")'"]):
    assert tool("-c", line)[1] == 0 and tool("-lc", line)[1] == 0, line
subprocess.run(["peek", "agent"])
"""

# title, a line for /bin/sh in a fresh directory, the labels that peek must see in that order, the line's output
ROWS = [
    ("npm run", """printf '{"name":"p","version":"1.0.0","scripts":{"x":"peek script; node child.js"}}' >package.json
     echo 'require("child_process").execSync("peek child"); console.log(process.execPath)' >child.js
     npm run -s x""", "script child", "/usr/bin/node\n"),
    ("npm install, a script of the package", """mkdir p; printf '{"name":"p","version":"1.0.0","scripts":{"postinstall":"peek post"}}' >p/package.json
     npm install --offline --no-audit --no-fund --foreground-scripts --install-links ./p >log 2>&1; echo $?""", "post", "0\n"),
    ("node", """node -e 'require("child_process").execFileSync("peek", ["node"]); console.log(1 + 1)'""", "node", "2\n"),
    ("pip's editor", """export HOME=$PWD; printf '#!/bin/sh\\npeek editor\\n' >editor; chmod 755 editor
     pip config --editor $PWD/editor --user set global.timeout 5 >log; pip config --editor $PWD/editor --user edit >log; echo $?""", "editor", "0\n"),
    ("git: a subcommand in PATH, an alias, a hook, core.editor", f"""printf '#!/bin/sh\\npeek sub\\n' >git-peeked; chmod 755 git-peeked; PATH=$PATH:$PWD
     {GIT} init -q r; cd r; printf '#!/bin/sh\\npeek hook\\n' >.git/hooks/pre-commit; chmod 755 .git/hooks/pre-commit
     {GIT} peeked; {GIT} -c alias.p='!peek alias' p
     {GIT} -c core.editor='peek editor; echo text >' commit -q --allow-empty; git log --format=%s""", "sub alias hook editor", "text\n"),
    ("make -j4 and make in it: the jobserver passes", """printf 'all: a b c d\\na b c d:\\n\\t+@make -s -f sub x\\n' >Makefile
     printf 'x:\\n\\t@peek sub\\n' >sub; make -sj4 2>&1""", "sub sub sub sub", ""),
    ("make: $(shell ...) and a recipe", """printf 'V := $(shell peek shell; echo said)\\nall:\\n\\t@peek recipe; echo $(V)\\n' >Makefile; make -s""",
     "shell recipe", "said\n"),
    ("gcc: cc1, as, collect2", """printf '#!/bin/sh\\npeek ${1##*/}\\nexec "$@"\\n' >w; chmod 755 w; echo 'int main(void) { return 7; }' >t.c
     gcc -wrapper $PWD/w t.c -o t; ./t; echo $?""", "cc1 as collect2", "7\n"),
    ("gcc: ld and lto by way of collect2", """echo 'int main(void) { return 8; }' >t.c; gcc -flto -O2 t.c -o t; ./t; echo $?; peek done 2>&1""",
     "done=", "8\n"),
    ("python3: subprocess, os.system", """python3 -c 'import subprocess, os, sys
subprocess.run(["peek", "run"]); subprocess.run("peek shell", shell=True); os.system("peek system"); print(sys.argv)' a 'b  c'""",
     "run shell system", "['-c', 'a', 'b  c']\n"),
    ("python3: a script whose first line says env python3", """printf '#!/usr/bin/env python3\\nimport os; os.system("peek child"); print(1)\\n' >s; chmod 755 s; ./s""",
     "child", "1\n"),
    ("python3 of a virtual environment behind the shims", f"""/usr/bin/python3 -m venv --without-pip v
     PATH=$(echo $PATH | sed "s,/usr/local/bin:,$PWD/v/bin:&,"); python3 -c 'import os, sys; os.system("peek venv"); print(sys.prefix)'""",
     "venv", f"{WORK}/room/v\n"),
    ("perl: system, backticks", """perl -e 'system("peek system"); print `peek ticks; echo said`'""", "system ticks", "said\n"),
    ("sh -c, sh on a pipe", """sh -c 'peek one; sh -c "peek two"'; echo 'peek three' | sh; echo $?""", "one two three", "0\n"),
    ("bash -lc", """bash -lc 'peek login; shopt -q login_shell && echo login'""", "login", "login\n"),
    ("vim -es !", """vim -es -u NONE -c '!peek vim' -c 'call system("peek system")' -c 'qa!'; echo $?""", "vim system", "0\n"),
    ("ed !", """printf '!peek ed\\nq\\n' | ed -s; echo $?""", "ed", "0\n"),
]


class Report:
    total = failures = 0

    def expect(self, row, what, expected, got):
        self.total += 1
        if expected != got:
            self.failures += 1
            print(f"FAILED {row}: {what}\n  expected {expected!r}\n  got      {got!r}", flush=True)


def peeked():
    """[(label, number of secrets)] since the last call."""
    try:
        with open(SEEN) as file:
            lines = file.read().splitlines()
        os.unlink(SEEN)
    except FileNotFoundError:
        return []
    return [(line.rsplit(" ", 1)[0], int(line.rsplit(" ", 1)[1])) for line in lines]


def room():
    shutil.rmtree(f"{WORK}/room", ignore_errors=True)
    os.makedirs(f"{WORK}/room")
    return f"{WORK}/room"


def line(text, path, **more):
    env = {"PATH": path, "HOME": WORK, "USER": "root", "TERM": "dumb", **SECRETS, **more}
    return run("/bin/sh", "-c", text, env=env, cwd=room(), timeout=60)


def check_row(report, row):
    name, text, labels, printed = row
    # A label with = is seen by the caller itself, which keeps its secrets.
    expected = [(label.rstrip("="), label.endswith("=")) for label in labels.split()]
    for path, isShim in ((PLAIN_PATH, False), (f"{SHIMS}:{PLAIN_PATH}", True), (f"{MORE}:{SHIMS}:{PLAIN_PATH}", True)):
        done = line(text, path)
        seen = peeked()
        way = f"{name} [PATH={path}]"
        report.expect(way, "what ran", [label for label, _ in expected], [label for label, _ in seen])
        report.expect(way, "whether it had secrets", [kept or not isShim for _, kept in expected], [count > 0 for _, count in seen])
        report.expect(way, "output, standard error", (printed, ""), (done.stdout, done.stderr))


def check_agent(report):
    """An agent made for this test: it runs lines with $SHELL, and keeps its key."""
    write(f"{WORK}/agent.py", AGENT)
    for shell in ("/bin/bash", "/bin/sh", f"{SHIMS}/bash", f"{SHIMS}/sh"):
        done = line(f"/usr/bin/python3 {WORK}/agent.py", PLAIN_PATH, SHELL=shell)
        isShim = shell.startswith(SHIMS)
        report.expect(f"an agent, SHELL={shell}", "its end", (0, "", ""), (done.returncode, done.stdout, done.stderr))
        report.expect(f"an agent, SHELL={shell}", "who had secrets",
                      [(label, not isShim) for label in "one one two two three three".split()] + [("agent", True)],
                      [(label, count > 0) for label, count in peeked()])


def check_ways(report):
    """Ways to reach a shim, and a shim without its program."""
    os.symlink(f"{SHIMS}/sh", f"{WORK}/sh")
    for name, text in (("absolute path", f"{SHIMS}/sh -c 'peek it'"), ("a link", f"{WORK}/sh -c 'peek it'"),
                       ("a relative path", f"cd {SHIMS}; ./sh -c 'peek it'"),
                       ("an empty PATH", f"PATH= {SHIMS}/sh -c '/usr/local/bin/peek it'"),
                       ("no PATH", f"unset PATH; {SHIMS}/sh -c '/usr/local/bin/peek it'")):
        done = line(text, PLAIN_PATH)
        report.expect(name, "what ran without secrets", [("it", 0)], peeked())
        report.expect(name, "status", (0, ""), (done.returncode, done.stderr))
    must("envscrub", "--install-shims", SHIMS, "no-such-program")
    done = line("no-such-program && peek it", f"{SHIMS}:{PLAIN_PATH}")
    report.expect("no program", "status, message", (127, "/usr/local/bin/envscrub: 'no-such-program': No such file or "
                  f"directory; skipped in PATH, up to this shim: {SHIMS}\n"), (done.returncode, done.stderr))
    report.expect("no program", "what ran", [], peeked())


def start_cron(name):
    crontab = f"SHELL=/bin/sh\nCRON_TOKEN=fake5\nPATH={SHIMS}:{PLAIN_PATH}\n"
    crontab += "* * * * * python3 -c 'import os; os.system(\"peek shim\")'; peek plain; touch /home/work/cron\n"
    run("crontab", "-u", name, "-", stdin=crontab)


def check_cron(report, name):
    end = time.monotonic() + 70
    while time.monotonic() < end and not os.path.exists(f"{WORK}/cron"):
        time.sleep(0.2)
    run("crontab", "-u", name, "-r")
    report.expect("cron with PATH", "what ran, and whether it had secrets", [("shim", False), ("plain", True)],
                  [(label, count > 0) for label, count in peeked()][:2])


def check_ssh(report, name):
    there = f"{name}@127.0.0.1"
    quoted = lambda words: " ".join(f"'{word}'" for word in words)
    # Here: what ssh sends.  There: what a command gets from sshd's shell.
    for path, count in ((PLAIN_PATH, True), (f"{SHIMS}:{PLAIN_PATH}", False)):
        done = line(quoted(machine.ssh(there, "peek sent; echo $CALLER_PLAIN")), path)
        got = [(label, bool(any_)) for label, any_ in peeked()]
        # pam_env adds variables on the remote side, which no local shim can affect.
        report.expect(f"ssh sends [PATH={path}]", "what ran there", [("sent", True)], got)
        done = line(quoted(machine.ssh(there, "echo ${CALLER_TOKEN-none} $CALLER_PLAIN")), path)
        report.expect(f"ssh sends [PATH={path}]", "what arrived", "fake2 plain\n" if count else "none plain\n", done.stdout)
    done = line(quoted(machine.ssh(there, f"PATH={SHIMS}:$PATH; peek before; sh -c \"peek shim; echo said\"")), PLAIN_PATH)
    report.expect("a shim at the other end of ssh", "what ran, and whether it had secrets", [("before", True), ("shim", False)],
                  [(label, count > 0) for label, count in peeked()])
    report.expect("a shim at the other end of ssh", "output", ("said\n", ""), (done.stdout, done.stderr))


def inside(place, binary):
    throwaway.enter("shims", machine.build, place, binary)
    report = Report()
    os.makedirs(WORK)
    os.chmod(WORK, 0o777)  # every user's peek writes there
    os.umask(0)
    write("/usr/local/bin/peek", PEEK, 0o755)
    machine.add_user("es-shims", "/bin/sh")
    machine.start_daemons()
    for directory in (SHIMS, MORE):
        made = must("/usr/local/bin/envscrub", "--install-shims", directory, *NAMES)
        report.expect("--install-shims", "its last line", f'export PATH={directory}:"$PATH"', made.stdout.splitlines()[-1])
    start_cron("es-shims")
    check_cron(report, "es-shims")
    # Some Debian systems have no npm.
    left_out = [name for name in ("npm", "node") if not shutil.which(name)]
    rows = [row for row in ROWS if row[0].split()[0].rstrip(":") not in left_out]
    for row in rows:
        check_row(report, row)
    if left_out:
        print(f"shims: {' and '.join(left_out)} not installed, and left out")
    check_agent(report)
    check_ways(report)
    check_ssh(report, "es-shims")
    print(f"shims: {len(rows)} programs' rows three ways, an agent, cron, ssh and the ways to a shim: "
          f"{report.total} comparisons, {report.failures} failed")
    return 1 if report.failures else 0


if sys.argv[1:2] == ["--inside"]:
    sys.exit(inside(*sys.argv[2:]))
if len(sys.argv) != 2:
    sys.exit("usage: shims.py BINARY")
throwaway.outside("shims", os.path.abspath(__file__), NEEDED, [os.path.abspath(sys.argv[1])])
