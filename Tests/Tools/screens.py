#!/usr/bin/env python3
"""Looks at --explain on terminals of known sizes:  screens.py [--show] BINARY

There are 90 variables, of which a dozen or two are dropped; the terminals are pseudo-terminals, and tmux where it is
installed.  The last screen must show the name of every dropped variable, why, and how to keep it; nothing may be cut or
be wider than the terminal.  --show prints the screens.
"""
import fcntl
import os
import pathlib
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata

IN_CI = os.environ.get("CI") == "true"
COUNT = 90
VALUE = "never-to-be-shown"
# name, the part of the reason that must be shown
DROPPED = [
    ("NPM_TOKEN", "*TOKEN*"), ("GH_TOKEN", "*TOKEN*"), ("AWS_ACCESS_KEY_ID", "*ACCESS_KEY_ID"),
    ("AWS_SECRET_ACCESS_KEY", "*SECRET*"), ("AWS_SESSION_TOKEN", "*TOKEN*"), ("OPENAI_API_KEY", "*KEY*"),
    ("ANTHROPIC_API_KEY", "*KEY*"), ("PGPASSWORD", "*PASS*"), ("SENTRY_AUTH_TOKEN", "*TOKEN*"),
    ("STRIPE_SECRET_KEY", "*SECRET*"), ("PIP_INDEX_URL", "password in a url"),
    ("A_NAME_THAT_IS_LONGER_THAN_MOST_OTHERS_TOKEN", "*TOKEN*"),
    ("SLACK_BOT_TOKEN", "*TOKEN*"), ("CI_JOB_TOKEN", "*TOKEN*"), ("DOCKER_PASSWORD", "*PASS*"),
    ("CODECOV_TOKEN", "*TOKEN*"), ("VAULT_TOKEN", "*TOKEN*"), ("HF_TOKEN", "*TOKEN*"),
    ("CARGO_REGISTRY_TOKEN", "*TOKEN*"), ("TWINE_PASSWORD", "*PASS*"), ("NUGET_API_KEY", "*KEY*"),
    ("TOKEN_漢字", "*TOKEN*"), ("BUNDLE_TOKEN", "*TOKEN*"), ("HEX_API_KEY", "*KEY*"),
]
# columns, rows, how many variables are dropped
SIZES = [(80, 24, 0), (80, 24, 1), (80, 24, 8), (80, 24, 12), (80, 24, 18), (120, 40, 12), (120, 40, 24), (200, 50, 24), (40, 60, 12)]


def environment(count, **more):
    wanted = {"PATH": os.environ["PATH"], "HOME": "/nowhere", "TERM": "xterm-256color", "LANG": "C.UTF-8", **more}
    for name, _ in DROPPED[:count]: wanted[name] = VALUE
    # Assembled, so that no scanner takes it for a real one.
    if count > 10: wanted["PIP_INDEX_URL"] = "https://user:" + VALUE + "@pypi.example/simple"
    number = 0
    while len(wanted) < COUNT:
        wanted[f"APP_SETTING_{number:02}"] = VALUE
        number += 1
    return wanted


