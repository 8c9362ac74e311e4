"""The cost of a seal: system calls, which don't vary, and time, which varies with the load."""

import os
import re

from sealroom import ENVSCRUB, ROOM, home, read, run

MOST_CALLS = 6
GOAL, MOST = 15, 30  # microseconds: the goal, and the limit for failure, since CI machines are busy
PAIRS, ATTEMPTS = 500, 3
NOTHING = f"{ROOM}/nothing"


def calls(who, *options):
    """The system calls from the execve of envscrub to that of the command."""
    place = f"{home(who)}/trace"
    run(who, "strace", "-o", place, ENVSCRUB, "--no-config", *options, NOTHING)
    found = re.findall(r"^(\w+)\(", read(place), re.M)
    ends = [number for number, name in enumerate(found) if name == "execve"]
    return found[1:ends[-1]] if len(ends) == 2 else []


def check(report, who):
    report.title(f"The cost, as {who}", "calls", "more")
    plain = calls(who)
    report.row("without", (len(plain) > 0, True))
    for options in (["--seal"], ["--close-fds"], ["--no-new-privs"], ["--seal", "--close-fds", "--no-new-privs"]):
        found = calls(who, *options)
        more = len(found) - len(plain)
        most = MOST_CALLS + (2 if len(options) > 1 else 0)
        report.row(" ".join(options), (len(found) > 0, True), (f"{more}", f"{min(more, most)}"), said=" ".join(found))
        print(f"    {' '.join(found[len(os.path.commonprefix([plain, found])):])}")
    best = None
    for _ in range(ATTEMPTS):
        command = [ENVSCRUB, "--no-config"]
        said = run(who, f"{ROOM}/pairs", str(PAIRS), *command, NOTHING, "--", *command, "--seal", NOTHING).stdout
        numbers = [float(one) for one in said.split()] if re.fullmatch(r"[-\d. \n]+", said) else [0, 0, 1e9]
        best = numbers if best is None or numbers[2] < best[2] else best
        if best[2] <= GOAL:
            break
    report.row(f"time of a start: {best[0]:.0f} us, sealed {best[1]:.0f} us", (best[2] <= MOST, True), said=said)
    print(f"    {best[2]:.1f} us more, the median of {PAIRS} pairs (goal {GOAL}, failure above {MOST})")
