#!/usr/bin/env python3
"""Runs the binary in random situations of its files, its user and its limits:
situations.py [--count N] [--seed S] [--only I] BINARY

A situation is a machine of its own, as it should be but for a few changes: modes, owners, access lists, links, other
things in the place of a file, no /proc, a user namespace, closed descriptors, small limits.  A run must give the right
environment, or 125 and a message: an oracle written here, from the manual's words on safe files, says which.  A situation
depends only on S (1) and its number I; the first one that is wrong is shown.  It takes root and a C compiler.
"""
import argparse
import collections
import ctypes
import hashlib
import os
import random
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import tempfile

LAUNCH = r"""
#define _GNU_SOURCE
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
static void put(const char *path, const char *text) {
  int file = open(path, O_WRONLY);
  if (file < 0 || write(file, text, strlen(text)) < 0) _exit(98);
  close(file);
}
static void limit(int which, const char *value) {
  struct rlimit limits = {strtoul(value, 0, 10), RLIM_INFINITY};
  limits.rlim_max = limits.rlim_cur;
  if (strcmp(value, "-") && setrlimit(which, &limits)) _exit(97);
}
/* launch ROOT DIRECTORY UID GID NAMESPACE CLOSED NOFILE AS DATA STACK FSIZE PATH ARGV... */
int main(int count, char **words) {
  unsigned user = atoi(words[3]), group = atoi(words[4]);
  char map[64];
  setgroups(0, NULL);
  if (!strcmp(words[5], "-")) {
    if (chroot(words[1])) _exit(97);
    if (setgid(group) || setuid(user)) _exit(97);
  } else {
    int zero = !strcmp(words[5], "root");
    if (setgid(group) || setuid(user)) _exit(97);
    prctl(PR_SET_DUMPABLE, 1);
    if (unshare(CLONE_NEWUSER)) _exit(98);
    put("/proc/self/setgroups", "deny");
    snprintf(map, sizeof map, "%u %u 1", zero ? 0 : user, user);
    put("/proc/self/uid_map", map);
    snprintf(map, sizeof map, "%u %u 1", zero ? 0 : group, group);
    put("/proc/self/gid_map", map);
    if (chroot(words[1])) _exit(98);
  }
  if (chdir(words[2])) _exit(97);
  for (const char *number = words[6]; *number; number++)
    if (*number != '-') close(*number - '0');
  limit(RLIMIT_NOFILE, words[7]);
  limit(RLIMIT_FSIZE, words[11]);
  limit(RLIMIT_STACK, words[10]);
  limit(RLIMIT_DATA, words[9]);
  limit(RLIMIT_AS, words[8]);
  execv(words[12], words + 13);
  _exit(96);
}
"""
# Reports on descriptor 9 that it ran, and its environment.
SHOW = r"""
#include <string.h>
#include <unistd.h>
extern char **environ;
int main(void) {
  write(9, "ran", 4);
  for (char **entry = environ; *entry; entry++) write(9, *entry, strlen(*entry) + 1);
  return 0;
}
"""
MARK = "MaRkEr5eT"
LIMIT = 1 << 20
OVERFLOW = 65534
OWN, OTHER, SHARED = 1000, 1001, 50
HOMES = {0: "/root", OWN: "/home/u", OTHER: "/home/v"}
libc = ctypes.CDLL(None, use_errno=True)


def text_of(layer):
    """A file that sets the variable named after its layer, and drops the one with an X before that name."""
    if layer.startswith("R"):
        return f'[requirements]\nexclude.always = ["X{layer}"]\nset.always = {{ {layer} = "1" }}\n'
    return f'[shell_environment_policy]\nexclude = ["X{layer}"]\nset = {{ {layer} = "1" }}\n'


LAYERS = ["S", "R", "RA", "RB", "U", "P", "Q", "N"]
PARENT = {"A": "1", "PATH": "/bin", "HOME": "/evil", "MY_TOKEN": MARK, **{"X" + layer: "1" for layer in LAYERS}}


