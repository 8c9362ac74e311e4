#!/usr/bin/env python3
"""Holds the sources to limits on their structure:  limits.py [ROOT]

A policy key is named in few files, the binary consists of few targets, few declarations are shared between them, and
code is not written around the optimizer: an annotation for it has its reason in a comment on its line or directly
above.  Each file of Sources has a file of tests at the same place of Tests, or a reason below.
"""

import os
import re
import sys

KEY, MOST_FILES = re.compile(r"noNewPrivs|no_new_privs|no-new-privs"), 6
MOST_TARGETS = 9  # of which envscrub is linked, without C targets
MOST_PACKAGE = 499
ANNOTATION, MOST_ANNOTATIONS = re.compile(r"@inline\(never\)|@_optimize"), 60

# Sources/toml-decode is tested through its binary.
ROOMS = {"toml-decode": "EndToEndTests"}
DECLARATIONS = "declares, and does nothing"
WITHOUT_TESTS = {
    "Policy/Reading/ConfigurationError": DECLARATIONS,
    "Policy/Reading/Warning": DECLARATIONS,
    "envscrub/ExitStatus": DECLARATIONS,
    "envscrub/Loading/PolicySource": DECLARATIONS,
    "Globs/LowercaseTable": "generated: lowercase-table.swift --check, and LowercaseTests reads all of it",
    "Secrets/SecretNames": "data, of which SecretMatcherTests tries each line",
    "Secrets/SecretTable": "generated: secret-names.py --check",
    "Secrets/ValueFormIndex": "generated: value-filters.py --check",
    "envscrub/Main": "the entry: every script of EndToEndTests",
    "toml-decode/Main": "the entry: TaggedJSONTests",
}


def sources(root):
    for folder, _, names in sorted(os.walk(os.path.join(root, "Sources"))):
        for name in sorted(names):
            if name.endswith(".swift"):
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as stream:
                    yield os.path.relpath(path, root), stream.read()


def targets(root):
    """The Swift targets that the executable depends on, including itself."""
    with open(os.path.join(root, "Package.swift"), encoding="utf-8") as stream:
        manifest = stream.read()
    depends = {}
    for name, listed in re.findall(
            r'\.(?:executableT|t)arget\(\s*name: "([^"]+)"(?:,\s*dependencies: \[([^\]]*)\])?', manifest):
        depends[name] = re.findall(r'"([^"]+)"', listed)
    found, left = set(), ["envscrub"]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += depends[name]
    return {name for name in found if not name.startswith("C")}


def unmirrored(root, paths):
    """Source files without tests or a reason, and reasons that no file needs."""
    wanted = dict(WITHOUT_TESTS)
    for path in paths:
        room, *folders = path[len("Sources/"):-len(".swift")].split("/")
        tests = os.path.join(root, "Tests", ROOMS.get(room, room + "Tests"), *folders) + "Tests.swift"
        key = "/".join([room, *folders])
        if os.path.exists(tests) == (key in wanted):
            yield f"{path}: {'has tests: take it off the list in limits.py' if key in wanted else 'no file ' + os.path.relpath(tests, root)}"
        wanted.pop(key, None)
    for key in wanted:
        yield f"limits.py: there is no file {key}.swift"


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    files, package, annotations, bare = [], 0, 0, []
    texts = dict(sources(root))
    for path, text in texts.items():
        if KEY.search(text):
            files.append(path)
        lines = text.split("\n")
        for number, line in enumerate(lines):
            code = line.split("//")[0]
            package += len(re.findall(r"\bpackage\b", code))
            if ANNOTATION.search(code):
                annotations += 1
                if "//" not in line and not lines[number - 1].lstrip().startswith("//"):
                    bare.append(f"{path}:{number + 1}")
    linked = targets(root)
    untested = list(unmirrored(root, texts))
    failed = False
    for what, value, most in (
        ("files that name no_new_privs", len(files), MOST_FILES),
        ("Swift targets that the binary is linked from", len(linked), MOST_TARGETS),
        ("`package`", package, MOST_PACKAGE),
        ("annotations for the optimizer", annotations, MOST_ANNOTATIONS),
        ("of them without a reason", len(bare), 0),
        ("source files without tests or a reason", len(untested), 0),
    ):
        print(f"  {what:<46} {value:>5}   at most {most}")
        failed = failed or value > most
    for place in bare:
        print(f"{place}: an annotation without a reason")
    for fault in untested:
        print(fault)
    sys.exit(1 if failed else 0)


main()
