#!/usr/bin/env python3
"""Tests what --seal, --close-fds and --no-new-privs close, with real programs and real attacks:  sealed.py BINARY

In a separate room (sealroom.py), as root and as an ordinary user: a command's attacks on its parent and on a sibling,
what still works inside, seals within other sandboxes and the reverse, kernels with another version of Landlock, open
files, the cost, and the ways out that stay open, which the manual must name.  It requires root: otherwise, and if
something that it needs is missing, it is skipped with a message; as root with CI=true a missing program is a failure.
"""

import os
import shutil
import signal
import subprocess
import sys
import time

import attacks
import closing
import nesting
import sealcost
import sealroom
import stillworks
import versions
import waysout

NEEDED = "unshare mount ip setpriv gcc strace sh cat".split()
LIMIT = 170  # seconds
SKIPPED = 77  # the status of the inner part if it can't run


def outside(binary):
    if os.geteuid() != 0:
        sealroom.skip("only root can be two users; nothing was tried")
    missing = [name for name in NEEDED if not shutil.which(name, path=sealroom.PATH)]
    if missing:
        sealroom.skip(f"these programs are missing: {' '.join(missing)}")
    if sealroom.landlock_version() < 2:
        sealroom.skip("this kernel has no Landlock that can seal", is_failure=False)
    unshare = ["unshare", "--mount", "--pid", "--net", "--uts", "--ipc", "--fork", "--kill-child", "--mount-proc"]
    if subprocess.run([*unshare, "true"], capture_output=True).returncode:
        sealroom.skip("no namespaces can be made here")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))  # and so through the clean-up
    begin = time.monotonic()
    inside = subprocess.Popen([*unshare, sys.executable, "-B", os.path.abspath(__file__), "--inside", binary],
                              stdin=subprocess.DEVNULL)
    try:
        status = inside.wait(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        print(f"sealed: it took over {LIMIT} s")
        status = 1
    finally:
        inside.kill()  # --kill-child ends everything that it started, and the mounts go too
        inside.wait()
    if status == SKIPPED:
        sealroom.skip("see above")
    print(f"{time.monotonic() - begin:.0f} s")
    sys.exit(1 if status else 0)


def inside(binary):
    # Whatever happens to the outer part.
    signal.signal(signal.SIGALRM, lambda *_: os._exit(1))
    signal.alarm(LIMIT)
    why = sealroom.build(binary)
    if why:
        print(f"sealed: {why}")
        return SKIPPED
    report = sealroom.Report()
    print(f"Landlock version {sealroom.landlock_version()}, Linux {os.uname().release}")
    for part in (attacks, versions, nesting, closing, stillworks, waysout, sealcost):
        for who in sealroom.PEOPLE:
            part.check(report, who)
    if report.lacking and os.environ.get("CI") == "true":
        print("sealed: skipped, which CI may not: " + "; ".join(report.lacking))
        report.failures += 1
    print(f"\nsealed: {report.total} comparisons, {report.failures} failed; ", end="", flush=True)
    return 1 if report.failures else 0


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--inside":
        sys.exit(inside(sys.argv[2]))
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: sealed.py BINARY")
    outside(os.path.abspath(sys.argv[1]))


main()
