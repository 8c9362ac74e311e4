"""A throw-away machine: this machine's files under an overlay whose upper half is in memory, with its own processes,
mounts, host name and loopback.  Users and daemons exist only in it, and vanish when its first process ends."""

import os
import pty
import re
import select
import shutil
import signal
import socket
import subprocess
import time

SHELL = "/usr/local/bin/envscrub-shell"
SETUP = "/etc/sessions"  # keys and configurations of this test, within the machine
PROBE_FILE = "/etc/sessions/probe"
PROBE = ". " + PROBE_FILE

# Ports of the sshd with PAM: unchanged, with ForceCommand, with internal-sftp; and of the sshd without PAM.
PORT, FORCED_PORT, INTERNAL_SFTP_PORT, BARE_PORT = 22, 2201, 2202, 2203

# Every secret's value contains the word fake, by which the probe counts them.
PLANTED = {
    "CALLER_PLAIN": "plain",
    "CALLER_TOKEN": "fake1",
    "CALLER_API_KEY": "fake2",
}
PAM_PLANTED = {"PAM_PLAIN": "plain", "PAM_TOKEN": "fake3"}
CALLER = dict({
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "TERM": "xterm",
    "USER": "root", "LOGNAME": "root", "SHELL": "/bin/sh",
}, **PLANTED)

# Read by the real shell itself, so that $$ is that shell.  It prints its argv, its program, its caller, and the
# environment that execve gave it.
PROBE_TEXT = """\
printf '\\nprobe-begins\\n'
printf 'argv '; xargs -0 printf '[%s]' </proc/$$/cmdline
printf '\\nexe %s\\n' "$(readlink /proc/$$/exe)"
printf 'parent %s\\n' "$(cat /proc/$PPID/comm)"
printf 'shell %s\\n' "$SHELL"
printf 'profile %s\\n' "${PROFILE_TOKEN:-unread}"
printf 'fakes %s\\n' "$(tr '\\n\\0' '\\1\\n' </proc/$$/environ | grep -c fake)"
printf 'names %s\\n' "$(tr '\\n\\0' '\\1\\n' </proc/$$/environ | sed 's/=.*//' | sort | tr '\\n' ' ')"
printf 'wrappers %s\\n' "$(ls -l /proc/[0-9]*/exe 2>/dev/null | grep -c envscrub)"
printf 'probe-ends\\n'
"""


def probed(text):
    """The probe's output as a dictionary; None if it never ran to its end."""
    found = re.search(r"^probe-begins\n(.*?)^probe-ends$", text.replace("\r\n", "\n"), re.S | re.M)
    if not found:
        return None
    facts = dict((line + " ").split(" ", 1) for line in found[1].splitlines())
    return {key: value.strip() for key, value in facts.items()}


