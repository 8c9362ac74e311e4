"""Open files and rights: --close-fds, --keep-fd, --no-new-privs."""

import os
import re
import resource
import shutil
import socket
import sys

from nesting import DENIED, MISSING
from sealroom import ENVSCRUB, PATH, ROOM, folder, home, run, start, wait_for, write

# The program that lists open files; the numbers to open; the words before a command that has many files open.
LIST = [f"{ROOM}/open"]
NUMBERS = [3, 4, 5, 9, 63, 64, 100, 255, 1000, 1023, 1024, 1500, 4000]
MANY = [f"{ROOM}/open", *map(str, NUMBERS), "--"]



def check(report, who):
    check_close(report, who)
    check_jobserver(report, who)
    check_activation(report, who)
    check_rights(report, who)


def check_close(report, who):
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    report.title(f"Open files of a command, as {who}", "stay", "as expected")
    denied = {word: [f"{ROOM}/filter", f"close_range={error}", "--"]
              for word, error in (("EPERM", DENIED), ("ENOSYS", MISSING))}
    hidden = ["unshare", "-Urm", "sh", "-c", 'mount -t tmpfs none /proc && exec "$@"', "sh"]
    rows = [("without the option", [], [], None), ("--close-fds", ["--close-fds"], [], "0 1 2"),
            ("--close-fds=no", ["--close-fds=no"], [], None),
            ("--keep-fd=5 --keep-fd=1024", ["--close-fds", "--keep-fd=5", "--keep-fd=1024"], [], "0 1 2 5 1024"),
            ("--keep-fd of one that isn't open", ["--close-fds", "--keep-fd=7"], [], "0 1 2"),
            ("--keep-fd=0 --keep-fd=3 --keep-fd=3", ["--close-fds", "--keep-fd=0", "--keep-fd=3", "--keep-fd=3"], [],
             "0 1 2 3"),
            ("with --seal", ["--close-fds", "--seal"], [], "0 1 2"),
            ("--seal leaves none of its own", ["--seal"], [], None)]
    for word, words in denied.items():
        rows.append((f"close_range: {word}", ["--close-fds", "--keep-fd=64"], words, "0 1 2 64"))
        rows.append((f"close_range: {word}, with --seal", ["--close-fds", "--seal"], words, "0 1 2"))
    if limit <= NUMBERS[-1]:
        report.lacks("numbers above 1,024", f"the limit of open files is {limit}")
    everything = [number for number in (0, 1, 2, *NUMBERS) if number < limit]
    for name, options, before, stay in rows:
        done = run(who, *MANY, *before, ENVSCRUB, *options, *LIST)
        expected = everything if stay is None else [one for one in map(int, stay.split()) if one < limit]
        report.row(name, (len(done.stdout.split()), len(expected)), (done.stdout, " ".join(map(str, expected))),
                   said=done.stdout)
    if run(who, *hidden, "true").returncode:
        report.lacks("/proc is hidden", "no mount namespaces can be made here")
        return
    for word, words in [("works", []), *denied.items()]:
        done = run(who, *MANY, *words, *hidden, ENVSCRUB, "--no-config", "--close-fds", "--keep-fd=1000", *LIST)
        report.row(f"/proc is hidden, close_range: {word}", (len(done.stdout.split()), 4), (done.stdout, "0 1 2 1000"),
                   said=done.stdout)
    # A limit doesn't apply to files opened before it was set.
    done = run(who, *MANY, *denied["ENOSYS"], *hidden, "sh", "-c", 'ulimit -n 100; exec "$@"', "sh", ENVSCRUB,
               "--no-config", "--close-fds", *LIST)
    report.row("the same with a limit of 100, set later", (len(done.stdout.split()), 3), (done.stdout, "0 1 2"),
               said=done.stdout)


JOBS = """\
fds := $(subst $(comma), ,$(patsubst --jobserver-auth=%,%,$(filter --jobserver-auth=%,$(MAKEFLAGS))))
all:
\t+@ENVSCRUB OPTIONS $(MAKE) --no-print-directory -f inner.mk all
"""
INNER = """\
all: one two three four
one two three four:
\t@mkdir -p at && touch at/$@ && ls at | wc -l >>most && sleep 0.3; rm at/$@
"""


