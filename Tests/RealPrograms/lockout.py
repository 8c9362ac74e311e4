"""What must not lock a user out, and what must: broken files, shells and homes, each tested with a command and on a
terminal.  Broken things are described as data; a few shell words do what a file's text can't."""

from collections import namedtuple
import os
import re

from callers import PLAIN, SCRUBBED, watch
from machine import (INTERNAL_SFTP_PORT, PORT, PROBE, SHELL, SSH_OPTIONS, probed, run, session, ssh,
                     system_file, user_file, write)

CORE = "PATH HOME SHELL USER LOGNAME TERM TMPDIR TEMP TMP LANG LC_ALL LC_CTYPE".split()

# user: the text of the user's file, or none.  spoil, mend: what root does before and after, {home} and {file} being
# the user's.  arrives: all that a policy of nothing lets through, or the core names.  shell: what it becomes.
# told: what the terminal shows that the plain user's doesn't; None: the same.
Case = namedtuple("Case", "what user spoil mend arrives shell told", defaults=("", "", "all", "/bin/sh", None))
CORE_TOLD = r"envscrub-shell: notice: your policy file is ignored"
SHELL_TOLD = r"envscrub-shell: notice: your shell is /bin/sh until"


def broken(what, user="", spoil="", mend="", told=CORE_TOLD):
    return Case(what, user, spoil, mend, "core", "/bin/sh", told)


GETS_IN = [
    Case("no user file", None),
    Case("a user file of nothing", ""),
    Case("the user's shell, listed", '[login]\nshell = "/bin/bash"\n', shell="/bin/bash"),
    broken("an ill-formed user file", "[shell_environment_policy\n"),
    broken("a user file that a full disk cut short", '[shell_environment_policy]\ninherit = "no'),
    broken("a key that nobody knows", 'keep_all = true\n'),
    broken("a user file that lets all through, and is broken further down",
           "[shell_environment_policy]\nignore_default_excludes = true\nexclude = 1\n"),
    broken("a user file that others can write", spoil="chmod o+w {file}"),
    broken("its directory, that others can write", spoil="chmod o+w $(dirname {file})"),
    broken("a user file of another user's", spoil="chown nobody {file}"),
    broken("a user file that its user can't read", spoil="chmod 000 {file}"),
    broken("a directory for a user file", spoil="rm {file}; mkdir {file}"),
    broken("a FIFO for a user file", spoil="rm {file}; mkfifo {file}; chown --reference $(dirname {file}) {file}"),
    broken("a user file that is a link to itself", spoil="ln -sf config.toml {file}"),
    broken("a user file of over 1 MiB", spoil="head -c 1048577 /dev/zero | tr '\\0' '#' >{file}"),
    broken("a profile that isn't there", '[login]\nprofile = "none"\n'),
    broken("the user's shell is envscrub-shell", f'[login]\nshell = "{SHELL}"\n'),
    broken("the user's shell is envscrub by another name", '[login]\nshell = "/usr/local/bin/another"\n',
           "ln -s envscrub /usr/local/bin/another; echo /usr/local/bin/another >>/etc/shells",
           "rm /usr/local/bin/another; sed -i /another/d /etc/shells"),
    Case("the user's shell, not in /etc/shells", '[login]\nshell = "/usr/bin/env"\n', told=SHELL_TOLD),
    Case("the user's shell, listed but not there", '[login]\nshell = "/bin/gone"\n',
         "echo /bin/gone >>/etc/shells", "sed -i /gone/d /etc/shells", told=SHELL_TOLD),
    Case("no /etc/shells", '[login]\nshell = "/bin/bash"\n', "mv /etc/shells /etc/shells.off",
         "mv /etc/shells.off /etc/shells", told=SHELL_TOLD),
    broken("a home that nobody may enter", spoil="chmod 000 {home}", mend="chmod 755 {home}"),
    broken("a home of root's alone", spoil="chown root {home}; chmod 700 {home}",
           mend="chown --reference {home}/.profile {home}; chmod 755 {home}"),
    Case("a home that isn't there", "", "mv {home} {home}.off", "mv {home}.off {home}"),
    Case("a home that is a file", "", "mv {home} {home}.off; touch {home}", "rm {home}; mv {home}.off {home}"),
    Case("a home on a full disk", "", "mount -t tmpfs -o size=64k,mode=777 full {home}; "
         "cat /dev/zero >{home}/full 2>/dev/null", "umount {home}"),
    Case("a full /tmp and /run", "", "for d in /tmp /run; do mount -t tmpfs -o size=64k,mode=1777 full $d; "
         "cat /dev/zero >$d/full 2>/dev/null; done; mkdir /run/sshd 2>/dev/null", "umount /tmp /run"),
]

