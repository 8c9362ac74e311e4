"""What envscrub-shell adds to a command through ssh.  The same user's line in /etc/passwd names /bin/sh and envscrub-shell,
which executes /bin/sh, in turn: sshd's delay at a login depends on the user's name.  The result is the median of the
ratios of all pairs, next to the goal.  On a busy machine the times of a pair differ by more than what is measured, so it
fails only if the whole 95 % confidence interval of the median is above the goal.
"""

import math
import os
import statistics
import time

from callers import PLAIN
from machine import BARE_PORT, CALLER, SHELL, ssh

GOAL = 1.02


SHELLS = ("/bin/sh", SHELL)


def once(passwd):
    """The wall time of one connection, with the user's shell from these bytes of /etc/passwd."""
    with open("/etc/passwd.next", "wb") as file:
        file.write(passwd)
    os.rename("/etc/passwd.next", "/etc/passwd")
    # The default key exchange takes most of a connection's time; without it the shell's share is greater.
    command = ssh("-o", "KexAlgorithms=curve25519-sha256", f"{PLAIN}@127.0.0.1", "true", port=BARE_PORT)
    null = [(os.POSIX_SPAWN_OPEN, number, "/dev/null", os.O_RDWR, 0) for number in (0, 1, 2)]
    begin = time.perf_counter()
    pid = os.posix_spawn("/usr/bin/ssh", command, CALLER, file_actions=null)
    _, status = os.waitpid(pid, 0)
    taken = time.perf_counter() - begin
    if status:
        raise SystemExit(f"sessions: the measurement: ssh: status {os.waitstatus_to_exitcode(status)}")
    return taken


def measure(report, pairs):
    with open("/etc/passwd", "rb") as file:
        before = file.read()
    line = next(line for line in before.splitlines(True) if line.startswith(PLAIN.encode()))
    lines = [line.rsplit(b":", 1)[0] + b":" + shell.encode() + b"\n" for shell in SHELLS]
    files = [before.replace(line, one) for one in lines]
    times = ([], [])
    # Ahead of everything else on this machine; the sshd of this measurement has the same priority.
    os.setpriority(os.PRIO_PROCESS, 0, -20)
    for file in files * 3:
        once(file)
    for number in range(pairs):
        for which in (number % 2, 1 - number % 2):
            times[which].append(once(files[which]))
    os.setpriority(os.PRIO_PROCESS, 0, 0)
    once(before)
    ratios = sorted(two / one for one, two in zip(*times))
    # The confidence interval of the median by order statistics: the number of ratios below it is binomial.
    reach = 1.96 * math.sqrt(pairs) / 2
    low, high = ratios[max(0, math.floor(pairs / 2 - reach))], ratios[min(pairs - 1, math.ceil(pairs / 2 + reach))]
    quarter, median, three = statistics.quantiles(ratios, n=4)
    plain, scrubbed = (statistics.median(one) * 1000 for one in times)
    print(f"ssh HOST true, {pairs} pairs: {SHELLS[0]} {plain:.2f} ms, envscrub-shell {scrubbed:.2f} ms; ratio of a "
          f"pair: median {median:.4f} (goal at most {GOAL}), 95 % interval {low:.4f} to {high:.4f}, quartiles "
          f"{quarter:.4f} and {three:.4f}", flush=True)
    report.expect("ssh HOST true, the wall time", f"the interval's lower end is at most {GOAL}", True, low <= GOAL)
