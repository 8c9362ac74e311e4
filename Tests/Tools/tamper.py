#!/usr/bin/env python3
"""Changes audit trails, and checks that --verify-audit tells:  tamper.py [--seed N] [--count N] BINARY

The trails are made here, by the description of their format.  Nothing may be found before a change; after it the change,
by the number of its record.
"""
import argparse
import hashlib
import json
import pathlib
import random
import subprocess
import sys
import tempfile

ZERO = "0" * 64
OTLP_END = b"]}]}]}]}"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def attribute(key, kind, value):
    return f',{{"key":"envscrub.{key}","value":{{"{kind}":"{value}"}}}}'


class Record:
    """A line that is valid by itself."""

    def __init__(self, form, sequence, previous, body):
        self.form, self.sequence, self.previous, self.body = form, sequence, previous, body
        if form == "jsonl":
            hashed = f'{body},"sequence":{sequence},"previous":"{previous}"'.encode()
            self.hash = sha256(hashed)
            self.line = hashed + f',"hash":"{self.hash}"}}'.encode()
        else:
            said = attribute("sequence", "intValue", sequence) + attribute("previous", "stringValue", previous)
            hashed = (body + said).encode()
            self.hash = sha256(hashed)
            self.line = hashed + attribute("hash", "stringValue", self.hash).encode() + OTLP_END


def body(form, rng, cut=None):
    noise = "".join(rng.choice('abc é"\\,{}') for _ in range(rng.randrange(40)))
    text = json.dumps(noise, ensure_ascii=False)
    if form == "jsonl":
        start = '{"version":1,"event":"run"'
        if cut is not None:
            start = f'{{"version":1,"event":"cut","cut":{{"bytes":{len(cut)},"sha256":"{sha256(cut)}"}}'
        return f'{start},"noise":{text},"dropped":{{"exclude":["A{rng.randrange(99)}"]}}'
    said = ""
    if cut is not None:
        said = attribute("cut.bytes", "intValue", len(cut)) + attribute("cut.sha256", "stringValue", sha256(cut))
    return ('{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"attributes":['
            f'{{"key":"n","value":{{"stringValue":{text}}}}}{said}')


FORMS = ("jsonl", "otlp")


def trail(rng, count, first=1, previous=ZERO):
    records = []
    form = rng.choice(FORMS)
    for sequence in range(first, first + count):
        if rng.random() < 0.1:
            form = rng.choice(FORMS)
        records.append(Record(form, sequence, previous, body(form, rng)))
        previous = records[-1].hash
    return records


class Case:
    """Lines after one of the changes below, and what the first finding may be."""

    def __init__(self, records):
        self.lines = self.right = [record.line for record in records]
        self.records = records
        self.first = records[0].sequence
        # None means anything.
        self.where = None  # numbers of lines, from 0
        self.sequences = None
        self.kinds = None
        self.head = None
        self.is_ended = True

    def expect(self, where, kinds, sequences):
        self.where, self.kinds, self.sequences = set(where), set(kinds.split()), set(sequences)

    def replace(self, start, end, lines):
        self.lines = self.lines[:start] + lines + self.lines[end:]


# MARK: The ways

def change(rng, records, case):
    """One byte of a record is changed, perhaps a newline."""
    k = rng.randrange(len(records))
    data = bytearray(records[k].line)
    place = rng.randrange(len(data))
    data[place] = rng.choice([b for b in [0, 10, 255, *range(32, 127)] if b != data[place]])
    case.replace(k, k + 1, bytes(data).split(b"\n"))
    case.expect({k}, "changed", {records[k].sequence})


def change_number(rng, records, case):
    """A digit of the number, or of one of the digests, is changed."""
    k = rng.randrange(len(records))
    line = records[k].line
    number, previous, own = str(records[k].sequence).encode(), records[k].previous.encode(), records[k].hash.encode()
    if rng.random() < 0.4:
        at = line.rindex(number, 0, line.rindex(previous))
        new = line[:at] + str(rng.randrange(1, 99)).encode() + line[at + len(number):]
    else:
        at = line.rindex(rng.choice((previous, own))) + rng.randrange(64)
        new = line[:at] + bytes([rng.choice([b for b in b"0123456789abcdefABCDEF" if b != line[at]])]) + line[at + 1:]
    case.replace(k, k + 1, [new])
    case.expect({k}, "changed", {records[k].sequence})


def change_consistently(rng, records, case):
    """A record is replaced by another one with a valid digest, perhaps in the other format."""
    k = rng.randrange(len(records))
    form = rng.choice(FORMS)
    other = Record(form, records[k].sequence, records[k].previous, body(form, rng).replace("A", "B") + (
        ',"x":1' if form == "jsonl" else attribute("x", "intValue", 1)))
    case.replace(k, k + 1, [other.line])
    case.expect({k}, "changed", {records[k].sequence})
    if k == len(records) - 1:
        case.head, case.where, case.kinds, case.sequences = records[k].hash, None, {"head"}, None


