"""Seals within other sandboxes, other sandboxes within seals, seals within seals, and filters that deny the calls."""

import shutil

from attacks import ATTACK, allowed, tries
from sealroom import ENVSCRUB, PATH, ROOM, run

MOST = 16  # nested domains
DENIED, MISSING = 1, 38


def check(report, who):
    check_deep(report, who)
    check_filters(report, who)
    check_wrapped(report, who)


def nested(count, last):
    """`count` nested seals, the last with the option `last`; then the words that follow."""
    return [ENVSCRUB, "--seal"] * (count - 1) + [ENVSCRUB, *last]


def check_deep(report, who):
    report.title(f"Seals in seals, as {who}", "status", "ran", "as expected")
    for count in (1, 2, MOST):
        done = run(who, *nested(count, ["--seal"]), "echo", "it-ran")
        report.row(f"{count}", (done.returncode, 0), ("it-ran" in done.stdout, True), (done.stdout == "it-ran\n", True),
                   said=done.stdout)
    why = "16 seals are nested already"
    for last, status, text in (("--seal", 125, f"envscrub: cannot seal: {why}"),
                               ("--seal=if-possible", 0, f"envscrub: notice: not sealed: {why}"),
                               ("--seal=if-possible -q", 0, "it-ran\n")):
        done = run(who, *nested(MOST + 1, last.split()), "echo", "it-ran")
        lines = 2 if "notice" in text else 1
        report.row(f"{MOST + 1}, the last {last}", (done.returncode, status), ("it-ran" in done.stdout, status == 0),
                   (text in done.stdout and done.stdout.count("\n") == lines, True), said=done.stdout)
    got, tried, said = tries(who, *nested(MOST, ["--seal"]), ATTACK)
    report.row(f"attacks from {MOST} seals", (len(got), allowed()), (len(tried) > 0, True), said=said.stdout)
    # The outer seal's processes are outside the inner one.
    got, tried, said = tries(who, ENVSCRUB, ATTACK)
    inner = run(who, ENVSCRUB, "--seal", "env", "PLANTED=fake-planted", ATTACK, "start", ENVSCRUB, "--seal", ATTACK)
    report.row("attacks from one in another on that other", (inner.stdout.count(" yes\n"), allowed()),
               (len(got), len(tried)), said=inner.stdout)


def check_filters(report, who):
    """A filter like that of containers: the run stops before the command, or prints a notice."""
    report.title(f"Filters of seccomp(2), as {who}", "status", "ran", "if-possible", "notice", "-q")
    for call in ("landlock", "landlock_create_ruleset", "landlock_restrict_self", "prctl", "capset"):
        for error, word in ((DENIED, "EPERM"), (MISSING, "ENOSYS")):
            words = [f"{ROOM}/filter", f"{call}={error}", "--", ENVSCRUB]
            done = run(who, *words, "--seal", "echo", "it-ran")
            possible = run(who, *words, "--seal=if-possible", "echo", "it-ran")
            quiet = run(who, *words, "-q", "--seal=if-possible", "echo", "it-ran")
            # A process without the three capabilities drops none.
            works = call == "capset" and who != "root"
            report.row(f"{call}: {word}", (done.returncode, 0 if works else 125), ("it-ran" in done.stdout, works),
                       ("it-ran" in possible.stdout, True), ("notice: not sealed: " in possible.stdout, not works),
                       (quiet.stdout, "it-ran\n"), said=done.stdout + possible.stdout + quiet.stdout)
    done = run(who, f"{ROOM}/filter", f"prctl={DENIED}", "--", ENVSCRUB, "--no-new-privs", "echo", "it-ran")
    report.row("--no-new-privs, prctl: EPERM", (done.returncode, 125), ("it-ran" in done.stdout, False),
               ("cannot set no_new_privs" in done.stdout, True), said=done.stdout)


def check_wrapped(report, who):
    report.title(f"In other means, and they in a seal, as {who}", "runs", "attacks")
    bwrap = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
    plain = ["bwrap", "--bind", "/", "/"]
    # In the user namespace the user is root, whose files can't be read.
    inner = [ENVSCRUB, "--no-config", "--seal"]
    rows = [("unshare -Ur, then the seal", ["unshare", "-Ur", *inner]),
            ("the seal, then unshare -Ur", [ENVSCRUB, "--seal", "unshare", "-Ur"]),
            ("the seal, unshare -Ur, another seal", [ENVSCRUB, "--seal", "unshare", "-Ur", *inner])]
    if report.has("bwrap", "bwrap"):
        rows += [("bwrap, then the seal", [*plain, ENVSCRUB, "--seal"]),
                 ("bwrap with its own /proc, then the seal", [*bwrap, "--unshare-pid", ENVSCRUB, "--seal"])]
        if who != "root":
            rows.append(("the seal, then bwrap", [ENVSCRUB, "--seal", *plain]))
            rows.append(("the seal, bwrap, another seal", [ENVSCRUB, "--seal", *plain, ENVSCRUB, "--seal"]))
    for name, words in rows:
        unsealed = [word for word in words if word != "--seal"]
        if run(who, *unsealed, "true").returncode:
            report.lacks(name, "it doesn't work without a seal either")
            continue
        done = run(who, *words, "echo", "it-ran")
        got, _, said = tries(who, *words, ATTACK)
        report.row(name, (done.stdout, "it-ran\n"), (len(got), allowed()), said=done.stdout + said.stdout)
    if who == "root" and shutil.which("bwrap", path=PATH):
        # Without CAP_SYS_ADMIN bwrap creates no namespace, and asks for no user namespace.
        done = run(who, ENVSCRUB, "--seal", *plain, "true")
        report.row("the seal, then bwrap as root: not possible", (done.returncode != 0, True), said=done.stdout)
        done = run(who, ENVSCRUB, "--seal", "bwrap", "--unshare-user", *plain[1:], "true")
        report.row("the same with --unshare-user", (done.returncode, 0), said=done.stdout)
