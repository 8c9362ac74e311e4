#!/usr/bin/env python3
"""Checks what the files in .build/dist state about their contents:  bill.py

Takes envscrub.spdx.json from the tarball, the Debian package, the rpm and the image, has spdx-tools validate it, and
compares it with the contents: the digest of the binary, its licences, and the libraries that the linker's map names.
"""
import glob
import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DIST = os.path.join(ROOT, ".build", "dist")


def skip(why):
    print(f"bill: skipped: {why}; make test-deps")
    sys.exit(1 if os.environ.get("CI") == "true" else 0)


try:
    from spdx_tools.spdx.parser.parse_anything import parse_file
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
except ImportError:
    skip("the module spdx_tools is not installed")


def unpack(path, place):
    """The root directories of what a file of .build/dist contains."""
    if path.endswith(".tar.gz"):
        with tarfile.open(path) as archive:
            archive.extractall(place, filter="tar")
        return os.path.join(place, os.listdir(place)[0])
    if path.endswith(".deb"):
        subprocess.run(["dpkg-deb", "-x", path, place], check=True)
    elif path.endswith(".rpm"):
        cpio = subprocess.run(["rpm2archive", "-n"], stdin=open(path, "rb"), capture_output=True)
        archive = os.path.join(place, "archive")
        with open(archive, "wb") as file:
            file.write(cpio.stdout)
        subprocess.run(["tar", "-C", place, "-xf", archive], check=True)
    else:
        with tarfile.open(path) as archive:
            archive.extractall(place, filter="tar")
        blobs = os.path.join(place, "blobs", "sha256")
        read = lambda name: json.load(open(os.path.join(blobs, name.split(":")[1])))
        manifest = read(json.load(open(os.path.join(place, "index.json")))["manifests"][0]["digest"])
        with tarfile.open(os.path.join(blobs, manifest["layers"][0]["digest"].split(":")[1])) as layer:
            layer.extractall(place, filter="tar")
    return place


def check(path, place):
    root = unpack(path, place)
    (bill,) = glob.glob(os.path.join(root, "**", "envscrub.spdx.json"), recursive=True)
    faults = [message.validation_message for message in validate_full_spdx_document(parse_file(bill))]
    with open(bill, encoding="utf-8") as file:
        text = json.load(file)
    (binary,) = text["files"]
    data = open(os.path.join(root, binary["fileName"]), "rb").read()
    sums = {c["algorithm"]: c["checksumValue"] for c in binary["checksums"]}
    if sums != {"SHA1": hashlib.sha1(data).hexdigest(), "SHA256": hashlib.sha256(data).hexdigest()}:
        faults.append("the binary has another digest")
    packages = {package["name"]: package for package in text["packages"]}
    if set(packages) != {"envscrub", "musl", "swift-embedded-standard-library"}:
        faults.append(f"it names {sorted(packages)}")
    faults += [f"no version of {name}" for name, package in packages.items() if package["versionInfo"] == "NOASSERTION"]
    notices = [p for name in ("NOTICE", "copyright") for p in glob.glob(os.path.join(root, "**", name), recursive=True)]
    if not any("Rich Felker" in open(p, encoding="utf-8").read() and "Swift" in open(p, encoding="utf-8").read() for p in notices):
        faults.append("the licences of musl and of Swift's library don't go with it")
    for fault in faults:
        print(f"FAILED {os.path.basename(path)}: {fault}")
    return len(faults)


def libraries():
    """The archives that the linker used besides the build's objects: one that the bill doesn't list is an error."""
    with open(os.path.join(ROOT, ".build", "envscrub.map"), encoding="utf-8") as file:
        found = {part.split(".a(")[0].rsplit("/", 1)[-1] for line in file for part in line.split() if ".a(" in part}
    known = {"libc"}
    for name in sorted(found - known):
        print(f"FAILED the binary holds parts of {name}.a")
    return len(found - known) + (not found)


failures = libraries()
paths = sorted(path for path in glob.glob(os.path.join(DIST, "envscrub*")) if not path.endswith("-html.tar.gz"))
for path in paths:
    with tempfile.TemporaryDirectory(prefix="bill.") as place:
        failures += check(path, place)
print(f"bill: {len(paths)} files of .build/dist, with SPDX 2.3 that spdx-tools finds valid: {failures} failed")
sys.exit(failures != 0 or not paths)
