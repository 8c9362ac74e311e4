#!/usr/bin/env python3
"""Kills a run with strace(1) at each of its system calls in turn, in several situations of its trail:  crashes.py BINARY

The file is rotated or not, and there are two more runs.  Each time the trail must be valid, continue, and name every run
that took place once.  What the machine lacks is skipped with a message; with CI=true that is a failure.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

BINARY = os.path.abspath(sys.argv[1])


def run(folder, number, *wrapper, **more):
    """A run whose command creates a file; its record has the file's name as an argument."""
    command = [*wrapper, BINARY, f"--config={folder}/p.toml", "/bin/mkdir", f"{folder}/ran/{number}"]
    return subprocess.run(command, env={}, capture_output=True, **more)


def calls(folder, number):
    """The system calls of a run up to its execve, with the number of earlier calls of the same name."""
    trace = folder / "trace"
    run(folder, number, "strace", "-o", str(trace))
    counts, found = {}, []
    lines = trace.read_text().splitlines()
    for line in lines[1:]:  # its own execve is the first
        name = re.match(r"(\w+)\(", line)
        if not name:
            continue
        counts[name[1]] = counts.get(name[1], 0) + 1
        found.append((name[1], counts[name[1]]))
        if name[1] == "execve":  # a process killed there was killed after the previous call
            return found[:-1]


def make(folder, sync, form):
    if folder.exists():
        shutil.rmtree(folder)
    (folder / "ran").mkdir(parents=True)
    (folder / "p.toml").write_text(
        f"[audit]\nfile = '{folder}/log'\nformat = '{form}'\nrequired = true\narguments = true\nsync = {sync}\n")


# MARK: Situations: what is there when the run is killed

def nothing(folder):
    pass


def some(folder):
    for number in "a", "b":
        run(folder, number)


def rotated(folder):
    some(folder)
    (folder / "log").rename(folder / "log.9")


def rotated_and_made(folder):
    """As with logrotate's create."""
    rotated(folder)
    (folder / "log").touch(0o600)


def cut(folder):
    some(folder)
    with open(folder / "log", "ab") as file:
        file.write(b'{"version":1,"ev')


def no_newline(folder):
    some(folder)
    os.truncate(folder / "log", (folder / "log").stat().st_size - 1)


def nine(folder):
    """The next number has one digit more."""
    for number in range(9):
        run(folder, f"c{number}")


def in_doubt(folder):
    """A run was killed earlier, it is unknown whether it wrote, and the file was renamed."""
    some(folder)
    head = (folder / "log.head").read_text().split()
    lines = (folder / "log").read_bytes()
    run(folder, "d")
    last = (folder / "log.head").read_text().split()
    (folder / "ran" / "d").rmdir()
    (folder / "log.head").write_text(f"{head[0]} {head[1]}\n{last[0]} {last[1]}\n")
    (folder / "log").write_bytes(lines)
    (folder / "log").rename(folder / "log.8")


def in_doubt_and_written(folder):
    in_doubt(folder)
    (folder / "log.8").unlink()
    make_again = [path for path in folder.glob("log*") if path.name != "log.head"]
    assert not make_again
    shutil.rmtree(folder / "ran")
    (folder / "ran").mkdir()
    (folder / "log.head").unlink()
    some(folder)
    head = (folder / "log.head").read_text().split()
    run(folder, "d")
    last = (folder / "log.head").read_text().split()
    (folder / "log.head").write_text(f"{head[0]} {head[1]}\n{last[0]} {last[1]}\n")
    (folder / "log").rename(folder / "log.8")


SITUATIONS = [nothing, some, rotated, rotated_and_made, cut, no_newline, nine, in_doubt, in_doubt_and_written]


def torn(folder, left_out):
    """The last line is incomplete, as after a crash of the machine: so many bytes are missing, or all but one."""
    data = (folder / "log").read_bytes()
    start = data.rfind(b"\n", 0, len(data) - 1) + 1
    os.truncate(folder / "log", len(data) - left_out if left_out else start + 1)


# MARK: What happens behind

