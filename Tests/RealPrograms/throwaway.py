"""A test in two parts: the outer one checks whether the test can be done, starts the inner one in separate namespaces,
where machine.py or sealroom.py makes a machine to throw away, and looks for what is left of it.  It requires root:
otherwise, and if something that it needs is missing, it is skipped with a message; as root with CI=true that is a
failure.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import machine

LIMIT = 290  # seconds
SKIPPED = 77  # the status of the inner part if it can't run
UNSHARE = ["unshare", "--mount", "--pid", "--net", "--uts", "--ipc", "--fork", "--kill-child"]


def skip(test, why, is_failure=True):
    print(f"{test}: skipped: {why}")
    sys.exit(1 if is_failure and os.environ.get("CI") == "true" and os.geteuid() == 0 else 0)


def outside(test, script, needed, words, traces=set, unshare=UNSHARE, limit=LIMIT, env=machine.CALLER):
    """Runs `script --inside PLACE WORDS...` in namespaces of its own, for at most `limit` seconds, and exits with what
    became of it.  It has the environment `env`, and CI if that is set.

    traces() is whatever of the test's making is on the machine outside, as a set of lines."""
    if os.geteuid() != 0:
        skip(test, "only root can make users; nothing was tried")
    missing = [name for name in needed if not shutil.which(name, path=machine.CALLER["PATH"])]
    if missing:
        skip(test, f"these programs are missing: {' '.join(missing)}")
    if subprocess.run([*unshare, "true"], capture_output=True).returncode:
        skip(test, "no namespaces can be made here")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))  # and so through the clean-up
    begin = time.monotonic()
    before = traces()
    place = tempfile.mkdtemp(prefix=f"{test}.")
    env = {**env, **{name: os.environ[name] for name in ("CI",) if name in os.environ}}
    inside = subprocess.Popen([*unshare, sys.executable, "-B", script, "--inside", place, *words], env=env)
    spaces = namespaces(inside.pid)
    try:
        status = inside.wait(timeout=limit)
    except subprocess.TimeoutExpired:
        print(f"{test}: it took over {limit} s")
        status = 1
    finally:
        inside.kill()  # --kill-child ends everything that it started
        inside.wait()
        try:
            os.rmdir(place)
            stuck = []
        except OSError as error:
            stuck = [f"{place}: {error.strerror}"]
    left = stuck + sorted(traces() - before) + leftovers(place, spaces)
    for one in left:
        print(f"FAILED left behind: {one}")
    if status == SKIPPED and not left:
        skip(test, "see above")
    print(f"{test}: {len(left) or 'no'} users, processes, mounts or files are left behind; {time.monotonic() - begin:.0f} s")
    sys.exit(1 if left or status else 0)


def namespaces(pid):
    """Those that unshare, which is that process, makes for the rest: by them its processes are known.  They are held
    open to the end of this program, since the kernel gives the number of one that is gone to the next."""
    names = ("mnt", "net", "pid_for_children")
    own = {os.readlink(f"/proc/self/ns/{name}") for name in names}
    for _ in range(500):
        held = []
        try:
            for name in names:
                held.append(os.open(f"/proc/{pid}/ns/{name}", os.O_RDONLY))
            found = {os.readlink(f"/proc/self/fd/{one}") for one in held}
            if not found & own:
                return found
        except OSError:  # not made yet, or ended
            pass
        for one in held:
            os.close(one)
        time.sleep(0.01)
    return set()


def leftovers(place, spaces):
    """Mounts, and processes that are still in the machine."""
    found = [] if spaces else ["its namespaces were not seen: its processes can't be told"]
    with open("/proc/self/mounts") as mounts:
        found += [f"mount {line.strip()}" for line in mounts if place in line]
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            if spaces & {os.readlink(f"/proc/{pid}/ns/{name}") for name in ("mnt", "net", "pid")}:
                with open(f"/proc/{pid}/cmdline", "rb") as file:
                    found.append(f"process {pid}: " + file.read().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:  # it has ended
            continue
    return found


def enter(test, build, *arguments, limit=LIMIT):
    """Sets the machine up with build(*arguments), for the inner part; exits if that is impossible."""
    # Whatever happens to the outer part.  The first process of a namespace ignores every signal that it doesn't handle.
    signal.signal(signal.SIGALRM, lambda *_: os._exit(1))
    signal.alarm(limit)
    why = build(*arguments)
    if why:
        print(f"{test}: {why}")
        sys.exit(SKIPPED)
