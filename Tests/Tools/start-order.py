#!/usr/bin/env python3
"""Lists what the linker places side by side for a start:  start-order.py BINARY MAP ORDER BLOCKS

A start costs page faults and cache misses.  The kernel maps 64 KiB of a file around each fault: if what a start runs is
side by side, two or three faults suffice.  ORDER receives the functions of a start in the order in which they run; what
every run needs comes first.  BLOCKS receives, for functions of which a start runs only a part, the basic blocks of that
part in the order in which they run: the linker places the rest elsewhere.  That is the first version of the format that
LLVM's -basic-block-sections=FILE reads.

MAP is the linker's map of BINARY, which was linked with --lto-basic-block-address-map and without BLOCKS.  Real runs of
each kind are executed step by step.

start-order.py --check LIST MAP: fails if more than a tenth of the functions in ORDER or BLOCKS are missing in the
binary, because they were renamed, split or inlined.  Outdated blocks only cost time.  `make order` makes both again.
"""

import bisect
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "Benchmarks"))
import cost
import layers

LEAST_REST = 100  # bytes; a jump between a function's two parts takes up to six, so small rests stay where they are
CALL_ENDS = 0x20  # a feature of .llvm_bb_addr_map: where the calls of a block end
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


def unsigned(data, at):
    """A number in ULEB128, and where the next one begins."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def blocks(binary):
    """(address, size, number) of the basic blocks of each function, which the address of the function selects: the
    section .llvm_bb_addr_map, version 3."""
    with open(binary, "rb") as stream:
        data = stream.read()
    table, count, names = struct.unpack_from("<Q", data, 40)[0], *struct.unpack_from("<HH", data, 60)
    sections = [struct.unpack_from("<IIQQQQ", data, table + 64 * number) for number in range(count)]
    found = {}
    for name, _, _, _, start, length in sections:
        if not data.startswith(b".llvm_bb_addr_map\0", sections[names][4] + name):
            continue
        at = start
        while at < start + length:
            version, features = data[at], data[at + 1]
            if version != 3 or features & ~CALL_ENDS:
                sys.exit("start-order: another version of .llvm_bb_addr_map than this program reads")
            function, = struct.unpack_from("<Q", data, at + 2)
            amount, at = unsigned(data, at + 10)
            address, rows = function, []
            for _ in range(amount):
                number, at = unsigned(data, at)
                gap, at = unsigned(data, at)
                calls = size = 0
                if features & CALL_ENDS:
                    calls, at = unsigned(data, at)
                for _ in range(calls + 1):  # from call to call, and to the end
                    part, at = unsigned(data, at)
                    size += part
                _, at = unsigned(data, at)
                rows.append((address + gap, size, number))
                address += gap + size
            found[function] = rows
    if not found:
        sys.exit("start-order: the binary has no map of its basic blocks")
    return found


def trace(step, command, environment, where, machine):
    """The places of a run's instructions relative to the first, each once, in order.  It ends where the command starts."""
    run = subprocess.run([*machine, step, *command], env=environment, cwd=where, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, timeout=300)
    if run.returncode != 0 or not run.stdout:
        sys.exit("start-order: no trace of " + " ".join(command))
    return [int(row) for row in run.stdout.split()]


