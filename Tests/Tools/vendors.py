#!/usr/bin/env python3
"""Compares the forms of values with vendors.tsv, prefixes of public lists, and prints what is missing:  vendors.py [--check]

With --check a missing prefix is a failure, unless it is marked as left out with a reason.
"""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TABLES = (HERE.parents[1] / "Sources" / "Secrets" / "ValueForms.swift").read_text()


def table(name):
    return re.search(r"static var " + name + r': ByteString \{\n\s*#"""\n(.*?)\n\s*"""#', TABLES, re.S)[1]


ours = set()
for line in table("tokens").split("\n"):
    words = line.split()
    if not words[0].startswith("#"):
        ours |= {word for word in words[:-1] if not word.startswith("@")}
        # Forms that begin with letters of their own: `@4 'SK'X32`.
        ours |= set(re.findall(r"^@\S '([^']+)'", line.strip()))

missing, left_out = [], []
count = 0
for number, line in enumerate((HERE / "vendors.tsv").read_text().splitlines(), 1):
    if not line or line.startswith("#"):
        continue
    fields = line.split("\t")
    if len(fields) not in (3, 4):
        sys.exit(f"vendors.tsv:{number}: a source, a vendor, prefixes, and perhaps why they are left out")
    source, vendor, prefixes = fields[:3]
    for prefix in prefixes.split(" "):
        count += 1
        if any(prefix.startswith(known) or known.startswith(prefix) for known in ours):
            continue
        (left_out if len(fields) == 4 else missing).append(
            f"{vendor}: {prefix} ({source})" + (f": {fields[3]}" if len(fields) == 4 else ""))
for row in left_out:
    print(f"left out  {row}")
for row in missing:
    print(f"missing   {row}")
print(f"{count} prefixes of {HERE.name}/vendors.tsv: {count - len(missing) - len(left_out)} known, "
      f"{len(left_out)} left out, {len(missing)} missing")
sys.exit("--check" in sys.argv and bool(missing))
