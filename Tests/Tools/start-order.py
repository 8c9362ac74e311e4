#!/usr/bin/env python3
"""Lists the functions of a start in the order in which they run:  start-order.py BINARY MAP >start.order

A start costs page faults, and the kernel maps 64 KiB of a file around each fault: if the functions of a start are side
by side, two or three faults suffice.  The linker places them in the order of this list.  MAP is the linker's map of
BINARY; valgrind's lackey reports every instruction of runs of each kind.  What every run needs comes first.

start-order.py --check ORDER MAP: fails if more than a tenth of the functions in ORDER are missing in the binary,
because they were renamed, split or inlined.  `make order` makes the list again.
"""

import bisect
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Benchmarks"))
import cost
import layers

ABSENT = 0.1  # the share of listed functions that may be missing before the list must be made again


def functions(path):
    """(address, size, name) of the symbols in .text of the map, by address; assembler functions have no size."""
    found, in_text = [], False
    with open(path, encoding="utf-8", errors="surrogateescape") as stream:
        for row in stream:
            match = re.match(r" *([0-9a-f]+) +[0-9a-f]+ +([0-9a-f]+) +\d+ (.*)$", row)
            if not match:
                continue
            name = match[3]
            if not name.startswith(" "):
                in_text = name == ".text"
            elif in_text and name.startswith(16 * " "):
                found.append((int(match[1], 16), int(match[2], 16), name.strip()))
    return sorted(found)


def entry_point(binary):
    with open(binary, "rb") as stream:
        return int.from_bytes(stream.read(32)[24:32], "little")


def trace(command, environment, entry, folder, machine):
    """The addresses of a run's instructions, each once, in order.  Stops where the command would start."""
    run = subprocess.run(
        [*machine, "valgrind", "--tool=lackey", "--trace-mem=yes", *command], env=environment, cwd=folder,
        stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, timeout=300)
    seen, base = {}, None
    for row in run.stderr.splitlines():
        if row.startswith(b"I "):
            address = int(row[2:row.index(b",")], 16)
            if base is None:
                base = address - entry
            seen[address - base] = None
    if not seen:
        sys.exit("start-order: no instruction in the trace of " + " ".join(command))
    return seen


def runs(binary, folder):
    """Every kind of start, the most frequent first: command, environment, working directory, and what stands before the
    command.  The commands don't exist, so that none of them hides the end."""
    def write(name, text, mode=0o644):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.chmod(path, mode)
        return path

    os.mkdir(os.path.join(folder, "machine"))
    absent = os.path.join(folder, "absent")
    config = write("config.toml", cost.CONFIG)
    write("home/.config/envscrub/config.toml", layers.USER)
    write("project/.envscrub.toml", layers.PROJECT)
    home = {**cost.ORDINARY, "HOME": os.path.join(folder, "home")}
    project = os.path.join(folder, "project")
    script = write("script", f"#!{binary} -S --no-config -u LANG {absent}\n", 0o755)
    yield [binary, "--no-config", absent], cost.ORDINARY, folder, []
    # Values that need a closer look, as nearly every session has one.
    values = {"SERVICE_URL": "http://service.example:8080/v1/items?limit=100", "OPTIONS": '{"level": "info", "id": 7}',
              "DATABASE": "postgresql://localhost/app_test?sslmode=disable", "REMOTE": "git@example.com:someone/project.git",
              "ISSUES": "https://someone@example.com/issues?q=open&sort=asc", "BUILD": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
              "JAVA_OPTS": "-Xmx512m -Dfile.encoding=UTF-8 -Dhost=service.example -Dlog.level=info --enable-preview"}
    yield [binary, "--no-config", absent], {**cost.ORDINARY, **values}, folder, []
    yield [binary, absent], cost.ORDINARY, folder, []
    yield [binary, f"--config={config}", absent], cost.ORDINARY, folder, []
    subprocess.run(["setsid", binary, "--trust"], env=home, cwd=project, capture_output=True)
    yield [binary, absent], home, project, []
    # The trust list is that of the real user: HOME has no say.
    subprocess.run([binary, "--untrust"], env=home, cwd=project, capture_output=True)
    # An administrator's files too, on a machine of its own.
    benchmark = cost.Benchmark(binary, os.path.join(folder, "machine"), False)
    yield [benchmark.binary, absent], cost.ORDINARY, folder, benchmark.own_machine()
    # Arguments as from the kernel for a script with the #! line of `script`.
    yield [binary, f"-S --no-config -u LANG {absent}", script], cost.ORDINARY, folder, []
    yield [binary, "-i", "LANG=C", absent], cost.ORDINARY, folder, []
    # Options of the policy, as people type them.  If valgrind knows no Landlock, the seal stays open.
    yield [binary, "--no-config", "--keep=PIP_INDEX_URL", "--exclude=AWS_*", "--set=LANG=C", absent], cost.ORDINARY, folder, []
    yield [binary, "--no-config", "--seal=if-possible", "--no-new-privs", absent], cost.ORDINARY, folder, []
    # A command that is looked up in PATH.
    yield [binary, "--no-config", "no-such-command"], cost.ORDINARY, folder, []


def make(binary, path):
    known = functions(path)
    starts_at = [address for address, _, _ in known]
    order = {}
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        for command, environment, where, machine in runs(os.path.abspath(binary), folder):
            for address in trace(command, environment, entry_point(binary), where, machine):
                last = bisect.bisect_right(starts_at, address) - 1
                if last < 0:
                    continue
                start, size, _ = known[last]
                if size and address >= start + size:
                    continue  # a gap
                # Of functions with identical instructions the linker keeps one, under any of their names.
                for index in range(bisect.bisect_left(starts_at, start), last + 1):
                    order[known[index][2]] = None
    print("# The functions of a start in the order in which they run; made by `make order`, see start-order.py.")
    print("\n".join(order))


def check(listed, path):
    with open(listed, encoding="utf-8") as stream:
        names = [row.strip() for row in stream if row.strip() and not row.startswith("#")]
    there = {name for _, _, name in functions(path)}
    absent = [name for name in names if name not in there]
    print(f"{listed}: {len(names) - len(absent)} of {len(names)} functions are in the binary")
    if not names or len(absent) > ABSENT * len(names):
        sys.exit("start-order: `make order` makes the list anew; absent:\n  " + "\n  ".join(absent))


def main():
    arguments = sys.argv[1:]
    if len(arguments) == 3 and arguments[0] == "--check":
        check(*arguments[1:])
    elif len(arguments) == 2:
        make(*arguments)
    else:
        sys.exit("usage: start-order.py BINARY MAP | start-order.py --check ORDER MAP")


main()
