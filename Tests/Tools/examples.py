#!/usr/bin/env python3
"""Run the examples of the documentation and compare what they print with what is printed there.

usage: examples.py BINARY FILE...

In Markdown an example is a fenced block ```console; in a manual page, a block `.Bd -literal` that holds a
line beginning with "$ ".  A line "$ COMMAND" is run, "> REST" goes on with it, and the lines up to the next
"$ " are what it prints, standard output and standard error together:

  ...          alone on a line: any number of lines, also none
  a...b        within a line: any text

A command "# TEXT" is a remark.  Each block is one session of /bin/sh in a fresh directory, which is its
HOME too, with BINARY as `envscrub` in PATH and nothing else in its environment but PATH, HOME, USER and
TERM; so a variable that the text speaks of must be set in the block (`$ export MY_TOKEN=fake`).

Prints what differs, then "N examples, N failed".  Exit 0 only if none failed and there was one at all.
"""
import os
import re
import subprocess
import sys
import tempfile

MARK = "\x1eend of an example\x1e"


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
    """The text that roff makes of a literal line."""
    line = re.sub(r"\\f(\[[^]]*\]|\(..|.)", "", line)
    line = line.replace(r"\&", "").replace(r"\-", "-").replace(r"\(aq", "'").replace(r"\(dq", '"')
    line = line.replace(r"\(ti", "~").replace(r"\(ha", "^").replace(r"\(ga", "`").replace(r"\(bu", "•")
    return line.replace(r"\e", "\\").replace(r"\(rs", "\\")


def steps(block):
    """[(offset, command, expected lines)] of a block."""
    result = []
    for offset, line in enumerate(block):
        if line.startswith("$ "):
            result.append((offset, line[2:], []))
        elif line.startswith("> ") and result and not result[-1][2]:
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
    """A regular expression for expected lines."""
    parts = []
    for line in expected:
        if line.strip() == "...":
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            parts.append(".*".join(re.escape(piece) for piece in line.split("...")) + r"\n")
    return re.compile("".join(parts))


def session(binary, commands):
    """What each command of one shell prints."""
    with tempfile.TemporaryDirectory(prefix="envscrub-example-") as home:
        with tempfile.TemporaryDirectory(prefix="envscrub-path-") as path:
            os.chmod(home, 0o700)
            os.symlink(binary, os.path.join(path, "envscrub"))
            script = "exec 2>&1\n" + "".join(f"{c}\nprintf '%s' '{MARK}'\n" for c in commands)
            # `exit 3` within a session would end it: what follows then prints nothing, and fails.
            done = subprocess.run(
                ["/bin/sh", "-c", script], stdin=subprocess.DEVNULL, cwd=home, timeout=60, stdout=subprocess.PIPE,
                env={"PATH": f"{path}:/usr/local/bin:/usr/bin:/bin", "HOME": home, "USER": "you", "TERM": "dumb"})
            out = done.stdout.decode(errors="backslashreplace").replace(path + "/", "")
            return (out.replace(home, "~").split(MARK) + [""] * len(commands))[: len(commands)]


def check(binary, name, start, block):
    """How many examples the block holds, and how many fail."""
    todo = [s for s in steps(block) if not s[1].lstrip().startswith("#")]
    failed = 0
    for (offset, command, expected), printed in zip(todo, session(binary, [c for _, c, _ in todo])):
        if printed and not printed.endswith("\n"):
            printed += "\n"
        if pattern(expected).fullmatch(printed):
            continue
        failed += 1
        print(f"{name}:{start + offset}: $ {command}")
        print("".join(f"  expected | {line}\n" for line in expected), end="")
        print("".join(f"  printed  | {line}\n" for line in printed.splitlines()), end="")
    return len(todo), failed


def main(args):
    if len(args) < 2:
        sys.exit(__doc__)
    binary = os.path.abspath(args[0])
    count = failures = 0
    for name in args[1:]:
        with open(name, encoding="utf-8") as f:
            lines = f.read().splitlines()
        blocks = markdown_blocks if name.endswith(".md") else mdoc_blocks
        for start, block in blocks(lines):
            ran, failed = check(binary, name, start, block)
            count, failures = count + ran, failures + failed
    print(f"{count} examples, {failures} failed")
    return failures != 0 or count == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
