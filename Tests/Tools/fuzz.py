#!/usr/bin/env python3
"""Runs the binary and toml-decode with random input:  fuzz.py [--seconds N] [--seed S] BINARY TOML_DECODE

Documents, policies, patterns, command lines and files by turns, for N seconds together (60); 0 runs only fuzz-seeds/,
which holds what was found before.  No case may end by a signal, late, with a status that the manual doesn't have, or with
a marked value in a message; documents are compared with tomllib, patterns with a matcher written here.  A case depends
only on S (1) and its number.  The first finding is printed as a seed file: "# TARGET: what it found", then JSON.
"""
import argparse
import ctypes
import datetime
import json
import math
import os
import random
import re
import shlex
import signal
import sys
import tempfile
import time
import tomllib

TIME_LIMIT = 10
SET, DROPPED = b"MaRkEr5eT", b"MaRkErDr0p"  # values of `set`, values that never pass
SEEDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fuzz-seeds")
libc = ctypes.CDLL(None, use_errno=True)

class Finding(Exception):
    pass

def spawn(argv, env, stdin=b"", path=None):
    """Runs argv, or `path` with it, with exactly these strings as its environment: (status, stdout, stderr)."""
    files = [os.memfd_create("fuzz") for _ in range(3)]
    os.write(files[0], stdin)
    os.lseek(files[0], 0, os.SEEK_SET)
    actions = ctypes.create_string_buffer(256)
    libc.posix_spawn_file_actions_init(actions)
    for number, file in enumerate(files):
        libc.posix_spawn_file_actions_adddup2(actions, file, number)
    pid = ctypes.c_int()
    error = libc.posix_spawn(
        ctypes.byref(pid), path or argv[0], actions, None, (ctypes.c_char_p * (len(argv) + 1))(*argv, None),
        (ctypes.c_char_p * (len(env) + 1))(*env, None))
    libc.posix_spawn_file_actions_destroy(actions)
    if error:
        raise OSError(error, os.strerror(error), path or argv[0])
    late = []

    def stop(*_):
        late.append(True)
        os.kill(pid.value, signal.SIGKILL)

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, TIME_LIMIT)
    status = os.waitstatus_to_exitcode(os.waitpid(pid.value, 0)[1])
    signal.setitimer(signal.ITIMER_REAL, 0)
    texts = []
    for file in files:
        texts.append(os.pread(file, os.fstat(file).st_size, 0))
        os.close(file)
    if late:
        raise Finding(f"still running after {TIME_LIMIT} s")
    if status < 0:
        raise Finding(f"ended by signal {-status}: {texts[2][-300:]!r}")
    return status, texts[1], texts[2]

def require(condition, why):
    if not condition:
        raise Finding(why)

def mutate(rng, text, words, keep=()):
    """Makes some small changes, none of them inside the byte strings `keep`."""
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        at, end = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        if rng.random() < 0.7:
            end = min(end, at + rng.randrange(1, 4))
        piece = rng.choice((
            lambda: b"", lambda: rng.choice(words), lambda: bytes([rng.randrange(1, 256)]),
            lambda: text[at:end] * 2, lambda: text[rng.randrange(len(text) + 1):][:rng.randrange(1, 40)]))()
        insert = rng.random() < 0.5
        changed = text[:at] + piece + text[at if insert else end:]
        if all(changed.count(k) == text.count(k) for k in keep):
            text = changed
    return text


def misquote(rng, text, keep):
    """Adds, removes and exchanges quotes, and joins statements into one line: what was inside a string is then outside,
    and the reverse."""
    for _ in range(rng.choice((1, 1, 2, 3))):
        quotes = [i for i, byte in enumerate(text) if byte in b"\"'"]
        ends = [i for i, byte in enumerate(text) if byte in b"\n"]
        at = rng.choice(quotes or [0])
        changed = rng.choice((
            lambda: text[:at] + text[at + 1:], lambda: text[:at] + text[at:at + 1] + text[at:],
            lambda: text[:at] + (b"'" if text[at:at + 1] == b'"' else b'"') + text[at + 1:],
            lambda: text[:at] + rng.choice((b'"""', b"'''", b'", "', b'"], ', b"\\")) + text[at + 1:],
            lambda: (lambda end: text[:end] + rng.choice((b" ", b", ", b"")) + text[end + 1:])(rng.choice(ends or [0]))))()
        if all(changed.count(k) == text.count(k) for k in keep):
            text = changed
    return text

