"""Who starts a login shell, and how: one row for each way.  Each row runs twice: for a user with the real shell, to
show that the secrets would arrive, and for a user with envscrub-shell, who must see the same without the secrets."""

from collections import namedtuple
import os
import pwd
import time

from machine import FORCED_PORT, PROBE, SETUP, Terminal, probed, run, session, ssh, write

PLAIN, SCRUBBED = "es-plain", "es-scrub"  # of equal length, so that what a terminal shows can be compared

# caller: what the manual's table calls it.  command: {user}, {shell} (of that user), {real} (the real shell).
# typed: a string is standard input, a list are lines at the prompts of a terminal, None is neither.
# argv: what the real shell sees; {sh} is its last component.  arrives: whose variables reach the shell.
Row = namedtuple("Row", "caller command typed argv login parent arrives")

SSH_IN = "CALLER PAM"
ROWS = [
    Row("ssh HOST (a terminal)", ssh("-tt", "{user}@127.0.0.1"), [PROBE], "[-{sh}]", True, "sshd", SSH_IN),
    Row("ssh HOST (no terminal)", ssh("-T", "{user}@127.0.0.1"), PROBE, "[-{sh}]", True, "sshd", SSH_IN),
    Row("ssh HOST COMMAND", ssh("{user}@127.0.0.1", PROBE), None, "[{sh}][-c][PROBE]", False, "sshd", SSH_IN),
    Row("ssh -t HOST COMMAND", ssh("-tt", "{user}@127.0.0.1", PROBE), [], "[{sh}][-c][PROBE]", False, "sshd", SSH_IN),
    Row("sshd, ForceCommand", ssh("{user}@127.0.0.1", "asked for", port=FORCED_PORT), None,
        '[{sh}][-c][PROBE; echo "asked: $SSH_ORIGINAL_COMMAND"]', False, "sshd", SSH_IN),
    Row("sshd, command= of a key", ssh("{user}@127.0.0.1", "asked for", key="key-with-command"), None,
        "[{sh}][-c][PROBE]", False, "sshd", SSH_IN),
    Row("su USER", ["su", "{user}"], PROBE, "[{sh}]", False, "su", "CALLER PAM"),
    Row("su USER (a terminal)", ["su", "{user}"], [PROBE], "[{sh}]", False, "su", "CALLER PAM"),
    Row("su - USER", ["su", "-", "{user}"], PROBE, "[-{sh}]", True, "su", "PAM"),
    Row("su - USER (a terminal)", ["su", "-", "{user}"], [PROBE], "[-{sh}]", True, "su", "PAM"),
    Row("su USER -c COMMAND", ["su", "{user}", "-c", PROBE], None, "[{sh}][-c][PROBE]", False, "su", "CALLER PAM"),
    Row("su - USER -c COMMAND", ["su", "-", "{user}", "-c", PROBE], None, "[-{sh}][-c][PROBE]", True, "su", "PAM"),
    Row("su -m USER", ["env", "SHELL={shell}", "su", "-m", "{user}", "-c", PROBE], None, "[{sh}][-c][PROBE]",
        False, "su", "CALLER PAM"),
    Row("su -p USER", ["env", "SHELL={shell}", "su", "-p", "{user}"], PROBE, "[{sh}]", False, "su", "CALLER PAM"),
    Row("sudo -i -u USER", ["sudo", "-i", "-u", "{user}"], PROBE, "[-{sh}]", True, "sudo", "CALLER"),
    Row("sudo -i -u USER (a terminal)", ["sudo", "-i", "-u", "{user}"], [PROBE], "[-{sh}]", True, "sudo",
        "CALLER"),
    # sudo passes on a command's words with a backslash before every byte but letters, digits and _-$.
    Row("sudo -i -u USER COMMAND", ["sudo", "-i", "-u", "{user}", "eval", PROBE], None,
        "[-{sh}][-c][eval \\.\\ \\/etc\\/sessions\\/probe]", True, "sudo", "CALLER"),
    Row("sudo -u USER -s", ["env", "SHELL={shell}", "sudo", "-u", "{user}", "-s"], PROBE, "[{real}]", False, "sudo",
        "CALLER"),
    Row("sudo -u USER -s COMMAND", ["env", "SHELL={shell}", "sudo", "-u", "{user}", "-s", "eval", PROBE], None,
        "[{real}][-c][eval \\.\\ \\/etc\\/sessions\\/probe]", False, "sudo", "CALLER"),
    Row("login -f USER", ["login", "-f", "{user}"], [PROBE], "[-{sh}]", True, "login", "PAM"),
    Row("login -p -f USER", ["login", "-p", "-f", "{user}"], [PROBE], "[-{sh}]", True, "login", "CALLER PAM"),
    Row("script(1)", ["runuser", "-u", "{user}", "--", "env", "SHELL={shell}", "script", "-qc", PROBE, "/dev/null"],
        None, "[{sh}][-c][PROBE]", False, "script", "CALLER"),
]