def columns_of(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def run(words, columns, rows, variables):
    """The output on a terminal of that size, and the status."""
    process, terminal = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.execve(words[0], words, variables)
    seen = b""
    try:
        while piece := os.read(terminal, 65536): seen += piece
    except OSError: pass  # EIO: the program has ended
    os.close(terminal)
    return seen.decode().replace("\r\n", "\n"), os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def joined(lines):
    """The lines as one text: where a word was broken no blank is added."""
    return re.sub(r"\s+", " ", " ".join(lines)), re.sub(r"\s+", "", "".join(lines))


def faults(lines, columns, rows, count):
    """What is wrong with a screen: its lines from the top, or the last ones above the prompt."""
    found = [f"{columns_of(line)} columns: {line}" for line in lines if columns_of(line) > columns]
    last = lines[-(rows - 1):]
    text, dense = joined(last)
    for name, why in DROPPED[:count]:
        if name not in dense: found.append(f"{name} isn't on the last screen")
        said = "".join(why.split())
        if not re.search(rf"{re.escape(name)}(default_excludes\"@secrets\"|value:|\()?{re.escape(said)}", dense):
            found.append(f"it isn't said there why {name} is dropped: {why}")
    if count and "--keep=NAME" not in text or count and 'keep = ["NAME"]' not in text:
        found.append("it isn't said there how to keep one")
    if not count and "--keep" in text: found.append("a hint without cause")
    if f"{count} dropped, 0 set, {COUNT - count} kept" not in text: found.append("no totals there")
    if VALUE in "".join(lines): found.append("a value")
    return found


def in_tmux(binary, columns, rows, count, folder):
    """The screen of a real terminal after the command, with a shell's prompt."""
    tmux = ["tmux", "-S", str(folder / f"{columns}-{count}"), "-f", "/dev/null"]
    try:
        subprocess.run(
            [*tmux, "-u", "new-session", "-d", "-x", str(columns), "-y", str(rows), "sh"], check=True,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PS1": "$ "}, cwd=folder)
        variables = folder / f"run-{count}"
        words = " ".join(f"'{name}={value}'" for name, value in environment(count).items())
        variables.write_text(f"clear; env -i {words} '{binary}' --no-config --explain; PS1=ENDED\n")
        subprocess.run([*tmux, "send-keys", f". ./{variables.name}", "Enter"], check=True)
        end = time.monotonic() + 30
        while True:
            screen = subprocess.run([*tmux, "capture-pane", "-p"], check=True, capture_output=True, text=True).stdout
            lines = screen.rstrip("\n").split("\n")
            if lines[-1] == "ENDED": return lines[:-1]
            if time.monotonic() > end: raise SystemExit(f"tmux shows no end:\n{screen}")
            time.sleep(0.1)
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True)


def main(words):
    show = "--show" in words
    binary = os.path.abspath([word for word in words if word != "--show"][0])
    wrong = 0

    def judge(what, lines, found):
        nonlocal wrong
        if show or found: print(f"--- {what}\n" + "\n".join(lines))
        for fault in found: print(f"{what}: {fault}")
        wrong += len(found)

    for columns, rows, count in SIZES:
        text, status = run([binary, "--no-config", "--explain"], columns, rows, environment(count, NO_COLOR="1", COLUMNS="20"))
        # NO_COLOR and COLUMNS replace two settings.
        lines = text.removesuffix("\n").split("\n")
        found = faults(lines, columns, rows, count) + (["colours"] if "\x1b" in text else []) + ([f"status {status}"] if status else [])
        judge(f"{count} dropped at {columns}x{rows}", lines, found)

    # Colours, and how to turn them off.
    for more, colored in [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)]:
        text, _ = run([binary, "--no-config", "--explain"], 80, 24, environment(3, **more))
        judge(f"colours with {more}", [], [] if ("\x1b[31m" in text) == colored else [repr(text[:200])])

    # -v: every row, also those that no rule drops.  On a narrow screen nothing is lost.
    text, _ = run([binary, "--no-config", "--explain", "-v"], 80, 24, environment(12, NO_COLOR="1"))
    lines = text.removesuffix("\n").split("\n")
    judge("-v", lines, faults(lines, 80, 24, 12) + [f"no row of {name}" for name in environment(12, NO_COLOR="1") if name not in text])
    text, _ = run([binary, "--no-config", "--explain", "-v"], 17, 24, environment(24, NO_COLOR="1"))
    dense = joined(text.split("\n"))[1]
    judge("17 columns", [], [f"{name} is cut" for name in environment(24, NO_COLOR="1") if name not in dense]
          + [line for line in text.split("\n") if columns_of(line) > 17])
    # Without a terminal: one line for each row.
    plain = subprocess.run([binary, "--no-config", "--explain"], env=environment(12), capture_output=True, text=True, check=True).stdout
    rows = [line for line in plain.split("\n") if re.match(r"(drop|keep)  ", line)]
    judge("no terminal", [], [] if len(rows) == COUNT and "\x1b" not in plain else [plain])
    # The line that a run prints is no wider than the terminal.
    for columns in (40, 80, 200):
        text, _ = run([binary, "--no-config", "true"], columns, 24, environment(12))
        lines = text.removesuffix("\n").split("\n")
        start = f"{binary}: dropped PIP_INDEX_URL (value), NPM_TOKEN, " if columns == 200 else ": dropped "
        judge(f"notice at {columns}", lines, [] if len(lines) == 1 and columns_of(lines[0]) <= columns and start in lines[0] and VALUE not in text else ["not so"])

    if shutil.which("tmux") is None:
        print("tmux: skipped, it isn't there")
        wrong += IN_CI
    else:
        with tempfile.TemporaryDirectory() as folder:
            for columns, rows, count in [(80, 24, 12), (80, 24, 18), (120, 40, 24)]:
                lines = in_tmux(binary, columns, rows, count, pathlib.Path(folder))
                judge(f"tmux, {count} dropped at {columns}x{rows}", lines, faults(lines, columns, rows, count))
    if wrong: raise SystemExit(f"{wrong} faults")
    print(f"screens: {len(SIZES)} sizes, nothing is cut")


main(sys.argv[1:])