def leaks(decoder, text, told):
    """Whether a value is in a message; a pattern or a mode that the document really has may be shown, of a document
    that is none nobody knows what is one."""
    if SET not in told:
        return False
    return spawn([decoder], [], text)[0] != 0 or SET in re.sub(SHOWN, b"", told)


# toml ---------------------------------------------------------------------------------------------

DOCUMENTS = [
    b'a = 1\nb = [1, 2.5e-3, "x", [true, false], {c = \'l\', d.e = 0xFF}]\n[t]\nk = """\nx\\\n  y"""\n',
    b'[[a]]\nb = 1979-05-27T07:32:00Z\nc = 07:32:00.25\n[[a]]\n[a.d]\n"q\\u00e9 \\n" = 1979-05-27\n\'l\' = inf\n',
    b"a.b.c = -0\na.b.d = +1_000\r\n[x.y.z]\n# comment \xc3\xa9\n[x]\nw = '''\n\\''' # z\nq = 0o17\np = 0b101\n",
    b'a = [\n  "one", # c\n  """two "" """,\n]\nf = [1e5, -nan, +inf, 6.626e-34]\nd = 1987-07-05 17:45:56.123456+05:30\n',
    b"[a]\nb = 1\n[a.c]\n[a]\n", b"a = 1\na = 2\n", b"a = {b = 1}\na.c = 2\n", b'a = "\\q"', b"a = [1,\n2", b"= 1\n", b"[[a]]\n[a]\n",
    b"a = 01", b"a = 1__0", b"a = 9223372036854775807\nb = -9223372036854775808\n", b'a = "\\U0001F600\\t"\n""=1\n',
    b'a = {\n  b = 1,\n  c = [ 1, ],\n}\nd = "\\e\\x41"\ne = 07:32\n',
]
TOML_WORDS = [
    b"=", b".", b",", b"[", b"]", b"[[", b"]]", b"{", b"}", b'"', b"'", b'"""', b"'''", b"#", b"\n", b"\r\n", b"\r", b"\\", b"\\u",
    b"\\x4", b"_", b"-", b"+", b"e", b"0x", b"0", b"9" * 20, b"inf", b"nan", b"true", b"a", b"[a]\n", b"[a.b]\n", b"[[a]]\n", b"a.b = 1\n",
    b"a = {}\n", b"2000-02-30", b"24:00:00", b"T", b"Z", b"\t", b"\x00", b"\x7f", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"[" * 300, b"{a=" * 200,
]

def same(tagged, value):
    """Whether toml-decode's value is the one of tomllib."""
    if isinstance(value, dict):
        return isinstance(tagged, dict) and tagged.keys() == value.keys() and all(same(tagged[k], value[k]) for k in value)
    if isinstance(value, list):
        return isinstance(tagged, list) and len(tagged) == len(value) and all(map(same, tagged, value))
    kind, text = tagged["type"], tagged["value"]
    if isinstance(value, str):  # tomllib takes CRLF for LF, also in a string
        return kind == "string" and text.replace("\r\n", "\n") == value.replace("\r\n", "\n")
    if isinstance(value, (bool, int)):
        return (kind, text) == ("bool" if isinstance(value, bool) else "integer", str(value).lower())
    if isinstance(value, float):
        return kind == "float" and (math.isnan(value) and math.isnan(float(text)) or float(text) == value)
    kinds = {datetime.datetime: "datetime", datetime.date: "date-local", datetime.time: "time-local"}
    if kind.removesuffix("-local") != kinds[type(value)].removesuffix("-local"):
        return False
    return type(value).fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text)) == value

def integers(value):
    if isinstance(value, (dict, list)):
        for child in value.values() if isinstance(value, dict) else value:
            yield from integers(child)
    elif isinstance(value, int):
        yield value