def access_list(group, mask, other):
    """acl(5) in the kernel's format: owner and user 65534 may write, the latter as far as the mask allows."""
    entries = [(1, 6, -1), (2, 6, OVERFLOW), (4, group, -1), (16, mask, -1), (32, other, -1)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", t, p, i & 0xFFFFFFFF) for t, p, i in entries)


# The machine and the changes to it ------------------------------------------------------------------------------

class Situation:
    def __init__(self, machines, rng):
        self.rng = rng
        self.notes = []
        self.has_proc = rng.random() < 0.5
        self.root = machines[self.has_proc]
        self.user, self.group = rng.choice([(0, 0), (OWN, OWN), (OWN, OWN), (OWN, 0), (OTHER, OTHER)])
        self.namespace = rng.choice(["-"] * 6 + ["root", "same"])
        self.mode = rng.choice(["run"] * 5 + ["login", "no-config", "config", "chdir", "chdir"])
        self.chdir = rng.choice(["/work/a", "../work/a", "/work/link", "/work/nowhere", "/work/gone", "/etc/passwd", "a/..", "link", "nowhere", "a/../link/."])
        self.closed = rng.choice(["-"] * 8 + ["0", "1", "2", "01", "12", "012"])
        self.limits = ["-"] * 5  # files, memory, data, stack, file size
        self.to_file = rng.random() < 0.3
        if rng.random() < 0.3:
            which = rng.randrange(5)
            self.limits[which] = str(rng.choice([
                [3, 4, 5, 6, 7, 8, 10, 12], [x << 20 for x in (1, 2, 3, 4)], [x << 10 for x in (256, 512, 1024, 2048)],
                [x << 10 for x in (16, 24, 32, 64, 128)], [0, 1, 100]][which]))
        self.build()

    @property
    def home(self):
        return HOMES[0 if self.namespace == "root" else self.user]

    @property
    def directory(self):
        return "/work" if self.mode == "chdir" else "/work/a"

    def inside(self, path):
        return self.root + path

    def build(self):
        for name in ("etc", "home", "root", "work", "other", "tmp"):
            self.clear(self.inside("/" + name))
            os.mkdir(self.inside("/" + name), 0o755)
        self.write("/etc/passwd", "".join(f"n{u}:x:{u}:{u}::{home}:/bin/sh\n" for u, home in HOMES.items()))
        for user, home in HOMES.items():
            self.make_directory(home, user)
        owner = self.user
        home = self.home
        self.files = {}
        rng = self.rng
        if rng.random() < 0.8:
            self.put("S", "/etc/envscrub/config.toml", 0)
        if rng.random() < 0.8:
            self.put("R", "/etc/envscrub/requirements.toml", 0)
        for layer, name in (("RA", "a.toml"), ("RB", "b.toml")):
            if rng.random() < 0.3:
                self.put(layer, "/etc/envscrub/requirements.d/" + name, 0)
        if rng.random() < 0.8:
            self.put("U", home + "/.config/envscrub/config.toml", owner)
        self.make_directory("/work/a", owner)
        os.chown(self.inside("/work"), owner, owner)
        os.symlink("a", self.inside("/work/link"))
        os.symlink("absent", self.inside("/work/nowhere"))
        if self.mode == "config":
            self.put("N", "/work/named.toml", rng.choice([owner, OTHER]))
        records = []
        for layer, path in (("P", "/work/a/.envscrub.toml"), ("Q", "/work/.envscrub.toml")):
            if rng.random() < 0.6:
                self.put(layer, path, owner)
                if rng.random() < 0.7:
                    records.append((text_of(layer), path))
        if rng.random() < 0.1:
            records.append(("another text", "/work/a/.envscrub.toml"))
        if records or rng.random() < 0.3:
            text = "".join(f"{hashlib.sha256(t.encode()).hexdigest()}  {path}\0" for t, path in records)
            self.put("trusted", home + "/.local/state/envscrub/trusted", owner, text, 0o600)
        self.candidates = [path for path, _ in self.files.values()] + [
            "/etc/envscrub/config.toml", "/etc/envscrub/requirements.toml", home + "/.config/envscrub/config.toml"]
        for _ in range(rng.choice([0, 1, 1, 1, 2, 2, 3, 5])):
            self.change()

    def put(self, layer, path, owner, text=None, mode=0o644):
        self.make_directory(os.path.dirname(path), owner)
        self.write(path, text if text is not None else text_of(layer), owner, mode)
        self.files[layer] = (path, layer)

    def write(self, path, text, owner=0, mode=0o644):
        with open(self.inside(path), "w") as file:
            file.write(text)
        os.chown(self.inside(path), owner, owner)
        os.chmod(self.inside(path), mode)

    def make_directory(self, path, owner):
        made = ""
        for part in path.strip("/").split("/"):
            made += "/" + part
            if not os.path.lexists(self.inside(made)):
                os.mkdir(self.inside(made), 0o755)
                os.chown(self.inside(made), owner, owner)

    def change(self):
        """Makes one change to a candidate file, or to a directory above it."""
        rng = self.rng
        path = rng.choice(self.candidates)
        if rng.random() < 0.4:
            path = os.path.dirname(path)
            if rng.random() < 0.3 and path.count("/") > 2:
                path = os.path.dirname(path)
        real = self.inside(path)
        if path in ("/", "/etc", "/root", "/home", "/work") or not os.path.isdir(os.path.dirname(real)):
            return
        kind = rng.choice([
            self.change_mode, self.change_mode, self.change_owner, self.change_owner, self.change_list, self.remove,
            self.replace, self.replace, self.link, self.link, self.link, self.link_chain, self.nowhere, self.circle,
            self.text])
        if path == "/work/a":  # where the run starts
            kind = self.open_directory
        try:
            kind(real)
            self.notes.append(f"{kind.__name__} {path}")
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, FileExistsError):
            pass
        except OSError as error:
            if error.errno not in (40, 22, 95):  # a loop, or nothing that this change applies to
                raise

    def change_mode(self, path):
        is_directory = os.path.isdir(path)
        mode = self.rng.choice([0o664, 0o646, 0o666, 0o640, 0o600, 0o660, 0o444, 0o400, 0o000, 0o200, 0o620, 0o1666, 0o660])
        if is_directory:
            mode |= self.rng.choice([0o111, 0o111, 0o111, 0o110, 0o100, 0])
        os.chmod(path, mode)

    def open_directory(self, path):
        os.chmod(path, self.rng.choice([0o755, 0o775, 0o777]))
        os.chown(path, *self.rng.choice([(self.user, self.user), (self.user, SHARED), (0, 0), (OTHER, OTHER)]))

    def change_owner(self, path):
        user = self.rng.choice([0, 0, OWN, OTHER, SHARED])
        group = self.rng.choice([user, user, 0, OWN, SHARED])
        os.chown(path, user, group, follow_symlinks=self.rng.random() < 0.7)
        if self.rng.random() < 0.6:
            os.chmod(path, stat.S_IMODE(os.stat(path).st_mode) | 0o020)

    def change_list(self, path):
        more = 1 if os.path.isdir(path) else 0
        group, mask = self.rng.choice([(4, 6), (4, 6), (4, 4), (6, 6), (6, 4), (0, 4)])
        os.setxattr(path, "system.posix_acl_access", access_list(group | more, mask | more, 4 | more))

    def clear(self, path):
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        elif os.path.lexists(path):
            os.remove(path)

    def remove(self, path):
        self.clear(path)

    def replace(self, path):
        """Replaces it by something else."""
        self.clear(path)
        kind = self.rng.choice(["fifo", "socket", "directory", "file", "large", "null"])
        if kind == "fifo":
            os.mkfifo(path)
        elif kind == "socket":
            with socket.socket(socket.AF_UNIX) as listener:
                there = os.getcwd()
                os.chdir(os.path.dirname(path))  # the full path may be too long
                listener.bind(os.path.basename(path))
                os.chdir(there)
        elif kind == "directory":
            os.mkdir(path)
        elif kind == "null":
            os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        else:
            with open(path, "w") as file:
                file.truncate(LIMIT + 1 if kind == "large" else 0)
        os.chmod(path, 0o755)
        os.chown(path, *([self.rng.choice([0, self.user])] * 2))

    def text(self, path):
        if os.path.isfile(path):  # not a FIFO, on which reading would wait
            with open(path, "a") as file:
                file.write("\nnot toml = ")

    def elsewhere(self, path):
        """Moves what is there into a directory of its own; returns its new path."""
        name = f"/other/{self.rng.randrange(1 << 30)}"
        facts = os.lstat(path)
        os.mkdir(self.inside(name))
        if self.rng.random() < 0.3:
            os.chmod(self.inside(name), self.rng.choice([0o775, 0o777, 0o1777, 0o700, 0o711]))
        os.chown(self.inside(name), *([self.rng.choice([facts.st_uid, facts.st_uid, facts.st_uid, 0, OTHER])] * 2))
        os.rename(path, self.inside(name) + "/it")
        return name + "/it"

    def target(self, path, there):
        """The target of a link at `path` that leads to `there`."""
        depth = os.path.dirname(path)[len(self.root):].strip("/").count("/") + 1
        roundabout = self.rng.choice(["", "/./", "/other/../", "//"])
        return self.rng.choice([there, roundabout + there, "../" * depth + there.strip("/"), "../" * 30 + there])

    def link(self, path):
        there = self.elsewhere(path)
        os.symlink(self.target(path, there), path)
        os.chown(path, self.user, self.user, follow_symlinks=False)

    def link_chain(self, path):
        there = self.elsewhere(path)
        middle = self.elsewhere_link(there)
        os.symlink(self.target(path, middle), path)

    def elsewhere_link(self, there):
        name = f"/other/{self.rng.randrange(1 << 30)}"
        os.mkdir(self.inside(name))
        os.chmod(self.inside(name), self.rng.choice([0o755, 0o755, 0o777, 0o775]))
        os.chown(self.inside(name), *([self.rng.choice([0, 0, self.user])] * 2))
        os.symlink(self.target(self.inside(name) + "/link", there), self.inside(name) + "/link")
        return name + "/link"

    def nowhere(self, path):
        self.clear(path)
        os.symlink(self.rng.choice(["nothing", "/nothing/below", "/etc/passwd/below", "../nothing", "/other/no"]), path)

    def circle(self, path):
        self.clear(path)
        if self.rng.random() < 0.5:
            os.symlink(os.path.basename(path), path)
        else:
            os.symlink("/other/back", path)
            self.clear(self.inside("/other/back"))
            os.symlink(path[len(self.root):], self.inside("/other/back"))


