"""Ways out of a seal: helpers outside that act for a sealed command, files that it can still read and write, and what
root can do.  The manual names what stays open; if a row closes one day, the manual must change too."""

import contextlib
import os
import socket

from sealroom import (ENVSCRUB, NUMBER, SECRET, environment, folder, home, read, run, start, wait_for, write)
from stillworks import CLIENT, GIT, PORT, SSH
from machine import Terminal

OUTSIDE_KNOWS = "tr '\\0' '\\n' </proc/$OUTSIDE/environ | grep -q PLANTED="

# Lines for a shell, and the programs that they need; the way is open if the status is 0.
FILES = [
    ("credentials in a file, ~/.aws/credentials", "grep -q fake ~/.aws/credentials", ""),
    ("arguments of a process outside, cmdline", "grep -q fake-argument /proc/$OUTSIDE/cmdline", ""),
    ("status, stat, comm of a process outside", "grep -q Uid /proc/$OUTSIDE/status && "
     "test -n \"$(cat /proc/$OUTSIDE/stat)\" && cat /proc/$OUTSIDE/comm", ""),
    ("a shared file in /dev/shm", "grep -q fake /dev/shm/es-$USER", ""),
    ("~/.bashrc, for a shell outside", "echo 'touch ~/bashrc-ran' >>~/.bashrc", ""),
    ("a git hook, for git outside", "mkdir -p ~/repository/.git/hooks && printf '#!/bin/sh\\ntouch ~/hook-ran\\n' "
     ">~/repository/.git/hooks/post-commit && chmod +x ~/repository/.git/hooks/post-commit", ""),
    ("a FIFO that a shell outside reads", f"echo \"{OUTSIDE_KNOWS} && touch ~/fifo-ran\" >~/fifo", ""),
    ("the limits, priority of a process outside", "prlimit -p $OUTSIDE --nproc && renice -n 19 -p $OUTSIDE",
     "prlimit renice"),
]
SERVERS = [
    ("tmux -S SOCKET run-shell", f"tmux -S ~/tmux.socket run-shell "
     f"\"OUTSIDE=$OUTSIDE; {OUTSIDE_KNOWS} && touch ~/tmux-ran\" && test -e ~/tmux-ran", "tmux"),
    ("ssh to this host, with a key", f"{SSH} \"OUTSIDE=$OUTSIDE; {OUTSIDE_KNOWS}\"", "ssh sshd"),
    ("ssh-agent at a path", "SSH_AUTH_SOCK=~/agent.socket ssh-add -l", "ssh-agent ssh-add"),
    ("a service that a connection starts", "python3 -I -c 'import socket, sys; s = socket.socket(socket.AF_UNIX); "
     "s.connect(sys.argv[1]); sys.exit(s.recv(9) != b\"acted\\n\")' ~/service.socket",
     "systemd-socket-activate python3"),
    ("connecting to a port of this host",
     f"python3 -I -c 'import socket; socket.create_connection((\"127.0.0.1\", {PORT}))'", "python3 sshd"),
]
DOCKER = ("connecting to docker.sock", f"{CLIENT} ~/docker.sock", "python3")


def program(text):
    return f"python3 -I -c '{text}'"


def call(number, arguments):
    """A system call that can't succeed; it is open if it fails with anything but EPERM or ENOSYS."""
    return program(f"import ctypes, sys; c = ctypes.CDLL(None, use_errno=True); r = c.syscall({number}, {arguments}); "
                   "sys.exit(r < 0 and ctypes.get_errno() in (1, 38))")


def opens(path, flags="O_WRONLY"):
    """Opens the file, and neither reads nor writes."""
    return program(f"import os, sys; os.open(sys.argv[1], os.{flags})") + f" {path}"


BPF = ("import ctypes, struct, sys; c = ctypes.CDLL(None, use_errno=True); "
       "i = ctypes.create_string_buffer(struct.pack(\"<QQ\", 0xb7, 0x95)); l = ctypes.create_string_buffer(b\"GPL\"); "
       "a = struct.pack(\"<IIQQ\", {kind}, 2, ctypes.addressof(i), ctypes.addressof(l)); "
       "a = ctypes.create_string_buffer(a + bytes(104)); "
       "r = c.syscall({call}, 5, a, 128); sys.exit(r < 0)")