# Ways that never use the user's shell: nothing is scrubbed, which the manual must state.
PAST = [
    Row("su -m USER, SHELL another", ["env", "SHELL={real}", "su", "-m", "{user}", "-c", PROBE], None,
        "[{sh}][-c][PROBE]", False, "su", "CALLER PAM"),
    Row("su -s SHELL USER", ["su", "-s", "{real}", "{user}", "-c", PROBE], None,
        "[{sh}][-c][PROBE]", False, "su", "CALLER PAM"),
    Row("sudo -u USER -s, SHELL another", ["env", "SHELL={real}", "sudo", "-u", "{user}", "-s"], PROBE,
        "[{real}]", False, "sudo", "CALLER"),
]

# Within a session, whose SHELL is the real shell: a shell in it is not envscrub, and sees what the session sees.
NESTED = [
    Row("$SHELL -c", ssh("{user}@127.0.0.1", f"$SHELL -c '{PROBE}; :'; :"), None, "[{real}][-c][PROBE; :]", False,
        "{sh}", SSH_IN),
    Row("make", ssh("{user}@127.0.0.1", f"printf 'all:\\n\\t@{PROBE}; :\\n' | make -f - ; :"), None,
        "[/bin/sh][-c][PROBE; :]", False, "make", SSH_IN),
    Row("perl's system", ssh("{user}@127.0.0.1", f"perl -e 'system(q({PROBE}; :))'; :"), None,
        "[sh][-c][PROBE; :]", False, "perl", SSH_IN),
    Row("script(1)", ssh("{user}@127.0.0.1", f"script -qc '{PROBE}; :' /dev/null; :"), None,
        "[{sh}][-c][PROBE; :]", False, "script", SSH_IN),
    # Through the login shell twice.
    Row("su - USER", ssh("{user}@127.0.0.1", f"sudo su - {{user}} -c '{PROBE}; :'; :"), None,
        "[-{sh}][-c][PROBE; :]", True, "su", "PAM"),
]


# What sshd runs at each login before the shell: the user's file by the user's shell, the system's file by /bin/sh.
RC_FILES = [
    (Row("sshd, ~/.ssh/rc", None, None, "[/bin/sh][/home/{user}/.ssh/rc]", False, "sh", SSH_IN),
     "/home/{user}/.ssh/rc", True),
    (Row("sshd, /etc/ssh/sshrc", None, None, "[/bin/sh][/etc/ssh/sshrc]", False, "sh", SSH_IN),
     "/etc/ssh/sshrc", False),
]


class Report:
    """Counts passed and failed rows.  A failure is printed at once, with its row, the expected and the actual
    result."""

    def __init__(self):
        self.total = self.failures = 0
        self.told = (0, 0)
        self.table = []

    def expect(self, row, what, expected, got):
        self.total += 1
        if expected != got:
            self.failures += 1
            print(f"FAILED {row}: {what}\n  expected {expected!r}\n  got      {got!r}", flush=True)
        return expected == got

    def group(self, name, rows):
        """Prints one line for the comparisons since the last call."""
        total, failures = self.total - self.told[0], self.failures - self.told[1]
        self.told = self.total, self.failures
        print(f"{name}: {rows} rows, {total} comparisons, {failures} failed", flush=True)

    def show(self):
        """Prints the callers as observed: the manual's table must agree."""
        for row in self.table:
            print(" | ".join(row))


def people(real):
    """The two users of a row, and the values of the placeholders."""
    both = []
    for user in (PLAIN, SCRUBBED):
        shell = pwd.getpwnam(user).pw_shell
        both.append({"user": user, "shell": shell, "real": real, "sh": os.path.basename(real)})
    return both


def fill(text, names):
    for name, value in names.items():
        text = text.replace("{" + name + "}", value)
    return text.replace("PROBE", PROBE)


