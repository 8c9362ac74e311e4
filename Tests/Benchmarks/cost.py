"""What a run of the binary costs, each figure next to its goal:  cost.sh [--check] BINARY

With --check a missed goal is a failure: sizes, system calls and memory exactly; ratios of times with 10 % of slack, as
the best of five attempts.  What a measurement needs and isn't there is named; with CI=true that is a failure.
"""

import os
import pwd
import shlex
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

import layers
from inputs import CONFIG, LONG, ORDINARY, hundred_patterns, many

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.path.join(HERE, "..", "..", "..", "shared", "bench")
GNU_ENV = "/usr/bin/env"
ELSEWHERE = "/bin/true"  # the command of the measurements that end where it starts
SLACK = 1.1
ATTEMPTS = 5
MOST_FAULTS = 9


def config_files():
    """The policy files that a run without options reads on this machine."""
    candidates = ["/etc/envscrub/config.toml"]
    try:
        candidates.append(os.path.join(pwd.getpwuid(os.getuid()).pw_dir, ".config/envscrub/config.toml"))
    except KeyError:
        pass
    return [path for path in candidates if os.path.lexists(path)]


class Row:
    """A figure with a goal; of several attempts the best counts."""

    def __init__(self, what, goal, unit="", digits=0, slack=1.0, at_least=False):
        self.what, self.goal, self.unit, self.digits = what, goal, unit and " " + unit, digits
        self.slack, self.at_least = slack, at_least
        self.value = None

    def take(self, value):
        better = max if self.at_least else min
        self.value = value if self.value is None else better(self.value, value)

    def reaches(self, slack=1.0):
        return self.value * slack >= self.goal if self.at_least else self.value <= self.goal * slack

    def passes(self):
        return self.reaches(self.slack)

    def show(self):
        verdict = "ok" if self.reaches() else "missed, within the slack" if self.passes() else "MISSED"
        line(self.what, f"{self.value:,.{self.digits}f}{self.unit}",
             f"at {'least' if self.at_least else 'most'} {self.goal:,}{self.unit}", verdict)


def line(what, figure="", goal="", verdict=""):
    print(f"  {what:<44} {figure:>14}   {goal:<22} {verdict}".rstrip(), flush=True)


def run(command, environment, expected=0):
    """Standard output and standard error of a command; any other status than the expected one ends the benchmark."""
    result = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                            errors="surrogateescape", timeout=60)
    if result.returncode != expected:
        sys.exit(f"cost: {' '.join(command)}: status {result.returncode}\n{result.stderr}")
    return result.stdout, result.stderr


