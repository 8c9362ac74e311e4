#!/usr/bin/env python3
"""Compares -S with the installed GNU env:  split-strings.py [--seed N] [--count N] [--show] BINARY

Both get 5,000 generated command lines with the same argv, environment and directory, and must have the same output,
errors and status.  Where envscrub(1) differs on purpose, the texts of env are turned into what they must be: EXCEPTIONS
names each such difference, and the end counts its rows.  A row depends only on the seed (1) and its number.
"""
import argparse
import os
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from fuzz import Finding, spawn

EXCEPTIONS = {
    "dropped": "entries of section 2, and what the policy drops, are not in the environment; -v names them",
    "unexpanded": "-v and errors show ${NAME} as it was written",
    "refused": "-S refuses a name that the policy drops: 125",
    "empty name": "an assignment to an empty name is an error, as everywhere in a policy",
    "own options": "an ambiguous option names ours too, and a misspelt one the nearest",
    "9.10": "an older env has no -a, passes over signals 32 and 33, and begins some directories with a wrong quote",
    "hidden": "an option that nobody knows is shown without what could be the value of an assignment",
    "help": "--help and --version are our own texts",
}
GNU = "/usr/bin/env"

# COMMAND: prints its arguments and what it inherited.
SHOW = r"""
#include <signal.h>
#include <stdio.h>
#include <unistd.h>
extern char **environ;
int main(int argc, char **argv) {
  char directory[4096] = "?";
  for (int i = 0; i < argc; i++) printf("[%s]\n", argv[i]);
  for (char **e = environ; *e; e++) printf("{%s}\n", *e);
  if (getcwd(directory, sizeof directory)) puts(directory);
  sigset_t mask;
  sigprocmask(SIG_BLOCK, 0, &mask);
  for (int s = 1; s < 32; s++) {
    struct sigaction old;
    if (!sigaction(s, 0, &old)) putchar(old.sa_handler == SIG_IGN ? 'i' : sigismember(&mask, s) ? 'b' : '-');
  }
  puts("");
  return 7;
}
"""

# The values that env's text may show, and that the judge replaces: their words occur nowhere else.
VALUES = {
    b"A": b"Aq1", b"B": b"Bq1 Bq2", b"EMPTY": b"", b"TWO": b" Tq1\tTq2 ", b"HIGH": b"H\xff\xfeq", b"LINE": b"Lq1\nLq2",
    b"QUOTE": b"Q'q\"1", b"OPTION": b"--unset=Oq1", b"ASSIGN": b"Sq1=Sq2", b"SPLIT": b"shoq Pq1 'Pq2 Pq3'",
    b"OPEN": b"'Nq1", b"BACK": b"Kq\\q", b"_U9": b"Uq1",
}
PARTS = {b"OPTION": [b"Oq1"], b"SPLIT": [b"shoq", b"Pq1", b"Pq2 Pq3"], b"TWO": [b"Tq1", b"Tq2"], b"B": [b"Bq1", b"Bq2"],
         b"LINE": [b"Lq1", b"Lq2"], b"OPEN": [b"Nq1"]}
SECRET = b"MY_TOKEN=Fakeq1"
ODD = [b"NOEQUALS", b"=Fakeq2", b"A=Fakeq3"]

# Mostly valid pieces; otherwise few strings would get past their first error.
WORDS = [b"a", b"a", b"b-c", b"x=y", b"'c d'", b'"e f"', b"''", b'""', b"g'h'i", b'j"k"l', b"m#n", b"/", b"-", b"--", b"-x", b"\xc3\xa9",
         b"\xff", b"'\xfe'", b"\x01", b"*", b"~", b"`", b"(", b"!", b"{", b"}", b"'\n'", b"'#'", b'"#"', b"'\\'", b"'\\\\'", b"'\\''",
         b"'\\q'", b"'\\n'", b"'${A}'", b"'\"'", b'"\'"']