class TOML:
    def __init__(self, _, decoder):
        self.decoder = decoder
    def make(self, rng):
        text = b"".join(rng.sample(DOCUMENTS, rng.choice((1, 1, 1, 2))))
        return {"document": mutate(rng, text, TOML_WORDS)}
    def run(self, case):
        text = case["document"]
        status, out, err = spawn([self.decoder], [], text)
        require(status in (0, 1), f"status {status}")
        if status == 1:
            require(err and not out, f"status 1, standard output {out!r}, message {err!r}")
        try:
            tree = json.loads(out) if status == 0 else None
        except ValueError as error:
            raise Finding(f"no JSON: {error}: {out!r}")
        try:
            theirs = tomllib.loads(text.decode())
        except (ValueError, RecursionError):
            return
        if any(not -2**63 <= n < 2**63 for n in integers(theirs)) or b"levels deep" in err:
            return
        require(status == 0, f"tomllib takes it: {theirs!r}; ours: {err!r}")
        require(same(tree, theirs), f"tomllib gives {theirs!r}; ours {out!r}")


# policy -------------------------------------------------------------------------------------------

KEYS = [b"inherit", b"ignore_default_excludes", b"default_excludes", b"detect_values", b"keep", b"include_only", b"exclude", b"exclud", b"sett"]
NAMES = [b"PATH", b"HOME", b"A", b"API_KEY", b"x\xff\xc3\xa9", b"\x1b[31m", b"TOKEN2", b"B.C", b"\xe2\x80\xae", b"q\"'\\", b"\n", b"-u"]
PLAIN = [b'"all"', b'"core"', b'"none"', b"true", b"false", b"[]", b'["*_KEY", "@secrets"]', b'["A*",\n  "[!b-d]?", # no\n]', b'["["]', b"1", b'"odd"', b"[1]"]

# What a mutation may put the marker into is shown there, and no value: a mode, a pattern, a name.
SHOWN = (rb"(?m)^ .*?\b(inherit|keep|include_only|exclude|default_excludes|allowed|always|forbidden|kept|dropped|glob|"
         rb"decision|profile|dialect)\W*=\s*(\[[^\]=\n]*|'''[^'\n]*|'[^'\n]*|\"[^\"\n]*)")

class WithFile:
    """A target that reads a file by --config."""
    def __init__(self, binary, decoder):
        self.binary, self.decoder = binary, decoder
        self.file = tempfile.NamedTemporaryFile()
    def config(self, text):
        """The option for a file of that text."""
        os.ftruncate(self.file.fileno(), 0)
        os.pwrite(self.file.fileno(), text, 0)
        return b"--config=" + os.fsencode(self.file.name)

