"""What works in a seal as it does without one, and what doesn't: each line is run both ways."""

import contextlib
import os
import shutil
import zipfile

from sealroom import (ENVSCRUB, NUMBER, ROOM, USER, environment, folder, home, landlock_version, must, read, run,
                      start, wait_for, write)

PORT = 2222
GIT = "git -c user.name=x -c user.email=x@example -c init.defaultBranch=main -c commit.gpgsign=false"
SSH = (f"ssh -F none -p {PORT} -i ~/.ssh/key -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null "
       "-o LogLevel=ERROR -o BatchMode=yes 127.0.0.1")
CLIENT = ("python3 -I -c 'import socket, sys; s = socket.socket(socket.AF_UNIX); "
          "s.connect(sys.argv[1].replace(\"@\", \"\\0\")); sys.exit(s.recv(9) != b\"hello\")' ")
# Ends with the status of the command before, and kills the child that was started.
LEAVE = "; s=$?; kill $!; exit $s"

# Lines to run in a shell in an empty directory, and the programs that they need. $OUTSIDE is a process outside the
# seal.
WORKS = [
    ("mv to another directory", "mkdir a b && touch a/f && mv a/f b && mv b a", ""),
    ("ln to another directory", "mkdir a b && touch a/f && ln a/f b && cp -al a c", ""),
    ("git mv, commit, checkout", f"mkdir a b && touch a/f && {GIT} init -q && {GIT} add . && {GIT} commit -qm 1 && "
     f"{GIT} mv a/f b && {GIT} commit -qm 2 && {GIT} checkout -q HEAD~1 && test -e a/f", "git"),
    ("make -j4", "printf 'all: a b c\\na b c:\\n\\t@touch at-$@; sleep 0.2; test `ls | wc -l` = 4\\n' >Makefile && "
     "make -sj4", "make"),
    ("pip install of a wheel into a venv", "~/venv/bin/pip -q install --no-index --force-reinstall "
     "~/packed-1-py3-none-any.whl && ~/venv/bin/python -c 'import packed'", "VENV"),
    ("npm install of a folder", "mkdir p && echo '{\"name\":\"p\",\"version\":\"1.0.0\"}' >p/package.json && "
     "npm install --offline --no-audit --no-fund ./p >npm.log 2>&1 && test -e node_modules/p/package.json", "npm?"),
    ("gdb of a child", f"gdb -nx -batch -ex run {ROOM}/nothing 2>&1 | grep 'exited normally'", "gdb"),
    ("gdb -p of a child", f"sleep 9 & gdb -nx -batch -ex bt -p $! 2>&1 | grep '^#0'{LEAVE}", "gdb"),
    ("strace of a child", f"strace -f -o t {ROOM}/nothing && grep -q execve t", "strace"),
    ("strace -p of a child", f"sleep 9 & sleep 0.1; timeout 0.3 strace -o t -p $!; test -s t{LEAVE}", "strace"),
    ("a child's environment, memory", "A=fake sleep 9 & sleep 0.1; tr '\\0' '\\n' </proc/$!/environ | grep A=fake && "
     f"grep -q stack /proc/$!/maps{LEAVE}", ""),
    ("ps of a child; ps -e", f"sleep 9 & ps -o comm= -p $! | grep sleep && ps -e | grep sleep{LEAVE}", "ps"),
    ("kill, stop and continue a child", "bash -c 'set -m; sleep 9 & kill -STOP %1 && kill -CONT %1 && kill %1; "
     "wait %1; test $? = 143'", "bash"),
    ("timeout", "timeout 0.1 sleep 9; test $? = 124", "timeout"),
    ("a signal from outside", "", ""),
    ("ssh to this host", f"test `{SSH} 'echo $((6*7))'` = 42", "ssh sshd"),
    ("a socket at a path (as X11's)", f"{CLIENT} ~/outside.socket", "python3"),
    ("an abstract socket (as X11's)", f"{CLIENT} @outside-$USER", "python3"),
    ("tmux, started inside", "tmux -S s -f /dev/null new-session -d 'touch seen; sleep 9' && "
     "for i in 1 2 3 4 5 6 7 8 9; do test -e seen || sleep 0.1; done; tmux -S s kill-server && test -e seen", "tmux"),
    ("a user namespace", "unshare -Ur true", "unshare"),
    ("a mount in a user namespace", "unshare -Urm mount -t tmpfs none /mnt", "unshare"),
]
ROOTS_WORKS = [
    ("sudo to a user", f"sudo -n -u {USER} true", "sudo"),
    ("su, setpriv to a user", f"su {USER} -c true && setpriv --reuid={NUMBER} --clear-groups true", "su"),
    ("chown, chroot, a low port", f"touch f && chown {NUMBER} f && chroot / true && python3 -I -c 'import socket; "
     "socket.socket().bind((\"127.0.0.1\", 81))'", "python3"),
    ("ip link", "ip link add es-dummy type ifb 2>/dev/null || ip link set lo mtu 65000", "ip"),
]
BREAKS = [
    ("gdb -p of a process outside", "gdb -nx -batch -ex bt -p $OUTSIDE 2>&1 | grep '^#0'", "gdb"),
    ("strace -p of a process outside", "timeout 0.3 strace -o t -p $OUTSIDE; test -s t", "strace"),
    ("the environment by ps e", "ps eww -o args= -p $OUTSIDE | grep PLANTED", "ps"),
]
USERS_BREAKS = [
    ("sudo", "sudo -n true", "sudo"),
    ("a set-user-ID program", f"{ROOM}/cat-as-root /etc/shadow | grep root", ""),
    ("crontab, which is set-group-ID", "echo '# nothing' | crontab - && crontab -l && crontab -r", "crontab"),
]
ROOTS_BREAKS = [
    ("mount", "mount -t tmpfs none /mnt && umount /mnt", ""),
    ("a mount namespace", "unshare -m true", "unshare"),
    ("nsenter to a process outside", "nsenter -t $OUTSIDE -m true", "nsenter"),
    ("the host's name", "hostname `hostname`", "hostname"),
]


