#!/usr/bin/env python3
"""Tests envscrub-shell as a login shell, with the real programs around it:  sessions.py [--table] [--pairs N] BINARY

In a throw-away machine (machine.py) it tests every caller of a login shell, what is copied through one, what must not
lock a user out and what must, and measures the cost of a command through ssh. --table prints the callers as observed.
It requires root: otherwise, and if something that it needs is missing, it is skipped with a message; as root with
CI=true that is a failure.
"""

import os
import sys

import callers
import lockout
import machine
import settings
import throwaway
import transfers
import wallclock

NEEDED = ("unshare mount ip useradd usermod runuser setpriv getent chsh chpasswd login su sudo script sshd "
          "ssh scp sftp ssh-keygen rsync git tmux cron crontab perl make xargs").split()
PAIRS = 300

# What could be left behind: names in the system's files, and paths.
USERS = (callers.PLAIN, callers.SCRUBBED, settings.CHOOSER)
LISTS = ("passwd", "shadow", "group", "gshadow", "subuid", "subgid", "shells")
PATHS = [machine.SHELL, machine.SETUP, "/etc/envscrub", "/run/bare.pid", "/run/sshd.pid", transfers.HERE, settings.EVIL,
         *(f"/usr/local/bin/{name}" for name in transfers.FAR_SIDE),
         *(f"{folder}/{user}" for folder in ("/home", "/var/mail", "/var/spool/cron/crontabs") for user in USERS)]


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


def inside(place, binary, pairs, wants_table):
    throwaway.enter("sessions", machine.build, place, binary)
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
    throwaway.outside("sessions", os.path.abspath(__file__), NEEDED, [*words[:-1], os.path.abspath(words[-1])], traces)


main()