def renumber_consistently(rng, records, case):
    k = rng.randrange(1, len(records))
    sequence = records[k].sequence + rng.choice([-1, 1, 2, 7])
    case.replace(k, k + 1, [Record(records[k].form, sequence, records[k].previous, records[k].body).line])
    case.expect({k}, "removed doubled moved changed", {sequence})


def unlink_consistently(rng, records, case):
    """A record follows another record than before."""
    k = rng.randrange(1, len(records))
    previous = rng.choice([r.hash for r in records if r.hash != records[k].previous] + [ZERO])
    case.replace(k, k + 1, [Record(records[k].form, records[k].sequence, previous, records[k].body).line])
    case.expect({k - 1, k}, "changed", {records[k - 1].sequence, records[k].sequence})


def change_all_behind(rng, records, case):
    """Valid digests up to the end: only the head reveals the change."""
    k = rng.randrange(1, len(records))
    start = trail(rng, len(records) - k, records[k].sequence, records[k].previous)
    case.replace(k, len(records), [record.line for record in start])
    case.head, case.kinds = records[-1].hash, {"head"}


def remove(rng, records, case):
    k = rng.randrange(1, len(records) - 1)
    n = rng.randrange(1, min(4, len(records) - k))
    case.replace(k, k + n, [])
    case.expect({k}, "removed", {records[k + n].sequence})


def double(rng, records, case):
    """One or several records are repeated further down."""
    k = rng.randrange(len(records))
    n = rng.randrange(1, min(4, len(records) - k + 1))
    at = rng.randrange(k + n, len(records) + 1)
    case.replace(at, at, case.lines[k:k + n])
    case.expect({at}, "doubled", {records[k].sequence})


def number_twice(rng, records, case):
    """Another record with the same number comes after or before one."""
    k = rng.randrange(len(records))
    form = rng.choice(FORMS)
    other = Record(form, records[k].sequence, records[k].previous, body(form, rng).replace("A", "B"))
    before = rng.random() < 0.5
    case.replace(k + (not before), k + (not before), [other.line])
    case.expect({k + 1}, "doubled", {records[k].sequence})


def move(rng, records, case):
    k, to = rng.sample(range(len(records)), 2)
    rest = case.lines[:k] + case.lines[k + 1:]
    case.lines = rest[:to] + [case.lines[k]] + rest[to:]
    if k == 0:  # the trail begins with its second record
        case.expect({to}, "moved", {records[0].sequence})
    elif to == 0:  # the trail begins with a later record
        case.expect({1}, "moved doubled", {records[0].sequence})
    else:  # the gap that it leaves comes first, or the one that it makes
        case.expect({min(k, to)}, "removed", {records[k + 1 if k < to else k].sequence})


def truncate_inside(rng, records, case):
    k = rng.randrange(len(records) - 1)
    case.replace(k, k + 1, [records[k].line[:rng.randrange(len(records[k].line))]])
    case.expect({k}, "changed", {records[k].sequence})


def truncate_last(rng, records, case):
    """It looks like a crash that no record has stated yet; perhaps only the newline is missing."""
    k = len(records) - 1
    keep = rng.choice([len(records[k].line), rng.randrange(1, len(records[k].line))])
    case.replace(k, k + 1, [records[k].line[:keep]])
    case.is_ended = False
    case.expect({k}, "cut", {records[k].sequence})


def truncate_end(rng, records, case):
    case.replace(rng.randrange(1, len(records)), len(records), [])
    case.head, case.kinds = records[-1].hash, {"head"}


def add(rng, records, case):
    """Appends records after the known head."""
    case.head, case.kinds = records[-1].hash, {"head"}
    last = records[-1]
    case.lines = case.lines + [r.line for r in trail(rng, rng.randrange(1, 3), last.sequence + 1, last.hash)]


def join(rng, records, case):
    """The newline between two records is removed."""
    k = rng.randrange(len(records) - 1)
    case.replace(k, k + 2, [case.lines[k] + case.lines[k + 1]])
    case.expect({k}, "changed", {records[k].sequence, records[k + 1].sequence})


def splice(rng, records, case):
    """The beginning of one trail with the end of another; they may have a part in common."""
    k = rng.randrange(1, len(records) - 1)
    j = rng.randrange(k)
    other = records[:j] + trail(rng, len(records) - j, records[j].sequence, records[j].previous)
    m = rng.choice([k, rng.randrange(j + 1, len(other))])
    case.lines = case.lines[:k] + [r.line for r in other[m:]]
    case.expect({k - 1, k}, "changed" if m == k else "removed" if m > k else "doubled",
                {records[k - 1].sequence, other[m].sequence})


def put_in(rng, records, case):
    k = rng.randrange(1, len(records))
    case.replace(k, k, [rng.choice([b"", b"{}", b"# nothing", records[k].line[1:]])])
    case.expect({k}, "changed foreign", {records[k].sequence})