ESCAPES = [b'\\"', b"\\'", b"\\\\", b"\\#", b"\\$", b"\\_", b"\\f", b"\\n", b"\\r", b"\\t", b"\\v"]
NAMES = [*VALUES, b"NONE", b"None_2", b"MY_TOKEN", b"MY_TOKEN", b"A"]
FAULTS = [b"\\q", b"\\x", b"\\0", b"\\ ", b"\\\n", b"\\\xff", b"\\", b'"\\c"', b'"\\q"', b"'", b'"', b"$", b"$A", b"${", b"${}", b"${A", b"${1}", b"${A-x}",
          b"${A B}", b"$(x)", b"${\xff}", b'"${A"', b"$$", b"${A}}", b'"$"', b"'open", b'"open', b"\\c", b"x\\c", b"'\\c'", b"#", b"# it's", b"\\"]
BLANKS = [b" "] * 6 + [b"  ", b"\t", b"\n", b"\v", b"\f", b"\r", b" \t ", b"\\_", b"\r\n"]
SETTINGS = [b"-i", b"-0", b"-v", b"-u A", b"-uB", b"-u HOME", b"-u NONE", b"--unset=A", b"--unse A", b"-iu A", b"-C /", b"-C sub", b"-Csub", b"-C nowhere",
            b"--chdir=sub", b"--ch '/'", b"--ignore-environment", b"--ignore-e", b"--debug", b"--d", b"--de", b"--null", b"--n", b"-iv", b"-vi", b"-", b"--",
            b"-u ''", b"-u=x", b"-u 'a=b'", b"--unset=", b"-C ''", b"--ignore-signal=PIPE", b"--block-s=USR1,INT", b"--default-signal",
            b"--ignore-signal", b"--default-s=PIPE", b"--block-signal=99", b"--list-signal-handling", b"--list"]
WRONG = [b"-Z", b"-iZ", b"-'i A'", b"--bogus", b"--debu=1", b"--i", b"--ig", b"--", b"-u", b"-C", b"--unset", b"-S", b"--split-string", b"--null=1", b"--help",
         b"--version", b"-\xff", b"---", b"--=x", b"--unse\xff", b"--chdri=x", b"-\t"]
ASSIGNMENTS = [b"X=1", b"A=new", b"X=", b"X='a b'", b"'X Y'=1", b"X=1=2", b"X=\\n", b"X=${A}", b"X=\"${B}\"", b"${A}=1", b"X=${NONE}",
               b"X=\xff", b"\xff=1", b"HOME=/", b"EMPTY=full"]
COMMANDS = [b"show"] * 12 + [b"./show", b"@/show", b"'show'", b'"show"', b"sh\"ow\"", b"s\\_how", b"text", b"./text", b"nowhere", b"./plain", b"sub", b"''",
                             b"'no where'", b"nowhere\\t", b"'it'\"'\"s", b"\xff", b"@/'with space'", b"${A}", b"${SPLIT}", b"${B}", b"\\#x"]

def expansion(rng):
    name = b"${" + rng.choice(NAMES) + b"}"
    return rng.choice((name, name, b'"' + name + b'"', b"x" + name, name + b"y", b'"a ' + name + b' b"', name + name))

def word(rng):
    pieces = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        kind = rng.random()
        if kind < 0.45:
            pieces.append(rng.choice(WORDS))
        elif kind < 0.70:
            escape = rng.choice(ESCAPES)
            pieces.append(rng.choice((escape, b'"' + escape + b'"', b'"a' + escape + b'b"', escape + b"c")))
        else:
            pieces.append(expansion(rng))
    return b"".join(pieces)

def nested(rng, depth):
    """-S, or another spelling of it, with a string that is quoted for the string around it."""
    inner = string(rng, depth + 1)
    form = rng.choice((b"-S%s", b"-S %s", b"-vS%s", b"-iS %s", b"--split-string=%s", b"--split-string %s", b"--s=%s"))
    if b"'" not in inner and b"\\" not in inner:
        quoted = b"'" + inner + b"'"
    else:
        quoted = b'"' + re.sub(rb'([\\"$])', rb"\\\1", inner) + b'"'
    return form.replace(b"%s", quoted)

