#!/usr/bin/env python3
"""Tests what --leak-check finds of real leaks:  leaks.py BINARY

In separate namespaces with their own /tmp, /run and /proc, it plants environments with secrets, open files, sockets of
helpers, a tracer, and core limits; looks for them as root and as another user; and verifies that nothing is found if
nothing is there.  It requires root: otherwise, and if something that it needs is missing, it is skipped with a message;
as root with CI=true that is a failure.
"""

import contextlib
import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import throwaway

PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
BARE = {"PATH": PATH}
SECRET = "fakefakefake"
NOBODY = 65534
NEEDED = ("unshare", "mount", "umount", "setpriv", "env")
HERE = os.path.dirname(os.path.abspath(__file__))
ENVSCRUB, LANDLOCK = "/tmp/envscrub", "/tmp/landlock.py"  # copies that every user can reach

checks = failures = 0


def lacking(what):
    """Prints which part is left out; in CI that is a failure."""
    global failures
    print(f"leaks: without {what}")
    failures += os.environ.get("CI") == "true"


def must(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def expect(what, holds, text=""):
    global checks, failures
    checks += 1
    if not holds:
        failures += 1
        print(f"leaks: {what}\n" + "".join(f"  | {line}\n" for line in text.splitlines()), end="")


def wait_until(holds):
    """Up to five seconds."""
    for _ in range(500):
        if holds():
            break
        time.sleep(0.01)


class Seen:
    """The output of one run."""

    def __init__(self, done):
        self.status, self.text = done.returncode, done.stdout + done.stderr
        expect("a value was shown", SECRET not in self.text, self.text)

    def lines(self, kind):
        return [line.split(None, 1)[1] for line in self.text.splitlines() if line.startswith(kind)]

    def has(self, what, kind, pattern, count=1):
        found = [line for line in self.lines(kind) if re.search(pattern, line)]
        expect(f"{what}: {kind} {pattern}, {count} times", len(found) == count and self.status == 1, self.text)

    def is_clean(self, what):
        ok = self.status == 0 and re.match(r"0 leaks, \d+ harmless environments?\n$", self.text)
        expect(f"{what}: nothing", ok, self.text)


def as_user(user):
    """The words before a command that `user` runs."""
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"] if user else []


def look(user, *options, env=BARE, before=(), **more):
    return Seen(subprocess.run([*before, *as_user(user), ENVSCRUB, "--leak-check", *options], env=env, text=True,
                               capture_output=True, timeout=60, **more))


def command_of(process):
    with contextlib.suppress(OSError), open(f"/proc/{process}/comm") as comm:
        return comm.read().strip()


@contextlib.contextmanager
def running(*command, user=0, env=BARE, **more):
    """A process of `user` for the duration of the block, which begins once the process has executed the command."""
    process = subprocess.Popen([*as_user(user), *command], env=env, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **more)
    wait_until(lambda: command_of(process.pid) == os.path.basename(command[0]))
    try:
        yield process.pid
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


# MARK: Environments

def below(user, levels, *options, before=""):
    """A run within nested shells, the outermost first, each with its environment."""
    command = " ".join(["exec", "env", "-i", f"PATH={PATH}", *before.split(), ENVSCRUB, "--leak-check", *options])
    for env in reversed(levels):
        # `: ` at the end keeps the shell from executing the command directly.
        script = f"({command}); s=$?; : ; exit $s"
        words = " ".join(f"'{name}={value}'" if name else f"'{value}'" for name, value in env)
        command = f"exec env -i PATH={PATH} {words} /bin/sh -c '{quoted(script)}'"
    return Seen(subprocess.run([*as_user(user), "/bin/sh", "-c", command], env=BARE, text=True, capture_output=True,
                               timeout=60))


def quoted(script):
    return script.replace("'", "'\\''")


def ancestors(user):
    parent = [("GH_TOKEN", SECRET), ("EDITOR", "vi"), ("AWS_SECRET_ACCESS_KEY", SECRET)]
    seen = below(user, [parent])
    # The shell in the parentheses has the same environment; if it executes the command there is only one.
    seen.has("a parent's secrets", "ancestor",
             r"^\d+ sh: 2 entries that are dropped here: GH_TOKEN, AWS_SECRET_ACCESS_KEY  \(to close: --seal or ")
    seen = below(user, [[("NPM_TOKEN", SECRET)], [("EDITOR", "vi")], parent])
    seen.has("of three ancestors, two have secrets", "ancestor", "", count=2)
    seen.has("the first", "ancestor", "sh: 1 entry that is dropped here: NPM_TOKEN  ")
    expect("the parent is first", "GH_TOKEN" in seen.lines("ancestor")[0], seen.text)
    below(user, [parent], "--keep=GH_TOKEN", "--keep=AWS_*").is_clean("what the policy keeps")
    below(user, [parent], "--inherit=core").has("the core only", "ancestor", "3 entries.*EDITOR")
    below(user, [[("URL", f"postgres://u:{SECRET}@host/db")]]).has("a value's form", "ancestor", "here: URL ")


def siblings(user):
    secret = {**BARE, "DATABASE_URL": SECRET}
    for other in (0, NOBODY):
        with running("sleep", "1000", user=other, env=secret) as pid:
            seen = look(user)
            if other == user or user == 0:
                seen.has("another process", "process", rf"^{pid} sleep: 1 entry that is dropped here  \(to close: --seal")
                value = json.loads(look(user, "--json").text)
                process = {"pid": pid, "command": "sleep", "dropped": 1, "names": ["DATABASE_URL"]}
                expect("the same in JSON", value["processes"] == [process] and value["leaks"] == 1, str(value))
            else:
                seen.is_clean("somebody else's process")
        look(user).is_clean("a process that has ended")
    with running("sleep", "1000", user=user, env={**BARE, "EDITOR": "vi"}):
        harmless = json.loads(look(user, "--json").text)["harmless"]
        expect("one without secrets is harmless", harmless == 1 + (user == 0), str(harmless))
    with contextlib.ExitStack() as stack:
        for _ in range(13):
            stack.enter_context(running("sleep", "1000", user=user, env=secret))
        seen = look(user)
        expect("ten of 13, and the rest", len(seen.lines("process")) == 11, seen.text)
        seen.has("the rest", "process", r"^and 3 more  \(to close")
        expect("all counted", "\n13 leaks, " in seen.text, seen.text)
        few = look(user, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8)))
        expect("with few files", "\n13 leaks, " in few.text, few.text)