# The expected result ---------------------------------------------------------------------------------------------

class Bad(Exception):
    """The run must stop."""


class Absent(Exception):
    pass


class Oracle:
    def __init__(self, situation):
        self.s = situation
        self.in_namespace = situation.namespace != "-"
        self.seen_user = self.seen(situation.user, situation.user)

    def seen(self, number, own):
        """An id as the process sees it."""
        if not self.in_namespace:
            return number
        if number != own:
            return OVERFLOW
        return 0 if self.s.namespace == "root" else number

    def facts(self, path):
        return os.lstat(self.s.inside(path))

    def may(self, path, wanted):
        """Whether the process may access it (4 to read, 1 to search)."""
        facts = self.facts(path)
        if not self.in_namespace and self.s.user == 0:
            return True
        if self.seen_user == 0 and facts.st_uid == self.s.user and facts.st_gid == self.s.group:
            return True  # its capabilities apply to ids of its namespace
        mode = facts.st_mode
        if facts.st_uid == self.s.user:
            return bool(mode >> 6 & wanted)
        if facts.st_gid == self.s.group:
            bits = mode >> 3 & 7
            entries = self.list_of(path)
            if entries:
                bits &= next(p for t, p in entries if t == 4)
            return bool(bits & wanted)
        return bool(mode & wanted)

    def list_of(self, path):
        try:
            raw = os.getxattr(self.s.inside(path), "system.posix_acl_access")
        except OSError:
            return None
        return [struct.unpack_from("<HH", raw, at) for at in range(4, len(raw), 8)]

    def walk(self, path):
        """The real path, and the directories that hold a link in place of the last component.  Raises Absent or Bad."""
        here, todo, links, holders = "/", [(part, True) for part in path.split("/") if part], 0, []
        while todo:
            part, is_own = todo.pop(0)
            if part == ".":
                continue
            if not stat.S_ISDIR(self.facts(here).st_mode):
                raise Absent if is_own else Bad("a link below a file")
            if not self.may(here, 1):
                raise Bad(f"{here} can't be searched")
            if part == "..":
                here = os.path.dirname(here)
                continue
            there = here.rstrip("/") + "/" + part
            try:
                facts = self.facts(there)
            except FileNotFoundError:
                raise Absent if is_own else Bad(f"a link leads to {there}, which isn't there")
            if not stat.S_ISLNK(facts.st_mode):
                here = there
                continue
            links += 1
            if links > 40:
                raise Bad("a circle")
            if not todo:
                holders.append(here)
            target = os.readlink(self.s.inside(there))
            todo = [(part, False) for part in target.split("/") if part] + todo
            if target.startswith("/"):
                here = "/"
        return here, holders

    def is_root(self, user):
        if user == 0:
            return True
        return user == OVERFLOW and self.in_namespace and self.s.has_proc

    def check_writers(self, path):
        facts = self.facts(path)
        if facts.st_mode & 0o002:
            raise Bad(f"others write {path}")
        if facts.st_mode & 0o020:
            user, group = self.seen(facts.st_uid, self.s.user), self.seen(facts.st_gid, self.s.group)
            is_private = user == group and group != 0 and not self.is_root(user) and self.list_of(path) is None
            if stat.S_ISDIR(facts.st_mode) and not self.may(path, 4):
                is_private = False
            if not is_private:
                raise Bad(f"a group writes {path}")

    def check_owner(self, path, is_users):
        user = self.seen(self.facts(path).st_uid, self.s.user)
        if not self.is_root(user) and not (is_users and user == self.seen_user):
            raise Bad(f"{path} is a stranger's")

    def open_directory(self, path):
        """The real path of the directory."""
        real, _ = self.walk(path)
        if not stat.S_ISDIR(self.facts(real).st_mode):
            raise Bad(f"{path} is no directory")
        return real

    def system_directory(self, path, lists=False):
        real = self.open_directory(path)
        if lists and not self.may(real, 4):
            raise Bad(f"{path} can't be listed")
        self.check_owner(real, False)
        self.check_writers(real)
        return real

    def read(self, directory, name, is_users, is_named=False):
        """The text of a file in the directory with that real path."""
        real, holders = self.walk(directory.rstrip("/") + "/" + name)
        mode = self.facts(real).st_mode
        if not stat.S_ISREG(mode):
            raise Bad(f"{real} is no regular file")
        if not self.may(real, 4):
            raise Bad(f"{real} can't be read")
        if not is_named:
            self.check_owner(real, is_users)
            self.check_writers(real)
            for holder in holders + [os.path.dirname(real)] + ([directory] if not holders else []):
                self.check_owner(holder, is_users)
                self.check_writers(holder)
        if self.facts(real).st_size > LIMIT:
            raise Bad(f"{real} is too large")
        with open(self.s.inside(real)) as file:
            return file.read()

    def read_in(self, path, name):
        """The text of a file of the user's; empty if it or its directory isn't there."""
        try:
            return self.read(self.open_directory(path), name, True)
        except Absent:
            return ""

    def read_system(self, directory, name):
        """The text of a file of root's, in a list; no text if it isn't there."""
        try:
            return [self.read(directory, name, False)] if directory else []
        except Absent:
            return []

    def layer(self, text, environment):
        if "not toml" in text:
            raise Bad("ill-formed")
        for layer in LAYERS:
            if text == text_of(layer):
                environment[layer] = "1"
                environment.pop("X" + layer, None)

    def environment(self):
        """The environment that the command must get; raises Bad if the run must stop."""
        s = self.s
        environment = {name: value for name, value in PARENT.items() if name != "MY_TOKEN"}
        try:
            system = self.system_directory("/etc/envscrub")
        except Absent:
            system = None
        required = self.read_system(system, "requirements.toml")
        if system:
            try:
                more = self.system_directory("/etc/envscrub/requirements.d", lists=True)
            except Absent:
                more = None
            if more:
                for name in sorted(os.listdir(s.inside(more))):
                    if name.endswith(".toml"):
                        required.append(self.read(more, name, False))
            for text in required:
                if text and not text.startswith("[requirements]") and "not toml" not in text:
                    raise Bad("another kind of file")
        for text in required:
            self.layer(text, {})
        if s.mode == "config":
            try:
                self.layer(self.read("/work", "named.toml", True, is_named=True), environment)
            except Absent:
                raise Bad("the file that was named isn't there") from None
        elif s.mode != "no-config":
            for text in self.read_system(system, "config.toml"):
                self.layer(text, environment)
            if s.mode == "login":
                self.login(environment)
            else:
                self.users(environment)
                self.project(environment)
        for text in required:
            self.layer(text, environment)
        if s.mode == "login":
            environment["SHELL"] = "/bin/sh"
        return environment

    def users(self, environment):
        self.layer(self.read_in(self.s.home + "/.config/envscrub", "config.toml"), environment)

    def login(self, environment):
        """An invalid user's file leaves only the core variables."""
        trial = dict(environment)
        try:
            self.users(trial)
            environment.update(trial)
            for name in set(environment) - set(trial):
                del environment[name]
        except Bad:
            for name in [name for name in environment if name in PARENT and name not in ("PATH", "HOME")]:
                del environment[name]

    def start(self):
        """The real path of the directory where the command starts."""
        if self.s.mode != "chdir":
            return self.s.directory
        path = self.s.chdir if self.s.chdir.startswith("/") else self.s.directory + "/" + self.s.chdir
        try:
            real = self.walk(path)[0]
        except Absent:
            raise Bad("no directory to change to")
        if not stat.S_ISDIR(self.facts(real).st_mode) or not self.may(real, 1):
            raise Bad("no directory to change to")
        return real

    def project(self, environment):
        text = self.read_in(self.s.home + "/.local/state/envscrub", "trusted")
        trusted = {}
        for record in text.split("\0")[:-1]:
            if len(record) < 67 or record[64:67] != "  /":
                raise Bad("no list")
            trusted.setdefault(record[66:], record[:64])
        if text and not text.endswith("\0"):
            raise Bad("no list")
        directory = self.start()
        while True:
            path = directory.rstrip("/") + "/.envscrub.toml"
            if path in trusted:
                try:
                    text = self.read(directory, ".envscrub.toml", True)
                except Absent:
                    pass
                else:
                    if hashlib.sha256(text.encode()).hexdigest() != trusted[path]:
                        raise Bad("changed since it was trusted")
                    return self.layer(text, environment)
            if directory == "/":
                return
            directory = os.path.dirname(directory)


