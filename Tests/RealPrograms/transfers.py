"""What passes through a login shell and breaks if the shell prints anything: a command's bytes and status, both
protocols of scp, sftp, rsync, git.  Every row runs for both users, with the same result."""

import os
import shutil

from callers import fill, people
from machine import (CALLER, INTERNAL_SFTP_PORT, PORT, PROBE_FILE, SETUP, SSH_OPTIONS, must, probed, run, ssh, write)

HERE = "/tmp/transfers"
DATA = os.urandom(1 << 20)
OPTIONS = [*SSH_OPTIONS, "-o", "SendEnv=CALLER_*"]
REMOTE_SHELL = " ".join(["ssh", "-p", str(PORT), *OPTIONS])
THERE = "{user}@127.0.0.1"

# what, command, standard input, the bytes on standard output, on standard error (None: as for the plain user), status
EXACT = [
    ("bytes and status", "printf 'out\\000\\377\\n'; printf 'err\\n' >&2; exit 7", b"", b"out\0\xff\n", b"err\n", 7),
    ("a megabyte there and back", "cat", DATA, DATA, b"", 0),
    ("nothing at all", "true", b"", b"", b"", 0),
    ("a command that isn't there", "no-such-command", b"", b"", None, 127),
    ("a shell that kills itself", "kill -9 $$", b"", b"", None, 255),
    ("quotes, blanks, a line end", "printf '[%s]' \"a  b\" 'c\n$d' \\\"", b"", b"[a  b][c\n$d][\"]", b"", 0),
]

# title, command, where DATA must be afterwards. {there} is the user's data, created anew for each row.
SCP = ["/usr/bin/scp", "-q", "-P", str(PORT), *OPTIONS]
TRANSFERS = [
    ("scp -O, there", [*SCP, "-O", f"{HERE}/data", THERE + ":got"], "{home}/got"),
    ("scp -O, back", [*SCP, "-O", THERE + ":data", f"{HERE}/got"], f"{HERE}/got"),
    ("scp, there", [*SCP, f"{HERE}/data", THERE + ":got"], "{home}/got"),
    ("scp, back", [*SCP, THERE + ":data", f"{HERE}/got"], f"{HERE}/got"),
    ("sftp, put", ["/usr/bin/sftp", "-q", "-b", f"{SETUP}/put", "-P", str(PORT), *OPTIONS, THERE], "{home}/got"),
    ("sftp, get", ["/usr/bin/sftp", "-q", "-b", f"{SETUP}/get", "-P", str(PORT), *OPTIONS, THERE], f"{HERE}/got"),
    ("rsync, there", ["/usr/bin/rsync", "-e", REMOTE_SHELL, f"{HERE}/data", THERE + ":got"], "{home}/got"),
    ("rsync, back", ["/usr/bin/rsync", "-e", REMOTE_SHELL, THERE + ":data", f"{HERE}/got"], f"{HERE}/got"),
    ("git push", ["/usr/bin/git", "-C", f"{HERE}/clone", "push", "-q", "origin", "HEAD:refs/heads/main"], None),
    ("git clone", ["/usr/bin/git", "clone", "-q", THERE + ":repository", f"{HERE}/got"], f"{HERE}/got/data"),
]
# sshd's internal sftp server: no shell is involved, so nothing is scrubbed and nothing can fail.
INTERNAL = ("internal-sftp, put", ["/usr/bin/sftp", "-q", "-b", f"{SETUP}/put", "-P", str(INTERNAL_SFTP_PORT), *OPTIONS,
                                   THERE], "{home}/got")
# The remote programs, each replaced by a script that first prints its arguments.
FAR_SIDE = ("scp", "rsync", "git-upload-pack", "git-receive-pack", "sftp-server")


def prepare():
    """Creates the remote programs, the files to send, the commands for sftp, and a repository to push."""
    for name in FAR_SIDE:
        places = "/usr/bin:/usr/lib/git-core:/usr/libexec/git-core:/usr/lib/openssh:/usr/libexec/openssh:/usr/lib/ssh"
        program = shutil.which(name, path=places)
        write(f"{SETUP}/far/{name}", f'#!/bin/sh\n. {PROBE_FILE} >"$HOME/far-side"\nexec {program} "$@"\n', 0o755)
        if name != "sftp-server":  # sshd's configuration names this one
            os.symlink(f"{SETUP}/far/{name}", f"/usr/local/bin/{name}")
    write(f"{SETUP}/put", f"put {HERE}/data got\n")
    write(f"{SETUP}/get", f"get data {HERE}/got\n")
    write("/root/.gitconfig", "[user]\nname = someone\nemail = someone@example.org\n[init]\ndefaultBranch = main\n")