def stay(folder):
    pass


def rename(folder):
    if (folder / "log").exists():
        (folder / "log").rename(folder / "log.5")


def create(folder):
    rename(folder)
    (folder / "log").touch(0o600)


def copy_and_truncate(folder):
    """The manual doesn't recommend it; it loses nothing as long as nobody writes meanwhile."""
    if (folder / "log").exists():
        shutil.copy(folder / "log", folder / "log.5")
        os.truncate(folder / "log", 0)


BEHIND = [stay, rename, create, copy_and_truncate]


def state(folder):
    """The whole state, to be restored."""
    return {path.name: path.read_bytes() for path in folder.glob("log*")}, os.listdir(folder / "ran")


def put_back(folder, saved):
    for path in folder.glob("log*"):
        path.unlink()
    for name, data in saved[0].items():
        (folder / name).write_bytes(data)
        (folder / name).chmod(0o600)
    for name in set(os.listdir(folder / "ran")) - set(saved[1]):
        (folder / "ran" / name).rmdir()


def verify(folder):
    files = [str(path) for path in folder.glob("log*")]
    if not files:
        return 0, {"records": 0}
    done = subprocess.run([BINARY, "--verify-audit", "--json", *files], capture_output=True)
    return done.returncode, json.loads(done.stdout)


def recorded(folder, number):
    name = f"{folder}/ran/{number}".encode()
    return sum(path.read_bytes().count(name + b'"') for path in folder.glob("log*"))


def problem(folder, with_cut):
    """What is wrong with the trail, and with two further runs."""
    status, report = verify(folder)
    # The remains of a crash that a test placed there are a fault until a run records them.
    if status != 0 and not with_cut:
        return f"behind the kill: {report}"
    for number in "x", "y":
        done = run(folder, number)
        if done.returncode != 0 or not (folder / "ran" / number).exists():
            return f"run {number}: {done.returncode} {done.stderr}"
        status, report = verify(folder)
        if status != 0:
            return f"behind run {number}: {report}"
    for number in os.listdir(folder / "ran"):
        if recorded(folder, number) != 1:
            return f"{number} ran, and has {recorded(folder, number)} records"
    return None


def main():
    if not shutil.which("strace"):
        print("skipped: strace is not on this machine")
        sys.exit(bool(os.environ.get("CI")))
    points = wrong = killed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "f"
        variants = [(situation, "false", "jsonl") for situation in SITUATIONS]
        variants += [(some, "true", "jsonl"), (rotated, "true", "otlp-json"), (in_doubt, "false", "otlp-json")]
        for situation, sync, form in variants:
            make(folder, sync, form)
            situation(folder)
            before = state(folder)
            found = calls(folder, "t")
            put_back(folder, before)
            # A record's calls before its first one change nothing.
            first = next(index for index, (call, _) in enumerate(found) if call in ("openat2", "flock"))
            first = max(0, first - 1)
            for call, when in found[first:] + [(torn, cut) for cut in (1, 2, 65, 66, 200, 0)]:
                put_back(folder, before)
                kill = (call, when) if call != torn else ("pwrite64", 1 + [name for name, _ in found].count("pwrite64") - 1)
                done = run(folder, "k", "strace", "-o", "/dev/null", "-e", f"inject={kill[0]}:signal=KILL:when={kill[1]}")
                if done.returncode != -9:
                    print(f"FAILED  not killed at {kill}: {done}")
                    wrong += 1
                killed += 1
                if call == torn:
                    torn(folder, when)
                    call = "a part of a write"
                after = state(folder)
                for behind in BEHIND:
                    put_back(folder, after)
                    behind(folder)
                    points += 1
                    why = problem(folder, situation in (cut, no_newline))
                    if why:
                        wrong += 1
                        print(f"FAILED  {situation.__name__} sync={sync} {form}: killed at {call} {when}, {behind.__name__}: {why}")
    print(f"{points} situations: {killed} kills, in {len(variants)} states of the trail, {len(BEHIND)} ways on; {wrong} wrong")
    sys.exit(wrong != 0)


main()
