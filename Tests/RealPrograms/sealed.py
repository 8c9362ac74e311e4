#!/usr/bin/env python3
"""Tests what --seal, --close-fds and --no-new-privs close, with real programs and real attacks:  sealed.py BINARY

In a separate room (sealroom.py), as root and as an ordinary user: a command's attacks on its parent and on a sibling,
what still works inside, seals within other sandboxes and the reverse, kernels with another version of Landlock, open
files, the cost, and the ways out that stay open, which the manual must name.  It requires root: otherwise, and if
something that it needs is missing, it is skipped with a message; as root with CI=true a missing program is a failure.
"""

import os
import sys

import attacks
import closing
import nesting
import sealcost
import sealroom
import stillworks
import throwaway
import versions
import waysout

NEEDED = "unshare mount ip setpriv gcc strace sh cat".split()
LIMIT = 170  # seconds


def inside(binary):
    throwaway.enter("sealed", sealroom.build, binary, limit=LIMIT)
    report = sealroom.Report()
    print(f"Landlock version {sealroom.landlock_version()}, Linux {os.uname().release}")
    for part in (attacks, versions, nesting, closing, stillworks, waysout, sealcost):
        for who in sealroom.PEOPLE:
            part.check(report, who)
    if report.lacking and os.environ.get("CI") == "true":
        print("sealed: skipped, which CI may not: " + "; ".join(report.lacking))
        report.failures += 1
    print(f"\nsealed: {report.total} comparisons, {report.failures} failed", flush=True)
    return 1 if report.failures else 0


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--inside":
        sys.exit(inside(sys.argv[3]))
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: sealed.py BINARY")
    if sealroom.landlock_version() < 2:
        throwaway.skip("sealed", "this kernel has no Landlock that can seal", is_failure=False)
    throwaway.outside("sealed", os.path.abspath(__file__), NEEDED, [os.path.abspath(sys.argv[1])],
                      unshare=[*throwaway.UNSHARE, "--mount-proc"], limit=LIMIT)


main()
