#!/usr/bin/env python3
"""Tests envscrub-shell as a login shell, with the real programs around it:  sessions.py [--table] [--pairs N] BINARY

In a throw-away machine (machine.py) it tests every caller of a login shell, what is copied through one, what must not
lock a user out and what must, and measures the cost of a command through ssh. --table prints the callers as observed.
It requires root: otherwise, and if something that it needs is missing, it is skipped with a message; as root with
CI=true that is a failure.  """

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import callers
import lockout
import machine
import settings
import transfers
import wallclock

NEEDED = ("unshare mount ip useradd usermod runuser setpriv getent chsh chpasswd login su sudo script sshd "
          "ssh scp sftp ssh-keygen rsync git tmux cron crontab perl make xargs").split()
LIMIT = 290  # seconds
SKIPPED = 77  # the status of the inner part if it can't run
PAIRS = 300

# What could be left behind: names in the system's files, and paths.
USERS = (callers.PLAIN, callers.SCRUBBED, settings.CHOOSER)
LISTS = ("passwd", "shadow", "group", "gshadow", "subuid", "subgid", "shells")
PATHS = [machine.SHELL, machine.SETUP, "/etc/envscrub", "/run/bare.pid", "/run/sshd.pid", transfers.HERE, settings.EVIL,
         *(f"/usr/local/bin/{name}" for name in transfers.FAR_SIDE),
         *(f"{folder}/{user}" for folder in ("/home", "/var/mail", "/var/spool/cron/crontabs") for user in USERS)]


def skip(why):
    print(f"sessions: skipped: {why}")
    sys.exit(1 if os.environ.get("CI") == "true" and os.geteuid() == 0 else 0)


def outside(binary, options):
    """Checks whether the test can run, runs it in separate namespaces, and looks for traces of it."""
    if os.geteuid() != 0:
        skip("only root can make users and run sshd; nothing was tried")
    missing = [name for name in NEEDED if not shutil.which(name, path=machine.CALLER["PATH"])]
    if missing:
        skip(f"these programs are missing: {' '.join(missing)}")
    unshare = ["unshare", "--mount", "--pid", "--net", "--uts", "--ipc", "--fork", "--kill-child"]
    if subprocess.run([*unshare, "true"], capture_output=True).returncode:
        skip("no namespaces can be made here")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))  # and so through the clean-up
    begin = time.monotonic()
    before = traces()
    place = tempfile.mkdtemp(prefix="sessions.")
    inside = subprocess.Popen([*unshare, sys.executable, "-B", os.path.abspath(__file__), "--inside", place, *options,
                               binary], env=machine.CALLER)
    spaces = namespaces(inside.pid)
    try:
        status = inside.wait(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        print(f"sessions: it took over {LIMIT} s")
        status = 1
    finally:
        inside.kill()  # --kill-child ends everything that it started
        inside.wait()
        try:
            os.rmdir(place)
            stuck = []
        except OSError as error:
            stuck = [f"{place}: {error.strerror}"]
    left = stuck + sorted(traces() - before) + leftovers(place, spaces)
    for one in left:
        print(f"FAILED left behind: {one}")
    if status == SKIPPED and not left:
        skip("see above")
    print(f"{len(left) or 'no'} users, processes, mounts or files are left behind; {time.monotonic() - begin:.0f} s")
    sys.exit(1 if left or status else 0)


def traces():
    """Traces of this test on the machine outside."""
    found = {path for path in PATHS if os.path.lexists(path)}
    for name in LISTS:
        try:
            with open(f"/etc/{name}") as file:
                found |= {f"/etc/{name}: {line.split(':')[0].strip()}" for line in file
                          if line.startswith((*USERS, machine.SHELL))}
        except FileNotFoundError:
            pass
    return found


def namespaces(pid):
    """The namespaces that unshare, which is that process, creates: they identify its processes."""
    names = ("mnt", "net", "pid_for_children")
    link = lambda who, name: os.readlink(f"/proc/{who}/ns/{name}")
    for _ in range(500):
        try:
            found = [link(pid, name) for name in names]
            if not set(found) & {link("self", name) for name in names}:
                return set(found)
        except OSError:  # not made yet, or ended
            pass
        time.sleep(0.01)
    return set()


def leftovers(place, spaces):
    """Mounts, and processes that are still in the machine."""
    found = [] if spaces else ["its namespaces were not seen: its processes can't be told"]
    with open("/proc/self/mounts") as mounts:
        found += [f"mount {line.strip()}" for line in mounts if place in line]
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            if spaces & {os.readlink(f"/proc/{pid}/ns/{name}") for name in ("mnt", "net", "pid")}:
                with open(f"/proc/{pid}/cmdline", "rb") as file:
                    found.append(f"process {pid}: " + file.read().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:  # it has ended
            continue
    return found


def inside(place, binary, pairs, wants_table):
    # Whatever happens to the outer part.  The first process of a namespace ignores every signal that it doesn't handle.
    signal.signal(signal.SIGALRM, lambda *_: os._exit(1))
    signal.alarm(LIMIT)
    why = machine.build(place, binary)
    if why:
        print(f"sessions: {why}")
        return SKIPPED
    machine.add_user(callers.PLAIN, "/bin/sh")
    machine.add_user(callers.SCRUBBED, machine.SHELL)
    machine.start_daemons()
    transfers.prepare()
    report = callers.Report()
    # Without [login] in the system's file the real shell is /bin/sh. cron acts at the next full minute: the measurement
    # and other tests with that shell run meanwhile.
    callers.start_cron_rows("/bin/sh")
    everything(report, "/bin/sh")
    wallclock.measure(report, pairs)
    callers.check_cron(report, "/bin/sh")
    lockout.check_gets_in(report)
    lockout.check_stops(report)
    settings.check(report)
    machine.system_file('[login]\nshell = "/bin/bash"\n')
    machine.must("usermod", "--shell", "/bin/bash", callers.PLAIN)
    everything(report, "/bin/bash")
    if wants_table:
        report.show()
    print(f"sessions: {report.total} comparisons, {report.failures} failed")
    return 1 if report.failures else 0


def everything(report, real):
    """All tests for one real shell."""
    callers.check_rows(report, real)
    callers.check_tmux(report, real)
    transfers.check_exact(report, real)
    transfers.check_transfers(report, real)


def main():
    words = sys.argv[1:]
    if not words or words[-1].startswith("-"):
        sys.exit("usage: sessions.py [--table] [--pairs N] BINARY")
    if "--inside" in words:
        pairs = int(words[words.index("--pairs") + 1]) if "--pairs" in words else PAIRS
        sys.exit(inside(words[words.index("--inside") + 1], words[-1], pairs, "--table" in words))
    outside(os.path.abspath(words[-1]), words[:-1])


main()
