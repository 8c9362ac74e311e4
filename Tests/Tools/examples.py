#!/usr/bin/env python3
"""Runs the examples of the documentation, and compares what they print with what stands there:  examples.py BINARY FILE...

An example is a block ```console of Markdown, or a literal display of a manual page with a line that begins with "$ ".
Each block is one session of /bin/sh in a fresh home directory, with `envscrub` in PATH, without a terminal, and with an
/etc and a /usr/local/bin of its own.  Blocks that need these where unshare(1) can't make them, or a program that isn't
installed, are skipped with a message; with CI=true a missing program is a failure.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

MARK = "\x1eend of an example\x1e"
# Words of blocks that show or write files of the machine.
NEEDS_MACHINE = re.compile(r"/etc/|/usr/local/bin/|~/|trust")
# Programs that a block may use and that not every machine has.
NEEDS_PROGRAM = re.compile(r"\b(bwrap|npm|pip|make|systemd-analyze)\b|^(just|tox|pre-commit) ")
# Debian may lack these, or have them elsewhere; agents.py takes the last three from PyPI.
OPTIONAL = {"npm", "pip", "just", "tox", "pre-commit"}


def markdown_blocks(lines):
    """(line number, lines) of each ```console block."""
    block = start = None
    for number, line in enumerate(lines, 1):
        if block is None and re.fullmatch(r"\s*```console\s*", line):
            block, start, indent = [], number + 1, len(line) - len(line.lstrip())
        elif block is not None and line.strip() == "```":
            yield start, block
            block = None
        elif block is not None:
            block.append(line[indent:] if not line[:indent].strip() else line)
    if block is not None:
        sys.exit(f"line {start}: the block is not closed")


def mdoc_blocks(lines):
    """(line number, lines) of each literal display that shows a session."""
    block = start = None
    for number, line in enumerate(lines, 1):
        if block is None and re.match(r"\.Bd\s+.*-literal", line):
            block, start = [], number + 1
        elif block is not None and line.rstrip() == ".Ed":
            if any(l.startswith("$ ") for l in block):
                yield start, block
            block = None
        elif block is not None and not line.startswith(('.\\"', ".Pp")):
            block.append(plain(line))


def plain(line):
    """The text of a literal roff line."""
    line = re.sub(r"\\f(\[[^]]*\]|\(..|.)", "", line)
    line = line.replace(r"\&", "").replace(r"\-", "-").replace(r"\(aq", "'").replace(r"\(dq", '"')
    line = line.replace(r"\(ti", "~").replace(r"\(ha", "^").replace(r"\(ga", "`").replace(r"\(bu", "•")
    return line.replace(r"\e", "\\").replace(r"\(rs", "\\")


def steps(block):
    """[(offset, command, expected lines)] of a block: "$ COMMAND" is run, "> REST" goes on with it, "# TEXT" is a remark."""
    result = []
    for offset, line in enumerate(block):
        if line.startswith("$ "):
            result.append((offset, line[2:], []))
        elif (line == ">" or line.startswith("> ")) and result and not result[-1][2]:
            at, command, expected = result[-1]
            result[-1] = (at, command + "\n" + line[2:], expected)
        elif result:
            result[-1][2].append(line)
        elif line.strip():
            sys.exit(f"output before the first command: {line}")
    for _, _, expected in result:
        while expected and not expected[-1].strip():
            expected.pop()
    return result


def pattern(expected):
    """A regular expression for expected lines: "..." is any text in a line, or alone any number of lines."""
    parts = []
    for line in expected:
        if line.strip() == "...":
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            parts.append(".*".join(re.escape(piece) for piece in line.split("...")) + r"\n")
    return re.compile("".join(parts))


def can_own_machine():
    """Whether processes may have their own mounts on this machine."""
    try:
        return subprocess.run(["unshare", "-rm", "true"], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def session(binary, commands, own_machine):
    """The output of each command of one shell."""
    with tempfile.TemporaryDirectory(prefix="envscrub-example-") as root:
        home, path, etc = (os.path.join(root, name) for name in ("home", "bin", "etc"))
        for directory, mode in (home, 0o700), (path, 0o755), (etc, 0o755):
            os.mkdir(directory)
            os.chmod(directory, mode)
        for name in "envscrub", "envscrub-shell":
            os.symlink(binary, os.path.join(path, name))
        for name in OPTIONAL:
            found = shutil.which(name)
            if found and not shutil.which(name, path="/usr/bin:/bin"):
                os.symlink(found, os.path.join(path, name))
        with open(os.path.join(etc, "passwd"), "w", encoding="utf-8") as f:
            f.write(f"you:x:0:0::{home}:/bin/sh\n")
        os.chmod(f.name, 0o644)
        script = "exec 2>&1\n" + "".join(f"{c}\nprintf '%s' '{MARK}'\n" for c in commands)
        words = ["/bin/sh", "-c", script]
        if own_machine:
            mount = 'mount --bind "$0" /etc && mount --bind "$1" /usr/local/bin && shift && exec "$@"'
            words = ["unshare", "-rm", "/bin/sh", "-c", mount, etc, path] + words
        # `exit 3` within a session would end it: later commands then print nothing, and fail.
        done = subprocess.run(
            words, stdin=subprocess.DEVNULL, cwd=home, timeout=60, stdout=subprocess.PIPE, start_new_session=True,
            env={"PATH": f"{path}:/usr/local/bin:/usr/bin:/bin", "HOME": home, "USER": "you", "TERM": "dumb"})
        out = done.stdout.decode(errors="backslashreplace").replace(path + "/", "")
        return (out.replace(home, "~").split(MARK) + [""] * len(commands))[: len(commands)]


def check(binary, name, start, block, own_machine):
    """The numbers of examples in the block that ran, failed, and were skipped."""
    todo = [s for s in steps(block) if not s[1].lstrip().startswith("#")]
    commands = [c for _, c, _ in todo]
    if not own_machine and any(NEEDS_MACHINE.search(c) for c in commands):
        return 0, 0, len(todo)
    needed = {p for c in commands for found in NEEDS_PROGRAM.findall(c) for p in found if p}
    missing = sorted(p for p in needed if not shutil.which(p))
    if missing:
        print(f"{name}:{start}: {', '.join(missing)} not installed")
        if os.environ.get("CI") == "true" and not OPTIONAL.issuperset(missing):
            return len(todo), len(todo), 0
        return 0, 0, len(todo)
    failed = 0
    for (offset, command, expected), printed in zip(todo, session(binary, commands, own_machine)):
        if printed and not printed.endswith("\n"):
            printed += "\n"
        if pattern(expected).fullmatch(printed):
            continue
        failed += 1
        print(f"{name}:{start + offset}: $ {command}")
        print("".join(f"  expected | {line}\n" for line in expected), end="")
        print("".join(f"  printed  | {line}\n" for line in printed.splitlines()), end="")
    return len(todo), failed, 0


def main(args):
    if len(args) < 2:
        sys.exit(__doc__)
    binary = os.path.abspath(args[0])
    own_machine = can_own_machine()
    count = failures = skipped = 0
    for name in args[1:]:
        with open(name, encoding="utf-8") as f:
            lines = f.read().splitlines()
        blocks = markdown_blocks if name.endswith(".md") else mdoc_blocks
        for start, block in blocks(lines):
            ran, failed, left_out = check(binary, name, start, block, own_machine)
            count, failures, skipped = count + ran, failures + failed, skipped + left_out
    print(f"{count} examples, {failures} failed")
    if skipped:
        print(f"{skipped} skipped: unshare(1) can't make a machine of their own, or a program is missing")
    return failures != 0 or count == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