# Running ---------------------------------------------------------------------------------------------------------

def run(situation):
    """(status, what the command got or None, message)"""
    words = [situation.root, situation.directory, str(situation.user), str(situation.group), situation.namespace,
             situation.closed, *situation.limits]
    command = ["/bin/sh", "x"]
    argv = {"run": ["envscrub", *command], "login": ["-envscrub-shell"], "no-config": ["envscrub", "--no-config", *command],
            "config": ["envscrub", "--config=/work/named.toml", *command],
            "chdir": ["envscrub", "-C", situation.chdir, *command]}[situation.mode]
    show, show_end = os.pipe()
    if situation.to_file:
        message = message_end = os.memfd_create("message")
    else:
        message, message_end = os.pipe()
    null = os.open("/dev/null", os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, message_end, 2),
               (os.POSIX_SPAWN_DUP2, show_end, 9)]
    try:
        child = os.posix_spawn(run.launch, ["launch", *words, "/bin/envscrub", *argv], PARENT, file_actions=actions)
        os.close(show_end)
        if not situation.to_file:
            os.close(message_end)
        signal.alarm(10)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        signal.alarm(0)
        shown = os.read(show, 1 << 16).decode()
        told = (os.pread(message, 1 << 16, 0) if situation.to_file else os.read(message, 1 << 16)).decode()
    finally:
        for number in (show, message, null):
            os.close(number)
    if not shown:
        return status, None, told
    first, *entries = shown.split("\0")[:-1]
    return status, dict(entry.split("=", 1) for entry in entries), told


