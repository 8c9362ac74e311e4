"""What looking at values costs, by kind of value:  values.py [--times] BINARY

2,000 variables of 50 bytes of one kind: instructions a byte that the detection of values adds (valgrind), at most 6,
and with --times the time with it over the time without, at most 1.6.  Fails where a goal is missed.  The best of five
attempts counts: each run hashes names with another seed, so instructions vary by 1 %; times have 10 % of slack too.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.path.join(HERE, "..", "..", "..", "shared", "bench")
COUNT, SIZE = 2000, 50
MOST_INSTRUCTIONS, MOST_TIME, SLACK, ATTEMPTS = 6.0, 1.6, 1.1, 5


class Numbers:
    """The same numbers each time: figures of two builds can be compared."""

    def __init__(self):
        self.state = 1

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % limit

    def of(self, letters, count):
        return "".join(letters[self.below(len(letters))] for _ in range(count))

    def one(self, words):
        return words[self.below(len(words))]


DIGITS, LOWER = "0123456789", "abcdefghijklmnopqrstuvwxyz"
WORDS = """the service reads its settings once and writes what it has done to a file in the directory of the user each
request gets an answer within a second or so when nothing else is running on this machine default production debug level
common build release local share config python version number path library system network cluster region""".split()
DIRECTORIES = "usr local share lib bin opt home someone src project include config python3 site-packages x86_64-linux-gnu".split()


def text(numbers, words, separator):
    value = ""
    while len(value) < SIZE:
        value += separator + numbers.one(words)
    return value


KINDS = {
    "hexadecimal": lambda numbers: numbers.of(DIGITS + "abcdef", SIZE),
    "letters and digits": lambda numbers: numbers.of(DIGITS + LOWER + LOWER.upper(), SIZE),
    "capitals": lambda numbers: numbers.of(LOWER.upper(), SIZE),
    "digits": lambda numbers: numbers.of(DIGITS, SIZE),
    "one letter": lambda numbers: "x" * SIZE,
    "JSON": lambda numbers: "{" + ",".join(
        f'"{numbers.one(WORDS)}":"{numbers.one(WORDS)}"' for _ in range(6)),
    "words": lambda numbers: text(numbers, WORDS, " ")[1:],
    "paths": lambda numbers: text(numbers, DIRECTORIES, "/"),
    "URLs": lambda numbers: f"https://{numbers.one(WORDS)}.example.com" + text(numbers, DIRECTORIES, "/"),
    "eyJ repeated": lambda numbers: "eyJ" * SIZE,
}


def environment(kind):
    numbers = Numbers()
    return {f"V{index}": KINDS[kind](numbers)[:SIZE] for index in range(COUNT)}


def run(command, variables, expected):
    result = subprocess.run(command, env=variables, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    if result.returncode != expected:
        sys.exit(f"values: {command[0]}: status {result.returncode}\n{result.stderr.decode(errors='replace')}")
    return result


def instructions(binary, variables, *options):
    said = run([shutil.which("valgrind"), "--tool=callgrind", "--callgrind-out-file=/dev/null", binary, "--no-config",
                *options, "/nonexistent"], variables, 127).stderr.decode(errors="replace")
    return int(re.search(r"Collected : (\d+)", said)[1])


def times(work, binary, variables):
    """Medians with detection and without it, in one run, in microseconds."""
    bench, target = os.path.join(work, "spawnbench"), os.path.join(work, "target")
    if not os.path.exists(bench):
        subprocess.run(["cc", "-O2", "-o", bench, os.path.join(SHARED, "spawnbench.c")], check=True)
        subprocess.run(["cc", "-nostdlib", "-static", "-o", target, os.path.join(SHARED, "target.S")], check=True)
    said = run([bench, "300", "--", target, "--", binary, "--no-config", target,
                "--", binary, "--no-config", "--detect-values=no", target], variables, 0).stdout
    return [float(line.split()[0]) for line in said.splitlines()][1:]


def main():
    arguments = sys.argv[1:]
    timed = "--times" in arguments
    if timed:
        arguments.remove("--times")
    if len(arguments) != 1:
        sys.exit(__doc__)
    if not shutil.which("valgrind"):
        print("values: skipped, no valgrind")
        return
    if timed and not os.path.isdir(SHARED):
        print("values: no times, no ../shared/bench beside the checkout")
        timed = False
    missed = []
    print(f"{COUNT:,} variables of {SIZE} bytes: what detection adds")
    with tempfile.TemporaryDirectory() as work:
        binary = shutil.copy(arguments[0], os.path.join(work, "envscrub"))
        for kind in KINDS:
            variables = environment(kind)
            kept = run([binary, "--no-config", "-0"], variables, 0).stdout
            if kept.count(b"\0") != COUNT:
                sys.exit(f"values: {kind}: {COUNT - kept.count(bytes(1))} of them are dropped: less to hand on costs less")
            count = float("inf")
            for _ in range(ATTEMPTS):
                added = instructions(binary, variables) - instructions(binary, variables, "--detect-values=no")
                count = min(count, added / (COUNT * SIZE))
                if count <= MOST_INSTRUCTIONS:
                    break
            row = f"  {kind:20} {count:6.2f} instructions a byte"
            if count > MOST_INSTRUCTIONS:
                missed.append(f"{kind}: {count:.2f} instructions a byte, at most {MOST_INSTRUCTIONS:g}")
            if timed:
                best = None
                for _ in range(ATTEMPTS):
                    with_it, without = times(work, binary, variables)
                    if best is None or with_it / without < best[0] / best[1]:
                        best = with_it, without
                    if best[0] / best[1] <= MOST_TIME:
                        break
                ratio = best[0] / best[1]
                row += f"   {best[0]:6.0f} us with it, {best[1]:6.0f} without: {ratio:5.2f}"
                if ratio > MOST_TIME * SLACK:
                    missed.append(f"{kind}: {ratio:.2f} times the time without, at most {MOST_TIME:g}")
            print(row, flush=True)
    if missed:
        sys.exit("values: missed: " + "; ".join(missed))


main()
