"""Settings for login shells, tested with the real su and sshd: allow_login_shell, [login], project files, requirements,
names; chsh and /etc/shells."""

from collections import namedtuple

from callers import SCRUBBED
from machine import PROBE, SHELL, Terminal, add_user, must, probed, run, session, ssh, system_file, user_file, write

CHOOSER = "es-chsh"  # the user who calls chsh
EVIL = "/tmp/evil"
LOGIN, COMMAND = ["su", "-", SCRUBBED], ["su", SCRUBBED, "-c", PROBE]
HOME = f"/home/{SCRUBBED}"
SET = "[shell_environment_policy]\nset = { %s }\n"

# system, user, requirements: the text of these files, or none.  command, typed: as in callers.py's rows.
# facts: what the probe must say; has, lacks: names of variables that arrive and that don't.
Row = namedtuple("Row", "what system user requirements command typed facts has lacks",
                 defaults=(None, None, None, COMMAND, None, {}, "", ""))
ROWS = [
    Row("by default the login profile is read again", command=LOGIN, typed=PROBE,
        facts={"argv": "[-sh]", "profile": "read"}),
    Row("allow_login_shell = false, su -", "allow_login_shell = false\n", command=LOGIN, typed=PROBE,
        facts={"argv": "[sh]", "profile": "unread"}),
    Row("the same, su - -c", "allow_login_shell = false\n", command=[*LOGIN, "-c", PROBE],
        facts={"argv": f"[sh][-c][{PROBE}]", "profile": "unread"}),
    Row("the same, a terminal of ssh", "allow_login_shell = false\n", command=ssh("-tt", f"{SCRUBBED}@127.0.0.1"),
        typed=[PROBE], facts={"argv": "[sh]", "profile": "unread"}),
    Row("the same, bash", 'allow_login_shell = false\nlogin.shell = "/bin/bash"\n', command=LOGIN, typed=PROBE,
        facts={"argv": "[bash]", "profile": "unread", "shell": "/bin/bash"}),
    Row("the same, in the user's file", user="allow_login_shell = false\n", command=LOGIN, typed=PROBE,
        facts={"argv": "[sh]", "profile": "unread"}),
    Row("the user's true over the system's false", "allow_login_shell = false\n", "allow_login_shell = true\n",
        command=LOGIN, typed=PROBE, facts={"argv": "[-sh]", "profile": "read"}),
    Row("a requirement over both", None, "allow_login_shell = true\n",
        "[requirements.allow_login_shell]\nallowed = [false]\n", LOGIN, PROBE,
        {"argv": "[sh]", "profile": "unread"}),
    Row("the system's shell, not the user's", '[login]\nshell = "/bin/bash"\n', '[login]\nshell = "/bin/sh"\n',
        facts={"shell": "/bin/bash", "argv": f"[bash][-c][{PROBE}]"}),
    Row("[login]'s profile", f'[login]\nprofile = "in"\n[profiles.in]\nset = {{ FROM_PROFILE = "1" }}\n',
        has="FROM_PROFILE"),
    Row("SHELL is the real one whatever is set", user=SET % 'SHELL = "/bin/other"', facts={"shell": "/bin/sh"}),
    Row("SHELL is there whatever is dropped", user='[shell_environment_policy]\ninherit = "none"\n',
        facts={"shell": "/bin/sh", "names": "SHELL"}),
    Row("HOME and XDG_CONFIG_HOME name no policy", command=["env", f"HOME={EVIL}", f"XDG_CONFIG_HOME={EVIL}/.config",
                                                            f"SHELL={SHELL}", "su", "-m", SCRUBBED, "-c", PROBE],
        facts={"fakes": "0"}, has="CALLER_PLAIN XDG_CONFIG_HOME", lacks="CALLER_TOKEN"),
    Row("a requirement drops what the user sets", user=SET % 'CALLER_PLAIN = "1", MINE = "1"', requirements="""\
[requirements.exclude]
always = ["CALLER_PLAIN"]
""", has="MINE", lacks="CALLER_PLAIN"),
]

# Which names make a login shell: the words that bash runs, standard output, the status.
NAMES = [
    ("envscrub -c is no shell", "/usr/local/bin/envscrub -c 'echo ran'", "", 125),
    ("nor by the name of another shell", "exec -a -sh /usr/local/bin/envscrub -c 'echo ran'", "", 125),
    ("nor by one that ends alike", "exec -a my-envscrub-shell /usr/local/bin/envscrub -c 'echo ran'", "", 125),
    ("by its file, whatever argv[0]", f"exec -a -su {SHELL} -c 'echo $0 ran'", "-sh ran\n", 0),
    ("by argv[0], whatever its file", "exec -a -envscrub-shell /usr/local/bin/envscrub -c 'echo $0 ran'",
     "-sh ran\n", 0),
    ("its options are the shell's", f"{SHELL} -c 'echo $1' --explain --version", "--version\n", 0),
]


