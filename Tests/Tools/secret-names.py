#!/usr/bin/env python3
"""Writes Sources/Secrets/SecretTable.swift, the index of SecretNames.swift:  secret-names.py [--check]

With --check it writes nothing, and fails if the file is out of date.  SecretMatcherTests compares the matcher with the
patterns, without the index.
"""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.path.join(ROOT, "Sources/Secrets/SecretNames.swift")
TABLE = os.path.join(ROOT, "Sources/Secrets/SecretTable.swift")
SECTIONS = ["secrets", "plain", "leads", "open", "words", "tails", "ends"]
# At one place of a name a match must be known to be taken away before it counts.
ORDER = ["leads", "open", "words", "tails", "secrets", "plain"]


def fail(reason):
    sys.exit(f"secret-names: {reason}")


def trigram(literal):
    """As the matcher reads it from a name: five bits of each of the first three bytes."""
    value = 0
    for byte in literal[:3].encode():
        value = value << 5 | byte & 31
    return value


def filter_bit(key):
    """Each byte four bits higher than the next one, so that reading on shifts them out."""
    return ((key >> 10) << 8 ^ (key >> 5 & 31) << 4 ^ key & 31) & 0xFFF


def fours_of(literal, closed):
    """Five bits of each of the first four bytes; of three the fourth may be any, or the name's end."""
    fourths = [literal[3:4].encode()[0] & 31] if len(literal) > 3 else [0] if closed else range(32)
    first, second, third = (byte & 31 for byte in literal[:3].encode())
    return {first | second << 8 | third << 16 | fourth << 24 for fourth in fourths}


def sign_hash(four):
    return (four * 0x9E3779B1 & 0xFFFFFFFF) >> 19


def four_hash(four):
    return (four * 0x85EBCA77 & 0xFFFFFFFF) >> 20


def eight_hash(literal):
    """Of five bits of each of the first eight bytes."""
    number = int.from_bytes(bytes(byte & 31 for byte in literal[:8].encode()), "little")
    return (number * 0x9E3779B97F4A7C15 & (1 << 64) - 1) >> 52


def bucket(key):
    return (key ^ key >> 8) & 0xFF


def end_bucket(key):
    return (key ^ key >> 6) & 0x3F


def read():
    """-> (section, offset of the literal in the text, literal) for each pattern, and where the sections begin."""
    text = re.search(r'"""\n(.*?\n)    """', open(DATA).read(), re.S)[1]
    text = "".join(line[4:] + "\n" for line in text.split("\n")[:-1])
    # The last line break is the delimiter's; one behind a backslash is none.
    text = text[:-1].replace("\\\n", "")
    patterns, starts, place = [], {}, 0
    for line in text.split("\n"):
        if line.startswith("# "):
            section = line[2:].split(":")[0]
            if section != SECTIONS[len(starts)]:
                fail(f"unexpected section: {line}")
            starts[section] = place
        elif line:
            if ": " not in line:
                fail(f"no reason: {line}")
            for found in re.finditer(r"\S+", line.split(":")[0]):
                if not re.fullmatch(r"\*?[A-Z0-9_]{3,}(\*|\*_[A-Z0-9_]+)?", found[0]):
                    fail(f"ill-formed: {found[0]}")
                literal, star, rest = found[0].removeprefix("*").partition("*")
                if rest and section not in ("secrets", "plain", "words"):
                    fail(f"no star within it: {found[0]}")
                if section == "tails" and not found[0].startswith("*_"):
                    fail(f"a tail begins with *_: {found[0]}")
                if section == "ends" and (found[0][0] != "*" or found[0][-1] == "*"):
                    fail(f"it ends a name: {found[0]}")
                if section == "leads" and not found[0].endswith("_*"):
                    fail(f"a lead ends with _*: {found[0]}")
                if section == "open" and found[0].startswith("*"):
                    fail(f"it begins a name: {found[0]}")
                patterns.append((section, place + found.start() + found[0].index(literal), literal, not star))
        place += len(line) + 1
    if list(starts) != SECTIONS:
        fail("a section is missing")
    if place >= 1 << 16:
        fail("too long a text for 16 bits")
    return patterns, starts


