#!/usr/bin/env python3
"""Measures how well the forms of values generalise:  values.py [--check] [--count N] [--seed S] BINARY [SECRETS [HARMLESS]]

Random values of each row of SECRETS (published.tsv: facts of public lists that no form was written from) should be
dropped, and the lines of HARMLESS (harmless.txt: values of public example files) kept.  With --check a row of which one
is kept without a reason is a failure, and so are more than 2 % of HARMLESS.
"""
import argparse
import pathlib
import random
import re
import string
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
HEX = string.digits + "abcdef"
LOWER = string.digits + string.ascii_lowercase
WORD = string.digits + string.ascii_letters
ALPHABETS = {
    "d": string.digits, "x": HEX, "X": HEX + "ABCDEF", "l": LOWER, "u": LOWER.upper(), "m": string.ascii_letters,
    "n": WORD, "w": WORD + "_", "r": WORD + "_-", "q": WORD + "_-.", "o": WORD + "_-.~", "b": WORD + "+/",
}


def make(template, generator):
    """`{n24}` is 24 of an alphabet, `{n24,40}` 24 to 40, `{uuid}` a UUID, `\\n` a newline."""
    def item(match):
        if match[0] == "{uuid}":
            return "-".join("".join(generator.choices(HEX, k=count)) for count in (8, 4, 4, 4, 12))
        low = int(match[2])
        return "".join(generator.choices(ALPHABETS[match[1]], k=generator.randint(low, int(match[3] or low))))

    return re.sub(r"\{uuid\}|\{([a-zA-Z])(\d+)(?:,(\d+))?\}", item, template).replace("\\n", "\n")


def dropped(binary, values):
    """The indexes of those that are not in the environment that the binary leaves."""
    gone = set()
    for first in range(0, len(values), 100):
        names = {f"PLAIN_{index}": values[index] for index in range(first, min(first + 100, len(values)))}
        run = subprocess.run([binary, "--no-config", "env", "-0"], env={**names, "PATH": "/usr/bin:/bin"}, check=True,
                             stdout=subprocess.PIPE)
        left = {record.split(b"=", 1)[0].decode() for record in run.stdout.split(b"\0")}
        gone |= {int(name.removeprefix("PLAIN_")) for name in names if name not in left}
    return gone


def lines(path):
    return [line for line in pathlib.Path(path).read_text().splitlines() if line and not line.startswith("#")]


parser = argparse.ArgumentParser()
parser.add_argument("binary")
parser.add_argument("secrets", nargs="?", default=HERE / "published.tsv")
parser.add_argument("harmless", nargs="?", default=HERE / "harmless.txt")
parser.add_argument("--check", action="store_true")
parser.add_argument("--count", type=int, default=20)
parser.add_argument("--seed", type=int, default=7)
arguments = parser.parse_args()

generator = random.Random(arguments.seed)
rows = [line.split("\t") for line in lines(arguments.secrets)]
values = [make(row[1], generator) for row in rows for _ in range(arguments.count)]
gone = dropped(arguments.binary, values)
whole = unexplained = 0
for index, row in enumerate(rows):
    kept = sum(index * arguments.count + place not in gone for place in range(arguments.count))
    whole += not kept
    unexplained += kept > 0 and len(row) < 3
    if kept:
        why = f"  ({row[2]})" if len(row) > 2 else ""
        print(f"kept      {kept} of {arguments.count}  {row[0]}: {row[1][:80]}{why}")
harmless = [line.replace("\\n", "\n") for line in lines(arguments.harmless)]
lost = dropped(arguments.binary, harmless)
for index in sorted(lost):
    print(f"dropped   {harmless[index][:100]}")
print(f"published forms: {whole} of {len(rows)} wholly dropped, {len(gone)} of {len(values)} values "
      f"({100 * len(gone) / len(values):.1f} %)")
print(f"harmless values: {len(harmless) - len(lost)} of {len(harmless)} kept "
      f"({100 - 100 * len(lost) / len(harmless):.1f} %)")
sys.exit(arguments.check and (unexplained > 0 or len(lost) * 50 > len(harmless)))