def drop_cut(rng, records, case):
    """What a record states was cut off before it is replaced or removed."""
    k = rng.randrange(1, len(records) - 1)
    pieces = [records[k].line[:rng.randrange(40)] for _ in range(rng.choice([1, 1, 2]))]
    said = Record(records[k].form, records[k].sequence, records[k].previous,
                  body(records[k].form, rng, b"\n".join(pieces)))
    tail = [said] + trail(rng, rng.randrange(3), said.sequence + 1, said.hash)
    lines = [r.line for r in tail]
    case.right = case.lines[:k] + pieces + lines
    way = rng.randrange(3)
    if way == 0:  # no lines
        case.lines = case.lines[:k] + lines
        case.expect({k}, "removed", {records[k].sequence})
    elif way == 1:  # other lines
        case.lines = case.lines[:k] + [pieces[0] + b"x"] + pieces[1:] + lines
        case.expect({k}, "changed foreign", {records[k].sequence})
    else:  # one more line
        case.lines = case.lines[:k] + pieces + [b"x"] + lines
        case.expect({k}, "changed foreign", {records[k].sequence})
    case.records = records[:k] + tail


WAYS = [change, change_number, change_consistently, renumber_consistently, unlink_consistently, change_all_behind, remove,
        double, number_twice, move, truncate_inside, truncate_last, truncate_end, add, join, splice, put_in, drop_cut]


# MARK: Files

def first_right(lines):
    """The number of the first line that is a valid record."""
    for line in lines:
        for mark, end in ((b',"hash":"', b'"}'), (attribute("hash", "stringValue", "").encode()[:-3], b'"}}' + OTLP_END)):
            hashed, found, rest = line.rpartition(mark)
            if found and rest.endswith(end) and rest[:64].decode("latin-1") == sha256(hashed):
                mark = b'"sequence":' if mark.startswith(b',"') else b'"envscrub.sequence","value":{"intValue":"'
                digits = hashed.rpartition(mark)[2]
                return int(digits[:len(digits) - len(digits.lstrip(b"0123456789"))])
    return None


def write(folder, case, lines, is_ended, rng):
    """Writes the lines to one or several files, which are given in any order: their first records tell it."""
    ends = [0, len(lines)]
    for _ in range(9):
        if len(lines) < 4 or rng.random() < 0.4:
            break
        some = [0, *sorted(rng.sample(range(1, len(lines)), rng.choice([1, 1, 2]))), len(lines)]
        numbers = [first_right(lines[a:b]) for a, b in zip(some, some[1:])]
        # A misplaced record at the beginning of a file is no case: its number determines where the file belongs.
        said = [case.lines_of.get(lines[a]) for a in some[:-1]]
        if None not in numbers and numbers == sorted(set(numbers)) and (None in said or said == sorted(set(said))):
            ends = some
            break
    files, places = [], {}
    for a, b in zip(ends, ends[1:]):
        path = folder / rng.choice(["log", "a\tb", "z", "é"]) if b == len(lines) else folder / f"log.{99 - a}"
        data = b"".join(line + b"\n" for line in lines[a:b])
        path.write_bytes(data if is_ended or b < len(lines) else data[:-1])
        files.append(str(path))
        for line in range(a, b):
            places[str(path), line - a + 1] = line
    rng.shuffle(files)
    return files, places


def verify(binary, files, head=None):
    command = [binary, "--verify-audit", "--json", *([f"--head={head}"] if head else []), "--", *files]
    done = subprocess.run(command, capture_output=True)
    return done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr


def empty(folder):
    for path in folder.iterdir():
        path.unlink()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("binary")
    options = parser.parse_args()
    binary, rng = options.binary, random.Random(options.seed)
    missed, spread, counts = 0, 0, {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for number in range(options.count):
            start = (1, ZERO) if rng.random() < 0.7 else (rng.randrange(2, 99), sha256(b"before"))
            records = trail(rng, rng.randrange(5, 14), *start)
            way = WAYS[number % len(WAYS)]
            case = Case(records)
            way(rng, records, case)
            case.lines_of = {line: place for place, line in enumerate(case.right)}

            empty(folder)
            head = case.records[-1].hash
            head = rng.choice([None, head, head.upper()])
            status, report, error = verify(binary, write(folder, case, case.right, True, rng)[0], head)
            if status != 0 or report["findings"] or report["last"] != case.records[-1].sequence:
                missed += 1
                print(f"{way.__name__} {number}: the unchanged trail is found wrong: {report} {error}")

            if case.lines == case.right and case.is_ended and not case.head:
                continue
            empty(folder)
            files, places = write(folder, case, case.lines, case.is_ended, rng)
            counts[way.__name__] = counts.get(way.__name__, 0) + 1
            spread += len(files) > 1
            status, report, error = verify(binary, files, case.head)
            first = (report.get("findings") or [{}])[0]
            place = places.get((first.get("file"), first.get("line")))
            good = (status == 1 and (case.where is None or place in case.where)
                    and (case.kinds is None or first.get("kind") in case.kinds)
                    and (case.sequences is None or first.get("sequence") in case.sequences))
            if not good:
                missed += 1
                print(f"{way.__name__} {number}, {len(files)} files: status {status}, line {place} for {case.where}, "
                      f"{case.kinds}, {case.sequences}: {first} {error.decode()}")
    print(f"{sum(counts.values())} changed trails, {spread} of them in several files; {missed} not found or not named")
    print(", ".join(f"{way} {count}" for way, count in counts.items()))
    sys.exit(missed != 0)


main()
