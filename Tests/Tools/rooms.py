#!/usr/bin/env python3
"""Checks that every room imports only what the table allows: an import upwards fails to compile, one
sideways does not.  Exit 1 and a line for each that is not allowed."""
import pathlib
import re
import sys

PURE = ["Bytes", "TOML", "Trails", "Globs", "Secrets", "Policies", "Configuration", "Invocations", "Leaks", "Reports"]
ALLOWED = {
    "Bytes": [],
    "TOML": ["Bytes"],
    "Trails": ["Bytes"],
    "Globs": ["Bytes"],
    "Secrets": ["Bytes", "CBytes", "Globs"],
    "Policies": ["Bytes", "Trails", "Globs", "Secrets"],
    "Configuration": ["Bytes", "TOML", "Trails", "Globs", "Secrets", "Policies"],
    "Invocations": ["Bytes", "Globs", "Policies"],
    "Leaks": ["Bytes", "Policies"],
    "Reports": PURE,
    "Kernel": ["Bytes", "CKernel"],
    "envscrub": PURE + ["Kernel", "CKernel"],
    "toml-decode": ["Bytes", "TOML", "CKernel", "Kernel"],
    "completions": ["Bytes", "Reports", "Kernel"],
}

root = pathlib.Path(__file__).resolve().parents[2] / "Sources"
wrong = 0
for folder in sorted(root.iterdir()):
    if folder.name not in ALLOWED:
        if folder.name not in ("CBytes", "CKernel", "packaging"):
            print(f"{folder.name}: a room that is not in the table")
            wrong += 1
        continue
    for path in sorted(folder.glob("*.swift")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = re.match(r"\s*(?:@\w+\s+)*(?:package |public |internal )?import\s+(?:\w+\s+)?(\w+)", line)
            if found and found[1] not in ALLOWED[folder.name]:
                print(f"Sources/{folder.name}/{path.name}:{number}: {folder.name} may not import {found[1]}")
                wrong += 1
print(f"{wrong} imports that are not allowed" if wrong else "every room imports only what it may")
sys.exit(wrong != 0)