def call(row, names):
    """Runs a row.  Returns standard output and error without the probe's lines, the probe's facts, and the status."""
    command = [fill(word, names) for word in row.command]
    if isinstance(row.typed, list):
        before, text, status = session(command, row.typed) if row.typed else watch(command)
        return before.replace(names["user"], "USER"), "", probed(text), status
    done = run(*command, stdin=row.typed or "")
    out = done.stdout.replace("\r\n", "\n")
    facts = probed(out)
    if facts is not None:
        begin, end = out.index("\nprobe-begins\n"), out.index("probe-ends\n") + len("probe-ends\n")
        out = out[:begin] + out[end:]
    return out.replace(names["user"], "USER"), done.stderr.replace(names["user"], "USER"), facts, done.returncode


def watch(command):
    """Runs a command on a terminal until it ends; the text before the probe's lines is its output."""
    terminal = Terminal(*command)
    terminal.wait_for("probe-ends")
    status = terminal.close()
    return terminal.text.split("probe-begins")[0], terminal.text, status


def check_row(row, report, real, scrubs=True):
    """Runs a row for both users: the plain one shows what would arrive, the scrubbed one must get that without the
    secrets."""
    plain, scrubbed = people(real)
    name = f"{row.caller} [{plain['sh']}]"
    plain_out, plain_error, plain_facts, plain_status = call(row, plain)
    out, error, facts, status = call(row, scrubbed)
    compare(row, name, report, plain, plain_facts, facts, scrubs)
    report.expect(name, "standard output beside the probe's", plain_out, out)
    report.expect(name, "standard error", plain_error, error)
    report.expect(name, "status", plain_status, status)


def compare(row, name, report, names, plain_facts, facts, scrubs=True):
    if plain_facts is None or facts is None:
        report.expect(name, "both users' shells ran", (True, True), (plain_facts is not None, facts is not None))
        return
    sources = row.arrives.split()
    secrets = {"CALLER": {"CALLER_TOKEN", "CALLER_API_KEY"}, "PAM": {"PAM_TOKEN"}, "CRON": {"CRON_TOKEN"}}
    arrived = set(plain_facts["names"].split())
    planted = arrived & set().union(*secrets.values())
    report.expect(name, "the secrets were on their way", set().union(*(secrets[source] for source in sources)), planted)
    report.expect(name, "the plain variables were", {f"{source}_PLAIN" for source in sources},
                  {one for one in arrived if one.endswith("_PLAIN")})
    report.expect(name, "argv", fill(row.argv, names), facts["argv"])
    # Both are equal, except that sudo -i adds --login if it recognizes bash.
    plain_argv = plain_facts["argv"].replace("[--login]", "").replace(PLAIN, SCRUBBED)
    report.expect(name, "argv of the plain user's", plain_argv, facts["argv"])
    report.expect(name, "the program", plain_facts["exe"], facts["exe"])
    report.expect(name, "its parent", plain_facts["parent"], facts["parent"])
    report.expect(name, "its parent by the table", fill(row.parent, names), facts["parent"].split(":")[0])
    report.expect(name, "what the login profile sets", "read" if row.login else "unread", facts["profile"])
    report.expect(name, "processes that are still envscrub", "0", facts["wrappers"])
    if scrubs:
        report.expect(name, "names", " ".join(sorted((arrived | {"SHELL"}) - planted)), facts["names"])
        report.expect(name, "values of secrets", "0", facts["fakes"])
        report.expect(name, "SHELL", names["real"], facts["shell"])
    else:
        report.expect(name, "names", plain_facts["names"], facts["names"])
    report.table.append((row.caller, facts["argv"].replace(PROBE, "COMMAND"), "yes" if row.login else "no",
                         facts["names"]))


def check_rc(row, file, scrubs, report, real):
    found = []
    for names in people(real):
        home = f"/home/{names['user']}"
        write(fill(file, names), f"{PROBE} >$HOME/rc\n")
        done = run(*ssh(f"{names['user']}@127.0.0.1", "echo ran"))
        report.expect(f"{row.caller} [{names['sh']}]", "the command's output and standard error", ("ran\n", ""),
                      (done.stdout, done.stderr))
        found.append(wait_for_file(f"{home}/rc", 5))
        os.unlink(fill(file, names))
    compare(row, f"{row.caller} [{names['sh']}]", report, names, *found, scrubs)


