"""A sealed command attacks the process that started envscrub, and a sibling of it, after executing various programs: no
attack may succeed.  Without the seal they must succeed, or they would prove nothing."""

import os
import re
import shutil

from sealroom import ENVSCRUB, PATH, ROOM, SECRET, environment, home, landlock_version, read, run, write

ATTACK = f"{ROOM}/attack"
SIGNALS = {"kill", "pidfd_signal", "sigio"}
# Other obstacles than a seal: Yama restricts attaching, and these two are kernel options.
YAMA = {"mem", "attach", "seize", "vm_readv", "vm_writev", "pidfd_getfd"}
OPTIONAL = {"kcmp", "perf_event"}
# CAP_SYS_PTRACE, CAP_SYS_ADMIN, CAP_PERFMON
LOOKING = 1 << 19 | 1 << 21 | 1 << 38


def tries(who, *command, **more):
    """The attacks that succeeded and those that were tried, as sets of (what, whom), and the whole output.  A parent
    with a secret starts the command."""
    env = environment(who, PLANTED=SECRET, GH_TOKEN=SECRET)
    done = run(who, ATTACK, "start", *command, env=env, **more)
    lines = [line.split() for line in done.stdout.splitlines() if re.fullmatch(r"\S+ (parent|sibling) \S+", line)]
    succeeded = {(what, whom) for what, whom, result in lines if result == "yes"}
    return succeeded, {(what, whom) for what, whom, _ in lines}, done


def yama():
    """The Yama scope; 0 if Yama is missing."""
    return int(read("/proc/sys/kernel/yama/ptrace_scope") or 0)


def script(who, first):
    return write(f"{ROOM}/script-{who}", first, 0o755)


def becomings(who):
    """Ways to start an attack, each as the words after envscrub's."""
    found = [
        ("the command itself", [ATTACK]),
        ("a grandchild", ["sh", "-c", f"sh -c '{ATTACK} fork; :'; :"]),
        ("after another execve", [ATTACK, "again"]),
        ("a script with #!", [script(who, f"#!/bin/sh\n{ATTACK}\n")]),
        ("a session of its own", ["setsid", "-w", ATTACK]),
        ("in a user namespace", ["unshare", "-Ur", ATTACK]),
        ("in user and mount namespaces", ["unshare", "-Urm", ATTACK]),
    ]
    return found


def check(report, who):
    report.title(f"What of the attacks succeeds, as {who}", "sealed", "without")
    every = None
    for name, words in becomings(who):
        got, tried, said = tries(who, ENVSCRUB, "--seal", *words)
        without, all_tried, _ = tries(who, ENVSCRUB, *words)
        every = every or all_tried
        if "namespace" in name and not all_tried:
            report.lacks(name, "no user namespaces can be made here")
            continue
        # A user namespace is itself an obstacle, except for signals.
        expected = SIGNALS if "namespace" in name else needed(who)
        missing = {(what, whom) for what, whom in every if what in expected} - without
        report.row(name, (f"{len(got)} of {len(tried)}", f"{allowed()} of {len(every)}"),
                   (f"{len(without)}" + (f", lacks {sorted(missing)}" if missing else ""), f"{len(without)}"),
                   said=said.stdout)
    if yama():
        print(f"  (without: Yama's ptrace_scope is {yama()}, so {', '.join(sorted(YAMA))} need not succeed)")
    check_settings(report, who, len(every))
    check_capabilities(report, who)


def allowed():
    """The attacks that succeed in a seal: signals before version 6."""
    return 0 if landlock_version() >= 6 else 2 * len(SIGNALS)


def needed(who):
    """The attacks that must succeed without a seal."""
    names = {"environ", "task-environ", "maps", "auxv", "fd-link", "fd-open", "cwd", "root", "root-open", "exe", "ns"}
    return names | SIGNALS | (YAMA if yama() == 0 or who == "root" and yama() < 3 else set())