def lay_out(names, home):
    shutil.rmtree(HERE, ignore_errors=True)
    os.mkdir(HERE)
    must("rm", "-rf", f"{home}/got", f"{home}/far-side", f"{home}/data", f"{home}/repository")
    for folder in (HERE, home):
        with open(f"{folder}/data", "wb") as file:
            file.write(DATA)
    as_user = ["runuser", "-u", names["user"], "--", "env", f"HOME={home}"]
    must(*as_user, "git", "init", "-q", "--bare", "-b", "main", f"{home}/repository", cwd=home)


def check_exact(report, real):
    for what, command, given, out, error, status in EXACT:
        results = [run(*ssh(f"{names['user']}@127.0.0.1", command), stdin=given, text=False) for names in people(real)]
        plain, scrubbed = [(done.stdout, done.stderr, done.returncode) for done in results]
        name = f"ssh HOST COMMAND, {what} [{os.path.basename(real)}]"
        report.expect(name, "both the same", plain, scrubbed)
        report.expect(name, "as written", (out, plain[1] if error is None else error, status), scrubbed)
    report.group("bytes and statuses through ssh", len(EXACT))


def transfer(row, names):
    """Runs one row.  Returns the output, whether the data arrived, and the remote program's arguments."""
    what, command, arrives = row
    home = f"/home/{names['user']}"
    lay_out(names, home)
    words = [fill(word, names) for word in command]
    env = dict(CALLER, GIT_SSH_COMMAND=REMOTE_SHELL)
    if what.startswith("git"):
        must("git", "init", "-q", f"{HERE}/clone")
        shutil.copy(f"{HERE}/data", f"{HERE}/clone/data")
        must("git", "-C", f"{HERE}/clone", "add", "data")
        must("git", "-C", f"{HERE}/clone", "commit", "-q", "-m", "data")
        must("git", "-C", f"{HERE}/clone", "remote", "add", "origin", f"{names['user']}@127.0.0.1:repository")
    if what == "git clone":
        must("git", "-C", f"{HERE}/clone", "push", "-q", "origin", "HEAD:refs/heads/main", env=env)
    done = run(*words, env=env)
    if arrives is None:
        same = run("git", "-C", f"{home}/repository", "-c", "safe.directory=*", "cat-file", "blob", "main:data",
                   text=False).stdout == DATA
    else:
        try:
            with open(fill(arrives, dict(names, home=home)), "rb") as file:
                same = file.read() == DATA
        except OSError:
            same = False
    try:
        with open(f"{home}/far-side") as file:
            facts = probed(file.read())
    except OSError:
        facts = None
    out = done.stdout.replace(names["user"], "USER"), done.stderr.replace(names["user"], "USER")
    return out, done.returncode, same, facts


def check_transfers(report, real):
    for row in TRANSFERS:
        plain, scrubbed = people(real)
        plain_out, _, _, plain_facts = transfer(row, plain)
        out, status, same, facts = transfer(row, scrubbed)
        name = f"{row[0]} [{plain['sh']}]"
        report.expect(name, "status, and the data arrived", (0, True), (status, same))
        # sftp repeats its batch's commands.
        report.expect(name, "what is printed", plain_out if row[0].startswith("sftp") else ("", ""), out)
        if plain_facts is None or facts is None:
            report.expect(name, "the far side's program ran", (True, True), (bool(plain_facts), bool(facts)))
            continue
        report.expect(name, "secrets for the plain user's program there", "3", plain_facts["fakes"])
        report.expect(name, "secrets for the program there", "0", facts["fakes"])
        report.expect(name, "SHELL for the program there", real, facts["shell"])
        report.expect(name, "CALLER_PLAIN for the program there", True, "CALLER_PLAIN" in facts["names"].split())
    _, status, same, facts = transfer(INTERNAL, people(real)[1])
    report.expect(INTERNAL[0], "status, and the data arrived", (0, True), (status, same))
    report.expect(INTERNAL[0], "no program of the far side was asked", None, facts)
    report.group("transfers", len(TRANSFERS) + 1)