class Benchmark:
    def __init__(self, binary, work, check):
        self.work, self.check = work, check
        self.rows, self.skipped = [], []
        self.original, self.binary = binary, os.path.join(work, "envscrub")
        self.copy()
        self.config = self.write("config.toml", CONFIG)
        self.hundred = self.write("hundred.toml", hundred_patterns())

    def write(self, name, text):
        path = os.path.join(self.work, name)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        return path

    def copy(self):
        """Measures a copy: a build may replace the binary meanwhile, and all commands should be in one file system.  What
        a start costs depends on where the kernel has the pages of a file, up to a tenth; so each attempt has a new one."""
        os.replace(shutil.copy(self.original, self.binary + ".new"), self.binary)

    def compile(self, name, source, *options):
        path = os.path.join(self.work, name)
        run(["cc", *options, "-o", path, source], os.environ)
        return path

    def hold(self, *rows):
        for row in rows:
            row.show()
        self.rows += rows

    def skip(self, what, reason):
        line(what, "skipped", reason)
        self.skipped.append(what)

    # Figures that don't vary with the load.

    def validate(self):
        """Checks that nothing is dropped in measurements of whole environments: passing on less would cost less."""
        assert len(ORDINARY) == 50, len(ORDINARY)
        for options, environment in ((["--no-config"], ORDINARY), ([f"--config={self.hundred}"], many(4000))):
            kept, _ = run([self.binary, *options], environment)
            if sorted(kept.splitlines()) != sorted(f"{name}={value}" for name, value in environment.items()):
                sys.exit(f"cost: {' '.join(options)} drops something of an environment that has no secret in it")

    def size(self):
        row = Row("size", 428_032, "bytes")
        row.take(os.path.getsize(self.binary))
        self.hold(row)

    def system_calls(self):
        what = "system calls, default search"
        if not shutil.which("strace"):
            return self.skip(what, "no strace")
        if config_files():
            return self.skip(what, "there are config files")
        log = os.path.join(self.work, "strace")
        run([shutil.which("strace"), "-o", log, self.binary, ELSEWHERE], ORDINARY)
        with open(log, encoding="utf-8", errors="replace") as stream:
            calls = stream.read().splitlines()
        executed = [number for number, call in enumerate(calls) if call.startswith("execve(")]
        row = Row(what, 16)
        row.take(executed[1] - executed[0] + 1)
        self.hold(row)
        line("  from its own execve to the command's, both counted")

    def memory(self):
        what = "peak memory (VmHWM), 1 KB config"
        if not shutil.which("cc"):
            return self.skip(what, "no cc")
        peak = self.compile("peak", os.path.join(HERE, "peak.c"), "-O2")
        row = Row(what, 1024, "kB")
        row.take(int(run([peak, self.binary, f"--config={self.config}", ELSEWHERE], ORDINARY)[0]))
        self.hold(row)

    def instructions(self):
        valgrind = shutil.which("valgrind")
        if not valgrind:
            return line("instructions", "skipped", "no valgrind")
        counts = {}
        for name, options, environment in (
            ("no config", ["--no-config"], ORDINARY),
            ("no filter", ["--no-config", "--ignore-default-excludes"], ORDINARY),
            ("1 KB config", [f"--config={self.config}"], ORDINARY),
            ("100 patterns, 4,000 variables", [f"--config={self.hundred}"], many(4000)),
            ("a value of 128 KB", ["--no-config"], {"A": LONG}),
            ("eight of these", ["--no-config"], {f"A{number}": LONG for number in range(8)}),
        ):
            # valgrind stays where the command can't be executed, and reports.
            _, said = run([valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null", self.binary, *options,
                           "/nonexistent"], environment, expected=127)
            collected = re.search(r"Collected : (\d+)", said)
            if not collected:
                sys.exit(f"cost: callgrind reports no instructions\n{said}")
            counts[name] = int(collected[1])
            line(f"instructions, {name}", f"{counts[name]:,}")
        start = Row("instructions, no config", 60_000)
        start.take(counts["no config"])
        row = Row("instructions, the filter by itself", 10_000)
        row.take(counts["no config"] - counts["no filter"])
        growth = Row("instructions, 1 MB of values", 8.2, "x 128 KB", 2)
        growth.take(counts["eight of these"] / counts["a value of 128 KB"])
        self.hold(start, row, growth)

    # Times.

    def time(self, rounds, environment, *commands):
        """The median of each command, in microseconds, the bare target's first."""
        arguments = [self.spawnbench, str(rounds)]
        for command in ([self.target], *commands):
            arguments += ["--", *command]
        return [float(row.split()[0]) for row in run(arguments, environment)[0].splitlines()]

    def attempt(self, rows, measure):
        """With --check, measures a new copy if a goal is missed: the machine may have been busy."""
        for _ in range(ATTEMPTS if self.check else 1):
            self.copy()
            for row, value in zip(rows, measure()):
                row.take(value)
            if all(row.passes() for row in rows):
                break

    def small(self):
        rows = (
            Row("no config", 1.7, "x floor", 2, SLACK),
            Row("1 KB config", 2.1, "x floor", 2, SLACK),
            Row("default search", 2.0, "x floor", 2, SLACK),
            Row("GNU env, beside no config", 5, "x ours", 2, SLACK, at_least=True),
            Row("a shim, beside the same run by prefix", 1.35, "x prefix", 2, SLACK),
        )
        shims = os.path.join(self.work, "shims")
        run([self.binary, "--install-shims", shims, os.path.basename(self.target)], ORDINARY)
        # The command is in the last of six directories, and is found by a shim in front of them and by the prefix.
        found = dict(ORDINARY, PATH=f"{shims}:{ORDINARY['PATH']}:{self.work}")
        added = []

        def measure():
            target, *others = self.time(
                2500, ORDINARY,
                [self.trampoline, self.target],
                [self.binary, "--no-config", self.target],
                [self.binary, f"--config={self.config}", self.target],
                [self.binary, self.target],
                [GNU_ENV, self.target])
            added[:] = [target] + [median - target for median in others]
            _, floor, none, config, search, env = added
            target, prefix, shim = self.time(
                1000, found, [self.binary, self.target], [os.path.join(shims, os.path.basename(self.target))])
            return none / floor, config / floor, search / floor, env / none, (shim - target) / (prefix - target)

        self.attempt(rows, measure)
        print("\nAdded cost, 50 variables: the median less the bare target's, as multiples of the floor's")
        self.hold(*rows)
        line("  config files here: " + (" ".join(config_files()) or "none"))
        line("  the last run, in us: target {:.0f}; added: floor {:.0f}, no config {:.0f},".format(*added[:3]))
        line("  1 KB config {:.0f}, default search {:.0f}, GNU env {:.0f}".format(*added[3:]))

    def own_machine(self):
        """A shell line after which /etc, the home and the working directory are those of a run with all files; None if
        processes may not have their own mounts."""
        unshare = [shutil.which("unshare") or "unshare", "-rm", "/bin/sh", "-c"]
        if subprocess.run([*unshare, "true"], capture_output=True).returncode != 0:
            return None
        etc, home, project = (os.path.join(self.work, name) for name in ("etc", "home", "project"))
        for path, text in (
            (f"{etc}/passwd", f"root:x:0:0:root:{home}:/bin/sh\n"),
            (f"{etc}/envscrub/config.toml", layers.SYSTEM),
            (f"{etc}/envscrub/requirements.toml", layers.REQUIREMENTS),
            (f"{home}/.config/envscrub/config.toml", layers.USER),
            (f"{project}/.envscrub.toml", layers.PROJECT),
        ):
            os.makedirs(os.path.dirname(path), mode=0o755, exist_ok=True)
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(text)
            os.chmod(path, 0o644)
        os.chmod(self.work, 0o755)
        enter = f"mount --bind {shlex.quote(etc)} /etc && cd {shlex.quote(project)} && "
        run([*unshare, enter + f"setsid {shlex.quote(self.binary)} --trust"], ORDINARY)
        return [*unshare, enter + 'exec "$@"', "sh"]

    def layered(self):
        row = Row("system, user, project, requirements", 3.5, "x floor", 2, SLACK)
        machine = self.own_machine()
        if not machine:
            return self.skip(row.what, "unshare -rm is not allowed here")
        kept, _ = run([*machine, self.binary], ORDINARY)
        assert "DATABASE_URL=" in kept and "PYTHONDONTWRITEBYTECODE=" in kept and "NO_COLOR=" in kept, kept
        arguments = [*machine, self.spawnbench, "2500"]
        for command in ([self.target], [self.trampoline, self.target], [self.binary, self.target]):
            arguments += ["--", *command]

        def measure():
            target, floor, ours = [float(line.split()[0]) for line in run(arguments, ORDINARY)[0].splitlines()]
            return [(ours - target) / (floor - target)]

        self.attempt([row], measure)
        sizes = [len(text) for text in (layers.SYSTEM, layers.USER, layers.PROJECT, layers.REQUIREMENTS)]
        print("\nAll files there, of " + ", ".join(f"{size:,}" for size in sizes) + " bytes")
        self.hold(row)

    def large(self):
        rows = (
            Row("4,000 variables, beside GNU env", 1.0, "x env's", 2, SLACK),
            Row("8,000 variables, beside 4,000", 2.5, "x added", 2, SLACK),
        )
        added = {}

        def measure():
            for count in (2000, 4000, 8000):
                target, ours, env = self.time(
                    250, many(count), [self.binary, f"--config={self.hundred}", self.target], [GNU_ENV, self.target])
                added[count] = ours - target, env - target
                if count == 4000:
                    beside = ours / env
            return beside, added[8000][0] / added[4000][0]

        self.attempt(rows, measure)
        print("\n100 patterns and many variables: the whole time, and the cost added to the bare target's")
        self.hold(*rows)
        for count, (ours, env) in added.items():
            line(f"  the last run, {count:,} variables, added", f"{ours:,.0f} us", f"GNU env {env:,.0f} us")

    def faults(self):
        """The median of the page faults of a start and of the target after it.  The kernel places the stack at random,
        so they vary by two."""
        def count(command):
            process = os.posix_spawn(command[0], command, ORDINARY)
            return os.wait4(process, 0)[2].ru_minflt

        target, floor, ours = (
            statistics.median(count(command) for _ in range(201))
            for command in ([self.target], [self.trampoline, self.target], [self.binary, "--no-config", self.target]))
        row = Row("page faults beyond the target's, no config", MOST_FAULTS)
        row.take(ours - target)
        print()
        self.hold(row)
        line(f"  the target has {target:.0f}, the floor {floor - target:.0f} beyond them")

    def times(self):
        if not os.path.isdir(SHARED):
            print()
            return self.skip("page faults and times", "no ../shared/bench beside the checkout")
        if not shutil.which("cc"):
            print()
            return self.skip("page faults and times", "no cc")
        self.spawnbench = self.compile("spawnbench", os.path.join(SHARED, "spawnbench.c"), "-O2")
        self.target, self.trampoline = (
            self.compile(name, os.path.join(SHARED, name + ".S"), "-nostdlib", "-static")
            for name in ("target", "trampoline"))
        self.faults()
        self.small()
        self.layered()
        self.large()

    def all(self):
        self.validate()
        print("Size, system calls, memory and instructions, 50 variables")
        self.size()
        self.system_calls()
        self.memory()
        self.instructions()
        self.times()


def main():
    arguments = sys.argv[1:]
    check = arguments[:1] == ["--check"]
    if check:
        del arguments[0]
    if len(arguments) != 1 or not os.path.isfile(arguments[0]):
        sys.exit("usage: cost.sh [--check] BINARY")
    with tempfile.TemporaryDirectory() as work:
        benchmark = Benchmark(arguments[0], work, check)
        benchmark.all()
    missed = [row.what for row in benchmark.rows if not row.passes()]
    if check and missed:
        sys.exit("cost: missed: " + "; ".join(missed))
    if os.environ.get("CI") == "true" and benchmark.skipped:
        sys.exit("cost: skipped, which CI may not: " + "; ".join(benchmark.skipped))


if __name__ == "__main__":
    main()