def wrong(situation):
    """(what is wrong or None, what came of it)"""
    try:
        expected, why = Oracle(situation).environment(), None
        if situation.mode == "chdir":
            Oracle(situation).start()
    except Bad as error:
        expected, why = None, str(error)
    status, got, told = run(situation)
    if status in (96, 97):
        raise RuntimeError(f"could not be launched: {status}")
    if status == 98:
        return None, "no user namespace here"
    # Limits that are too small for a start must be reported; a small stack or closed descriptors are no excuse.
    may_fail = any(limit != "-" for limit in situation.limits[:3])
    can_tell = "2" not in situation.closed and not (situation.to_file and situation.limits[4] != "-")
    if status < 0:
        return f"signal {-status}", ""
    if MARK in told:
        return "a value in a message", ""
    if got is not None:
        if expected is None:
            return f"ran, though {why}", ""
        if got != expected:
            return f"ran with {got}, should be {expected}", ""
        return (None, "ran") if status == 0 else (f"ran, status {status}", "")
    if status != 125:
        return f"status {status}: {told}", ""
    if can_tell and not told.strip():
        return "125 without a message", ""
    if expected is not None and not may_fail:
        return f"stopped, though all is well: {told}", ""
    return None, "stopped" if expected is None else "stopped by a limit"