def the_dead(user):
    """Zombies have no environment any more, and short-lived processes are ignored."""
    child = subprocess.Popen([*as_user(user), "true"], env={**BARE, "GH_TOKEN": SECRET})
    time.sleep(0.2)
    look(user).is_clean("a zombie")
    child.wait()
    with running("sh", "-c", "while :; do /bin/true; done", user=user):
        for _ in range(50):
            look(user).is_clean("processes that come and go")


# MARK: Files

def files(user):
    secret = tempfile.mkstemp()[0]
    source, sink = os.pipe()
    pair = socket.socketpair()
    place = os.open("/tmp", os.O_PATH)
    numbers = (secret, source, sink, pair[0].fileno(), place)
    seen = look(user, pass_fds=numbers)
    for number, pattern in zip(numbers, (r"/tmp/tmp\w+: open for reading and writing", r"pipe:\[\d+\]: open for reading",
                                         r"pipe:\[\d+\]: open for writing", r"socket:\[\d+\]: open for reading and writing",
                                         "/tmp: open as a path only \\(O_PATH\\)")):
        seen.has("an inherited file", "descriptor", rf"^{number} {pattern}  \(to close: --close-fds or close_fds = true\)$")
    look(user, *(f"--keep-fd={number}" for number in numbers), pass_fds=numbers).is_clean("files that are to stay")
    look(user).is_clean("files that were closed")
    for number in (secret, source, sink, place):
        os.close(number)
    for end in pair:
        end.close()


# MARK: Helpers

@contextlib.contextmanager
def listening(path, user, mode=0o600):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    os.chown(path, user, user)
    os.chmod(path, mode)
    server.listen()
    server.setblocking(False)
    try:
        yield
        try:
            server.accept()
            expect(f"{path}: somebody connected", False)
        except BlockingIOError:
            pass
    finally:
        server.close()
        os.unlink(path)