def rows(numbers, width, form):
    lines = []
    for start in range(0, len(numbers), width):
        lines.append("    " + ", ".join(form.format(number) for number in numbers[start:start + width]) + ",")
    return "\n".join(lines)


def words(bits, count=64):
    return rows([sum(1 << bit for bit in range(64) if word * 64 + bit in bits) for word in range(count)], 4, "0x{:016x}")


def table():
    patterns, starts = read()
    # Ends are found from behind, by their last three bytes and where they end in the text.
    ends = [(end_bucket(trigram(row[2][-3:])), row[1] + len(row[2])) for row in patterns if row[0] == "ends"]
    ends.sort()
    end_first = [sum(row[0] < number for row in ends) for number in range(65)]
    patterns = [row for row in patterns if row[0] != "ends"]
    patterns.sort(key=lambda row: (bucket(trigram(row[2])), trigram(row[2]), ORDER.index(row[0]), row[1]))
    keys = [trigram(row[2]) for row in patterns]
    bits = {filter_bit(key) for key in keys}
    signs, fours, eights = set(), set(), set()
    for section, _, literal, closed in patterns:
        if section in ("secrets", "plain"):
            begun = fours_of(literal, closed)
            signs.update(map(sign_hash, begun))
            if len(literal) < 8:
                fours.update(map(four_hash, begun))
            else:
                eights.add(eight_hash(literal))
    first = [sum(bucket(key) < number for key in keys) for number in range(257)]
    sections = "\n".join(f"  static var {name}: Int {{ {starts[name]} }}" for name in SECTIONS)
    return f"""\
/// Written by Tests/Tools/secret-names.py from SecretNames.swift: the index of `@secrets`.  Don't edit it.
///
/// A key is the lower five bits of each of a literal's first three bytes: they are the same for both cases.
enum SecretTable {{
  // Where the sections of the text begin.
{sections}

  /// A bit for each key, mixed as in `SecretMatcher`: most places of a name need no other lookup.
  static let filter: InlineArray<64, UInt64> = [
{words(bits)}
  ]

  /// A bit for the first four bytes of each pattern of secrets: in a name without any there is nothing to exempt.
  static let signs: InlineArray<128, UInt64> = [
{words(signs, 128)}
  ]

  /// The same, by another hash, for each of these that has fewer than eight bytes.
  static let fours: InlineArray<64, UInt64> = [
{words(fours)}
  ]

  /// A bit for the first eight bytes of each of the others.
  static let eights: InlineArray<64, UInt64> = [
{words(eights)}
  ]

  /// For each `SecretMatcher.bucket` the number of its first key; then the number of keys.
  static let first: InlineArray<257, UInt16> = [
{rows(first, 16, "{}")}
  ]

  /// The keys by buckets; of equal keys the exemptions come first.
  static let keys: InlineArray<{len(keys)}, UInt16> = [
{rows(keys, 16, "{}")}
  ]

  /// For each key the place in the text where its literal begins.
  static let places: InlineArray<{len(keys)}, UInt16> = [
{rows([row[1] for row in patterns], 16, "{}")}
  ]

  /// For each `SecretMatcher.endBucket` of a last word's last three bytes the number of its first end; then the number
  /// of ends.
  static let endFirst: InlineArray<65, UInt16> = [
{rows(end_first, 16, "{}")}
  ]

  /// For each end, by buckets, the place in the text where its literal ends.
  static let endPlaces: InlineArray<{len(ends)}, UInt16> = [
{rows([row[1] for row in ends], 16, "{}")}
  ]
}}
"""


def main():
    wanted = table()
    if sys.argv[1:] == ["--check"]:
        if open(TABLE).read() != wanted:
            fail("SecretTable.swift is not of this SecretNames.swift; run python3 Tests/Tools/secret-names.py")
        return
    if sys.argv[1:]:
        sys.exit(__doc__)
    with open(TABLE, "w") as file:
        file.write(wanted)


main()