# What stops it, for its administrator to mend: the system's files.  why: what standard error must hold.
Stop = namedtuple("Stop", "what system requirements spoil why", defaults=(None, None, "", ""))
FILE, REQUIREMENTS = "/etc/envscrub/config.toml", "/etc/envscrub/requirements.toml"
STOPS = [
    Stop("an ill-formed system file", "[login\n", why=f"{FILE}:1:"),
    Stop("a system file that others can write", "", spoil=f"chmod o+w {FILE}", why=f"chmod go-w {FILE}"),
    Stop("a system file of a user's", "", spoil=f"chown {SCRUBBED} {FILE}", why=FILE),
    Stop("a system file that can't be read", "", spoil=f"chmod 600 {FILE}", why=FILE),
    Stop("the system's shell is envscrub-shell", f'[login]\nshell = "{SHELL}"\n', why="envscrub itself"),
    Stop("the system's shell is envscrub", '[login]\nshell = "/usr/local/bin/envscrub"\n', why="envscrub itself"),
    Stop("the system's shell isn't there", '[login]\nshell = "/bin/gone"\n', why="No such file or directory"),
    Stop("a profile that isn't there", '[login]\nprofile = "none"\n', why='"none"'),
    Stop("an ill-formed requirements file", None, "[requirements\n", why=f"{REQUIREMENTS}:1:"),
    Stop("a requirements file that others can write", None, "", f"chmod o+w {REQUIREMENTS}", REQUIREMENTS),
    Stop("an ill-formed file of requirements.d", None, None, "mkdir -p /etc/envscrub/requirements.d; "
         "echo '[requirements' >/etc/envscrub/requirements.d/1.toml", "requirements.d/1.toml:1:"),
    Stop("broken files of all kinds", "[login\n", "[requirements\n", why="error"),
]


def names_of(user):
    home = f"/home/{user}"
    return {"home": home, "file": f"{home}/.config/envscrub/config.toml"}


def as_root(words, user):
    if words:
        for name, value in names_of(user).items():
            words = words.replace("{" + name + "}", value)
        run("sh", "-c", words)


def observe(user):
    """The result of a command through ssh, and what a terminal shows."""
    done = run(*ssh(f"{user}@127.0.0.1", PROBE))
    facts = probed(done.stdout)
    before, text, status = session(ssh("-tt", f"{user}@127.0.0.1"), [PROBE])
    swap = lambda shown: shown.replace(user, "USER").replace("\r\n", "\n")
    return facts, swap(done.stderr), done.returncode, swap(before), probed(text), status


def check_gets_in(report):
    for case in GETS_IN:
        plain, scrubbed = observe_spoilt(case, PLAIN), observe_spoilt(case, SCRUBBED)
        name = f"not locked out: {case.what}"
        facts, error, status, before, typed, left = scrubbed
        plain_facts, plain_error, plain_status, plain_before, plain_typed, plain_left = plain
        report.expect(name, "the sessions of the plain user", (True, True), (bool(plain_facts), bool(plain_typed)))
        if not report.expect(name, "the sessions", (True, True), (bool(facts), bool(typed))):
            print(f"  standard error {error!r}\n  the terminal   {before!r}")
            continue
        report.expect(name, "a command's standard error and status", (plain_error, plain_status), (error, status))
        report.expect(name, "the terminal's status", plain_left, left)
        for what, one, other in (("a command", plain_facts, facts), ("a terminal", plain_typed, typed)):
            wanted = {each for each in one["names"].split() if case.arrives == "all" or each in CORE}
            wanted -= {"CALLER_TOKEN", "CALLER_API_KEY", "PAM_TOKEN"}
            report.expect(name, f"{what}: the names", " ".join(sorted(wanted | {"SHELL"})), other["names"])
            report.expect(name, f"{what}: values of secrets", "0", other["fakes"])
            report.expect(name, f"{what}: SHELL", case.shell, other["shell"])
            if case.shell == "/bin/sh":
                report.expect(name, f"{what}: argv", one["argv"], other["argv"])
        if case.told is None:
            if case.shell == "/bin/sh":  # another shell has another prompt
                report.expect(name, "the terminal before the prompt", plain_before, before)
        else:
            report.expect(name, f"how often the terminal tells of it: {case.told}", 1,
                          len(re.findall(case.told, before)))
        report.expect(name, "the terminal shows no value", False, "fake" in before)
    report.group("not locked out", len(GETS_IN))