def helpers(user):
    home = f"/tmp/home-{user}"
    expected = [
        ("tmux", f"/tmp/tmux-{user}/default"), ("screen", "/run/screen/S-me/1.pts"), ("screen", f"{home}/.screen/1.pts"),
        ("systemd", f"/run/user/{user}/systemd/private"), ("dbus", f"/run/user/{user}/bus"),
        ("docker", "/run/docker.sock"), ("docker", f"/run/user/{user}/docker.sock"),
        ("podman", "/run/podman/podman.sock"), ("podman", f"/run/user/{user}/podman/podman.sock"),
        ("containerd", "/run/containerd/containerd.sock"), ("ssh-agent", "/tmp/ssh-abc/agent.12"),
        ("ssh-agent", f"{home}/.ssh/agent/s.1"), ("gpg-agent", f"/run/user/{user}/gnupg/S.gpg-agent.ssh"),
        ("gpg-agent", f"{home}/.gnupg/S.gpg-agent")]
    with contextlib.ExitStack() as stack:
        for _, path in expected:
            stack.enter_context(listening(path, user))
        seen = look(user)
        for kind, path in expected:
            seen.has("a helper", "helper", rf"^{kind} {re.escape(path)}: (runs|calls|signs)")
        expect("each once", len(seen.lines("helper")) == len(expected), seen.text)
        value = json.loads(look(user, "--json").text)
        found = [(helper["kind"], helper["path"]) for helper in value["helpers"]]
        expect("the same in JSON", sorted(found) == sorted(expected), str(value))
        if user == 0:
            look(NOBODY).is_clean("what root alone may write to")
    with listening("/run/docker.sock", 0, 0o660):
        look(NOBODY).is_clean("a socket of a group")
        look(0, before=["setpriv", "--reuid=65534", "--regid=65534", "--groups=0"]).has(
            "who is in it", "helper", "docker /run/docker.sock: runs containers, as root$")
    with listening("/tmp/tmux-*/a\nb", user):
        look(user).has("names that are no patterns", "helper", r"^tmux /tmp/tmux-\*/a\\x0ab: runs commands$")
    with open(f"/tmp/tmux-{user}/file", "w"):
        look(user).is_clean("a file that is no socket")
    os.unlink(f"/tmp/tmux-{user}/file")
    agent = f"/tmp/own/{SECRET}"
    with listening(agent, user):
        env = {**BARE, "SSH_AUTH_SOCK": agent}
        look(user, env=env).has("the agent of a variable", "helper",
                                r"^ssh-agent SSH_AUTH_SOCK: .*exclude = \[\"SSH_AUTH_SOCK\"\]\)$")
        look(user, "--exclude=SSH_AUTH_SOCK", env=env).is_clean("a variable that is dropped")
    with listening("/tmp/ssh-abc/agent.7", user):
        seen = look(user, env={**BARE, "SSH_AUTH_SOCK": "/tmp/ssh-abc/agent.7"})
        seen.has("what is found anyway", "helper", "^ssh-agent /tmp/ssh-abc/agent.7: ")
        seen.has("and not twice", "helper", "", count=1)
    look(user).is_clean("helpers that are gone")


def tmux(user):
    """A real tmux."""
    shutil.rmtree(f"/tmp/tmux-{user}", ignore_errors=True)  # tmux insists on its own directory
    words = [*as_user(user), "tmux", "-L", "leaks"]
    env = {**BARE, "HOME": f"/tmp/home-{user}", "GH_TOKEN": SECRET}
    subprocess.run([*words, "-f", "/dev/null", "new-session", "-d", "sleep 1000"], env=env, check=True)
    # Until its child executes the shell there are two servers to see.
    wait_until(lambda: count_of("tmux: server") == 1)
    seen = look(user)
    seen.has("tmux", "helper", rf"^tmux /tmp/tmux-{user}/leaks: runs commands$")
    seen.has("its server's environment", "process", "^\\d+ tmux: server: 1 entry that is dropped here")
    if user == 0:
        look(NOBODY).is_clean("somebody else's tmux")
    subprocess.run([*words, "kill-server"], env=env, check=True)
    wait_until(lambda: count_of("tmux: server") == 0)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(f"/tmp/tmux-{user}/leaks")
    look(user).is_clean("tmux ended")


def count_of(command):
    return sum(command_of(name) == command for name in filter(str.isdigit, os.listdir("/proc")))


# MARK: Tracers and memory

def tracers(user):
    for tracer in (["strace", "-f", "-o", "/dev/null"], ["gdb", "-q", "-batch", "-ex", "run", "-ex", "quit", "--args"]):
        if not shutil.which(tracer[0], path=PATH):
            if tracer[0] == "strace":
                lacking("strace: no tracer was tried")
            continue
        done = subprocess.run([*as_user(user), *tracer, ENVSCRUB, "--leak-check"], text=True, capture_output=True,
                              env={**BARE, "HOME": "/tmp", "SHELL": "/bin/sh"}, timeout=60)
        done.returncode = 1  # gdb has a different one
        Seen(done).has("a tracer", "tracer", rf"^\d+ {tracer[0]}: sees everything that a child has$")


def cores(user):
    def limit(bytes):
        # setpriv keeps the limit when it drops privileges.
        return lambda: resource.setrlimit(resource.RLIMIT_CORE, (bytes, resource.RLIM_INFINITY))

    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        return lacking("core limits: they can't be raised here")
    for pattern, uses_pid, said in (
            ("core\n", "0\n", 'to a file: "core"'), ("/var/crash/%e\n", "1\n", 'to a file: "/var/crash/%e"'),
            ("|/usr/bin/catch %p\n", "0\n", r'to a program: "\|/usr/bin/catch %p"'), ("\n", "1\n", 'to a file: ""'),
            ("\n", "0\n", None)):
        with kernel_says("core_pattern", pattern), kernel_says("core_uses_pid", uses_pid):
            look(user, preexec_fn=limit(0)).is_clean("no core files")
            seen = look(user, preexec_fn=limit(1 << 20))
            if said:
                seen.has("core files", "core", rf"^a crash writes the memory {said}  \(to close: ulimit -c 0\)$")
                value = json.loads(look(user, "--json", preexec_fn=limit(1 << 20)).text)
                core = {"pattern": pattern.strip(), "pipe": pattern.startswith("|")}
                expect("the same in JSON", value["core"] == core, str(value))
            else:
                seen.is_clean("a pattern that says nowhere")