def string(rng, depth=0):
    items = [rng.choice(SETTINGS) for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 3)))]
    if rng.random() < 0.05:
        items.insert(rng.randrange(len(items) + 1), rng.choice(WRONG))
    if depth < 3 and rng.random() < 0.12:
        items.append(nested(rng, depth))
    items += [b"=x"] * (rng.random() < 0.004)
    items += [rng.choice(ASSIGNMENTS) for _ in range(rng.choice((0, 0, 0, 1, 1, 2)))]
    if rng.random() < 0.85:
        items.append(rng.choice(COMMANDS))
        items += [word(rng) for _ in range(rng.randrange(6))]
    if rng.random() < 0.18 and items:
        at = rng.randrange(len(items))
        items[at] = rng.choice((b"%s", b"%s", items[at] + b"%s", b"%s" + items[at])).replace(b"%s", rng.choice(FAULTS))
    if rng.random() < 0.10:
        items.append(rng.choice((b"# the rest", b"#", b"\\c the rest '", b"x\\c", b"#'")))
    text = rng.choice((b"", b"", b"", b" ", b"\t")) + b"".join(i + rng.choice(BLANKS) for i in items)
    text = text if rng.random() < 0.3 else text.rstrip(b" \t\n\v\f\r")
    if rng.random() < 0.06:
        text += rng.choice((b"\r", b" \r", b"\\", b"\\", b"'", b"\n"))
    if rng.random() < 0.05 and text:  # any byte in any place
        at = rng.randrange(len(text) + 1)
        text = text[:at] + bytes([rng.choice((9, 10, 13, 32, 34, 35, 36, 39, 92, 123, 125, 127, 128, 255, rng.randrange(1, 256)))]) + text[at:]
    if depth == 0 and rng.random() < 0.01:
        text += b" " + b" ".join(word(rng) for _ in range(rng.choice((300, 3000, 12000))))
    return text

def arguments(rng, place):
    """The arguments after argv[0]."""
    text = string(rng)
    kind = rng.random()
    if kind < 0.30:  # as a #! line passes it
        line = [rng.choice((b"-S", b"-S ", b"-vS ", b"-iS ", b"--split-string=")) + text,
                place + rng.choice((b"/script", b"/my script", b"/-x"))]
        line += rng.choice(([], [b"one"], [b"one", b"two words", b""], [b"-i"], [b"X=1"]))
    elif kind < 0.45:
        line = [rng.choice((b"-S", b"--split-string", b"--spl", b"-vS", b"-v0S")), text]
    elif kind < 0.55:
        line = [rng.choice((b"-S", b"--split-string=")) + text, rng.choice((b"-S", b"-vS")) + string(rng)]
    elif kind < 0.65:
        line = [rng.choice((b"-i", b"-uA", b"-v", b"--debug", b"-C", b"X=1", b"-", b"--", b"-0")), b"-S" + text, *rng.choice(([], [b"x"]))]
    else:
        line = [rng.choice((b"-S", b"-S", b"-vS", b"-iS", b"-ivS", b"--split-string=", b"--split=")) + text]
        line += rng.choice(([], [], [b"a"], [b"show"], [b"-v"], [b"X=1", b"show", b"\xff"], [b"-S'", b""]))
    return [argument.replace(b"@/", place + b"/").replace(b"\0", b"") for argument in line]

def environment(rng, place):
    entries = [b"PATH=" + place, b"HOME=/home/x", b"LC_ALL=C"] + [n + b"=" + v for n, v in VALUES.items()]
    if rng.random() < 0.4:
        entries.insert(rng.randrange(len(entries) + 1), SECRET)
    if rng.random() < 0.08:
        for entry in ODD:  # the first of two A counts, so the other one comes last
            entries.insert(len(entries) if entry.startswith(b"A") else rng.randrange(len(entries)), entry)
    return entries


