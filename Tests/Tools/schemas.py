#!/usr/bin/env python3
"""Compares the schemas of Sources/schemas with what the program says:  schemas.py BINARY TOML_DECODE

Policy and requirements files of the manual, README.md, the scripts and the Swift tests: a schema must accept those in
which --check finds no error, and refuse the others but for CANT.  JSON that real runs print must keep to its schema, and
each member of a schema must occur, but for UNSEEN.  The validators are jsonschema, check-jsonschema and taplo; a missing
one is skipped with a message, and with CI=true a failure.
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SCHEMAS = os.path.join(ROOT, "Sources", "schemas")
sys.path.insert(0, HERE)
import examples  # noqa: E402

# What a schema can't find: a part of the program's message, and the reason.
CANT = [
    (r"is expected to be (kept|dropped)", "the policy has to be evaluated"),
    (r"reverse", "the order of two characters is beyond a regular expression"),
    (r"this filter differs only in case", "two members are compared, in lower case"),
]
# Texts that occur nowhere else: a file that chooses Codex's dialect itself.
OWN = [("here", f'dialect = "codex"\n[shell_environment_policy.filters]\nFLIP = "include"\n{word} = "exclude"\n') for word in ("flip", "flop")]
# Validators treat TOML's dates as strings, so whatever takes any string takes them.
DATE = re.compile(r"^\d{4}-\d\d-\d\d|^\d\d:\d\d")

# Members that no run here produces, and why.
UNSEEN = {
    "leak-check": {"tracer", "tracer.pid", "tracer.command", "helpers[].path"},  # no tracer and no helper's socket here
    # The shortened records come from one policy.
    "audit-record": {"shortened.dropped.required", "shortened.dropped.reserved"},
}


def missing(what):
    print(f"schemas: skipped: {what} is not installed; make test-deps")
    sys.exit(1 if os.environ.get("CI") == "true" else 0)


try:
    import jsonschema
except ImportError:
    missing("the module jsonschema, of check-jsonschema,")


def schema(name):
    with open(os.path.join(SCHEMAS, name + ".schema.json"), encoding="utf-8") as file:
        return json.load(file)


# MARK: Texts

def heredocs(commands):
    """The text of each `cat >FILE <<END` in a session."""
    for command in commands:
        for found in re.finditer(r"<<(['\"]?)END\1\n(.*?)(?:^END$|\Z)", command, re.S | re.M):
            yield found[2]


def documented():
    """(where, text) of the manual and README.md."""
    for path in sorted(glob.glob(os.path.join(ROOT, "man", "*"))) + [os.path.join(ROOT, "README.md")]:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
        name = os.path.basename(path)
        blocks = examples.markdown_blocks if name.endswith(".md") else examples.mdoc_blocks
        for start, block in blocks(lines):
            for text in heredocs(command for _, command, _ in examples.steps(block)):
                yield f"{name}:{start}", text.replace("$PWD", "/here")
        # Displays that are complete files.
        shown, start = None, 0
        for number, line in enumerate(lines, 1):
            if re.match(r"\.Bd\s+.*-literal", line):
                shown, start = [], number + 1
            elif line == ".Ed" and shown is not None:
                if not any(l.startswith("$ ") for l in shown):
                    yield f"{name}:{start}", "\n".join(map(examples.plain, shown)) + "\n"
                shown = None
            elif shown is not None:
                shown.append(line)


def scripted():
    """(where, text) of the files in the scripts."""
    for path in sorted(glob.glob(os.path.join(ROOT, "Tests/EndToEndTests/Fixtures/*.txt"))):
        lines = open(path, encoding="utf-8").read().splitlines()
        number = 0
        while number < len(lines):
            line = lines[number]
            number += 1
            if not re.match(r"file: \S*\.toml\b", line):
                continue
            start, text = number, ""
            while number < len(lines) and lines[number].startswith("  "):
                part = lines[number][2:]
                text += part[:-1] if part.endswith("\\") else part + "\n"
                number += 1
            yield f"{os.path.basename(path)}:{start}", text.replace("{DIR}", "/here").replace("{ENVSCRUB}", "/envscrub")


def in_swift():
    """(where, text) of string literals in the tests of readers that may be files."""
    for path in sorted(glob.glob(os.path.join(ROOT, "Tests/PolicyTests/**/*.swift"), recursive=True)):
        source = open(path, encoding="utf-8").read()
        for found in re.finditer(r'"""\n(.*?)\n( *)"""|"((?:[^"\\\n]|\\.)*)"', source, re.S):
            text = found[3] if found[1] is None else re.sub(rf"^{found[2]}", "", found[1], flags=re.M) + "\n"
            if "\\(" in text or not re.search(r"[\[=]", text):
                continue
            text = re.sub(r"\\(u\{([0-9a-fA-F]+)\}|.)", lambda m: chr(int(m[2], 16)) if m[2] else
                          {"n": "\n", "t": "\t", "0": "\0", "r": "\r"}.get(m[1], m[1]), text)
            yield f"{os.path.basename(path)}:{source.count(chr(10), 0, found.start()) + 1}", text


def plain(tagged):
    """The output of toml-decode as validators expect it."""
    if isinstance(tagged, list):
        return [plain(item) for item in tagged]
    if set(tagged) == {"type", "value"} and isinstance(tagged["value"], str):
        kind, value = tagged["type"], tagged["value"]
        if kind == "integer":
            return int(value)
        if kind == "float":
            return float(value)
        return value == "true" if kind == "bool" else value
    return {key: plain(value) for key, value in tagged.items()}


def is_toml(text):
    """Whether Python's TOML 1.0 parser reads it: if so, the validators do too."""
    try:
        tomllib.loads(text)
        return True
    except (tomllib.TOMLDecodeError, RecursionError):
        return False