def run(*command, stdin="", env=None, timeout=30, text=True, cwd="/"):
    """Runs a command until it ends; the result has stdout, stderr, returncode.  One that hangs gets the status 999."""
    data = stdin if text is False or stdin is None else stdin.encode()
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=CALLER if env is None else env, cwd=cwd, start_new_session=True)
    try:
        out, err = process.communicate(data, timeout=timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        process.returncode = 999
        err += b"\n(it did not end in time)"
    if text:
        out, err = out.decode(errors="backslashreplace"), err.decode(errors="backslashreplace")
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def must(*command, **options):
    done = run(*command, **options)
    if done.returncode:
        raise SystemExit(f"sessions: the machine: {' '.join(command)}: {done.stdout}{done.stderr}")
    return done


def write(path, text, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    os.chmod(path, mode)


class Terminal:
    """A command on its own terminal."""

    PROMPT = re.compile(r"[$#] $")

    def __init__(self, *command, env=None):
        self.text = ""
        self.child, self.descriptor = pty.fork()
        if self.child == 0:
            try:
                os.chdir("/")
                os.execvpe(command[0], command, CALLER if env is None else env)
            finally:
                os._exit(127)

    def wait_for(self, pattern, start=0, seconds=10):
        """Reads until the text from `start` on matches; returns whether it did."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.text[start:].replace("\x1b[?2004h", "").replace("\x1b[?2004l", "")):
            ready, _, _ = select.select([self.descriptor], [], [], max(0, end - time.monotonic()))
            if not ready or not self.read():
                return False
        return True

    def read(self):
        try:
            data = os.read(self.descriptor, 65536)
        except OSError:  # the other end is closed
            data = b""
        self.text += data.decode(errors="backslashreplace")
        return data

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def close(self, seconds=10):
        """The status of the command; one that doesn't end is killed and gets 999."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            ready, _, _ = select.select([self.descriptor], [], [], 0.05)
            if ready and not self.read():
                time.sleep(0.01)
            pid, status = os.waitpid(self.child, os.WNOHANG)
            if pid:
                os.close(self.descriptor)
                return os.waitstatus_to_exitcode(status)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self.descriptor)
        return 999


def session(command, typed):
    """A session of a person who waits for the prompt, types each line and leaves: the text before the first prompt, the
    whole text, and the status."""
    terminal = Terminal(*command)
    begin = 0
    prompted = terminal.wait_for(Terminal.PROMPT)
    before = terminal.text
    for line in typed if prompted else []:
        begin = len(terminal.text)
        terminal.type(line + "\n")
        terminal.wait_for(r"\n.*[$#] $", begin)
    if prompted:
        terminal.type("exit\n")
    status = terminal.close()
    return before, terminal.text, status


def build(place, binary):
    """Mounts the machine on the directory `place` and moves into it; the namespaces exist already."""
    must("mount", "--make-rprivate", "/")
    must("mount", "-t", "tmpfs", "-o", "mode=755", "sessions", place)
    for name in ("upper", "work", "root"):
        os.mkdir(f"{place}/{name}")
    root = f"{place}/root"
    layers = f"lowerdir=/,upperdir={place}/upper,workdir={place}/work"
    done = run("mount", "-t", "overlay", "-o", layers, "sessions", root)
    if done.returncode:
        return f"no overlay over / is possible here: {done.stderr.strip()}"
    # File systems mounted below / are not in the overlay: the programs may be on one.
    with open("/proc/self/mounts") as mounts:
        for where in sorted({line.split()[1] for line in mounts}):
            if re.match(r"/(usr|bin|sbin|lib|lib64|opt|var)(/|$)", where) and os.path.isdir(where):
                must("mount", "--bind", "-o", "ro", where, root + where)
    for where, options in (("dev", "mode=755"), ("tmp", "mode=1777"), ("run", "mode=755"), ("home", "mode=755")):
        must("mount", "-t", "tmpfs", "-o", options, "sessions", f"{root}/{where}")
    for name in ("null", "zero", "full", "random", "urandom", "tty"):
        write(f"{root}/dev/{name}", "")
        must("mount", "--bind", f"/dev/{name}", f"{root}/dev/{name}")
    for name in ("pts", "shm"):
        os.mkdir(f"{root}/dev/{name}")
    must("mount", "-t", "devpts", "-o", "newinstance,ptmxmode=0666,mode=0620,gid=5", "devpts", f"{root}/dev/pts")
    must("mount", "-t", "tmpfs", "-o", "mode=1777", "shm", f"{root}/dev/shm")
    os.symlink("pts/ptmx", f"{root}/dev/ptmx")
    os.symlink("/proc/self/fd", f"{root}/dev/fd")
    must("mount", "-t", "proc", "proc", f"{root}/proc")
    shutil.rmtree(f"{root}/etc/envscrub", ignore_errors=True)
    for name in ("envscrub", "envscrub-shell"):
        if os.path.lexists(f"{root}/usr/local/bin/{name}"):
            os.unlink(f"{root}/usr/local/bin/{name}")
    shutil.copy(binary, f"{root}/usr/local/bin/envscrub")
    os.chmod(f"{root}/usr/local/bin/envscrub", 0o755)
    os.chroot(root)
    os.chdir("/")
    os.symlink("envscrub", SHELL)
    must("ip", "link", "set", "lo", "up")
    # Each small write of ssh waits 40 ms for an acknowledgement that the other side delays; on loopback that is most of
    # a connection's time.
    must(*"ip route change local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1".split())
    socket.sethostname("throwaway")
    write("/etc/hosts", "127.0.0.1 localhost throwaway\n")
    write("/etc/shells", f"/bin/sh\n/bin/bash\n{SHELL}\n")
    write("/etc/environment", "".join(f"{name}={value}\n" for name, value in PAM_PLANTED.items()))
    write("/etc/default/locale", "")
    write("/etc/motd", "")
    write("/etc/sudoers", 'Defaults env_keep += "CALLER_*"\nDefaults secure_path="/usr/sbin:/usr/bin:/sbin:/bin"\n'
          "ALL ALL=(ALL:ALL) NOPASSWD: ALL\n", 0o440)
    write(PROBE_FILE, PROBE_TEXT)
    write(f"{SETUP}/tmux.conf", "set -g status off\n")
    return None


def add_user(name, shell):
    # Without a password, yet not locked: sshd without PAM refuses locked users.
    must("useradd", "--create-home", "--skel", "/nonexistent", "--password", "*", "--shell", shell, name)
    # Login shells read it: the variables that it sets are there again, whatever the policy dropped.
    write(f"/home/{name}/.profile", "export PROFILE_TOKEN=read\n")
    write(f"/home/{name}/.hushlogin", "")
    must("chown", "-R", f"{name}:", f"/home/{name}")


def user_file(user, text, mode=0o644):
    """Writes or removes the user's own policy file."""
    folder = f"/home/{user}/.config"
    shutil.rmtree(folder, ignore_errors=True)
    if text is not None:
        write(f"{folder}/envscrub/config.toml", text, mode)
        must("chown", "-R", f"{user}:", folder)


def system_file(text, name="config.toml"):
    """Writes or removes a file of the administrator's."""
    path = f"/etc/envscrub/{name}"
    if os.path.exists(path):
        os.unlink(path)
    if text is not None:
        write(path, text)


def start_daemons():
    """Starts sshd, with and without PAM, and cron."""
    must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{SETUP}/host")
    for name in ("key", "key-with-command"):
        must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{SETUP}/{name}")
    keys = open(f"{SETUP}/key.pub").read() + \
        f'command="{PROBE}",environment="CALLER_TOKEN=fake4",environment="CALLER_PLAIN=plain" ' + \
        open(f"{SETUP}/key-with-command.pub").read()
    write(f"{SETUP}/authorized", keys)
    common = f"""\
HostKey {SETUP}/host
AuthorizedKeysFile {SETUP}/authorized
AcceptEnv CALLER_* GIT_PROTOCOL
PermitUserEnvironment yes
PasswordAuthentication no
KbdInteractiveAuthentication no
UseDNS no
PrintMotd no
PrintLastLog no
MaxStartups 100
"""
    write(f"{SETUP}/sshd_config", common + f"""\
ListenAddress 127.0.0.1:{PORT}
ListenAddress 127.0.0.1:{FORCED_PORT}
ListenAddress 127.0.0.1:{INTERNAL_SFTP_PORT}
PidFile /run/sshd.pid
UsePAM yes
Subsystem sftp {SETUP}/far/sftp-server
Match LocalPort {FORCED_PORT}
  ForceCommand {PROBE}; echo "asked: $SSH_ORIGINAL_COMMAND"
Match LocalPort {INTERNAL_SFTP_PORT}
  ForceCommand internal-sftp
""")
    write(f"{SETUP}/sshd_bare", common + f"ListenAddress 127.0.0.1:{BARE_PORT}\nPidFile /run/bare.pid\nUsePAM no\n")
    os.makedirs("/run/sshd", mode=0o755, exist_ok=True)
    sshd = shutil.which("sshd", path="/usr/sbin:/usr/bin")
    for command in ([sshd, "-D", "-f", f"{SETUP}/sshd_config"], 
                    ["nice", "-n", "-20", sshd, "-D", "-f", f"{SETUP}/sshd_bare"], ["cron", "-f"]):
        subprocess.Popen(command, env=CALLER, cwd="/", start_new_session=True, stdin=subprocess.DEVNULL,
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for name in ("sshd", "bare"):  # written once it listens
        for _ in range(100):
            if os.path.exists(f"/run/{name}.pid"):
                break
            time.sleep(0.05)


SSH_OPTIONS = ["-F", "none", "-i", f"{SETUP}/key", "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no",
               "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes",
               "-o", "ControlMaster=no"]


def ssh(*words, port=PORT, key="key"):
    """The command line of ssh for this test; it sends the caller's variables CALLER_*."""
    options = [word.replace(f"{SETUP}/key", f"{SETUP}/{key}") for word in SSH_OPTIONS]
    return ["ssh", *options, "-o", "SendEnv=CALLER_*", "-p", str(port), *words]