# The judge ------------------------------------------------------------------------------------------

def quoted(text):
    """Quotes a text as GNU's messages do between quotes."""
    named = {7: b"\\a", 8: b"\\b", 9: b"\\t", 10: b"\\n", 11: b"\\v", 12: b"\\f", 13: b"\\r", 39: b"\\'", 92: b"\\\\"}
    return b"".join(named.get(c) or (bytes([c]) if 32 <= c < 127 else b"\\%03o" % c) for c in text)

def shell_quoted(text):
    pieces = re.split(rb"([^ -~]+)", text)
    return b"''".join(b"$'" + quoted(p) + b"'" if i % 2 else p.replace(b"'", b"'\\''") for i, p in enumerate(pieces))

SHOWN = {}
for name, value in {**VALUES, b"MY_TOKEN": SECRET[9:]}.items():
    for part in [value, *PARTS.get(name, [])] if value else []:
        for form in (part, quoted(part), re.sub(rb"^''\$'|'$", b"", shell_quoted(part))):
            SHOWN.setdefault(form, b"${" + name + b"}")
SHOWN_PATTERN = re.compile(b"|".join(re.escape(f) for f in sorted(SHOWN, key=len, reverse=True)))
VALUE_WORDS = re.compile(rb"\b[A-Z]q[1-9]|Fakeq|H\xff\xfe|Q'q|Kq\\")
EXPANSION = rb"\$\{[A-Za-z_]\w*\}"
BLANK_HINT = b"env: use -[v]S to pass options in shebang lines\n"
# Lines of -v that come after the policy is loaded, and messages.
LATE = re.compile(rb"(?m)^(chdir:    |argv0:     |executing: |Reset signal |signal \S+ \(\d+\) mask set|\S+ +\( ?\d+\): [BI]|env: )")
PARSED = re.compile(rb"(?m)^env: (cannot change directory to |failed to set signal)")

def plain(text):
    """env's text without values: each is replaced by the ${NAME} that it came from.  An empty value can't be told from
    a missing one, and a value that was split again appears in parts; so empty values and repetitions are removed from
    both texts."""
    text = re.sub(rb"(?m)^(expanding " + EXPANSION + rb") into '.*'$", rb"\1", text)
    text = SHOWN_PATTERN.sub(lambda match: SHOWN[match[0]], text)
    text = re.sub(rb"(?m)(?<!^expanding )(?<!^replacing )\$\{([A-Za-z_]\w*)\}", lambda m: m[0] if VALUES.get(m[1]) else b"", text)
    text = re.sub(rb"(" + EXPANSION + rb")\1+", rb"\1", text)
    # Quoted differently, because the value contains a quote.
    text = re.sub(rb"(?m)^(chdir:    |env: cannot change directory to )\"((?:[^\"'\n]*" + EXPANSION + rb")+[^\"'\n]*)\"", rb"\1'\2'", text)
    # Only a blank that was written causes the hint.
    return re.sub(rb"(?m)^(env: '\S*': No such file or directory\n)" + re.escape(BLANK_HINT), rb"\1", text)