def check_rows(report, real):
    for row in ROWS:
        check_row(row, report, real)
    report.group(f"callers, the real shell {real}", len(ROWS))
    for row, file, scrubs in RC_FILES:
        check_rc(row, file, scrubs, report, real)
    report.group("what sshd runs before the shell", len(RC_FILES))
    for row in PAST:
        check_row(row, report, real, scrubs=False)
    report.group("ways past the login shell", len(PAST))
    for row in NESTED:
        check_row(row, report, real)
    report.group("shells in the session", len(NESTED))


# What tmux runs, the real shell's argv, whether it is a login shell, whether it comes from default-shell.
TMUX = [
    ("tmux, a pane", ["send-keys", "-t", "s", f"{PROBE} >$HOME/tmux", "Enter"], "[-{sh}]", True, True),
    ("tmux new-window COMMAND", ["new-window", "-d", "-t", "s:", f"{PROBE} >$HOME/tmux"],
     "[{sh}][-c][PROBE >$HOME/tmux]", False, True),
    ("tmux split-window COMMAND", ["split-window", "-d", "-t", "s:", f"{PROBE} >$HOME/tmux"],
     "[{sh}][-c][PROBE >$HOME/tmux]", False, True),
    # Always /bin/sh, with the server's environment.
    ("tmux run-shell", ["run-shell", f"{PROBE} >$HOME/tmux"], "[sh][-c][PROBE >$HOME/tmux]", False, False),
]


def tmux_facts(names):
    """One user's tmux server with that user's shell as default-shell, for each row of TMUX; returns the pane's text
    too."""
    home = f"/home/{names['user']}"
    write(f"{SETUP}/tmux.{names['user']}", f"set -g status off\nset -g default-shell {names['shell']}\n")
    as_user = ["runuser", "-u", names["user"], "--", "env", f"HOME={home}", f"USER={names['user']}",
               f"SHELL={names['shell']}", "tmux", "-L", "sessions", "-f", f"{SETUP}/tmux.{names['user']}"]
    run(*as_user, "new-session", "-d", "-s", "s", "-x", "120", "-y", "40", cwd=home)
    capture = as_user + ["capture-pane", "-p", "-t", "s"]
    for _ in range(50):  # until the prompt appears
        if run(*capture).stdout.rstrip().endswith(("$", "#")):
            break
        time.sleep(0.1)
    prompt = run(*capture).stdout.strip().replace(names["user"], "USER")
    found = []
    for _, words, _, _, _ in TMUX:
        run(*as_user, *words)
        found.append(wait_for_file(f"{home}/tmux", 5))
    run(*as_user, "kill-server")
    return found, prompt


def wait_for_file(path, seconds):
    """The facts that a probe writes to a file; the file is removed."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.path.exists(path):
            with open(path) as file:
                facts = probed(file.read())
            if facts:
                os.unlink(path)
                return facts
        time.sleep(0.05)
    return None


def check_tmux(report, real):
    plain, scrubbed = people(real)
    plain_found, plain_prompt = tmux_facts(plain)
    found, prompt = tmux_facts(scrubbed)
    for (caller, words, argv, login, scrubs), plain_facts, facts in zip(TMUX, plain_found, found):
        row = Row(caller, words, None, argv, login, "tmux", "CALLER")
        compare(row, f"{caller} [{plain['sh']}]", report, plain, plain_facts, facts, scrubs)
    report.expect("tmux, a pane", "what the pane shows before anything is typed", plain_prompt, prompt)
    report.group("tmux", len(TMUX))


def start_cron_rows(real):
    """Crontabs for both users; cron runs them when the minute turns."""
    for names in people(real):
        lines = f"SHELL={names['shell']}\nCRON_TOKEN=fake5\nCRON_PLAIN=plain\n* * * * * {PROBE} >$HOME/cron 2>&1\n"
        run("crontab", "-u", names["user"], "-", stdin=lines)


def check_cron(report, real):
    plain, scrubbed = people(real)
    found = [wait_for_file(f"/home/{names['user']}/cron", 70) for names in (plain, scrubbed)]
    for names in (plain, scrubbed):
        run("crontab", "-u", names["user"], "-r")
    row = Row("cron, SHELL=", None, None, "[{real}][-c][PROBE >$HOME/cron 2>&1]", False, "cron", "CRON PAM")
    compare(row, f"cron [{plain['sh']}]", report, plain, *found)
    report.group("cron", 1)
