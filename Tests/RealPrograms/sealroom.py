"""A room to test seals in: this machine's files, with separate /etc, /tmp, /run, /home and crontabs, and with its own
processes and loopback.  It is not a chroot, since no user namespace can be made in one.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import time

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ROOM = "/tmp/room"  # the binary and the helpers, for every user
ENVSCRUB = f"{ROOM}/envscrub"
USER, NUMBER = "es-seal", 64001
SECRET = "fake-planted"
TIMED_OUT = 999
SOURCES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Seal")
PEOPLE = ("root", USER)


def home(who):
    return f"/home/{who}"


def environment(who, **more):
    return {"PATH": PATH, "HOME": home(who), "USER": who, "LOGNAME": who, "SHELL": "/bin/sh", "TERM": "xterm",
            "LC_ALL": "C.UTF-8", **more}


def as_user(who):
    """Arguments of Popen to start a process of that user."""
    return {"user": NUMBER, "group": NUMBER, "extra_groups": []} if who != "root" else {}


def run(who, *command, stdin="", timeout=30, cwd=None, env=None, **more):
    """Runs a command until it ends, with standard output and error combined; one that hangs gets the status
    TIMED_OUT."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=cwd or home(who),
        env=environment(who) if env is None else env, start_new_session=True, **as_user(who), **more)
    try:
        out, _ = process.communicate(stdin.encode(), timeout=timeout)
        status = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, _ = process.communicate()
        status = TIMED_OUT
    return subprocess.CompletedProcess(command, status, out.decode(errors="backslashreplace"))


def start(who, *command, **more):
    """A process outside any seal; it ends with the room."""
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                            env=environment(who, **more), cwd=home(who), start_new_session=True, **as_user(who))


def wait_for(condition, seconds=5):
    end = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def write(path, text, mode=0o644, who="root"):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    os.chmod(path, mode)
    if who != "root":
        os.chown(path, NUMBER, NUMBER)
    return path


def read(path):
    try:
        with open(path, errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def folder(who, name):
    """An empty directory that belongs to that user."""
    path = f"{home(who)}/{name}"
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    if who != "root":
        os.chown(path, NUMBER, NUMBER)
    return path


def must(*command):
    done = subprocess.run(command, capture_output=True, text=True, env=environment("root"))
    if done.returncode:
        raise SystemExit(f"sealed: {' '.join(command)}: {done.stdout}{done.stderr}")


def build(binary):
    """Sets the room up around this process, which already has its own namespaces.  Returns the reason if that is
    impossible."""
    with open(binary, "rb") as file:
        program = file.read()
    sources = {}
    for name in os.listdir(SOURCES):
        with open(os.path.join(SOURCES, name)) as file:
            sources[name] = file.read()
    must("mount", "--make-rprivate", "/")
    for place, options in (("/tmp", "mode=1777"), ("/run", "mode=755"), ("/home", "mode=755"),
                           ("/dev/shm", "mode=1777")):
        must("mount", "-t", "tmpfs", "-o", options, "sealed", place)
    if os.path.isdir("/var/spool/cron"):
        must("mount", "-t", "tmpfs", "-o", "mode=755", "sealed", "/var/spool/cron")
        os.makedirs("/var/spool/cron/crontabs")
        shutil.chown("/var/spool/cron/crontabs", group="crontab")
        os.chmod("/var/spool/cron/crontabs", 0o1730)
    for name in ("etc", "etc-work"):
        os.makedirs(f"/run/{name}")
    done = subprocess.run(["mount", "-t", "overlay", "-o", "lowerdir=/etc,upperdir=/run/etc,workdir=/run/etc-work",
                           "sealed", "/etc"], capture_output=True, text=True)
    if done.returncode:
        return f"no overlay over /etc is possible here: {done.stderr.strip()}"
    must("ip", "link", "set", "lo", "up")
    shutil.rmtree("/etc/envscrub", ignore_errors=True)
    for name, line in (("passwd", f"{USER}:x:{NUMBER}:{NUMBER}::{home(USER)}:/bin/sh"),
                       ("group", f"{USER}:x:{NUMBER}:"), ("shadow", f"{USER}:*:19000:0:99999:7:::")):
        with open(f"/etc/{name}", "a") as file:
            file.write(line + "\n")
    write("/etc/sudoers", "ALL ALL=(ALL:ALL) NOPASSWD: ALL\n", 0o440)
    write("/etc/environment", "")
    os.makedirs(ROOM)
    for who in PEOPLE:
        os.makedirs(home(who), mode=0o755)
    os.chown(home(USER), NUMBER, NUMBER)
    with open(ENVSCRUB, "wb") as file:
        file.write(program)
    os.chmod(ENVSCRUB, 0o755)
    for name, text in sources.items():
        write(f"{ROOM}/{name}", text)
        flags = ["-static"] if name == "nothing.c" else []
        must("gcc", "-O1", *flags, "-o", f"{ROOM}/{name[:-2]}", f"{ROOM}/{name}")
    return None


class Report:
    """Tables of results.  A row that is not as expected is printed with all its output."""

    def __init__(self):
        self.total = self.failures = 0
        self.lacking = []

    def title(self, text, *columns):
        print(f"\n{text}\n  {'':<46}" + "".join(f" {column:<14}" for column in columns), flush=True)

    def row(self, what, *cells, said=""):
        """Each cell is the actual and the expected result."""
        self.total += len(cells)
        wrong = [number for number, (got, expected) in enumerate(cells) if got != expected]
        self.failures += len(wrong)
        line = f"  {what:<46}" + "".join(f" {str(got):<14}" for got, _ in cells)
        print(line.replace("\n", "\\n").rstrip() + ("   FAILED" if wrong else ""), flush=True)
        for number in wrong:
            print(f"    column {number + 1}: expected {cells[number][1]!r}, got {cells[number][0]!r}")
        if wrong and said:
            print("".join(f"    | {one}\n" for one in said.splitlines()[-25:]), end="", flush=True)

    def lacks(self, what, why, is_program=False):
        """Notes something that this machine lacks; CI must have the programs."""
        print(f"  {what:<46} skipped: {why}", flush=True)
        if is_program:
            self.lacking.append(f"{what}: {why}")

    def has(self, what, *programs):
        missing = [name for name in programs if not shutil.which(name, path=PATH)]
        if missing:
            self.lacks(what, f"no {' '.join(missing)}", is_program=True)
        return not missing


def landlock_version():
    """The version of this kernel's Landlock; 0 for none."""
    return max(0, ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), ctypes.c_uint32(1)))