def prepare(directory, binary):
    """Two machines, without and with /proc, in a separate mount namespace."""
    if libc.unshare(0x20000) or libc.mount(None, b"/", None, 0x44000, None):
        return None
    if libc.mount(b"tmpfs", directory.encode(), b"tmpfs", 0, b"mode=755"):
        return None
    for source, name in ((LAUNCH, "launch"), (SHOW, "show")):
        with open(f"{directory}/{name}.c", "w") as file:
            file.write(source)
        flags = ["-static"] if name == "show" else []
        compiler = "musl-gcc" if name == "show" and shutil.which("musl-gcc") else "cc"
        subprocess.run([compiler, "-Os", *flags, "-w", "-o", f"{directory}/{name}", f"{directory}/{name}.c"], check=True)
    run.launch = f"{directory}/launch"
    machines = []
    for has_proc in (False, True):
        machine = f"{directory}/{'with' if has_proc else 'without'}"
        os.makedirs(machine + "/bin")
        shutil.copy(binary, machine + "/bin/envscrub")
        shutil.copy(directory + "/show", machine + "/bin/sh")
        if has_proc:
            os.mkdir(machine + "/proc")
            if libc.mount(b"/proc", (machine + "/proc").encode(), None, 0x5000, None):
                return None
        machines.append(machine)
    return machines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    parser.add_argument("binary")
    options = parser.parse_args()
    if os.geteuid() != 0:
        return print("situations: skipped, they take root")
    if not shutil.which("cc"):
        return print("situations: skipped, they take a C compiler")
    directory = tempfile.mkdtemp(prefix="situations.")
    os.umask(0o022)
    try:
        machines = prepare(directory, os.path.abspath(options.binary))
        if not machines:
            return print("situations: skipped, no mount namespace here")
        ends = collections.Counter()
        for index in [options.only] if options.only is not None else range(options.count):
            situation = Situation(machines, random.Random(f"{options.seed} {index}"))
            fault, end = wrong(situation)
            ends[end] += 1
            if fault or options.only is not None:
                print(f"situation {index} of seed {options.seed}: {fault or end}")
                about = {k: v for k, v in vars(situation).items() if k not in ("rng", "candidates", "root")}
                for name, value in about.items():
                    print(f"  {name}: {value}")
                print(f"  what the oracle and the run say: {explain(situation)}")
                subprocess.run(["find", ".", "-path", "./bin", "-prune", "-o", "-path", "./proc", "-prune", "-o",
                                "-printf", "  %M %U:%G %p -> %l\n"], cwd=situation.root, check=False)
                if fault:
                    sys.exit(1)
        print(f"situations: {sum(ends.values())}, seed {options.seed}, 0 wrong: "
              + ", ".join(f"{count} {end}" for end, count in ends.most_common()))
    finally:
        libc.umount2(directory.encode(), 2)
        shutil.rmtree(directory, ignore_errors=True)


def explain(situation):
    try:
        said = str(Oracle(situation).environment())
    except Bad as error:
        said = f"bad: {error}"
    return said, run(situation)


if __name__ == "__main__":
    main()