X86 = os.uname().machine == "x86_64"

# What root can do; the last word says whether it is open in a seal.
ROOTS = [
    ("/etc/cron.d, /usr/local/bin", "echo '# nothing' >/etc/cron.d/es-seal && rm /etc/cron.d/es-seal && "
     "test -w /usr/local/bin", "", True),
    ("crontab", "echo '# nothing' | crontab - && crontab -r", "crontab", True),
    ("a file of another user", "cat /home/es-seal/.ssh/key >/dev/null", "", True),
    ("core_pattern, which runs a program as root", opens("/proc/sys/kernel/core_pattern"), "", True),
    ("/proc/sysrq-trigger", opens("/proc/sysrq-trigger"), "", True),
    ("/proc/kcore, the kernel's memory", opens("/proc/kcore", "O_RDONLY"), "", True),
    ("/dev/mem", opens("/dev/mem", "O_RDONLY"), "", True),
    ("the disk of /, by mknod", program(
        "import os; disk = os.path.expanduser(\"~/disk-%d\" % os.getpid()); "
        "os.mknod(disk, 0o60600, os.stat(\"/\").st_dev); os.open(disk, os.O_RDONLY)"), "", True),
    ("kernel modules: finit_module", call(313 if X86 else 273, "-1, b\"\", 0"), "", True),
    ("kexec_load", call(246 if X86 else 104, "0, 0, 0, ctypes.c_ulong(0x8000)"), "", True),
    ("bpf: a filter of sockets", program(BPF.format(kind=1, call=321 if X86 else 280)), "", True),
    ("bpf: a probe in the kernel", program(BPF.format(kind=2, call=321 if X86 else 280)), "", False),
    ("chroot", "chroot / true", "", True),
    ("cgroup.kill, cgroup.freeze of others", "cd /sys/fs/cgroup && ls . */cgroup.procs >/dev/null && test -w . && "
     "for one in *; do test -w $one || exit 1; done", "", True),
    ("mount, and so over what others read", "mount -t tmpfs none /mnt && umount /mnt", "", False),
]


@contextlib.contextmanager
def surroundings(who):
    """The surroundings, with secrets to find: a process, tmux, an agent, a service, files."""
    write(f"{home(who)}/.aws/credentials", "aws_secret_access_key = fake\n", 0o600, who)
    write(f"/dev/shm/es-{who}", "fake\n", 0o600, who)
    write(f"{home(who)}/.bashrc", "", who=who)
    if not os.path.exists(f"{home(who)}/fifo"):
        run(who, "mkfifo", f"{home(who)}/fifo")
    outside = start(who, "sh", "-c", "while :; do sleep 100; done", "fake-argument", PLANTED=SECRET)
    pid = str(outside.pid)
    act = f"OUTSIDE={pid}; {OUTSIDE_KNOWS} && echo acted"
    processes = [outside, start(who, "sh", "-c", "while :; do . ~/fifo; done", OUTSIDE=pid),
                 start(who, "ssh-agent", "-D", "-a", f"{home(who)}/agent.socket"),
                 start(who, "systemd-socket-activate", "-a", "--inetd", "-l", f"{home(who)}/service.socket",
                       "sh", "-c", act)]
    run(who, "tmux", "-S", f"{home(who)}/tmux.socket", "-f", "/dev/null", "new-session", "-d", "sleep 100")
    docker = socket.socket(socket.AF_UNIX)
    docker.bind(f"{home(who)}/docker.sock")
    os.chmod(f"{home(who)}/docker.sock", 0o666)
    docker.listen()
    if os.fork() == 0:
        while True:
            docker.accept()[0].sendall(b"hello")
    wait_for(lambda: os.path.exists(f"{home(who)}/agent.socket"))
    run(who, "ssh-add", f"{home(who)}/.ssh/key", env=environment(who, SSH_AUTH_SOCK=f"{home(who)}/agent.socket"))
    try:
        yield pid
    finally:
        run(who, "tmux", "-S", f"{home(who)}/tmux.socket", "kill-server")
        for process in processes:
            process.kill()
        os.unlink(f"/dev/shm/es-{who}")