@contextlib.contextmanager
def kernel_says(name, text):
    """Replaces the file within these namespaces."""
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(text)
        file.flush()
        os.chmod(file.name, 0o644)
        must("mount", "--bind", file.name, f"/proc/sys/kernel/{name}")
        try:
            yield
        finally:
            must("umount", f"/proc/sys/kernel/{name}")


# MARK: Sealed off

def sealed(user):
    wrapper = [sys.executable, "-B", LANDLOCK]
    done = subprocess.run([*wrapper, "true"], env=BARE)
    if done.returncode == throwaway.SKIPPED:
        return lacking("Landlock of version 6: nothing was sealed")
    secret = {**BARE, "GH_TOKEN": SECRET}
    with running("sleep", "1000", user=user, env=secret):
        look(user).has("before", "process", "sleep")
        plain = subprocess.run(["/bin/sh", "-c", '"$@"; exit $?', "sh", *wrapper, *as_user(user), ENVSCRUB, "--leak-check"],
                               env=secret, text=True, capture_output=True, timeout=60)
        Seen(plain).is_clean("in a domain of Landlock, below a parent with secrets")


def hidden(user):
    """A /proc that hides other users' processes."""
    must("mount", "-o", "remount,hidepid=2", "/proc")
    try:
        look(user).is_clean("with hidepid")
        below(user, [[("GH_TOKEN", SECRET)]]).has("the own parent with hidepid", "ancestor", "GH_TOKEN")
    finally:
        must("mount", "-o", "remount,hidepid=0", "/proc")


def blind(user):
    """Without /proc there is no answer."""
    done = subprocess.run(
        ["unshare", "-m", "/bin/sh", "-c", 'mount -t tmpfs none /proc && exec "$@"', "sh", *as_user(user), ENVSCRUB,
         "--leak-check"], env=BARE, text=True, capture_output=True)
    ok = done.returncode == 125 and done.stdout == "" and "/proc: No such file or directory" in done.stderr
    expect("without /proc", ok, done.stdout + done.stderr)


# MARK: The whole

def build(binary):
    """The files of the machine: its own /tmp, /run and users."""
    copies = []
    for source, copy in ((binary, ENVSCRUB), (os.path.join(HERE, "landlock.py"), LANDLOCK)):
        with open(source, "rb") as file:
            copies.append((copy, file.read()))
    must("mount", "--make-rprivate", "/")
    for place, mode in (("/tmp", "1777"), ("/run", "755")):
        must("mount", "-t", "tmpfs", "-o", f"mode={mode}", "leaks", place)
    for copy, content in copies:
        with open(copy, "wb") as file:
            file.write(content)
        os.chmod(copy, 0o755)
    with open("/tmp/passwd", "w") as file:
        file.write("root:x:0:0::/tmp/home-0:/bin/sh\nnobody:x:65534:65534::/tmp/home-65534:/bin/sh\n")
    must("mount", "--bind", "/tmp/passwd", "/etc/passwd")
    for user in (0, NOBODY):
        os.makedirs(f"/tmp/home-{user}")
        os.chown(f"/tmp/home-{user}", user, user)


def inside(binary):
    throwaway.enter("leaks", build, binary)
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    for user in (0, NOBODY):
        before = checks
        look(user).is_clean("at first")
        for part in (ancestors, siblings, the_dead, files, helpers, tracers, cores, sealed, hidden, blind):
            part(user)
        if shutil.which("tmux", path=PATH):
            tmux(user)
        else:
            lacking("tmux: no real helper was tried")
        print(f"leaks: as {'root' if user == 0 else 'nobody'}: {checks - before} checks")
    print(f"leaks: {checks} checks, {failures} failed", flush=True)
    return failures != 0


def main(args):
    if len(args) == 3 and args[0] == "--inside":
        return inside(args[2])
    if len(args) != 1:
        sys.exit(__doc__)
    # Its own environment counts, too.
    throwaway.outside("leaks", os.path.abspath(__file__), NEEDED, [os.path.abspath(args[0])],
                      unshare=[*throwaway.UNSHARE, "--mount-proc"], env=BARE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