class Judge:
    def __init__(self, binary, place):
        self.binary, self.place = binary, place
        self.counts = dict.fromkeys(["the same, byte for byte", *EXCEPTIONS], 0)

    def run(self, program, argv, env):
        return spawn([b"env", *argv], env, path=program)

    def check(self, argv, env):
        """What is wrong; None if nothing is."""
        theirs, ours = (self.run(p, argv, env) for p in (os.fsencode(GNU), self.binary))
        leak = VALUE_WORDS.search(ours[2])
        if leak:
            return f"a value in standard error: {leak[0]!r}", ours, theirs
        if theirs == ours:
            self.counts["the same, byte for byte"] += 1
            return None
        if theirs[2].endswith(b"env: invalid option -- 'a'\nTry 'env --help' for more information.\n") and ours[2] != theirs[2]:
            self.counts["9.10"] += 1  # nothing to compare with
            return None
        used = set()
        wanted = self.expected(argv, env, theirs, ours, used)
        got = self.without_own(env, wanted, theirs, ours, used)
        if wanted[2] != got[2]:
            # Before a fix in gnulib, a name with a quote in it and something unprintable at its end began as if in
            # $'...'.
            mended = re.sub(rb"(?m)^(chdir:    |env: cannot change directory to )(''(?='[^\\$])|'(?=\\.*\\''))", lambda m: m[1] + (
                b"" if m[2] == b"''" else b"''$" + m[2]), wanted[2])
            used.update({"9.10"} if mended != wanted[2] else ())
            wanted = *wanted[:2], mended
        if wanted[2] != got[2]:
            # A letter or an escape from a value: it is replaced by its word, unexpanded.
            lettered = rb"(?m)^(env: (?:invalid option|option requires an argument) -- |env: invalid sequence )'.*'"
            masks = re.search(rb"(?s)\nenv: (invalid (option|sequence)|option requires an argument).*" + EXPANSION, b"\n" + got[2])
            masked = lambda text: re.sub(lettered, rb"\1'...'", text, flags=re.DOTALL) if masks else text
            wanted, got = ((status, out, plain(masked(err))) for status, out, err in (wanted, got))
            used.add("unexpanded")
        if wanted != got:
            return "they differ", got, wanted
        for name in used:
            self.counts[name] += 1
        return None

    def expected(self, argv, env, theirs, ours, used):
        """env's result, changed by the exceptions."""
        status, out, err = theirs
        if status == 0 and re.match(rb"Usage: env |env \(GNU ", out):
            used.add("help")
            own = b"Usage: env " if out.startswith(b"Usage") else b"envscrub "
            return status, ours[1] if ours[1].startswith(own) else own, err
        hidden = re.sub(rb"(?s)(^|\n)(env: unrecognized option '--[^=]*=[^=]*)=.*'\n(?=Try )", rb"\1\2'\n", err)
        if hidden != err:
            used.add("hidden")
            err = hidden
        for entry in (e for e in (SECRET, *ODD) if e in env):
            for shown in (b"{" + entry + b"}\n", entry + b"\n", entry + b"\0"):
                if shown in out:
                    used.add("dropped")
                    out = out.replace(shown, b"", 1)
        refuses = SECRET in env and any(b"MY_TOKEN" in a for a in argv)
        if not refuses and not any(b"=" in a for a in argv):
            return status, out, err
        steps = self.run(os.fsencode(GNU), [b"-v", *argv], env)[2]
        empty = re.search(rb"(?m)^setenv:   =.*\n", steps)
        if empty:
            used.add("empty name")
            end = err.find(empty[0])
            return 125, b"", err[:end + len(empty[0])] * (end >= 0) + b"env: cannot set '': Invalid argument\n"
        if refuses and b"expanding ${MY_TOKEN}" in steps and (status != 125 or PARSED.search(err)):
            used.add("refused")
            late = LATE.search(err)
            trace = err[:late.start()] if late else err
            return 125, b"", trace + b"env: ${MY_TOKEN}: the policy drops this variable, so -S can't move it into the arguments\n"
        return status, out, err

    def without_own(self, env, wanted, theirs, ours, used):
        """envscrub's result without its own additions, if those are right."""
        status, out, err = ours
        drops = [b"drop:     entry %d  malformed: no name\n" % (i + 1) for i, e in enumerate(env) if e in ODD[:2]]
        drops += [b"drop:     A  duplicate: another one counts\n"] * (ODD[2] in env)
        drops += [b'drop:     MY_TOKEN  default_excludes "@secrets" *TOKEN*  built in  (to keep: --keep=MY_TOKEN or keep = ["MY_TOKEN"])\n'] * (SECRET in env)
        if b"\ndrop: " in b"\n" + err and (status != 125 or PARSED.search(err)):
            used.add("dropped")
            for line in drops:
                if b"\n" + line in b"\n" + err:
                    err = err.replace(line, b"", 1)
                elif b"cleaning environ" not in err and b"unset: " not in err:
                    err += b"(without " + line + b")"
        reserved = rb"(?m)^Reset signal SIG3[23] \(3[23]\) to (?:DEFAULT|IGNORE) \(failure ignored\)\n"
        if re.search(reserved, err) and not re.search(reserved, wanted[2]):
            used.add("9.10")
            err = re.sub(reserved, b"", err)
        if b"env: unrecognized option" in err:
            shorter = re.sub(rb"(?m)^env: did you mean '--[a-z0-9-]+'\?\n", b"", err)
            used.update({"own options"} if shorter != err else ())
            err = shorter
        ambiguous = rb"(?m)^env: option '--([^=']*).*' is ambiguous; possibilities:(.*)$"
        mine, gnus = re.search(ambiguous, err), re.search(ambiguous, wanted[2])
        if mine and gnus:
            names = [n for n in mine[2].split() if n in gnus[2].split() or not n.startswith(b"'--" + mine[1])]
            if len(names) != len(mine[2].split()):
                used.add("own options")
            err = err.replace(mine[2], b"".join(b" " + n for n in names))
        return status, out, err


