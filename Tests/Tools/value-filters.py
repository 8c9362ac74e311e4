#!/usr/bin/env python3
"""Makes Sources/Secrets/ValueFormIndex.swift, the index of the forms of values and the filters before it, from the
tables in ValueForms.swift:  value-filters.py [--check]
With --check it writes nothing, and fails where the file is of other tables."""
import pathlib
import re
import sys

ROOM = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Secrets"
TABLES = (ROOM / "ValueForms.swift").read_text()
TARGET = ROOM / "ValueFormIndex.swift"

# The ends of what `Marks` itself looks for before a blank and a colon.
WORDS = "begin login machine bearer basic base64 secret-token".split() + [" -u", "\n-u", " --"]
FACTOR = 0x9E3779B1
LONG_FACTOR = 0x9E3779B97F4A7C15
# Alphabets of `TokenPattern` that have a slash.
SLASHED = "bypAP"
FOLLOWING = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-"


def table(name):
    text = re.search(r'static var ' + name + r': ByteString \{\n\s*#"""\n(.*?)\n\s*"""#', TABLES, re.S)[1]
    return "\n".join(line[4:] for line in text.replace("\\#\n    ", "").split("\n"))


def hashed(three, bits):
    key = three[0] | three[1] << 8 | three[2] << 16
    return (key * FACTOR & 0xFFFFFFFF) >> (32 - bits)


def number_of(text):
    return int.from_bytes(text, "little")


def folded(text):
    return [byte | 0x20 for byte in text.encode()]


def long_hashed(five, bits):
    key = int.from_bytes(bytes(five), "little")
    return (key * LONG_FACTOR & (1 << 64) - 1) >> (64 - bits)


