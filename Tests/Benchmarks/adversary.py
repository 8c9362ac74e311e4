"""What the worst values cost, made from the table of forms itself:  adversary.py [--all] BINARY

Each prefix, each shortest token but its last byte, and each key and mark, repeated to 128 KB, as one variable; the time
of a whole run over that of as much plain text, which is at most 20.  Prints the ten worst; with --all every one.
"""

import os
import pathlib
import re
import subprocess
import sys
import time

SIZE, MOST, ROUNDS = (128 << 10) - 64, 20.0, 3
TABLES = (pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Secrets" / "ValueForms.swift").read_text()
LETTERS = {"d": "7", "x": "a1", "X": "A1", "h": "A1", "g": "a1", "l": "z9", "u": "Z9", "n": "aZ9", "w": "a_Z", "r": "a-Z9",
           "s": "a-Z9", "q": "a.Z9", "o": "a~Z9", "p": "a/Z9", "b": "a+Z9", "y": "a-Z9", "m": "M", "z": "Q9", "A": "a(Z9"}
TEXT = "the quick brown fox jumps over the lazy dog and reads its settings from a file "


def table(name):
    text = re.search(r"static var " + name + r': ByteString \{\n\s*#"""\n(.*?)\n\s*"""#', TABLES, re.S)[1]
    return [line.strip() for line in text.split("\n")]


def near_miss(prefix, pattern):
    """The shortest token, without its last byte."""
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
    yield from ("LS0tLS1CRUdJTiBQ/", "://", "a://a:b", "a://a:b/", "a:@", "a@tcp(", "a:b@tcp(", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----",
                "BEGIN+PRIVATE+KEY-----", "login ", "machine a ", "login a login b ", "Bearer ", "Basic ", "a -- ", "a -- B=1 ",
                "a:5432:a:a:", "a -u a:", "a|", "a~", "a!", "$2b$", "$argon2id$", "a\\\"", "a%20", "a%3D", "A==", "a", "a/", "a_", "é")


def seconds(binary, value):
    best = None
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([binary, "--no-config", "/bin/true"], env={"V": value}, stdin=subprocess.DEVNULL, check=True)
        took = time.perf_counter() - start
        best = took if best is None else min(best, took)
    return best


def main():
    arguments = sys.argv[1:]
    every = "--all" in arguments
    if every:
        arguments.remove("--all")
    if len(arguments) != 1:
        sys.exit(__doc__)
    binary = os.path.abspath(arguments[0])
    plain = seconds(binary, (TEXT * (SIZE // len(TEXT) + 1))[:SIZE])
    rows = []
    for piece in dict.fromkeys(pieces()):
        value = (piece * (SIZE // len(piece.encode()) + 1)).encode()[:SIZE]
        rows.append((seconds(binary, value) / plain, piece))
    rows.sort(reverse=True)
    for ratio, piece in rows if every else rows[:10]:
        print(f"  {ratio:6.2f}  {piece[:60]!r}")
    print(f"{len(rows)} values of {SIZE:,} bytes; plain text {plain * 1e6:,.0f} us, the worst {rows[0][0]:.1f} times that, at most {MOST:g}")
    sys.exit(rows[0][0] > MOST)


main()
