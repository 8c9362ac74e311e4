#!/usr/bin/env python3
"""usage: tamper.py [--seed N] BINARY
Makes audit trails by the description of their format, changes each of them in one of many ways, and checks that
--verify-audit finds the change and names its record.  Exit 1 and a line for each that it doesn't."""
import hashlib
import json
import pathlib
import random
import subprocess
import sys
import tempfile

ZERO = "0" * 64
OTLP_END = "]}]}]}]}"


def attribute(key, kind, value):
    return f',{{"key":"envscrub.{key}","value":{{"{kind}":"{value}"}}}}'


def trailer(form, sequence, previous):
    if form == "jsonl":
        return f',"sequence":{sequence},"previous":"{previous}"'
    return attribute("sequence", "intValue", sequence) + attribute("previous", "stringValue", previous)


def seal(form, hashed):
    digest = hashlib.sha256(hashed.encode()).hexdigest()
    if form == "jsonl":
        return f'{hashed},"hash":"{digest}"}}', digest
    return hashed + attribute("hash", "stringValue", digest) + OTLP_END, digest


class Record:
    def __init__(self, form, sequence, previous, body):
        self.form, self.sequence, self.previous, self.body = form, sequence, previous, body
        self.line, self.hash = seal(form, body + trailer(form, sequence, previous))


def body(form, rng, cut=None):
    noise = "".join(rng.choice('abc é"\\,{}') for _ in range(rng.randrange(40)))
    text = json.dumps(noise, ensure_ascii=False)
    if form == "jsonl":
        start = '{"version":1,"event":"run"' if cut is None else \
            f'{{"version":1,"event":"cut","cut":{{"bytes":{cut[0]},"sha256":"{cut[1]}"}}'
        return f'{start},"noise":{text},"dropped":{{"exclude":["A{rng.randrange(99)}"]}}'
    said = "" if cut is None else attribute("cut.bytes", "intValue", cut[0]) + attribute("cut.sha256", "stringValue", cut[1])
    return f'{{"resourceLogs":[{{"scopeLogs":[{{"logRecords":[{{"attributes":[{{"key":"n","value":{{"stringValue":{text}}}}}{said}'


def trail(rng, count, first=1, previous=ZERO, forms=("jsonl", "otlp")):
    records = []
    form = rng.choice(forms)
    for sequence in range(first, first + count):
        if rng.random() < 0.1:
            form = rng.choice(forms)
        records.append(Record(form, sequence, previous, body(form, rng)))
        previous = records[-1].hash
    return records


class Case:
    """Lines as they were made by one of the ways below, where the first fault should be, and what head is given."""

    def __init__(self, records):
        self.lines = [record.line for record in records]
        self.where = None  # numbers of lines from 1, any of which may be named
        self.sequences = None
        self.head = None


def change(rng, records, case):
    """One byte of a record is another."""
    k = rng.randrange(len(records))
    data = bytearray(records[k].line.encode())
    place = rng.randrange(len(data))
    data[place] = rng.choice([b for b in range(32, 127) if b != data[place]])
    case.lines[k] = data.decode("utf-8", "surrogateescape")
    case.where, case.sequences = {k + 1}, {records[k].sequence}


def change_consistently(rng, records, case):
    """A record is another one, with a digest that is right."""
    k = rng.randrange(len(records))
    other = Record(records[k].form, records[k].sequence, records[k].previous, body(records[k].form, rng) + ',"x":1'
                   if records[k].form == "jsonl" else body("otlp", rng) + attribute("x", "intValue", 1))
    case.lines[k] = other.line
    case.where, case.sequences = {k + 1}, {records[k].sequence}
    if k == len(records) - 1:
        case.head, case.where = records[k].hash, None


def remove(rng, records, case):
    k = rng.randrange(1, len(records) - 1)
    n = rng.randrange(1, min(4, len(records) - k))
    del case.lines[k:k + n]
    case.where, case.sequences = {k + 1}, {records[k].sequence, records[k + n].sequence}
    case.text = str(records[k].sequence)


def double(rng, records, case):
    k = rng.randrange(len(records))
    at = rng.randrange(k, len(records))
    case.lines.insert(at + 1, records[k].line)
    case.where, case.sequences = {at + 2}, {records[k].sequence}


def move(rng, records, case):
    k, to = rng.sample(range(len(records)), 2)
    case.lines.insert(to, case.lines.pop(k))
    # One that comes too early or too late is noticed by it or by the gap that it leaves.
    low = min(k, to)
    case.where = {low + 1, low + 2} | ({to + 1} if k == 0 else set())
    case.sequences = {records[k].sequence, records[low].sequence, records[min(low + 1, len(records) - 1)].sequence}


def truncate_inside(rng, records, case):
    k = rng.randrange(len(records) - 1)
    case.lines[k] = records[k].line[:rng.randrange(len(records[k].line))]
    case.where, case.sequences = {k + 1}, {records[k].sequence}


