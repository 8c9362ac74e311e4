"""Kernels with another version of Landlock: the question for it is answered differently, and the following calls are
examined.  From version 2 on the domain is created and tested too: this kernel knows all that older ones do."""

from attacks import ATTACK, SIGNALS, tries
from sealroom import ENVSCRUB, ROOM, folder, home, landlock_version, run

OLD = ["create size=8 flags=0 files=0x2000 network=0 scoped=0", "allow type=1 files=0x2000 beneath=/ flags=0",
       "enter flags=0"]
NEW = ["create size=24 flags=0 files=0 network=0 scoped=0x2", "enter flags=0"]
ASKED = "version address=0 size=0"

# The version or error, the calls after the question, the message if there can be no domain.
ROWS = [(-38, None, "this kernel has no Landlock"), (-95, None, "Landlock was disabled when this kernel started"),
        (-1, None, "Operation not permitted"), (0, None, "is version 1"), (1, None, "is version 1"),
        *((version, OLD, "") for version in range(2, 6)), *((version, NEW, "") for version in (6, 7, 8, 100))]


def emulated(who, version):
    """The words before a command under that version; and a function that reads the calls."""
    place = f"{home(who)}/calls"

    def calls():
        with open(place) as file:
            return file.read().splitlines()
    return [f"{ROOM}/version", place, str(version)], calls


def check(report, who):
    report.title(f"Other versions of Landlock, as {who}", "status", "ran", "if-possible", "the calls", "says so")
    for version, expected, why in ROWS:
        if expected == NEW and landlock_version() < 6:
            continue
        words, calls = emulated(who, version)
        done = run(who, *words, ENVSCRUB, "--seal", "echo", "it-ran")
        first = calls()
        possible = run(who, *words, ENVSCRUB, "--seal=if-possible", "echo", "it-ran")
        notice = "envscrub: notice: not sealed: " in possible.stdout and why in possible.stdout
        works = expected is not None
        error = "cannot seal: " in done.stdout and why in done.stdout
        says = possible.stdout == "it-ran\n" if works else notice and error
        report.row(
            f"version {version}" if version >= 0 else f"error {-version}", (done.returncode, 0 if works else 125),
            ("it-ran" in done.stdout, works), ("it-ran" in possible.stdout, True),
            ("as expected" if first == [ASKED, *(expected or [])] else "\n".join(first), "as expected"),
            (says, True), said=done.stdout + possible.stdout)
    check_old(report, who)


def check_old(report, who):
    """What the domains of versions 2 to 5 close and leave open."""
    report.title(f"Under versions 2 to 5, as {who}", "attacks", "signals", "mv", "ln", "mount")
    for version in range(2, 6):
        words, _ = emulated(who, version)
        sealed = [*words, ENVSCRUB, "--seal"]
        got, tried, said = tries(who, *sealed, ATTACK)
        place = folder(who, "moves")
        moved = run(who, *sealed, "sh", "-c",
                    f"cd {place} && mkdir one two && touch one/file one/other && mv one/file one/other two")
        linked = run(who, *sealed, "sh", "-c", f"cd {place} && ln two/file one/link && test two/file -ef one/link")
        mounted = run(who, *sealed, "unshare", "-Urm", "mount", "-t", "tmpfs", "none", "/mnt")
        report.row(f"version {version}", (len([one for one in got if one[0] not in SIGNALS]), 0),
                   (len([one for one in got if one[0] in SIGNALS]), 2 * len(SIGNALS)), (moved.returncode, 0),
                   (linked.returncode, 0), (mounted.returncode != 0, True),
                   said=said.stdout + moved.stdout + linked.stdout + mounted.stdout)