class Policy(WithFile):
    def make(self, rng):
        assignment = lambda: rng.choice((
            b'%s = "' + SET + b'"', b"%s = '" + SET + b" x'", b'%s = """\n' + SET + b'\n"""', b"%s = '''a\n\n" + SET + b"'''",
            b'%s = ["' + SET + b'"]', b'%s = "\\q' + SET + b'"')) % rng.choice((b"A", b"PATH", b'"N.\\u00e9"', b"'x y'", b'"="', b'""', b"a.b"))
        lines = [b"[shell_environment_policy]"] * (rng.random() < 0.95)
        lines += [rng.choice(KEYS) + b" = " + rng.choice(PLAIN) for _ in range(rng.randrange(5))]
        if rng.random() < 0.4:
            lines.append(b"set = { " + assignment().replace(b"\n", b" ") + b" }")
        else:
            lines.append(b"[shell_environment_policy.set]")
            lines += [assignment() for _ in range(rng.randrange(4))]
        text = b"\n".join(lines) + b"\n"
        if rng.random() < 0.3:
            text = misquote(rng, text, keep=(SET,))
        if rng.random() < 0.6:
            text = mutate(rng, text, TOML_WORDS, keep=(SET,))
        env = [b"DROP_%d=%s" % (i, DROPPED) for i in range(rng.randrange(3))]
        env += [rng.choice((b"", b"=", b"==", b"=A=")) + DROPPED for _ in range(rng.randrange(3))]
        env += [rng.choice(NAMES) + b"=" + rng.choice((b"", b"v", b"a=b", b"\xff\n\x1b]0;")) for _ in range(rng.randrange(8))]
        rng.shuffle(env)
        seen = {DROPPED}
        for i, entry in enumerate(env):
            name = entry.split(b"=")[0]
            if name in seen and b"=" in entry and name:
                env[i] = name + b"=" + DROPPED
            seen.add(name)
        options = rng.choice(([], [], [], [b"--explain"], [b"--json"], [b"-v"], [b"-i"]))
        return {"policy": text, "environment": env, "options": options + [b"--exclude=DROP_*"]}
    def run(self, case):
        options, reports = case["options"], {b"--explain", b"--json"} & set(case["options"])
        argv = [self.binary, *options, self.config(case["policy"])] + ([] if reports else [b"-0"])
        status, out, err = spawn(argv, case["environment"])
        require(status in (0, 125), f"status {status}: {err!r}")
        require(status == 0 or err and not out, f"status 125, standard output {out!r}, message {err!r}")
        require(not leaks(self.decoder, case["policy"], err) and DROPPED not in re.sub(SHOWN, b"", err), f"a value in a message: {err.decode(errors='replace')}")
        require(DROPPED not in out, f"a dropped value: {out!r}")
        if reports:
            require(SET not in out, f"a value in a report: {out.decode(errors='replace')}")
            require(not re.search(rb"[\0-\x09\x0b-\x1f\x7f]", out), f"control characters in a report: {out!r}")
        if b"--json" in options and status == 0:
            json.loads(out)


# pattern ------------------------------------------------------------------------------------------

def character(text, at):
    """The character at `at` and its length; a byte that is not UTF-8 comes after all scalars."""
    for length in (1, 2, 3, 4):
        try:
            return ord(text[at:at + length].decode()), length
        except (ValueError, TypeError):
            pass
    return 0x110000 + text[at], 1

def parse(pattern):
    """The elements: "*", "?", a folded byte, or a test of a character.  ValueError if the pattern is invalid."""
    if not 0 < len(pattern) <= 1024:
        raise ValueError
    elements, i = [], 0

    def one():
        nonlocal i
        i += pattern[i:i + 1] == b"\\"
        if i >= len(pattern):
            raise ValueError
        value, length = character(pattern, i)
        i += length
        return value

    while i < len(pattern):
        c = pattern[i:i + 1]
        if c in b"*?":
            elements.append(c.decode())
            i += 1
        elif c == b"[":
            i += 1
            negated = pattern[i:i + 1] in (b"!", b"^")
            i += negated
            first, ranges = i, []
            while pattern[i:i + 1] != b"]" or i == first:
                low = high = one()
                if pattern[i:i + 1] == b"-" and pattern[i + 1:i + 2] not in (b"]", b""):
                    i += 1
                    high = one()
                if low > high:
                    raise ValueError
                ranges.append((low, high))
            i += 1
            elements.append(lambda v, negated=negated, ranges=ranges: negated != any(
                low <= w <= high for low, high in ranges for w in (v, ord(chr(v).swapcase()) if v < 128 else v)))
        else:
            i += c == b"\\"
            if i >= len(pattern):
                raise ValueError
            elements.append(pattern[i:i + 1].lower())
            i += 1
    return elements

def matches(elements, name):
    """Whether they match.  `?` and a class match whole characters of the name, never a part."""
    whole, at = set(), 0
    while at < len(name):
        whole.add(at)
        at += character(name, at)[1]
    places = {0}
    for element in elements:
        if element == "*":
            places = set(range(min(places), len(name) + 1)) if places else places
        elif isinstance(element, bytes):
            places = {p + 1 for p in places if name[p:p + 1].lower() == element}
        else:
            found = [(p, *character(name, p)) for p in places if p < len(name)]
            places = {p + length for p, value, length in found if p in whole and (element == "?" or element(value))}
    return len(name) in places


