#!/usr/bin/env python3
"""Writes Sources/Secrets/ValueFormIndex.swift, the indices of the tables in ValueForms.swift:  value-filters.py [--check]

With --check it writes nothing, and fails if the file is out of date.
"""
import itertools
import pathlib
import re
import sys

ROOM = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Secrets"
TABLES = (ROOM / "ValueForms.swift").read_text()
TARGET = ROOM / "ValueFormIndex.swift"

# The ends of what `Delimiters` itself looks for before a blank and a colon.  `bearer` counts as a key too: ShortValue takes
# it that a blank without a word after it ends no other of them.
WORDS = "begin login machine bearer basic base64 secret-token oauth astracs".split() + [" -u", "\n-u", " --"]
FACTOR = 0x9E3779B1
LONG_FACTOR = 0x9E3779B97F4A7C15
# Of the factors that were tried, one whose two hashes of four to eight bytes rule out most words, paths and URLs; the
# second is the bits from SECOND on.
START_FACTOR = 0x433528E2E0B3FA6D
SECOND = 36
# Added to a prefix of four bytes, where there are no more of it to look at.
WHOLE = 1 << 63
# Alphabets of `TokenPattern` that have a slash.
SLASHED = "bypAP"
# Those that have a byte that `cb_words` calls none of a word.  `s` has an equals sign, but real tokens only at their end.
WORDLESS = "opA"
FOLLOWING = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-"


def table(name):
    text = re.search(r'static var ' + name + r': ByteString \{\n\s*#"""\n(.*?)\n\s*"""#', TABLES, re.S)[1]
    return "\n".join(line[4:] for line in text.replace("\\#\n    ", "").split("\n"))


def hashed(three, bits):
    key = three[0] | three[1] << 8 | three[2] << 16
    return (key * FACTOR & 0xFFFFFFFF) >> (32 - bits)


def short_hashed(three, bits):
    """The fourth byte, which is read with them, is shifted out."""
    return (int.from_bytes(bytes(three), "little") * (FACTOR << 8) & 0xFFFFFFFF) >> (32 - bits)


def number_of(text):
    return int.from_bytes(text, "little")


def start_hashes(number):
    """Two of 14 bits."""
    product = number * START_FACTOR & (1 << 64) - 1
    return {product >> 50, product >> SECOND & 0x3FFF}


def folded(text):
    return [byte | 0x20 for byte in text.encode()]


def long_hashed(text, bits):
    key = int.from_bytes(bytes(text), "little")
    return (key * LONG_FACTOR & (1 << 64) - 1) >> (64 - bits)