def check_jobserver(report, who):
    """A make within a make, four jobs at a time: the second make's jobs share the first one's places."""
    if not report.has("make's jobserver", "make"):
        return
    report.title(f"make -j4 below make, as {who}", "status", "at a time", "warned")
    # With a leading -: the recipe's shell expands it, from make's own flags.
    keep = ("$$(echo \"$$MAKEFLAGS\" | sed -n 's/.*--jobserver-auth=\\([0-9][0-9]*\\),\\([0-9][0-9]*\\).*"
            "/--keep-fd=\\1 --keep-fd=\\2/p')")
    for name, options, most, warned in (("as it is", "", 4, False), ("--close-fds", "--close-fds", 1, True),
                                        ("--close-fds and --keep-fd", f"--close-fds {keep}", 4, False),
                                        ("--seal", "--seal", 4, False),
                                        ("--seal --close-fds --keep-fd", f"--seal --close-fds {keep}", 4, False)):
        place = folder(who, "jobs")
        write(f"{place}/Makefile", JOBS.replace("ENVSCRUB", ENVSCRUB).replace("OPTIONS", options), who=who)
        write(f"{place}/inner.mk", INNER, who=who)
        done = run(who, "make", "-j4", cwd=place)
        # A make that uses a FIFO opens it by name.
        fifo = "fifo:" in run(who, "sh", "-c", "printf 'all:\\n\\t+@echo $(MAKEFLAGS)\\n' | make -j4 -f -").stdout
        with open(f"{place}/most") as file:
            at_once = max(int(line) for line in file)
        report.row(name, (done.returncode, 0), (at_once, 4 if fifo else most),
                   ("jobserver unavailable" in done.stdout, warned and not fifo), said=done.stdout)


SERVER = """\
import os, socket
assert os.environ["LISTEN_FDS"] == "1", os.environ
connection, _ = socket.socket(fileno=3).accept()
connection.sendall(b"served")
"""


def check_activation(report, who):
    report.title(f"A service that gets its socket as file 3, as {who}", "answers")
    server = write(f"{home(who)}/server.py", SERVER, who=who)
    for name, expected in (("--close-fds --keep-fd=3", "served"), ("--seal --close-fds --keep-fd=3", "served"),
                           ("--close-fds", "")):
        path = f"{home(who)}/activated-{len(name)}"
        command = [ENVSCRUB, *name.split(), shutil.which("python3", path="/usr/bin:/bin") or sys.executable, server]
        if shutil.which("systemd-socket-activate", path=PATH):
            outside = start(who, "systemd-socket-activate", "-l", path, *command)
        else:
            starter = ("import os, socket, sys\ns = socket.socket(socket.AF_UNIX)\ns.bind(sys.argv[1])\ns.listen()\n"
                       "os.dup2(s.fileno(), 3)\nos.environ.update(LISTEN_FDS='1', LISTEN_PID=str(os.getpid()))\n"
                       "os.execv(sys.argv[2], sys.argv[2:])")
            outside = start(who, "python3", "-c", starter, path, *command)
        wait_for(lambda: os.path.exists(path))
        client = socket.socket(socket.AF_UNIX)
        client.settimeout(5)
        try:
            client.connect(path)
            answer = client.recv(100).decode()
        except OSError as error:
            answer = "" if isinstance(error, ConnectionError) else str(error)
        client.close()
        outside.kill()
        outside.wait()
        os.unlink(path)
        report.row(name, (answer, expected))


def check_rights(report, who):
    """A set-user-ID program of root's, called by a user; and one of the user's, called by root."""
    copy = f"{ROOM}/id-of-another-for-{who}"
    shutil.copy(shutil.which("id", path=PATH), copy)
    other = 0
    if who == "root":
        other = 64001
        os.chown(copy, other, other)
    os.chmod(copy, 0o4755)
    own = 0 if who == "root" else 64001
    policy = write(f"{home(who)}/rights.toml", "no_new_privs = true\n", who=who)
    report.title(f"no_new_privs, as {who}", "NoNewPrivs", "set-user-ID")
    for name, options, denied in (("without", [], False), ("--no-new-privs", ["--no-new-privs"], True),
                                  ("no_new_privs = true", [f"--config={policy}"], True), ("--seal", ["--seal"], True),
                                  ("--no-new-privs=no", [f"--config={policy}", "--no-new-privs=no"], False)):
        said = run(who, ENVSCRUB, *options, "cat", "/proc/self/status").stdout
        became = run(who, ENVSCRUB, *options, copy, "-u").stdout
        found = re.search(r"^NoNewPrivs:\s*(\d)", said, re.M)
        report.row(name, (found and found[1], "1" if denied else "0"), (became.strip(), str(own if denied else other)),
                   said=said + became)