def observe_spoilt(case, user):
    user_file(user, case.user)
    as_root(case.spoil, user)
    try:
        return observe(user)
    finally:
        as_root(case.mend, user)
        user_file(user, None)


def check_stops(report):
    for case in STOPS:
        name = f"stops: {case.what}"
        system_file(case.system)
        system_file(case.requirements, "requirements.toml")
        run("rm", "-rf", "/etc/envscrub/requirements.d")
        as_root(case.spoil, SCRUBBED)
        for caller, command in (("ssh", ssh(f"{SCRUBBED}@127.0.0.1", PROBE)), ("su -c", ["su", SCRUBBED, "-c", PROBE]),
                                ("su - -c", ["su", "-", SCRUBBED, "-c", PROBE])):
            done = run(*command)
            report.expect(name, f"{caller}: standard output and status", ("", 125), (done.stdout, done.returncode))
            if not report.expect(name, f"{caller}: standard error says {case.why!r}", True, case.why in done.stderr):
                print(f"  standard error {done.stderr!r}")
            report.expect(name, f"{caller}: no value is shown", False, "fake" in done.stderr)
        text, _, status = watch(ssh("-tt", f"{SCRUBBED}@127.0.0.1"))
        report.expect(name, "a terminal says it too, and ends", (True, 125), (case.why in text, status))
    # The files of the last case are still there: copying fails, with the reason, and copies nothing.
    write("/tmp/data", "data\n")
    run("rm", "-f", f"/home/{SCRUBBED}/got")
    there = f"{SCRUBBED}@127.0.0.1:got"
    options = ["-q", "-P", str(PORT), *SSH_OPTIONS]
    # sshd discards a subsystem's standard error: sftp, and scp through it, show no reason.
    remote_shell = " ".join(["ssh", "-p", str(PORT), *SSH_OPTIONS])
    for what, told, command in (("scp -O", True, ["/usr/bin/scp", "-O", *options, "/tmp/data", there]),
                                ("scp", False, ["/usr/bin/scp", *options, "/tmp/data", there]),
                                ("rsync", True, ["/usr/bin/rsync", "-e", remote_shell, "/tmp/data", there])):
        done = run(*command)
        report.expect(f"stops: {what}", "it fails, the reason on standard error, something copied",
                      (True, told, False), (done.returncode != 0, "/etc/envscrub/" in done.stderr,
                                            os.path.exists(f"/home/{SCRUBBED}/got")))
    # sshd's internal sftp server uses no shell: a way in for repairs, and a way past envscrub.
    write("/tmp/batch", "put /tmp/data got\n")
    done = run("/usr/bin/sftp", "-q", "-b", "/tmp/batch", "-P", str(INTERNAL_SFTP_PORT), *SSH_OPTIONS,
               f"{SCRUBBED}@127.0.0.1")
    report.expect("stops: internal-sftp", "isn't stopped", (0, True),
                  (done.returncode, os.path.exists(f"/home/{SCRUBBED}/got")))
    run("rm", "-f", f"/home/{SCRUBBED}/got")
    system_file(None)
    system_file(None, "requirements.toml")
    report.group("stops, and says why", len(STOPS) + 4)