def runs(binary, folder):
    """Every kind of start, the most frequent first: command, environment, working directory, and what stands before the
    command."""
    def write(name, text, mode=0o644):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.chmod(path, mode)
        return path

    os.mkdir(os.path.join(folder, "machine"))
    true = shutil.which("true")
    config = write("config.toml", cost.CONFIG)
    write("home/.config/envscrub/config.toml", layers.USER)
    write("project/.envscrub.toml", layers.PROJECT)
    home = {**cost.ORDINARY, "HOME": os.path.join(folder, "home")}
    project = os.path.join(folder, "project")
    script = write("script", f"#!{binary} -S --no-config -u LANG {true}\n", 0o755)
    yield [binary, "--no-config", true], cost.ORDINARY, folder, []
    # Values that need a closer look, as nearly every session has some.
    values = {"SERVICE_URL": "http://service.example:8080/v1/items?limit=100", "OPTIONS": '{"level": "info", "id": 7}',
              "DATABASE": "postgresql://localhost/app_test?sslmode=disable", "REMOTE": "git@example.com:someone/project.git",
              "ISSUES": "https://someone@example.com/issues?q=open&sort=asc", "BUILD": "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d",
              "JAVA_OPTS": "-Xmx512m -Dfile.encoding=UTF-8 -Dhost=service.example -Dlog.level=info --enable-preview",
              "DEBUGINFOD_URLS": "https://debuginfod.debian.net ", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus",
              "SSH_CONNECTION": "192.0.2.7 50122 192.0.2.1 22", "GITHUB_SHA": "ffac537e6cbbf934b08745a378932722df287a53",
              "LESSOPEN": "| /usr/bin/lesspipe %s", "PS1": "\\u@\\h:\\w\\$ ", "http_proxy": "http://proxy.example:3128",
              "npm_config_user_agent": "npm/10.8.2 node/v20.19.0 linux x64 workspaces/false"}
    yield [binary, "--no-config", true], {**cost.ORDINARY, **values}, folder, []
    yield [binary, true], cost.ORDINARY, folder, []
    yield [binary, f"--config={config}", true], cost.ORDINARY, folder, []
    subprocess.run(["setsid", binary, "--trust"], env=home, cwd=project, capture_output=True)
    yield [binary, true], home, project, []
    # The trust list is that of the real user: HOME has no say.
    subprocess.run([binary, "--untrust"], env=home, cwd=project, capture_output=True)
    # An administrator's files too, on a machine of its own.
    benchmark = cost.Benchmark(binary, os.path.join(folder, "machine"), False)
    yield [benchmark.binary, true], cost.ORDINARY, folder, benchmark.own_machine()
    # Arguments as from the kernel for a script with the #! line of `script`.
    yield [binary, f"-S --no-config -u LANG {true}", script], cost.ORDINARY, folder, []
    yield [binary, "-i", "LANG=C", true], cost.ORDINARY, folder, []
    # Options of the policy, as people type them.
    yield [binary, "--no-config", "--keep=PIP_INDEX_URL", "--exclude=AWS_*", "--set=LANG=C", true], cost.ORDINARY, folder, []
    yield [binary, "--no-config", "--seal=if-possible", "--no-new-privs", true], cost.ORDINARY, folder, []
    # A command that is looked up in PATH.
    yield [binary, "--no-config", "true"], cost.ORDINARY, folder, []


def make(binary, path, order, parts):
    known = functions(path)
    starts_at = [address for address, _, _ in known]
    names = {}
    for address, size, name in known:
        if size:
            # Of functions with identical instructions the linker keeps one, under any of their names.
            names.setdefault(address, []).append(name)
    listed, ran = {}, {}
    entry = entry_point(binary)
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        step = os.path.join(folder, "single-step")
        subprocess.run(["cc", "-O2", "-o", step, os.path.join(HERE, "single-step.c")], check=True)
        for command, environment, where, machine in runs(os.path.abspath(binary), folder):
            for place in trace(step, command, environment, where, machine):
                ran.setdefault(entry + place)
    for address in ran:
        last = bisect.bisect_right(starts_at, address) - 1
        if last < 0:
            continue
        start, size, _ = known[last]
        if size and address >= start + size:
            continue  # a gap
        for index in range(bisect.bisect_left(starts_at, start), last + 1):
            listed[known[index][2]] = None
    with open(order, "w", encoding="utf-8") as stream:
        stream.write("# The functions of a start in the order in which they run; made by `make order`, see start-order.py.\n")
        stream.writelines(name + "\n" for name in listed)

    position = {address: number for number, address in enumerate(ran)}
    with open(parts, "w", encoding="utf-8") as stream:
        stream.write("# The basic blocks that a start runs, in order; made by `make order`, see start-order.py.\nv1\n")
        for function, rows in sorted(blocks(binary).items(), key=lambda item: position.get(item[0], len(position))):
            # An empty block is where the next one begins.
            hot = sorted((row for row in rows[1:] if row[0] in position), key=lambda row: (position[row[0]], row))
            rest = sum(size for address, size, _ in rows[1:] if address not in position)
            if function in position and function in names and rest >= LEAST_REST:
                stream.write(f"f {' '.join(names[function])}\nc {' '.join(str(row[2]) for row in [rows[0], *hot])}\n")


def check(listed, path):
    with open(listed, encoding="utf-8") as stream:
        rows = [row.split() for row in stream if row.strip() and not row.startswith("#")]
    # In BLOCKS a function stands behind "f", and its blocks and the version stand alone.
    names = [row[-1] for row in rows if len(row) == 1 and row != ["v1"] or row[0] == "f"]
    there = {name for _, _, name in functions(path)}
    absent = [name for name in names if name not in there]
    print(f"{listed}: {len(names) - len(absent)} of {len(names)} functions are in the binary")
    if not names or len(absent) > ABSENT * len(names):
        sys.exit("start-order: `make order` makes the list anew; absent:\n  " + "\n  ".join(absent))


def main():
    arguments = sys.argv[1:]
    if len(arguments) == 3 and arguments[0] == "--check":
        check(*arguments[1:])
    elif len(arguments) == 4:
        make(*arguments)
    else:
        sys.exit("usage: start-order.py BINARY MAP ORDER BLOCKS | start-order.py --check LIST MAP")


main()