BITS = [b"a", b"A", b"b", b"Z", b"_", b"-", b"]", b"^", b"!", b"@", b"\xc3\xa9", b"\xc3", b"\xa9", b"\xff", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", b"\xe2\x82\xac", b"\n"]
META = [b"*", b"*", b"?", b"[", b"]", b"\\", b"[a-c]", b"[!", b"[^", b"-", b"[]", b"[\xc3\xa9-\xff]", b"[Z-a]", b"[--a]", b"[\\]-_]", b"*" * 30]

class Pattern:
    def __init__(self, binary, _):
        self.binary = binary
    def make(self, rng):
        text = lambda bits, most: b"".join(rng.choice(bits) for _ in range(rng.randrange(1, most)))
        patterns = [text(BITS + META, rng.choice((4, 8, 16))) for _ in range(rng.choice((1, 1, 2, 5)))]
        if rng.random() < 0.05:
            patterns[0] = (patterns[0] * 1100)[:rng.randrange(1020, 1030)]
        names = [re.sub(rb"[*?\[\\]", lambda _: rng.choice(BITS + [b""]), p) for p in patterns] + [text(BITS, 9) for _ in range(25)]
        names += [b"a" * 3000] * (rng.random() < 0.05)
        return {"patterns": patterns, "names": sorted(set(names) - {b""})}
    def run(self, case):
        if any(p.startswith(b"@") for p in case["patterns"]):
            return
        options = [b"--exclude=" + p for p in case["patterns"]]
        env = [n + b"=" for n in case["names"]]
        status, out, err = spawn([self.binary, b"--no-config", b"--ignore-default-excludes", *options, b"-0"], env)
        try:
            parsed = [parse(p) for p in case["patterns"]]
        except ValueError:
            return require(status == 125 and err and not out, f"a bad pattern: status {status}, {err!r}")
        require(status == 0, f"status {status}: {err!r}")
        want = [n for n in case["names"] if not any(matches(p, n) for p in parsed)]
        got = [entry[:-1] for entry in out.split(b"\0")[:-1]]
        require(got == want, f"kept though matched {set(got) - set(want)}, dropped though not {set(want) - set(got)}")


# command ------------------------------------------------------------------------------------------

SECRET = b"${MARKED}"
SPLIT = [SECRET, SECRET, b'"' + SECRET + b'"', b"'x y'", b"'", b'"', b"\\_", b"\\c", b"\\n", b"\\q", b"\\", b"#", b" ", b" ", b"\t", b"$", b"${", b"${NONE}", b"${KEY_X}",
         b"${1}", b"A=", b"-S", b"-i ", b"-u ", b"--", b"-v ", b"-C ", b"-a ", b"--set=A=", b"--exclude=", b"--config=", b"--bogus=", b"--block-signal=", b"\xff", b"\x1b[1m"]
OPTIONS = [b"-i", b"-0", b"-v", b"-u", b"-C", b"/", b"-S", b"-a", b"-", b"--", b"-q", b"--set", b"--set=A=1", b"--exclude", b"--keep=A*", b"--include-only=[", b"--inherit=core",
           b"--inherit", b"--i", b"--ignore-s=PIPE,INT", b"--block-signal=40", b"--default-signal", b"--list-signal-handling", b"--explain", b"--json", b"--ex", b"--config=/dev/null",
           b"--config=nope", b"--no-config", b"--unset=", b"-uA=", b"-vS", b"-iv0", b"--detect-values=maybe", b"--null=1", b"--version", b"--help", b"A=1", b"=1", b"./true", b"./NOPE", b"/", b""]

class Command:
    def __init__(self, binary, _):
        self.binary = binary
    def make(self, rng):
        argv = []
        for _ in range(rng.randrange(1, 6)):
            if rng.random() < 0.5:
                text = b"".join(rng.choice(SPLIT) for _ in range(rng.randrange(1, 9)))
                argv.append(rng.choice((b"-S", b"-vS", b"--split-string=")) + text)
            else:
                argv.append(rng.choice(OPTIONS))
        if rng.random() < 0.2:
            at = rng.randrange(len(argv))
            argv[at] = mutate(rng, argv[at], [b"=", b"-", b"S", b"${", b"}", b"\\", b'"', b"Q"]).replace(b"\0", b"")
        value = rng.choice((b"%s", b" %s ", b"-%s", b"-v '%s", b"--%s=1", b"A=%s", b"-S%s${MARKED}", b"${%s", b"/%s/x", b"\n%s", b"SIG%s")) % SET
        env = [b"MARKED=" + value, b"KEY_X=" + DROPPED, b"PATH=/nowhere", b"A=a"]
        return {"arguments": argv, "environment": env}
    def run(self, case):
        # No random word may be found: a set of PATH overrides -i and -u, and ./true is in the scratch directory.
        argv = [self.binary, b"--set=PATH=/nowhere", *case["arguments"]]
        status, out, err = spawn(argv, case["environment"])
        require(status in (0, 125, 126, 127), f"status {status}: {err!r}")
        require(status == 0 or err, f"status {status} without a message")
        require(SET not in err and DROPPED not in err, f"a value in a message: {err.decode(errors='replace')}")
        keeping = any(b"--k" in a for a in case["arguments"])
        require(keeping or DROPPED not in out, f"a dropped value: {out!r}")
        require(status != 125 or not out, f"status 125, yet standard output {out!r}")


# files --------------------------------------------------------------------------------------------

# Valid files with every key, and values in every place: several in a line, over several lines, in comments, and in
# tables that only Codex has.
FILES = [
    b"""profile = "p"
[shell_environment_policy]
inherit = "all"
ignore_default_excludes = false
default_excludes = ["@secrets", "A?"]  # %s
detect_values = true
keep = ["NPM_*", "EDITOR"]
filters = { "A*" = "exclude", "B" = "include" }
set = { A = "%s", B = "%s" }
[profiles.p]
include_only = ["*"]
exclude = ["AWS_*", "@access", "A=B"]
set.X = "%s"
[profiles."q r".set]
"odd name" = '''%s
%s'''
[[expect]]
kept = ["PATH", "NPM_TOKEN"]
dropped = ["A", "B"]
""",
    b"""shell_environment_policy = { set = { A = "%s", B = "%s" }, exclude = ["A"], inherit = "all" }
profiles.p = { set = { A = "%s" }, keep = ["B"] }
profiles.q.set = { A = "%s", B = '%s', C = "%s" }
""",
    b"""[requirements.inherit]
allowed = ["core", "none"]
[requirements]
detect_values.allowed = [true]
profile.allowed = ["p", ""]
exclude.always = ["LD_*", "@core"]
rules = [{ glob = "a", decision = "prompt" }, { glob = "b", decision = "forbidden" }]  # %s
[requirements.set]
forbidden = ["PATH", "[a-b]*"]
always = { CI = "%s", T = '%s' }
""",
    b"""model = "gpt-5-codex"
notify = ["python3", "/home/me/notify.py"]
[shell_environment_policy]
inherit = "core"
ignore_default_excludes = false
exclude = ["AWS_*", "\xe2\x84\xaa?", "["]
experimental_use_profile = true
set = { CI = "1", A = "%s", "b c" = '%s' }
[mcp_servers.github]
command = "npx"
args = ["-y", "@x/server"]
env = { GITHUB_TOKEN = "%s", "" = "%s" }
[mcp_servers."with space".env]
"weird.key" = "%s"
[projects."/home/me"]
trust_level = "trusted"
[[hooks.pre]]
run = ["%s"]
""",
    b"""dialect = "codex"
[shell_environment_policy]
filters = { "PATH" = "include", "a*" = "exclude" }
set.CI = '''%s'''
set.A = \"\"\"%s
%s\"\"\"
[profiles.deep.shell_environment_policy]
exclude = ["*"]
[otel]
exporter = { otlp-http = { endpoint = "https://x", headers = { "x-otlp-api-key" = "%s" }, protocol = 1 } }
[model_providers.azure]
http_headers = { "x-a" = "%s", 1979-05-27 = "%s" }  # %s
""",
]
class Files(WithFile):
    def make(self, rng):
        text = rng.choice(FILES).replace(b"%s", SET)
        words = TOML_WORDS + NAMES + [key + b" = " for key in KEYS] + PLAIN
        if rng.random() < 0.4:
            text = misquote(rng, text, keep=(SET,))
        if rng.random() < 0.8:
            text = mutate(rng, text, words, keep=(SET,))
        options = rng.choice(([b"--check"], [b"--check", b"--json"], [b"--check", b"-q"], [b"true"], [b"true"], [b"--explain"], [b"--json"],
                              [b"-v", b"true"], [b"--profile=p", b"true"], [b"-i", b"true"], [b"-S--profile=${MARKED}", b"true"]))
        return {"text": text, "options": [b"--codex"] * (rng.random() < 0.4) + options}
    def run(self, case):
        options = case["options"]
        env = [b"PATH=/bin", b"MARKED=" + SET, b"API_KEY=" + DROPPED, DROPPED]
        checks, runs = b"--check" in options, b"true" in options
        argv = [self.binary, self.config(case["text"]), *(b"/bin/true" if o == b"true" else o for o in options)]
        status, out, err = spawn(argv, env)
        require(status in ((0, 1) if checks else (0, 125)), f"status {status}: {err!r}")
        require(status != 125 or err and not out, f"status 125, standard output {out!r}, message {err!r}")
        require(not leaks(self.decoder, case["text"], err), f"a value in a message: {err.decode(errors='replace')}")
        require(SET not in out, f"a value in a report: {out.decode(errors='replace')}")
        require(DROPPED not in out + err, f"a dropped value: {(out + err).decode(errors='replace')}")
        require(not re.search(rb"[\0-\x09\x0b-\x1f\x7f]", out + err), f"control characters: {out + err!r}")
        require(not runs or not out, f"more than COMMAND says: {out!r}")
        if b"--json" in options and status != 125:
            found = json.loads(out)
            require(not checks or bool(found["findings"]) == bool(status) and not err, f"status {status}, {out!r} {err!r}")


TARGETS = {"toml": TOML, "policy": Policy, "pattern": Pattern, "command": Command, "files": Files}

def convert(value, kind):
    """Converts byte strings to the text of a seed file, and back."""
    if isinstance(value, dict):
        return {k: convert(v, kind) for k, v in value.items()}
    if isinstance(value, list):
        return [convert(v, kind) for v in value]
    return value.decode("latin-1") if kind is str else value.encode("latin-1")

def attempt(target, name, case, where):
    try:
        target.run(case)
        return True
    except (Finding, ValueError) as finding:
        print(f"FOUND, {where}: {finding}\nkeep in {SEEDS}/:\n# {name}: \n{json.dumps(convert(case, str))}")
        if name == "command":
            print("env -i", *("%s" % shlex.quote(os.fsdecode(a)) for a in case["environment"] + [target.binary, b"--set=PATH=/nowhere"] + case["arguments"]))
        return False

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("binary")
    parser.add_argument("toml_decode")
    options = parser.parse_args()
    paths = [os.fsencode(os.path.abspath(p)) for p in (options.binary, options.toml_decode)]
    targets = {name: target(*paths) for name, target in TARGETS.items()}
    scratch = tempfile.TemporaryDirectory()
    os.chdir(scratch.name)
    os.symlink("/bin/true", "true")
    end = time.monotonic() + options.seconds
    good, count = True, 0
    for seed in sorted(os.listdir(SEEDS)) if os.path.isdir(SEEDS) else []:
        with open(os.path.join(SEEDS, seed), encoding="utf-8") as f:
            name = f.readline().removeprefix("# ").split(":")[0]
            good &= attempt(targets[name], name, convert(json.load(f), bytes), f"seed {seed}")
        count += 1
    print(f"{count} seeds replayed")
    cases = 0
    while good and time.monotonic() < end:
        for name, target in targets.items():
            rng = random.Random(f"{options.seed} {name} {cases}")
            good &= attempt(target, name, target.make(rng), f"--seed {options.seed}, case {cases}")
        cases += 1
    print(f"{cases} cases of each target, {'nothing found' if good else 'stopped at a finding'}")
    return not good


if __name__ == "__main__":
    sys.exit(main())