def read(binary, decoder, place):
    """[(where, kind, text, value, errors)] of every text that is valid TOML, each once."""
    result, seen, path = [], set(), os.path.join(place, "file.toml")
    for where, text in [*documented(), *scripted(), *in_swift(), *OWN]:
        if text in seen:
            continue
        seen.add(text)
        decoded = subprocess.run([decoder], input=text.encode(), capture_output=True)
        if decoded.returncode or not text.strip():
            continue
        value = plain(json.loads(decoded.stdout))
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        done = subprocess.run([binary, "--check", "--json", path], capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"})
        findings = json.loads(done.stdout)["findings"]
        errors = [f["message"] for f in findings if f["severity"] == "error"]
        kind = "requirements" if "requirements" in value else "policy"
        result.append((where, kind, text, value, errors))
    return result


def holds_date(value):
    if isinstance(value, dict):
        return any(map(holds_date, value.values()))
    if isinstance(value, list):
        return any(map(holds_date, value))
    return isinstance(value, str) and DATE.match(value) is not None


# MARK: Files

def check_files(binary, decoder, place):
    failures = 0
    cases = read(binary, decoder, place)
    validators = {kind: jsonschema.Draft202012Validator(schema(kind)) for kind in ("policy", "requirements")}
    for validator in validators.values():
        validator.check_schema(validator.schema)
    sorted_cases = {(kind, good): [] for kind in validators for good in (True, False)}
    used, counts = set(), {"accepted": 0, "refused": 0, "beyond": 0}
    for where, kind, text, value, errors in cases:
        accepted = validators[kind].is_valid(value)
        if not errors and not accepted:
            failures += 1
            why = jsonschema.exceptions.best_match(validators[kind].iter_errors(value))
            print(f"FAILED {where}: the program takes it, the schema doesn't: {why.json_path}: {why.message[:200]}\n{text}")
        elif errors and accepted:
            beyond = [next((row for row, (pattern, _) in enumerate(CANT) if re.search(pattern, error)), None) for error in errors]
            if None in beyond and not holds_date(value):
                failures += 1
                print(f"FAILED {where}: the schema takes it, the program says: {errors[beyond.index(None)]}\n{text}")
            used.update(beyond)
            counts["beyond"] += 1
        else:
            counts["accepted" if accepted else "refused"] += 1
            sorted_cases[kind, accepted].append((where, text))
    for row, (pattern, _) in enumerate(CANT):
        if row not in used:
            failures += 1
            print(f"FAILED no text needs the exception {pattern}")
    if counts["accepted"] < 150 or counts["refused"] < 100:
        failures += 1
        print(f"FAILED too few texts: {counts}")
    print(f"schemas: {len(cases)} files: {counts['accepted']} accepted and {counts['refused']} refused by schema and program;"
          f" {counts['beyond']} with errors that no schema finds")
    return failures + check_programs(sorted_cases, place)


def check_programs(sorted_cases, place):
    """Checks the same files with the programs that people would use."""
    failures = 0
    for kind in ("policy", "requirements"):
        path = os.path.join(SCHEMAS, kind + ".schema.json")
        files = {}
        for good in (True, False):
            for number, (where, text) in enumerate(sorted_cases[kind, good]):
                if not is_toml(text):
                    continue
                name = os.path.join(place, f"{kind}-{'good' if good else 'bad'}-{number}.toml")
                with open(name, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
                files[name] = (good, where)
        refused = {}
        done = subprocess.run(["check-jsonschema", "-o", "json", "--schemafile", path, *files], capture_output=True, text=True)
        report = json.loads(done.stdout)
        if report.get("parse_errors"):
            failures += 1
            print(f"FAILED check-jsonschema can't read {report['parse_errors'][:3]}")
        refused["check-jsonschema"] = {error["filename"] for error in report.get("errors", [])}
        # One run for each file: it prints nothing about valid files, and no reliable name for invalid ones. taplo
        # ignores prefixItems, which is newer than the drafts it knows.
        refused["taplo"] = {name for name, (good, where) in files.items() if not good and re.search(r"^command = \[['\"][^/]", open(name).read(), re.M)}
        config = os.path.join(place, "taplo.toml")
        open(config, "w").close()
        for name in files:
            done = subprocess.run(["taplo", "check", "--config", config, "--schema", f"file://{path}", name], capture_output=True, text=True)
            if done.returncode:
                refused["taplo"].add(name)
            if "failed to load schema" in done.stderr or "invalid schema" in done.stderr:
                failures += 1
                print(f"FAILED taplo: {done.stderr}")
                break
        for program, names in refused.items():
            for name, (good, where) in files.items():
                if good == (name in names):
                    failures += 1
                    print(f"FAILED {program} {'refuses' if good else 'accepts'} {where}\n{open(name).read()}")
        print(f"schemas: {kind}: {len(files)} files by {' and '.join(refused)}")
    # An editor finds the schema through the line in the file.
    name = os.path.join(place, "line.toml")
    for text, status in ('inherit = "core"', 0), ('inhert = "core"', 1):
        with open(name, "w", encoding="utf-8") as file:
            file.write(f"#:schema file://{SCHEMAS}/policy.schema.json\n[shell_environment_policy]\n{text}\n")
        done = subprocess.run(["taplo", "check", "--config", os.path.join(place, "taplo.toml"), name], capture_output=True, text=True)
        if done.returncode != status:
            failures += 1
            print(f"FAILED a line #:schema and {text}: taplo's status {done.returncode}: {done.stderr}")
    return failures


# MARK: Reports

def closed(node):
    """The schema, changed so that no object may have other members than it lists."""
    if isinstance(node, list):
        return [closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    result = {key: closed(value) for key, value in node.items()}
    if node.get("type") == "object" and isinstance(node.get("properties"), dict):
        result["additionalProperties"] = False
    return result


def members(node, whole, path=""):
    """The paths of all members that a schema lists."""
    found = set()
    if "$ref" in node:
        return members(whole["$defs"][node["$ref"].rsplit("/", 1)[1]], whole, path)
    for part in node.get("anyOf", []) + node.get("oneOf", []):
        if "required" not in part or "properties" in part or "$ref" in part:
            found |= members(part, whole, path)
    for key, value in node.get("properties", {}).items():
        here = f"{path}.{key}" if path else key
        found |= {here} | members(value, whole, here)
    if isinstance(node.get("items"), dict):
        found |= members(node["items"], whole, path + "[]")
    return found


def seen(value, path=""):
    if isinstance(value, list):
        return set().union(*(seen(item, path + "[]") for item in value))
    if not isinstance(value, dict):
        return set()
    return set().union(*({f"{path}.{key}" if path else key} | seen(part, f"{path}.{key}" if path else key)
                         for key, part in value.items()))


# Each is a session of /bin/sh on a machine of its own, with `envscrub` in PATH; what it prints are objects, one a line.
REPORTS = {
    "explain": r"""
mkdir -p /etc/envscrub ~/.config/envscrub work
cat >/etc/envscrub/requirements.toml <<END
requirements.inherit.allowed = ["core"]
requirements.profile.allowed = ["", "p"]
requirements.seal.allowed = [false]
requirements.set = { forbidden = ["F*"], always = { Q = "q" } }
requirements.exclude.always = ["Z*"]
[[requirements.rules]]
glob = "ls *"
decision = "prompt"
END
cat >/etc/envscrub/config.toml <<END
profile = "x"
dialect = "envscrub"
seal = "if-possible"
close_fds = true
no_new_privs = true
[shell_environment_policy]
set = { F = "1", S = "2" }
unset = ["U"]
[profiles.p]
[profiles.x]
[commands.ls]
exclude = ["E*"]
[audit]
file = "/nowhere/log"
syslog = true
END
cat >~/.config/envscrub/config.toml <<END
[shell_environment_policy]
include_only = ["[A-Z]*"]
keep = ["K_*"]
END
export Z=1 U=1 E=1 K_TOKEN=x K_V=https://u:planted@host/ N_TOKEN=y V=https://u:planted@host/ S=1
envscrub --explain --json ls x
envscrub --explain --json no-such
envscrub --explain --json --inherit='A*'
rm /etc/envscrub/requirements.toml
envscrub --explain --json ls
envscrub --explain --json --profile=p --exclude=E --include-only=PATH --inherit=core
env "$(printf 'BAD\377=1')" envscrub --explain --json --seal --close-fds
raw envscrub --explain --json
envscrub --why=ABSENT --why=N_TOKEN --json
cd work
printf '[shell_environment_policy]\ninclude_only = []\n' >.envscrub.toml
envscrub --explain --json
envscrub -q --trust >/dev/null
envscrub --explain --json
printf '[shell_environment_policy]\ninclude_only = ["P*"]\n' >.envscrub.toml
envscrub -q --trust >/dev/null
envscrub --explain --json
cd ..
rm -r /etc/envscrub
envscrub --codex --explain --json true
envscrub --config=.config/envscrub/config.toml --explain --json
echo other:x:7:7::/:/bin/sh >/etc/passwd
envscrub --explain --json
""",
    "check": r"""
printf '[shell_environment_policy]\nexclude = ["A", "A"]\ninhert = 1\n' >a.toml; envscrub --check --json a.toml
echo >ok.toml; envscrub --check --json ok.toml missing.toml
{ echo '[shell_environment_policy]'; seq 1 1200 | sed 's/.*/k& = 1/'; } >many.toml; envscrub --check --json many.toml
echo >"$(printf 'hex\377.toml')"; envscrub --check --json "$(printf 'hex\377.toml')"
""",
    "leak-check": r"""
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("agent")'
GH_TOKEN=fake sh -c 'envscrub --leak-check --json; :' 7<&0
GH_TOKEN=fake TMUX=/tmp/x,1,0 SSH_AUTH_SOCK=$PWD/agent sh -c 'sleep 9 & envscrub --leak-check --json; kill $!'
sh -c 'ulimit -c unlimited; envscrub --leak-check --json; :'
""",
    "audit-record": r"""
log=$PWD/log
printf '[audit]\nfile = "%s"\narguments = true\n[profiles.p]\n' "$log" >p.toml
mkdir /etc/envscrub
cat >/etc/envscrub/requirements.toml <<END
requirements.inherit.allowed = ["core"]
requirements.exclude.always = ["H*"]
requirements.set.always = { Q = "1" }
END
GH_TOKEN=x Q=2 envscrub -q --config=p.toml --inherit=all true a "$(printf '\377')"
rm -r /etc/envscrub
export Z=1 U=1 E=1 I=1 L=1 N_TOKEN=y V=https://u:planted@host/ S=1
set -- --inherit='[!I]*' --include-only='[!L]*' --exclude=E -u U --set=S=2
raw envscrub --config=p.toml --profile=p "$@" true
raw envscrub --config=p.toml --profile=p --inherit=core true "$@"
CODEX_GUARDIAN_DECISIONS_API_KEY=x envscrub --codex --config=p.toml true
envscrub --config=p.toml no-such 2>/dev/null
echo printf '1' >script; envscrub --config=p.toml ./script >/dev/null
# Too large: each of these bytes is six in JSON.
many "$@" --config=p.toml --profile=p true
printf 'cut short' >>log
envscrub --config=p.toml true
grep ^{ log
# Stopped as it was writing, and rotated then.
rm log
first=$(head -n 1 log.head)
printf '%s\n%s %064d\n' "$first" $((${first% *} + 1)) 7 >log.head
envscrub --config=p.toml true
cat log
""",
    "verify-audit": r"""
printf '[audit]\nfile = "%s/log"\n' "$PWD" >p.toml
: >empty
envscrub --verify-audit --json empty
for job in 1 2 3; do envscrub --config=p.toml true; done
envscrub --verify-audit --json log
printf 'cut short' >>log
envscrub --config=p.toml true
envscrub --verify-audit --json log
sed 2s/true/false/ log >changed
envscrub --verify-audit --json changed
envscrub --verify-audit --json --head=$(printf %064d 7) log
""",
}


def session(binary, script):
    """The lines that the script prints."""
    with tempfile.TemporaryDirectory(prefix="schemas.") as place:
        for name in ("bin", "etc", "home"):
            os.mkdir(os.path.join(place, name), 0o755)
        os.symlink(binary, os.path.join(place, "bin", "envscrub"))
        # Entries that no shell passes on, one without a name and one name twice; and many arguments.
        with open(os.path.join(place, "bin", "raw"), "w") as file:
            file.write("#!/usr/bin/python3\nimport ctypes, os, sys\nwords = [os.fsencode(w) for w in sys.argv[1:]] + [None]\n"
                       "block = [os.fsencode(n + '=' + v) for n, v in os.environ.items()] + [b'noname', b'D=1', b'D=2', None]\n"
                       "if sys.argv[0].endswith('many'): words = [b'envscrub'] + words[:-1] + [b'\\1' * 100000] * 15 + [None]\n"
                       "ctypes.CDLL(None).execvpe((words[0]), (ctypes.c_char_p * len(words))(*words), (ctypes.c_char_p * len(block))(*block))\n")
        os.chmod(file.name, 0o755)
        os.symlink("raw", os.path.join(place, "bin", "many"))
        home = os.path.join(place, "home")
        with open(os.path.join(place, "etc", "passwd"), "w") as file:
            file.write(f"root:x:0:0::{home}:/bin/sh\n")
        mount = 'mount --bind "$0" /etc && exec "$@"'
        words = ["unshare", "-rm", "/bin/sh", "-c", mount, os.path.join(place, "etc"), "/bin/sh", "-c", script]
        done = subprocess.run(words, cwd=home, capture_output=True, timeout=120, stdin=subprocess.DEVNULL,
                              env={"PATH": f"{place}/bin:/usr/bin:/bin", "HOME": home})
        return done.stdout.splitlines(), done.stderr.decode(errors="replace")


def check_reports(binary):
    failures = 0
    for name, script in REPORTS.items():
        whole = schema(name)
        jsonschema.Draft202012Validator.check_schema(whole)
        validator = jsonschema.Draft202012Validator(closed(whole))
        lines, said = session(binary, script)
        found, count = set(), 0
        for line in lines:
            value = json.loads(line)
            count += 1
            found |= seen(value)
            error = jsonschema.exceptions.best_match(validator.iter_errors(value))
            if error:
                failures += 1
                print(f"FAILED {name}: {error.json_path}: {error.message[:300]}\n{line[:600]!r}")
        listed = members(whole, whole) if name != "audit-record" else set().union(
            *(members(whole["$defs"][event], whole) for event in ("run", "cut")))
        listed = {path for path in listed if not path.endswith(".hex")}
        never = listed - found - UNSEEN.get(name, set())
        if not count or never or UNSEEN.get(name, set()) - listed:
            failures += 1
            print(f"FAILED {name}: {count} objects; no run has {sorted(never)}\n{said}")
        # A report of a later version, which may have more members, satisfies the installed schema.
        more = json.loads(lines[0]) | {"later": 1} if lines else None
        if more and not jsonschema.Draft202012Validator(whole).is_valid(more):
            failures += 1
            print(f"FAILED {name}: another member is refused")
        wrong = json.loads(lines[0]) | {"version": 2} if lines else None
        if wrong and jsonschema.Draft202012Validator(whole).is_valid(wrong):
            failures += 1
            print(f"FAILED {name}: another version is accepted")
        print(f"schemas: {name}: {count} objects of real runs, {len(listed)} members")
    return failures


def main(binary, decoder):
    for program in ("check-jsonschema", "taplo"):
        if not shutil.which(program):
            missing(program)
    with tempfile.TemporaryDirectory(prefix="schemas.") as place:
        failures = check_files(binary, decoder, place)
    if examples.can_own_machine():
        failures += check_reports(binary)
    else:
        print("schemas: reports skipped: unshare(1) can't make a machine of their own")
        failures += os.environ.get("CI") == "true"
    return failures


if len(sys.argv) != 3:
    sys.exit("usage: schemas.py BINARY TOML-DECODE")
sys.exit(1 if main(*map(os.path.abspath, sys.argv[1:])) else 0)