def check_settings(report, who, count):
    """The ways to request a seal."""
    policy = write(f"{home(who)}/policy.toml", "seal = true\n", who=who)
    profile = write(f"{home(who)}/profile.toml", "[profiles.closed]\nseal = true\n", who=who)
    expected = f"{allowed()} of {count}"

    def row(name, *words, notice="", text="", place="/etc/envscrub/config.toml"):
        if text:
            write(place, text)
        got, tried, said = tries(who, *words, ATTACK)
        shutil.rmtree("/etc/envscrub", ignore_errors=True)
        report.row(name, (f"{len(got)} of {len(tried)}", expected), (notice in said.stdout, True), said=said.stdout)

    report.title(f"The same, asked for otherwise, as {who}", "sealed", "says so")
    row("seal = true in --config", ENVSCRUB, f"--config={policy}")
    row("in a profile", ENVSCRUB, f"--config={profile}", "--profile=closed")
    row("in the system's file", ENVSCRUB, text="seal = true\n")
    write(f"{home(who)}/.config/envscrub/config.toml", "seal = true\n", who=who)
    if who == "root":  # whose line in /etc/passwd names another directory
        shutil.rmtree(f"{home(who)}/.config")
    else:
        row("in the user's file", ENVSCRUB)
        shutil.rmtree(f"{home(who)}/.config")
    row('seal = "if-possible"', ENVSCRUB, "--seal=if-possible")
    required = "[requirements.seal]\nallowed = [true]\n"
    where = "/etc/envscrub/requirements.toml"
    row("by requirement", ENVSCRUB, text=required, place=where)
    row("by requirement, against --seal=no", ENVSCRUB, "--seal=no", text=required, place=where,
        notice="is not allowed, and becomes true")
    shell = f"{ROOM}/envscrub-shell"
    if not os.path.lexists(shell):
        os.symlink("envscrub", shell)
    attack = [shell, "-c"]
    row("a login shell, [login]'s profile", *attack,
        text='[login]\nprofile = "closed"\n[profiles.closed]\nseal = true\n')
    row("in the first line of a script", script(who, f"#!{ENVSCRUB} -S --seal {ATTACK}\n"))


def check_capabilities(report, who):
    """None of the three capabilities comes back, whatever is executed."""
    copy = f"{ROOM}/cat-as-root"
    if not os.path.exists(copy):
        shutil.copy(shutil.which("cat", path=PATH), copy)
        os.chmod(copy, 0o4755)
    held = LOOKING & int(re.search(r"^CapBnd:\s*(\w+)", read("/proc/self/status"), re.M)[1], 16)
    own = held if who == "root" else 0
    report.title(f"CAP_SYS_PTRACE, CAP_SYS_ADMIN, CAP_PERFMON, as {who}", "sealed", "without", "no_new_privs")
    for name, words, without in (("the command itself", ["cat"], own),
                                 ("after another execve", ["sh", "-c", 'exec "$@"', "sh", "cat"], own),
                                 ("a set-user-ID program", [copy], held)):
        masks, said = [], ""
        for option in ("--seal", "--seal=no"):
            text = run(who, ENVSCRUB, option, *words, "/proc/self/status").stdout
            found = re.findall(r"^Cap(?:Eff|Prm|Inh|Amb):\s*(\w+)$", text, re.M)
            masks.append(f"{max((int(mask, 16) & LOOKING for mask in found), default=-1):x}")
            said = said or text
        denied = re.search(r"^NoNewPrivs:\s*(\w+)$", said, re.M)
        report.row(name, (masks[0], "0"), (masks[1], f"{without:x}"), (denied and denied[1], "1"), said=said)
    if who == "root":
        given = ["setpriv", "--reuid=64001", "--inh-caps=+sys_ptrace", "--ambient-caps=+sys_ptrace", "--clear-groups"]
        plain, sealed = (run(who, *given, ENVSCRUB, "--no-config", option, "cat", "/proc/self/status").stdout
                         for option in ("--seal=no", "--seal"))
        masks = [[int(mask, 16) & LOOKING for mask in re.findall(r"^Cap(?:Eff|Prm|Inh|Amb):\s*(\w+)$", text, re.M)]
                 for text in (sealed, plain)]
        report.row("a user with CAP_SYS_PTRACE, ambient", 
                   (" ".join(f"{mask:x}" for mask in masks[0]), "0 0 0 0"),
                   (" ".join(f"{mask:x}" for mask in masks[1]), " ".join(["80000"] * 4)), said=sealed)
        # CAP_SETPCAP makes any capability of the bounding set inheritable.  That grants nothing yet, and no_new_privs
        # keeps it so.
        again = run(who, ENVSCRUB, "--seal", "setpriv", "--inh-caps=+sys_ptrace", "cat", "/proc/self/status").stdout
        found = re.findall(r"^Cap(?:Eff|Prm|Amb):\s*(\w+)$", again, re.M)
        report.row("inheritable again, and executed", (max(int(mask, 16) & LOOKING for mask in found), 0),
                   (len(found), 3), said=again)