def words(name, hashes, bits, comment):
    """A set of numbers of so many bits, as words of 64."""
    values = [sum(1 << bit for bit in range(64) if word * 64 + bit in hashes) for word in range((1 << bits) // 64)]
    rows = ",\n".join("    " + ", ".join(f"0x{value:016x}" for value in values[start:start + 4]) for start in range(0, len(values), 4))
    return f"  /// {comment}\n  static let {name}: InlineArray<{len(values)}, UInt64> = [\n{rows},\n  ]\n"


def swift(name, text, comment):
    lines = "\\#\n".join("    " + text[start:start + 110] for start in range(0, len(text), 110))
    return f'  /// {comment}\n  static var {name}: ByteString {{\n    #"""\n{lines}\n    """#\n  }}\n'


def reaches_slash(prefix, pattern):
    """Where among the first nine bytes of a token there may be a slash first; None where there may be none."""
    if "/" in prefix:
        return prefix.index("/")
    place = len(prefix)
    for item in re.finditer(r"'([^']*)'|<\w\d+|([A-Za-z])(\d*)(?:,\d*)?|(.)", pattern):
        literal, letter, count, byte = item.groups()
        if place > 8:
            return None
        if letter and letter in SLASHED or byte == "/" or "/" in (literal or ""):
            return place
        if literal or byte not in (None, "!"):
            place += len(literal or byte)
        elif letter and letter not in "ekjicfDL":
            place += int(count or 1)
    return None


def beginning(prefix, pattern):
    """The shortest token, with `%` for a byte that no word has: the bytes of words that it begins with, and the others."""
    made = prefix
    for item in re.finditer(r"'([^']*)'|<\w\d+|([A-Za-z])(\d*)(?:,\d*)?|(.)", pattern):
        literal, letter, least, byte = item.groups()
        if letter and letter not in "ekjicfDL":
            made += ("%" if letter in WORDLESS else "a") * int(least or 1)
        elif letter == "L":
            made += "RSA+PRIVATE"
        elif literal or byte not in (None, "!"):
            made += literal or byte
    words = re.match(r"[A-Za-z0-9+,./_-]*", made)[0]
    return words, made[len(words):]


rows, offset, slashed, wordy = [], 0, set(), set()
for line in table("tokens").split("\n"):
    if not line.startswith("#"):
        place = offset
        for prefix in line.split(" ")[:-1]:
            if prefix == "eyJ" and "." not in line.split(" ")[-1]:
                sys.exit(f"value-filters: {line}: ValueScanner takes it that such a token has a dot")
            if prefix[0] != "@" and (slash := reaches_slash(prefix, line.split(" ")[-1])) is not None:
                # `ValueScanner` looks for `1//0` and for tokens behind 43 bytes by themselves.
                if slash < 4 and prefix[1:3] != "//" and "<b43" not in line:
                    sys.exit(f"value-filters: {line}: a slash is among the first four bytes")
                if prefix[1:3] != "//" and slash < 8:
                    slashed.add(hashed(prefix.encode()[:3], 10))
            # ValueScanner looks where eight bytes of a word are, or four letters and digits and a mark of one.
            if prefix[0] != "@" and len(beginning(prefix, line.split(" ")[-1])[0]) < 8 and not re.match(r"[A-Za-z0-9]{4}[+,./_-]", prefix):
                sys.exit(f"value-filters: {line}: no word of eight bytes begins such a token")
            if prefix[0] != "@":
                begun, rest = beginning(prefix, line.split(" ")[-1])
                if len(begun) < 16 and rest[:1] in ("", " ", '"') and not ("<b43" in line and len(begun) > 8):
                    sys.exit(f"value-filters: {line}: ShortValue takes it that such a token begins with 16 bytes of a word")
            # Of a shorter prefix each byte that may follow it makes a key.
            if prefix[0] == "@":
                keys = {(prefix + " ").encode()}
            elif len(prefix) > 2:
                keys = {prefix.encode()[:3]}
            elif len(prefix) == 2 and prefix[1].islower():
                sys.exit(f"value-filters: {line}: mayBeginIndeed takes it that no prefix of two bytes ends with a small letter")
            else:
                keys = {prefix.encode() + bytes([byte]) for byte in FOLLOWING}
            if len(prefix) == 3 and prefix[1:].islower() and prefix[1:].isalpha():
                wordy.add(prefix.encode())
                if not re.match(r"!?n([5-9]|\d\d)", line.split(" ")[-1]):
                    sys.exit(f"value-filters: {line}: mayBeginIndeed takes it that five letters and digits follow")
            rows += [(hashed(key, 8), place, prefix.encode() if len(prefix) > 3 else key) for key in keys]
            place += len(prefix) + 1
    offset += len(line) + 1
prefixed = [key for _, _, key in rows if key[:1] != b"@"]
rows = sorted({(bucket, place) for bucket, place, _ in rows})


def number(value, digits):
    return "".join(chr(48 + (value >> 6 * digit & 63)) for digit in reversed(range(digits)))


index = "".join(number(place, 3) for _, place in rows)
buckets = "".join(number(sum(1 for bucket, _ in rows if bucket < limit), 2) for limit in range(257))

prefixes = {short_hashed(key[:3], 13) for key in prefixed}
# Then more of them: four bytes, and five or eight of the longer ones; of the shortest the three once more.
starts = set()
for key in prefixed:
    if key in wordy:
        continue
    starts |= start_hashes(number_of(key[:4]))
    if len(key) == 4:
        starts |= start_hashes(number_of(key) | WHOLE)
    if 4 < len(key) < 8:
        starts |= start_hashes(number_of(key[:5]))
    if len(key) > 7:
        starts |= start_hashes(number_of(key[:8]))
# Of the ends of keys three bytes are looked up, then five, or three again of those that are shorter.
ends, long_ends, short_ends = set(), set(), set()
names = [line.rsplit(" ", 1)[0] for line in table("keys").split("\n")]
key_rows, offset = [], 0
for line in table("keys").split("\n"):
    name = line.rsplit(" ", 1)[0]
    if name != name.lower():
        sys.exit(f"value-filters: {line}: NamedValue takes it that keys are in lower case")
    key_rows.append((hashed(folded(name)[-3:], 5), offset + len(name)))
    offset += len(line) + 1
key_rows.sort()
key_index = "".join(number(place, 2) for _, place in key_rows)
key_buckets = "".join(number(sum(1 for bucket, _ in key_rows if bucket < limit), 1) for limit in range(33))
# A `_` within a key stands for several marks or none.
names = ["".join(parts) for name in names for parts in itertools.product(
    *[[byte] if byte != "_" or place == 0 else ["_", "-", ".", ""] for place, byte in enumerate(name)])]
for name in names:
    if not name[-3:].isalnum():
        sys.exit(f"value-filters: {name}: ShortValue takes it that keys end with three letters or digits")
    ends.add(short_hashed(folded(name)[-3:], 10))
words_ends = set()
for name in WORDS:
    ends.add(short_hashed(folded(name)[-3:], 10))
    words_ends.add(long_hashed(folded(name)[-3:], 10))
for name in names + ["bearer"]:
    if len(name) < 5:
        short_ends.add(long_hashed(folded(name)[-3:], 10))
    else:
        long_ends.add(long_hashed(folded(name)[-5:], 10))
hosts = set()
for line in table("webhooks").split("\n"):
    host = line.split("/")[0].lstrip("*")
    if len(host) < 8:
        sys.exit(f"value-filters: {line}: URLForm takes it that such a host has eight bytes")
    hosts.add(long_hashed(folded(host)[-8:], 10))

for word in table("notifications").split():
    if len(word) < 4:
        sys.exit(f"value-filters: {word}: URLForm takes it that such a scheme has four letters")

made = f'''import Bytes

/// The indices of the tables.  Tests/Tools/value-filters.py writes this whole file: don't edit it.  Numbers are digits
/// of base 64; `0` is 0.
enum ValueFormIndex {{
{swift("offsets", index, "The offset in `ValueForms.tokens` of each prefix, three digits, in the order of buckets.")}
{swift("buckets", buckets, "For each bucket the number of offsets in lower buckets, two digits.")}
{swift("keys", key_index, "The offset in `ValueForms.keys` of the end of each key, two digits, in the order of buckets.")}
{swift("keyBuckets", key_buckets, "For each bucket the number of keys in lower buckets, one digit.")}}}

/// Filters that rule out nearly all places before the tables are read: sets of a few bytes, as bits of their hashes.
enum ValueFilters {{
{words("prefixes", prefixes, 13, "The first three bytes of tokens.")}
{words("starts", starts, 14, "The same, by two hashes each: four bytes, and five or eight, or three; see `mayBeginIndeed`.")}
{words("slashed", slashed, 10, "The first bytes of tokens that may have a slash at their fifth to eighth byte.")}
{words("ends", ends, 10, "The last three bytes, without case, of keys and of words before a blank or colon.")}
{words("longEnds", long_ends, 10, "The last five bytes of keys that have five or more.")}
{words("shortEnds", short_ends, 10, "The last three bytes of those that are shorter.")}
{words("wordEnds", words_ends, 10, "The last three bytes of the words.")}
{words("hosts", hosts, 10, "The last eight bytes of webhooks' hosts, without case.")}
  /// Whether a token may begin here; it reads four bytes.
  @inline(__always)
  static func mayBegin(_ bytes: UnsafePointer<UInt8>) -> Bool {{
    let hash = UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self) &* 0x{FACTOR << 8 & 0xFFFFFFFF:X}
    return prefixes[unchecked: Int(hash &>> 25)] &>> UInt64(hash &>> 19 & 63) & 1 != 0
  }}

  /// The same after the first filter, by two hashes; it reads eight bytes.
  /// - Parameter isJWT: whether the beginning of a JSON web token counts.
  @inline(__always)
  static func mayBeginIndeed(_ bytes: UnsafePointer<UInt8>, isJWT: @autoclosure () -> Bool) -> Bool {{
    let all = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)
    let four = all & 0xFFFF_FFFF
    // Prefixes of four bytes, of eight or more, and of five to seven.
    if mayStart(four), mayStart(four | 1 &<< 63) || mayStart(all) || mayStart(all & 0xFF_FFFF_FFFF) {{ return true }}
    // Prefixes of two and three bytes.  If the last two are small letters, as in many words, letters and digits follow.
    let three = all & 0xFF_FFFF
    if all & 0x60_6000 == 0x60_6000 {{ return ({" || ".join(f"three == 0x{number_of(key):X}" for key in sorted(wordy))}) && hasLetters(bytes) }}
    // `eyJ`
    return mayStart(three) && (three != 0x4A_7965 || isJWT())
  }}

  @inline(__always)
  private static func mayStart(_ key: UInt64) -> Bool {{
    let product = key &* 0x{START_FACTOR:X}
    return starts[unchecked: Int(product &>> 56)] &>> (product &>> 50 & 63) & 1 != 0
      && starts[unchecked: Int(product &>> {SECOND + 6} & 0xFF)] &>> (product &>> {SECOND} & 63) & 1 != 0
  }}

  /// Whether the bytes from the fourth to the eighth are letters and digits.
  private static func hasLetters(_ bytes: UnsafePointer<UInt8>) -> Bool {{
    for index in 3..<8 where !bytes[index].isASCIILetter && !bytes[index].isASCIIDigit {{ return false }}
    return true
  }}

  /// Whether a token that soon has a slash may begin here; it reads four bytes.
  @inline(__always)
  static func mayHoldSlash(_ bytes: UnsafePointer<UInt8>) -> Bool {{
    let hash = (UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self) & 0xFF_FFFF) &* 0x{FACTOR:X}
    return slashed[unchecked: Int(hash &>> 28)] &>> UInt64(hash &>> 22 & 63) & 1 != 0
  }}

  /// The bucket of `ValueFormIndex` for prefixes that begin with these three bytes, the first in the lowest bits.
  static func bucket(_ three: UInt32) -> UInt32 {{ (three &* 0x{FACTOR:X}) &>> 24 }}

  /// The bucket for keys that end with these three bytes, the last in the highest bits.
  static func keyBucket(_ three: UInt32) -> UInt32 {{ ((three | 0x20_2020) &* 0x{FACTOR:X}) &>> 27 }}

  /// Whether a key or an indicating word may end here; it reads three bytes before this place, and the mark.
  @inline(__always)
  static func mayEnd(_ bytes: UnsafePointer<UInt8>) -> Bool {{
    let hash = (UnsafeRawPointer(bytes - 3).loadUnaligned(as: UInt32.self) | 0x20_2020) &* 0x{FACTOR << 8 & 0xFFFFFFFF:X}
    return ends[unchecked: Int(hash &>> 28)] &>> UInt64(hash &>> 22 & 63) & 1 != 0
  }}

  /// Whether a key may end here, after the first filter.
  /// - Parameter count: the number of bytes before this place; it reads five of them, if there are five.
  @inline(__always)
  static func mayEndIndeed(_ bytes: UnsafePointer<UInt8>, count: Int) -> Bool {{
    let hash = three(before: bytes) &* 0x{LONG_FACTOR:X}
    if shortEnds[unchecked: Int(hash &>> 60)] &>> (hash &>> 54 & 63) & 1 != 0 {{ return true }}
    if count < 5 {{ return false }}
    let first = UnsafeRawPointer(bytes - 5).loadUnaligned(as: UInt32.self) | 0x2020_2020
    let five = UInt64(first) | UInt64(bytes[-1] | 0x20) &<< 32
    let longHash = five &* 0x{LONG_FACTOR:X}
    return longEnds[unchecked: Int(longHash &>> 60)] &>> (longHash &>> 54 & 63) & 1 != 0
  }}

  /// Whether an indicating word may end here, after the first filter.
  @inline(__always)
  static func mayIndicate(_ bytes: UnsafePointer<UInt8>) -> Bool {{
    let hash = three(before: bytes) &* 0x{LONG_FACTOR:X}
    return wordEnds[unchecked: Int(hash &>> 60)] &>> (hash &>> 54 & 63) & 1 != 0
  }}

  @inline(__always)
  private static func three(before bytes: UnsafePointer<UInt8>) -> UInt64 {{
    UInt64(UnsafeRawPointer(bytes - 3).loadUnaligned(as: UInt32.self) & 0xFF_FFFF | 0x20_2020)
  }}

  /// Whether a webhook's host may end here; it reads the eight bytes before this place.
  @inline(__always)
  static func mayBeHost(_ end: UnsafePointer<UInt8>) -> Bool {{
    let hash = (UnsafeRawPointer(end - 8).loadUnaligned(as: UInt64.self) | 0x2020_2020_2020_2020) &* 0x{LONG_FACTOR:X}
    return hosts[unchecked: Int(hash &>> 60)] &>> (hash &>> 54 & 63) & 1 != 0
  }}
}}
'''
if "--check" in sys.argv:
    if TARGET.read_text() != made:
        sys.exit("value-filters: ValueFormIndex.swift is of other tables; run Tests/Tools/value-filters.py")
    print(f"value-filters: {len(rows)} prefixes, {len(prefixes) / 81.92:.0f} % of the first filter, {len(starts) / 163.84:.0f} % of the second, {len(ends) / 10.24:.0f} % of the keys'")
else:
    TARGET.write_text(made)
    print(f"{len(rows)} prefixes, {len(prefixes) / 81.92:.0f} % of the first filter, {len(starts) / 163.84:.0f} % of the second, {len(ends) / 10.24:.0f} % of the keys'")