def join(rng, records, case):
    """The newline between two records is gone."""
    k = rng.randrange(len(records) - 1)
    case.lines[k:k + 2] = [case.lines[k] + case.lines[k + 1]]
    case.where, case.sequences = {k + 1}, {records[k].sequence, records[k + 1].sequence}


def splice(rng, records, case):
    other = trail(rng, len(records))
    k = rng.randrange(1, len(records) - 1)
    m = rng.randrange(1, len(other))
    case.lines = [r.line for r in records[:k]] + [r.line for r in other[m:]]
    case.where = {k, k + 1}
    case.sequences = {records[k - 1].sequence, other[m].sequence}


def truncate_end(rng, records, case):
    k = rng.randrange(1, len(records))
    del case.lines[k:]
    case.head = records[-1].hash


def put_in(rng, records, case):
    k = rng.randrange(1, len(records))
    case.lines.insert(k, rng.choice(["", "{}", "# nothing", records[k].line[1:]]))
    case.where, case.sequences = {k + 1}, {records[k].sequence}


def drop_cut(rng, records, case):
    """What a record says was cut off before it is gone."""
    k = rng.randrange(1, len(records) - 1)
    piece = records[k].line[:rng.randrange(1, 40)]
    cut = (len(piece.encode()), hashlib.sha256(piece.encode()).hexdigest())
    tail = [Record(records[k].form, records[k].sequence, records[k].previous, body(records[k].form, rng, cut))]
    tail += trail(rng, 3, tail[-1].sequence + 1, tail[-1].hash)
    case.right = [r.line for r in records[:k]] + [piece] + [r.line for r in tail]
    case.lines = [r.line for r in records[:k]] + ([piece + "x"] if rng.random() < 0.5 else []) + [r.line for r in tail]
    case.where, case.sequences = {k + 1}, {records[k].sequence}


WAYS = [change, change_consistently, remove, double, move, truncate_inside, join, splice, truncate_end, put_in, drop_cut]


def write(folder, lines, rng, whole=False):
    """The lines as one file, or as several; named so that a glob gives them in another order."""
    data = [line.encode("utf-8", "surrogateescape") + b"\n" for line in lines]
    split = len(data) > 4 and rng.random() < 0.4 and not whole
    ends = sorted(rng.sample(range(1, len(data)), rng.randrange(3))) if split else []
    files, places, start = [], {}, 0
    for number, end in enumerate(ends + [len(data)]):
        path = folder / ("log" if end == len(data) else f"log.{9 - number}")
        path.write_bytes(b"".join(data[start:end]))
        files.append(str(path))
        for line in range(start, end):
            places[str(path), line - start + 1] = line + 1
        start = end
    rng.shuffle(files)
    return files, places


def verify(binary, files, head=None):
    command = [binary, "--verify-audit", "--json", *([f"--head={head}"] if head else []), "--", *files]
    done = subprocess.run(command, capture_output=True)
    return done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr


def main():
    arguments = sys.argv[1:]
    seed = int(arguments.pop(0)) if arguments[:1] == ["--seed"] and arguments.pop(0) else 1
    binary, rng = arguments[0], random.Random(seed)
    missed, counts = 0, {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for number in range(1300):
            for path in folder.iterdir():
                path.unlink()
            records = trail(rng, rng.randrange(5, 14), *((1, ZERO) if rng.random() < 0.7 else (rng.randrange(2, 99), "ab" * 32)))
            way = WAYS[number % len(WAYS)]
            case = Case(records)
            case.right = case.lines[:]
            way(rng, records, case)
            status, report, error = verify(binary, write(folder, case.right, rng, way is drop_cut)[0])
            if status != 0:
                missed += 1
                print(f"{way.__name__} {number}: the unchanged trail is found wrong: {report} {error}")
            for path in folder.iterdir():
                path.unlink()
            if case.lines == case.right:
                continue
            # A file whose start is changed may be taken for another one's: only what leaves that alone is spread.
            files, places = write(folder, case.lines, rng, way not in (change_consistently, truncate_end))
            counts[way.__name__] = counts.get(way.__name__, 0) + 1
            status, report, error = verify(binary, files, case.head)
            first = report.get("findings", [{}])[:1]
            first = first[0] if first else {}
            place = places.get((first.get("file"), first.get("line")))
            good = status == 1 and (case.where is None or place in case.where) and (
                case.sequences is None or case.head or first.get("sequence") in case.sequences)
            if not good:
                missed += 1
                print(f"{way.__name__} {number}: status {status}, line {place} not in {case.where}, "
                      f"{first} not in {case.sequences} {error}")
    print(f"{sum(counts.values())} changed trails, {missed} not found or not named: {counts}")
    sys.exit(missed != 0)


main()