def check(report, who):
    with surroundings(who) as pid:
        report.title(f"Ways out of a seal, as {who}", "sealed", "acted")
        for name, text, programs in FILES + SERVERS + [DOCKER]:
            attempt(report, who, pid, name, text, programs)
        check_terminal(report, who)
        check_inherited(report, who)
        if who == "root":
            report.title("Ways of root's", "sealed")
            for name, text, programs, is_open in ROOTS:
                if run(who, "sh", "-c", text).returncode:
                    print(f"  {name:<46} not tried: it isn't possible here without a seal either")
                else:
                    attempt(report, who, pid, name, text, programs, is_open)
            return
        # crontab needs its group's privileges, which a sealed user's crontab doesn't get.
        attempt(report, who, pid, "crontab", "echo '# nothing' | crontab -", "crontab", False)


# What somebody outside does later, and the file that shows it.
OUTSIDERS = {
    "~/.bashrc": ("bash -i -c :", "bashrc-ran"),
    "a git hook": (f"cd ~/repository && git init -q && {GIT} commit -q --allow-empty -m x", "hook-ran"),
    "a FIFO": ("sleep 0.1", "fifo-ran"), "tmux": (":", "tmux-ran"),
}


def attempt(report, who, pid, name, text, programs, is_open=True):
    if not report.has(name, *programs.split()):
        return
    done = run(who, ENVSCRUB, "--seal", "--keep=*", "sh", "-c", text, env=environment(who, OUTSIDE=pid), timeout=10)
    cells = [("open" if done.returncode == 0 else "closed", "open" if is_open else "closed")]
    for begin, (deed, seen) in OUTSIDERS.items():
        if name.startswith(begin):
            run(who, "sh", "-c", deed)
            cells.append(("yes" if wait_for(lambda: os.path.exists(f"{home(who)}/{seen}"), 2) else "no", "yes"))
    report.row(name, *cells, said=done.stdout)


TYPE = program("import fcntl, os, termios; tty = os.open(\"/dev/tty\", os.O_RDWR); "
               "[fcntl.ioctl(tty, termios.TIOCSTI, bytes([one])) for one in b\"touch ~/typed\\n\"]")
PRINT = "printf 'to-the-%s\\n' screen >/dev/tty"


def check_terminal(report, who):
    """Can a sealed command type into the terminal of the shell that started it?"""
    enabled = read("/proc/sys/dev/tty/legacy_tiocsti").strip() != "0"
    for name, text, closed_by in (("typing on the shell's terminal, TIOCSTI", TYPE, not enabled),
                                  ("writing to the shell's terminal", PRINT, False),
                                  ("the same behind setsid(1)", f"setsid -w sh -c \"{PRINT}\"", True)):
        script = write(f"{home(who)}/on-terminal", text + "\n", who=who)
        identity = [] if who == "root" else ["setpriv", f"--reuid={NUMBER}", f"--regid={NUMBER}", "--clear-groups"]
        terminal = Terminal(*identity, "sh", "-i", env=environment(who))
        terminal.wait_for(Terminal.PROMPT)
        begin = len(terminal.text)
        terminal.type(f"{ENVSCRUB} --seal sh {script}\n")
        terminal.wait_for(r"\n.*[$#] $", begin)
        if not closed_by and text == TYPE:
            wait_for(lambda: os.path.exists(f"{home(who)}/typed"), 2)
        terminal.type("exit\n")
        terminal.close()
        happened = os.path.exists(f"{home(who)}/typed") if text == TYPE else "to-the-screen" in terminal.text
        report.row(name, ("open" if happened else "closed", "closed" if closed_by else "open"), said=terminal.text)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{home(who)}/typed")


def check_inherited(report, who):
    """A file and a directory that were open before."""
    place = folder(who, "inherited")
    write(f"{place}/file", "fake\n", 0o600, who)
    for option, expected in ((None, "open"), ("--close-fds", "closed")):
        options = ["--seal"] + ([option] if option else [])
        file, directory = os.open(f"{place}/file", os.O_RDONLY), os.open(place, os.O_RDONLY)
        done = run(who, ENVSCRUB, *options, "sh", "-c",
                   f"grep -q fake <&{file} && grep -q fake /proc/self/fd/{directory}/file", pass_fds=(file, directory))
        os.close(file)
        os.close(directory)
        report.row(f"files that were open{', with --close-fds' if option else ''}",
                   ("open" if done.returncode == 0 else "closed", expected), said=done.stdout)