def bits_as_text(hashes, bits):
    """Four bits a character, from `@` on."""
    return "".join(
        chr(64 + sum(1 << bit for bit in range(4) if index * 4 + bit in hashes)) for index in range((1 << bits) // 4))


def swift(name, text, comment):
    lines = "\\#\n".join("    " + text[start:start + 110] for start in range(0, len(text), 110))
    return f'  /// {comment}\n  static var {name}: ByteString {{\n    #"""\n{lines}\n    """#\n  }}\n'


def reaches_slash(prefix, pattern):
    """Where among the first eight bytes of a token there may be a slash first; nil where there may be none."""
    if "/" in prefix:
        return prefix.index("/")
    place = len(prefix)
    for item in re.finditer(r"'([^']*)'|<\w\d+|([A-Za-z])(\d*)(?:,\d*)?|(.)", pattern):
        literal, letter, count, byte = item.groups()
        if place >= 8:
            return None
        if letter and letter in SLASHED or byte == "/" or "/" in (literal or ""):
            return place
        if literal or byte not in (None, "!"):
            place += len(literal or byte)
        elif letter and letter not in "ekjicDL":
            place += int(count or 1)
    return None


rows, offset, slashed = [], 0, set()
for line in table("tokens").split("\n"):
    if not line.startswith("#"):
        place = offset
        for prefix in line.split(" ")[:-1]:
            if prefix == "eyJ" and "." not in line.split(" ")[-1]:
                sys.exit(f"value-filters: {line}: ValueScanner takes it that such a token has a dot")
            if prefix[0] != "@" and (slash := reaches_slash(prefix, line.split(" ")[-1])) is not None:
                # `ValueScanner.mayHoldSlash` looks for these by themselves.
                if slash < 4 and prefix[1:3] != "//" and "<b43" not in line:
                    sys.exit(f"value-filters: {line}: a slash is among the first four bytes")
                if prefix[1:3] != "//":
                    slashed.add(hashed(prefix.encode()[:3], 10))
            # Of a shorter prefix each byte that may follow it makes a key.
            if prefix[0] == "@":
                keys = {(prefix + " ").encode()}
            elif len(prefix) > 2:
                keys = {prefix.encode()[:3]}
            else:
                keys = {prefix.encode() + bytes([byte]) for byte in FOLLOWING}
            rows += [(hashed(key, 8), place, prefix.encode() if len(prefix) > 3 else key) for key in keys]
            place += len(prefix) + 1
    offset += len(line) + 1
prefixed = [key for _, _, key in rows if key[:1] != b"@"]
rows = sorted({(bucket, place) for bucket, place, _ in rows})


def number(value, digits):
    return "".join(chr(48 + (value >> 6 * digit & 63)) for digit in reversed(range(digits)))


index = "".join(number(place, 3) for _, place in rows)
buckets = "".join(number(sum(1 for bucket, _ in rows if bucket < limit), 2) for limit in range(257))

prefixes = {hashed(key, 12) for key in prefixed}
short_prefixes = {hashed(key, 24) & 0xFFF for key in prefixed if len(key) == 3}
long_prefixes = {number_of(key[:4]) * FACTOR >> 20 & 0xFFF for key in prefixed if len(key) > 3}
# Of the ends of keys three bytes are looked up, then five, or three again of those that are shorter.
ends, long_ends, short_ends = set(), set(), set()
names = [line.rsplit(" ", 1)[0] for line in table("keys").split("\n")]
key_rows, offset = [], 0
for line in table("keys").split("\n"):
    key_rows.append((hashed(folded(line.rsplit(" ", 1)[0])[-3:], 5), offset))
    offset += len(line) + 1
key_rows.sort()
key_index = "".join(number(place, 2) for _, place in key_rows)
key_buckets = "".join(number(sum(1 for bucket, _ in key_rows if bucket < limit), 1) for limit in range(33))
names += WORDS
for name in names:
    ends.add(hashed(folded(name)[-3:], 10))
    if len(name) < 5:
        short_ends.add(hashed(folded(name)[-3:], 10))
    else:
        long_ends.add(long_hashed(folded(name)[-5:], 10))
hosts = set()
for line in table("webhooks").split("\n"):
    host = line.split("/")[0]
    hosts.add(hashed(folded(host[:host.rindex(".")])[-3:], 10))

made = f'''import Bytes

/// Where the rows of tables stand, made by Tests/Tools/value-filters.py, as what follows: don't write it.  Numbers are
/// digits of base 64, `0` being 0.
enum ValueFormIndex {{
{swift("offsets", index, "How many bytes of `ValueForms.tokens` stand before a prefix, three digits, in the order of buckets.")}
{swift("buckets", buckets, "How many of them are of lower buckets, two digits.")}
{swift("keys", key_index, "How many bytes of `ValueForms.keys` stand before a row, two digits, in the order of buckets.")}
{swift("keyBuckets", key_buckets, "How many of them are of lower buckets, one digit.")}}}

/// What rules out nearly all places before the tables are read: sets of three bytes, as bits of their hashes.  Each
/// character has four of them, the lowest first.
enum ValueFilters {{
{swift("prefixes", bits_as_text(prefixes, 12), "How tokens begin.")}
{swift("longPrefixes", bits_as_text(long_prefixes, 12), "The same of those of four bytes and more: four bytes.")}
{swift("shortPrefixes", bits_as_text(short_prefixes, 12), "The same of those that are shorter: three bytes, by other bits of the hash.")}
{swift("slashed", bits_as_text(slashed, 10), "How tokens begin that may have a slash at their fifth to eighth byte.")}
{swift("ends", bits_as_text(ends, 10), "How keys end, and words before a blank: three bytes without case.")}
{swift("longEnds", bits_as_text(long_ends, 10), "The same, of those of five bytes and more, five bytes.")}
{swift("shortEnds", bits_as_text(short_ends, 10), "Those that are shorter, three bytes.")}
{swift("hosts", bits_as_text(hosts, 10), "What stands before the last dot of the hosts of webhooks, without case.")}
  @inline(__always)
  private static func has(_ bits: ByteString, _ hash: Int) -> Bool {{
    bits.start[hash &>> 2] &>> UInt8(truncatingIfNeeded: hash & 3) & 1 != 0
  }}

  /// Whether a token may begin there; four bytes are read.
  /// - Parameter isJWT: whether one that begins as a JSON web token does may be one.
  @inline(__always)
  static func mayBegin(_ bytes: UnsafePointer<UInt8>, isJWT: Bool = true) -> Bool {{
    let four = UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self)
    let hash = (four & 0xFF_FFFF) &* 0x{FACTOR:X}
    if !has(prefixes, Int(truncatingIfNeeded: hash &>> 20)) {{ return false }}
    if has(longPrefixes, Int(truncatingIfNeeded: (four &* 0x{FACTOR:X}) &>> 20)) {{ return true }}
    // "eyJ"
    return has(shortPrefixes, Int(truncatingIfNeeded: hash &>> 8 & 0xFFF)) && (isJWT || four & 0xFF_FFFF != 0x4A_7965)
  }}

  /// Whether a token may begin there that has a slash soon; four bytes are read.
  @inline(__always)
  static func mayHoldSlash(_ bytes: UnsafePointer<UInt8>) -> Bool {{
    let four = UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self)
    return has(slashed, Int(truncatingIfNeeded: ((four & 0xFF_FFFF) &* 0x{FACTOR:X}) &>> 22))
  }}

  /// The bucket of `ValueFormIndex` that prefixes which begin with three bytes are in, the first one the lowest.
  static func bucket(_ three: UInt32) -> UInt32 {{ (three &* 0x{FACTOR:X}) &>> 24 }}

  /// The bucket of keys that end with three bytes, the last one the highest.
  static func keyBucket(_ three: UInt32) -> UInt32 {{ ((three | 0x20_2020) &* 0x{FACTOR:X}) &>> 27 }}

  /// Whether a key or a word that is looked at may end there; four bytes before it are read, and eight where it may.
  @inline(__always)
  static func mayEnd(_ bytes: UnsafePointer<UInt8>) -> Bool {{
    let three = UnsafeRawPointer(bytes - 4).loadUnaligned(as: UInt32.self) &>> 8 | 0x20_2020
    let hash = Int(truncatingIfNeeded: (three &* 0x{FACTOR:X}) &>> 22)
    return has(ends, hash) && (has(shortEnds, hash) || mayEndLong(bytes))
  }}

  private static func mayEndLong(_ bytes: UnsafePointer<UInt8>) -> Bool {{
    var five: UInt64 = 0
    for index in 1...5 {{ five = five &<< 8 | UInt64(bytes[-index] | 0x20) }}
    return has(longEnds, Int(truncatingIfNeeded: (five &* 0x{LONG_FACTOR:X}) &>> 54))
  }}

  /// Whether a host of a webhook may have its last dot there; three bytes before it are read.
  static func mayBeHost(_ dot: UnsafePointer<UInt8>) -> Bool {{
    let three = UInt32(dot[-3]) | UInt32(dot[-2]) &<< 8 | UInt32(dot[-1]) &<< 16 | 0x20_2020
    return has(hosts, Int(truncatingIfNeeded: (three &* 0x{FACTOR:X}) &>> 22))
  }}
}}
'''
if "--check" in sys.argv:
    if TARGET.read_text() != made:
        sys.exit("value-filters: ValueFormIndex.swift is of other tables; run Tests/Tools/value-filters.py")
    print(f"value-filters: {len(rows)} prefixes, {len(prefixes) / 40.96:.0f} % of the first filter, {len(ends) / 10.24:.0f} % of the second")
else:
    TARGET.write_text(made)
    print(f"{len(rows)} prefixes, {len(prefixes) / 40.96:.0f} % of the first filter, {len(ends) / 10.24:.0f} % of the second")
