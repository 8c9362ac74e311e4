"""What the worst values cost, made from the table of forms itself:  adversary.py [--all] BINARY

Each prefix, each shortest token without its last byte, and each key and mark, repeated to 128 KB in one variable; and
tokens of long parts.  Quick timings choose the worst; the limit is on instructions (valgrind), which the machine's load
doesn't change: at most a hundred times those of as much plain text.  Without valgrind it is on time: at most twenty
times.  Prints the ten worst; with --all every timing.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

SIZE, MOST_TIME, MOST_INSTRUCTIONS, ROUNDS, WORST = (128 << 10) - 64, 20.0, 100.0, 3, 10
# Values that once were the worst.
KNOWN = ["A==", "pwd=${", "sk-"]
# Tokens may begin at many places of the first part, and go on with the same others.
PARTS = [("eyJaaaaaaaaaaaaa-", ".ey", "a-"), ("eyJaaaaaaaaaaaaa-", ".", "a-", ".", "a-", ".", "a-", ".", "a-", "."),
         ("eyJaaaaaaaaaaaaa-", ".eyJpc3MiOiJzdXBhYmFzZSIsInJvbGUiOiJhbm9uIn0.", "a-")]
TABLES = (pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Secrets" / "ValueForms.swift").read_text()
LETTERS = {"d": "7", "x": "a1", "X": "A1", "h": "A1", "g": "a1", "l": "z9", "u": "Z9", "n": "aZ9", "w": "a_Z", "r": "a-Z9",
           "s": "a-Z9", "q": "a.Z9", "o": "a~Z9", "p": "a/Z9", "b": "a+Z9", "y": "a-Z9", "m": "M", "z": "Q9", "A": "a(Z9"}
TEXT = "the quick brown fox jumps over the lazy dog and reads its settings from a file "


def table(name):
    text = re.search(r"static var " + name + r': ByteString \{\n\s*#"""\n(.*?)\n\s*"""#', TABLES, re.S)[1]
    return [line.strip() for line in text.split("\n")]


def near_miss(prefix, pattern):
    """The shortest token without its last byte."""
    made = "" if prefix.startswith("@") else prefix
    for item in re.finditer(r"'([^']*)'|<(\w)\d+|([A-Za-z])(\d*)(?:,\d*)?|(.)", pattern):
        literal, before, letter, count, byte = item.groups()
        if literal is not None:
            made += literal
        elif letter in LETTERS:
            length = int(count) if count else 1
            made += (LETTERS[letter] * length)[:length]
        elif byte and byte != "!":
            made += byte
    return made[:-1]


def pieces():
    for line in table("tokens"):
        if line.startswith("#"):
            continue
        *prefixes, pattern = line.split(" ")
        for prefix in prefixes:
            if not prefix.startswith("@"):
                yield prefix
                yield prefix + "/"
            for end in ("", " ", "/", "-"):
                yield near_miss(prefix, pattern) + end
    for line in table("keys"):
        key = line.rsplit(" ", 1)[0]
        for form in ("{}=", "{}=a", '"{}":', '"{}":"aaaaaaaaaaaaaaa', "{}: ", "--{} ", "{}=${{", "-D{}:STRING=", "<{}>"):
            yield form.format(key)
    yield from ("LS0tLS1CRUdJTiBQ/", "://", "a://a:b", "a://a:b/", ":\\/\\/", "a:\\/\\/b:c", "a:\\/\\/b:1", "a:@", "a@tcp(", "a:b@tcp(", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----",
                "BEGIN+PRIVATE+KEY-----", "login ", "machine a ", "login a login b ", "Bearer ", "Basic ", "a -- ", "a -- B=1 ",
                "a:5432:a:a:", "a -u a:", "a|", "a~", "a!", "$2b$", "$argon2id$", "a\\\"", "a%20", "a%3D", "A==", "a", "a/", "a_", "é")


def filled(piece):
    return (piece * (SIZE // len(piece.encode()) + 1)).encode()[:SIZE]


def joined(parts):
    """Those that end with a dash over and over, the others once."""
    repeated = sum(part.endswith("-") for part in parts)
    return "".join(part * (SIZE // repeated // len(part)) if part.endswith("-") else part for part in parts).encode()[:SIZE]


def seconds(binary, value, rounds):
    best = None
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run([binary, "--no-config", "/bin/true"], env={"V": value}, stdin=subprocess.DEVNULL, check=True)
        took = time.perf_counter() - start
        best = took if best is None else min(best, took)
    return best


def instructions(binary, value):
    said = subprocess.run(
        [shutil.which("valgrind"), "--tool=callgrind", "--callgrind-out-file=/dev/null", binary, "--no-config", "/nonexistent"],
        env={"V": value}, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    collected = re.search(rb"Collected : (\d+)", said.stderr)
    if said.returncode != 127 or not collected:
        sys.exit(f"adversary: status {said.returncode}\n{said.stderr.decode(errors='replace')}")
    return int(collected[1])


def main():
    arguments = sys.argv[1:]
    every = "--all" in arguments
    if every:
        arguments.remove("--all")
    if len(arguments) != 1:
        sys.exit(__doc__)
    binary = os.path.abspath(arguments[0])
    if shutil.which("valgrind"):
        measure, unit, most = instructions, "instructions", MOST_INSTRUCTIONS
    else:
        measure, unit, most = lambda binary, value: seconds(binary, value, ROUNDS), "seconds", MOST_TIME
    values = {piece: filled(piece) for piece in dict.fromkeys(pieces())}
    values.update({" ".join(parts): joined(parts) for parts in PARTS})
    times = {piece: seconds(binary, value, 1) for piece, value in values.items()}
    # A value that was slow by chance is not slow again.
    slowest = sorted(times, key=times.get, reverse=True)[:len(times) if every else WORST * 10]
    again = {piece: seconds(binary, values[piece], ROUNDS) for piece in slowest}
    slowest.sort(key=again.get, reverse=True)
    if every:
        for piece in slowest:
            print(f"  {again[piece] * 1e6:8,.0f} us  {piece[:60]!r}")
    plain = measure(binary, filled(TEXT))
    rows = [(measure(binary, values[piece]) / plain, piece) for piece in dict.fromkeys(slowest[:WORST] + KNOWN)]
    rows.sort(reverse=True)
    for ratio, piece in rows[:WORST]:
        print(f"  {ratio:6.2f}  {piece[:60]!r}")
    print(f"{len(values)} values of {SIZE:,} bytes; plain text {plain:,} {unit}, the worst {rows[0][0]:.1f} times that, at most {most:g}")
    sys.exit(rows[0][0] > most)


main()