def check(report, who):
    prepare(report, who)
    outside = start(who, "sleep", "100", PLANTED="fake-planted")
    version6 = landlock_version() >= 6
    with sockets(who):
        report.title(f"What works in a seal, as {who}", "without", "sealed")
        works = WORKS + (ROOTS_WORKS if who == "root" else
                         [("bwrap --ro-bind / /", "bwrap --ro-bind / / true", "bwrap")])
        for name, text, programs in works:
            if name == "a signal from outside":
                check_signal(report, who)
            elif not version6 and "mount" in name or not version6 and "bwrap" in name:
                attempt(report, who, name, text, programs, outside, sealed_works=False)
            else:
                attempt(report, who, name, text, programs, outside)
        report.title(f"What doesn't, as {who}", "without", "sealed")
        attempt(report, who, "signals to processes outside", "kill -WINCH $OUTSIDE", "", outside,
                sealed_works=not version6)
        for name, text, programs in BREAKS + (ROOTS_BREAKS if who == "root" else USERS_BREAKS):
            attempt(report, who, name, text, programs, outside, sealed_works=False)
    outside.kill()
    outside.wait()


def attempt(report, who, name, text, programs, outside, sealed_works=True):
    if programs == "VENV":
        if not os.path.exists(f"{home(who)}/venv/bin/pip"):
            return
    elif programs.endswith("?"):
        if not shutil.which(programs[:-1], path=environment(who)["PATH"]):
            print(f"  {name:<46} skipped: no {programs[:-1]}, which is not asked for")
            return
    elif not report.has(name, *programs.split()):
        return
    cells, said = [], ""
    for options, expected in (([], True), (["--seal"], sealed_works)):
        place = folder(who, "works")
        done = run(who, ENVSCRUB, "--keep=*", *options, "sh", "-c", text, cwd=place,
                   env=environment(who, OUTSIDE=str(outside.pid)))
        got = "works" if done.returncode == 0 else f"no ({done.returncode})"
        cells.append((got, "works" if expected else got if done.returncode else "no"))
        said += done.stdout
    report.row(name, *cells, said=said)


def check_signal(report, who):
    cells = []
    for options in ([], ["--seal"]):
        inside = start(who, ENVSCRUB, *options, "sleep", "9")
        wait_for(lambda: read(f"/proc/{inside.pid}/comm") == "sleep\n")
        done = run(who, "kill", str(inside.pid))
        cells.append(("works" if done.returncode == 0 and inside.wait() == -15 else "no", "works"))
    report.row("a signal from outside", *cells)


@contextlib.contextmanager
def sockets(who):
    """Two servers of that user's outside the seal, which greet their clients."""
    text = ("import os, socket, sys\nfor name in sys.argv[1:]:\n s = socket.socket(socket.AF_UNIX)\n"
            " s.bind(name.replace('@', '\\0'))\n s.listen()\n if os.fork() == 0:\n"
            "  while True:\n   c, _ = s.accept()\n   c.sendall(b'hello')\n   c.close()\nos.wait()")
    server = start(who, "python3", "-I", "-c", text, f"{home(who)}/outside.socket", f"@outside-{who}")
    wait_for(lambda: f"@outside-{who}" in open("/proc/net/unix").read())
    try:
        yield
    finally:
        os.killpg(server.pid, 9)
        server.wait()


def prepare(report, who):
    """Prepares sshd for both users, and a venv and a wheel for each."""
    if who == "root" and report.has("sshd", "sshd", "ssh-keygen"):
        os.makedirs("/run/sshd", exist_ok=True)
        must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "/run/host-key")
        write("/run/sshd_config", f"Port {PORT}\nListenAddress 127.0.0.1\nHostKey /run/host-key\n"
              "PidFile /run/sshd.pid\nUsePAM no\nStrictModes no\nAuthorizedKeysFile /home/%u/.ssh/key.pub\n"
              "PermitRootLogin yes\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n")
        start("root", "/usr/sbin/sshd", "-D", "-f", "/run/sshd_config")
    if not os.path.exists(f"{home(who)}/.ssh"):
        done = run(who, "sh", "-c", "mkdir .ssh && chmod 700 .ssh && ssh-keygen -q -t ed25519 -N '' -f .ssh/key")
        wait_for(lambda: os.path.exists("/run/sshd.pid") or done.returncode)
    made = run(who, "/usr/bin/python3", "-m", "venv", "venv", timeout=60)
    if made.returncode:
        report.lacks("pip in a venv", "no python3-venv", is_program=True)
    name = f"{home(who)}/packed-1-py3-none-any.whl"
    with zipfile.ZipFile(name, "w") as wheel:
        wheel.writestr("packed.py", "")
        wheel.writestr("packed-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: packed\nVersion: 1\n")
        wheel.writestr("packed-1.dist-info/WHEEL",
                       "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("packed-1.dist-info/RECORD", "packed.py,,\npacked-1.dist-info/METADATA,,\n"
                       "packed-1.dist-info/WHEEL,,\npacked-1.dist-info/RECORD,,\n")