def prepare(place):
    """Creates the scratch directory: programs that run and programs that fail."""
    subprocess.run([os.environ.get("CC", "cc"), "-O1", "-static", "-x", "c", "-o", f"{place}/show", "-"], input=SHOW, text=True, check=True)
    for name in ("shoq", "with space"):
        os.link(f"{place}/show", f"{place}/{name}")
    with open(f"{place}/text", "w", encoding="ascii") as f:
        f.write('echo text "$@"\nexit 3\n')
    with open(f"{place}/plain", "w", encoding="ascii") as f:
        f.write("no program\n")
    os.chmod(f"{place}/text", 0o755)
    os.mkdir(f"{place}/sub")

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--show", action="store_true", help="print the command lines")
    parser.add_argument("binary")
    options = parser.parse_args()
    version = subprocess.run([GNU, "--version"], capture_output=True, text=True, check=False).stdout if os.path.exists(GNU) else ""
    if "GNU coreutils" not in version:
        print("split-strings: skipped, no GNU env is installed")
        return 0
    binary = os.fsencode(os.path.abspath(options.binary))
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        prepare(place)
        judge, failures = Judge(binary, os.fsencode(place)), 0
        for row in range(options.count):
            rng = random.Random(f"{options.seed} {row}")
            argv, env = arguments(rng, judge.place), environment(rng, judge.place)
            if options.show:
                print(row, argv)
            try:
                wrong = judge.check(argv, env)
            except Finding as finding:
                wrong = str(finding), (), ()
            if wrong:
                failures += 1
                if failures <= 8:
                    print(f"row {row} of seed {options.seed}: {wrong[0]}\n  env {argv}")
                    for mine, right in zip(*wrong[1:]):
                        at = len(os.path.commonprefix([mine, right])) if isinstance(mine, bytes) else 0
                        if mine != right:
                            print(f"  from byte {at}: {mine[max(at - 40, 0):at + 200]!r}\n      should be {right[max(at - 40, 0):at + 200]!r}"
                                  if isinstance(mine, bytes) else f"  status {mine}, should be {right}")
        os.chdir("/")
    print(f"{options.count} command lines with -S beside {version.splitlines()[0]}: {failures} differ")
    for name, count in judge.counts.items():
        print(f"{count:6}  {name}" + (f": {EXCEPTIONS[name]}" if name in EXCEPTIONS else ""))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