def prepare():
    """A policy that keeps everything, in places to which the environment could lead."""
    write(f"{EVIL}/.config/envscrub/config.toml", "[shell_environment_policy]\nignore_default_excludes = true\n")
    must("chown", "-R", f"{SCRUBBED}:", EVIL)


def call(row):
    if isinstance(row.typed, list):
        before, text, _ = session(row.command, row.typed)
        return probed(text), ""
    done = run(*row.command, stdin=row.typed or "")
    return probed(done.stdout), done.stderr


def check(report):
    prepare()
    for row in ROWS:
        system_file(row.system)
        user_file(SCRUBBED, row.user)
        system_file(row.requirements, "requirements.toml")
        facts, error = call(row)
        if not report.expect(row.what, "the shell ran", True, facts is not None):
            print(f"  standard error {error!r}")
            continue
        report.expect(row.what, "standard error", "", error)
        report.expect(row.what, "facts", row.facts, {key: facts[key] for key in row.facts})
        names = facts["names"].split()
        report.expect(row.what, "what arrives", (row.has.split(), []),
                      ([one for one in row.has.split() if one in names],
                       [one for one in row.lacks.split() if one in names]))
    system_file(None)
    user_file(SCRUBBED, None)
    system_file(None, "requirements.toml")
    report.group("what the files say", len(ROWS))
    for what, words, out, status in NAMES:
        done = run("runuser", "-u", SCRUBBED, "--", "bash", "-c", words)
        report.expect(what, "standard output and status", (out, status), (done.stdout, done.returncode))
    report.group("a shell by its name only", len(NAMES))
    check_project(report)
    check_chsh(report)


def check_project(report):
    """A project file in the home: envscrub reads it once it is trusted, envscrub-shell never does."""
    write(f"{HOME}/.envscrub.toml", SET % 'FROM_PROJECT = "1"')
    must("chown", f"{SCRUBBED}:", f"{HOME}/.envscrub.toml")
    as_user = ["runuser", "-u", SCRUBBED, "--"]
    for state in ("untrusted", "trusted"):
        name = f"a project file in the home, {state}"
        if state == "trusted":
            must(*as_user, "envscrub", "--trust", f"{HOME}/.envscrub.toml", cwd=HOME)
        listed = run(*as_user, "envscrub", "-q", cwd=HOME).stdout
        report.expect(name, "envscrub itself reads it", state == "trusted", "FROM_PROJECT=1" in listed)
        done = run(*ssh(f"{SCRUBBED}@127.0.0.1", PROBE))
        facts = probed(done.stdout) or {"names": "no shell"}
        report.expect(name, "a command: its variable, standard error", (False, ""),
                      ("FROM_PROJECT" in facts["names"].split(), done.stderr))
        before, text, _ = session(ssh("-tt", f"{SCRUBBED}@127.0.0.1"), [PROBE])
        report.expect(name, "a terminal: a word of it", False, "envscrub.toml" in before)
    run("rm", "-rf", f"{HOME}/.envscrub.toml", f"{HOME}/.local")
    report.group("project files", 2)


def chsh(user, shell):
    """Runs chsh as that user, with the password; returns the resulting shell in /etc/passwd."""
    terminal = Terminal("setpriv", "--reuid", user, "--regid", user, "--init-groups", "chsh", "-s", shell)
    if terminal.wait_for("[Pp]assword: "):
        terminal.type("fake-password\n")
    status = terminal.close()
    return status == 0, run("getent", "passwd", user).stdout.strip().split(":")[-1]


def check_chsh(report):
    """A user may choose envscrub-shell if /etc/shells lists it, and may change back."""
    add_user(CHOOSER, "/bin/sh")
    must("chpasswd", "-c", "SHA256", stdin=f"{CHOOSER}:fake-password\n")
    with open("/etc/shells") as file:
        shells = file.read()
    write("/etc/shells", shells.replace(f"{SHELL}\n", ""))
    report.expect("chsh, as the user, not listed", "refused", (False, "/bin/sh"), chsh(CHOOSER, SHELL))
    write("/etc/shells", shells)
    report.expect("chsh, as the user, listed", "done", (True, SHELL), chsh(CHOOSER, SHELL))
    done = run("su", "-", CHOOSER, "-c", PROBE)
    facts = probed(done.stdout) or {}
    report.expect("chsh, then su -", "a scrubbed session", ("[-sh]", "0"),
                  (facts.get("argv", "").split("[-c]")[0], facts.get("fakes")))
    report.expect("chsh, back again", "done", (True, "/bin/bash"), chsh(CHOOSER, "/bin/bash"))
    must("chsh", "-s", SHELL, CHOOSER)
    report.expect("chsh, as root", "done", SHELL, run("getent", "passwd", CHOOSER).stdout.strip().split(":")[-1])
    report.group("chsh", 5)
