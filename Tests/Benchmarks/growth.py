#!/usr/bin/env python3
"""How time and memory grow with the input:  growth.py [--check] [--only WORD] BINARY

Each row is an input that somebody could make large: a policy file near 1 MiB, an environment and a command line near what
the kernel takes.  It is run at half its size and in full; printed are both times (the best of three), their ratio, and
the most memory (VmHWM) next to the size.  With --check these are failures: a ratio over 2.5, unless the times are small;
more than a second; memory over 64 times the input.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile

RATIO, SECONDS, TIMES = 2.5, 1.0, 64
# Below this, clock steps and process start dominate.
SMALL = 0.1
# An input of less than 1 MiB counts as 1 MiB: the least memory of a run, and the size to which strings of -S may
# expand, don't depend on the input.
LEAST = 1 << 20

# A small program in between, because a process starts with the peak memory of its parent (getrusage(2), ru_maxrss), and
# because entries need not be valid in a mapping.
SPAWNER = r"""
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
/* times PROGRAM FILE: runs PROGRAM with the arguments and the environment of FILE, strings ended by NUL, the first one
 * the number of arguments; prints its status, microseconds and kB. */
int main(int argc, char **argv) {
  struct stat facts;
  int fd = open(argv[2], O_RDONLY), null = open("/dev/null", O_RDWR), status;
  if (fd < 0 || fstat(fd, &facts)) return 1;
  char *text = mmap(NULL, facts.st_size, PROT_READ, MAP_PRIVATE, fd, 0), *end = text + facts.st_size;
  long count = atol(text), total = 0;
  for (char *p = text; p < end; p += strlen(p) + 1) total++;
  char **strings = calloc(total + 2, sizeof *strings), *p = text + strlen(text) + 1;
  for (long i = 0; p < end; p += strlen(p) + 1) {
    if (i == count) i++;
    strings[i++] = p;
  }
  struct rusage use;
  pid_t pid = vfork();
  if (pid == 0) {
    dup2(null, 0), dup2(null, 1), dup2(null, 2);
    execve(argv[1], strings, strings + count + 1);
    _exit(99);
  }
  wait4(pid, &status, 0, &use);
  printf("%d %ld %ld\n", status, (use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1000000L + use.ru_utime.tv_usec +
    use.ru_stime.tv_usec, use.ru_maxrss);
  return 0;
}
"""

POLICY = "[shell_environment_policy]\n"


def listed(key, items):
    return POLICY + key + " = [" + ",".join(items) + "]\n"


def strings(count, form):
    return ['"' + form % i + '"' for i in range(count)]


def inline(pairs):
    return "{ " + ", ".join(pairs) + " }"


def entries(count, form="V%d=x"):
    return [form % i for i in range(count)]


class Row:
    """name; full size; a function from a size to (options, environment, files).  Files map a name to a text; `{D}` in
    an option is their directory."""

    def __init__(self, name, size, make):
        self.name, self.size, self.make = name, size, make


def check(text):
    return ["--check", "{D}/p.toml"], [], {"p.toml": text}


def required(text, *command):
    return ["--no-config", *command], [], {"etc/envscrub/requirements.toml": text}


def run(text, environment=(), *options):
    return ["--config={D}/p.toml", *options, "/bin/true"], list(environment), {"p.toml": text}


ROWS = [
    Row("policy: patterns, all different", 90_000, lambda n: run(listed("exclude", strings(n, "A%dB")), entries(100))),
    Row("policy: one pattern again and again", 250_000, lambda n: run(listed("exclude", ['"A"'] * n))),
    Row("policy: a group again and again", 80_000, lambda n: run(listed("exclude", ['"@injection"', '"@secrets"'] * (n // 2)))),
    Row("policy: set", 60_000, lambda n: run(POLICY + "set = " + inline('A%d="x"' % i for i in range(n)))),
    Row("policy: filters", 40_000, lambda n: run(POLICY + "filters = " + inline('"A%d"="exclude"' % i for i in range(n)))),
    Row("policy: Codex's filters", 40_000, lambda n: (
        ["--codex", *run("")[0]], [], {"p.toml": POLICY + "filters = " + inline('"a%d"="exclude"' % i for i in range(n))})),
    Row("policy: Codex's filters, beyond ASCII", 30_000, lambda n: (
        ["--codex", *run("")[0]], [], {"p.toml": POLICY + "filters = " + inline('"AΣ%dΣ"="exclude"' % i for i in range(n))})),
    Row("policy: profiles that say nothing", 80_000, lambda n: run("profiles = " + inline("p%d={}" % i for i in range(n)))),
    Row("policy: profiles with a list", 45_000, lambda n: run("profiles = " + inline("p%d={keep=[]}" % i for i in range(n)), [], "--profile=p7")),
    Row("policy: a profile misspelt", 75_000, lambda n: (
        ["--config={D}/p.toml", "--profile=zzzzzz", "true"], [], {"p.toml": "profiles = " + inline("p%05d={}" % i for i in range(n))})),
    Row("policy: [[expect]]", 60_000, lambda n: run("expect = [" + ",".join(['{kept=["A"]}'] * n) + "]")),
    Row("policy: dotted keys", 22_000, lambda n: run("".join('shell_environment_policy.set.A%d = "x"\n' % i for i in range(n)))),
    Row("policy: tables", 40_000, lambda n: run("".join("[profiles.p%d]\n" % i for i in range(n)))),
    Row("check: errors, a line each", 40_000, lambda n: check("".join("k%d = 1\n" % i for i in range(n)))),
    Row("check: errors in one line", 400_000, lambda n: check(listed("exclude", ["1"] * n))),
    Row("check: misspelt keys", 40_000, lambda n: check(POLICY + "".join("inherit%d = 1\n" % i for i in range(n)))),
    Row("check: errors behind a long string", 30_000, lambda n: check(
        POLICY + "set.A = '''" + "x\n" * n + "'''\n" + "".join("[k%d]\n" % i for i in range(n)))),
    Row("check: failing expectations", 60_000, lambda n: check(
        POLICY + 'exclude = ["*"]\n[[expect]]\nkept = [' + ",".join('"A%d"' % i for i in range(n)) + "]\n")),
    Row("check: equal patterns", 200_000, lambda n: check(listed("exclude", ['"A*"'] * n))),
    Row("check: patterns, all different", 80_000, lambda n: check(listed("exclude", strings(n, "A%dB*")))),
    Row("check: keep beside exclude", 50_000, lambda n: check(
        POLICY + "keep = [" + ",".join(strings(n // 2, "A%d*")) + "]\nexclude = [" + ",".join(strings(n // 2, "*A%d")) + "]\n")),
    Row("check: profiles over a long list", 20_000, lambda n: check(
        POLICY + "exclude = [" + ",".join(strings(n, "A%d")) + "]\n" + "".join('[profiles.p%d]\nexclude=["B"]\n' % i for i in range(n)))),
    Row("check: Codex's filters that are one", 20_000, lambda n: (
        ["--check", "--codex", "{D}/p.toml"], [],
        {"p.toml": POLICY + "filters = " + inline('"a%d"="exclude","A%d"="exclude"' % (i, i) for i in range(n))})),
    Row("check: set.always", 50_000, lambda n: check("[requirements.set.always]\n" + "".join('A%d="x"\n' % i for i in range(n)))),
    Row("check: set.always of two files", 50_000, lambda n: (
        ["--check", "{D}/p.toml", "{D}/q.toml"], [],
        {f: "[requirements.set.always]\n" + "".join('A%d="x"\n' % i for i in range(n // 2)) for f in ("p.toml", "q.toml")})),
    Row("check: allowed profiles of two files", 100_000, lambda n: (
        ["--check", "{D}/p.toml", "{D}/q.toml"], [],
        {f: "requirements.profile.allowed = [" + ",".join(strings(n // 2, "p%d")) + "]\n" for f in ("p.toml", "q.toml")})),
    Row("check: forbidden beside set", 20_000, lambda n: (
        ["--check", "{D}/p.toml", "{D}/q.toml"], [],
        {"p.toml": "requirements.set.forbidden = [" + ",".join(strings(n, "A%dX")) + "]\n",
         "q.toml": POLICY + "set = " + inline('A%d="x"' % i for i in range(n))})),
    Row("check: rules", 20_000, lambda n: check(
        "requirements.rules = [" + ",".join('{glob="a%d*",decision="prompt"}' % i for i in range(n)) + "]\n")),
    Row("check --json: errors", 40_000, lambda n: (
        ["--check", "--json", "{D}/p.toml"], [], {"p.toml": "".join("k%d = 1\n" % i for i in range(n))})),
    Row("a syntax error far behind", 250_000, lambda n: check(listed("exclude", ['"A"'] * n) + "x")),
    Row("run: entries", 120_000, lambda n: (["--no-config", "/bin/true"], entries(n), {})),
    Row("run: one name again and again", 120_000, lambda n: (["--no-config", "/bin/true"], ["A=x"] * n, {})),
    Row("run: entries without a name", 120_000, lambda n: (["--no-config", "/bin/true"], ["x"] * n, {})),
    Row("run: entries, Codex's dialect", 100_000, lambda n: (["--no-config", "--codex", "/bin/true"], entries(n, "ſ%d=x"), {})),
    Row("run: -u beside entries", 40_000, lambda n: (
        ["--no-config", *("-uV%d" % i for i in range(n)), "/bin/true"], entries(n), {})),
    Row("run: -u beside assignments", 40_000, lambda n: (
        ["--no-config", *("-uV%d" % i for i in range(n)), *("V%d=x" % i for i in range(n)), "/bin/true"], [], {})),
    Row("run: ${X} in -S beside entries", 20_000, lambda n: (
        ["--no-config", "-S/bin/true " + " ".join("${V%d}" % i for i in range(n // 2))], entries(n), {})),
    Row("run: ${X} of ${X} in -S", 14_000, lambda n: (
        ["--no-config", "-S-S${A}" + "${A}" * n, "/bin/true"], ["A=${B} ", "B=x"], {})),
    Row("run: -S in -S", 120_000, lambda n: (["--no-config", "-" + "S-" * (n // 2), "/bin/true"], [], {})),
    Row("run: letters of options", 120_000, lambda n: (["--no-config", *["-" + "i" * n] * 10, "/bin/true"], [], {})),
    Row("run: assignments", 100_000, lambda n: (["--no-config", *("V%d=x" % i for i in range(n)), "/bin/true"], [], {})),
    Row("run: one name assigned again and again", 120_000, lambda n: (["--no-config", *["A=x"] * n, "/bin/true"], [], {})),
    Row("run: --keep", 50_000, lambda n: (["--no-config", *("--keep=V%d" % i for i in range(n)), "/bin/true"], entries(1000), {})),
    Row("run: arguments", 120_000, lambda n: (["--no-config", "/bin/true", *["x"] * n], [], {})),
    Row("explain: entries", 120_000, lambda n: (["--no-config", "--explain"], entries(n), {})),
    Row("explain: secrets", 100_000, lambda n: (["--no-config", "--explain"], entries(n, "KEY%d=x"), {})),
    Row("explain --json: entries", 120_000, lambda n: (["--no-config", "--json"], entries(n), {})),
    Row("explain --json: secrets", 100_000, lambda n: (["--no-config", "--json"], entries(n, "KEY%d=x"), {})),
    Row("suggest: entries", 120_000, lambda n: (["--suggest"], entries(n), {})),
    Row("suggest: prefixes", 100_000, lambda n: (["--suggest"], entries(n, "V%d_A=x"), {})),
]


# Requirements are read only from /etc: these rows need a machine of their own, made by unshare(1) if that is allowed.
REQUIRED = [
    Row("requirements: rules of 1 KB, long arguments", 700, lambda n: required(
        "requirements.rules = [" + ",".join('{glob="*%s%d*",decision="forbidden"}' % ("a" * 1000, i) for i in range(n)) + "]\n",
        "/bin/true", *["a" * 120_000] * (15 * n // 700))),
    Row("requirements: rules that all but occur", 120, lambda n: required(
        "requirements.rules = [" + ",".join(['{glob="*%sb*",decision="forbidden"}' % ("a" * 1000)] * n) + "]\n",
        "/bin/true", *[("a" * 500 + "b") * 240] * 15)),
    Row("requirements: short rules", 20_000, lambda n: required(
        "requirements.rules = [" + ",".join('{glob="rm%d *",decision="forbidden"}' % i for i in range(n)) + "]\n",
        "/bin/true", *["rm1 -rf x"] * 50_000)),
    Row("requirements: rules with ?", 20_000, lambda n: required(
        "requirements.rules = [" + ",".join('{glob="*x%d?y*",decision="forbidden"}' % i for i in range(n)) + "]\n",
        "/bin/true", *["x1?z "] * 50_000)),
    Row("requirements: set.always", 50_000, lambda n: required(
        "[requirements.set.always]\n" + "".join('A%d="x"\n' % i for i in range(n)), "/bin/true")),
    Row("requirements: forbidden beside assignments", 30_000, lambda n: required(
        "requirements.set.forbidden = [" + ",".join(strings(n, "A%dX")) + "]\n", *("A%d=x" % i for i in range(n)), "/bin/true")),
    Row("requirements: exclude.always beside entries", 60_000, lambda n: (
        ["--no-config", "/bin/true"], entries(n),
        {"etc/envscrub/requirements.toml": "requirements.exclude.always = [" + ",".join(strings(n, "A%dX")) + "]\n"})),
]


class Bench:
    def __init__(self, binary, work):
        self.work, self.binary = work, os.path.abspath(binary)
        source = os.path.join(work, "times.c")
        with open(source, "w") as stream:
            stream.write(SPAWNER)
        self.spawner = os.path.join(work, "times")
        subprocess.run(["cc", "-O1", "-static", "-o", self.spawner, source], check=True)
        os.makedirs(os.path.join(work, "etc/envscrub"))
        self.machine = ["unshare", "-rm", "sh", "-c", 'mount --bind "$0/etc" /etc && exec "$@"', work]
        self.has_machine = subprocess.run([*self.machine, "true"], capture_output=True).returncode == 0
        # The argument list may take three quarters of 8 MiB, whatever the limit of the stack.
        resource.setrlimit(resource.RLIMIT_STACK, (64 << 20, resource.getrlimit(resource.RLIMIT_STACK)[1]))

    def measure(self, options, environment, files, attempts=3):
        size = sum(len(os.fsencode(text)) + 9 for text in [*options, *environment])
        for name, text in files.items():
            with open(os.path.join(self.work, name), "w", encoding="utf-8", errors="surrogateescape") as stream:
                stream.write(text)
            size += os.path.getsize(os.path.join(self.work, name))
        given = os.path.join(self.work, "given")
        with open(given, "wb") as stream:
            options = ["envscrub", *(option.replace("{D}", self.work) for option in options)]
            for text in [str(len(options)), *options, *environment]:
                stream.write(os.fsencode(text) + b"\0")
        best = peak = None
        for _ in range(attempts):
            command = [self.spawner, self.binary, given]
            if "etc/envscrub/requirements.toml" in files:
                command = [*self.machine, *command]
            answer = subprocess.run(command, capture_output=True, check=True).stdout
            status, time, memory = (int(word) for word in answer.split())
            if any(len(text) > 1 << 20 for text in files.values()):
                sys.exit(f"growth: a file is too large: {options[:3]}")
            if os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 99:
                sys.exit(f"growth: wait status {status}: {str(options)[:80]}")
            best = time / 1e6 if best is None else min(best, time / 1e6)
            peak = memory * 1024
            if best > 5:
                break
        return best, peak, size


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("binary")
    options = parser.parse_args()
    missed = 0
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(options.binary, work)
        print(f"{'':<44} {'half':>8} {'full':>8} {'ratio':>6} {'MB':>6} {'x input':>8}")
        if not bench.has_machine:
            print("requirements: skipped, since unshare(1) may not make a machine of its own")
        for row in ROWS + REQUIRED * bench.has_machine:
            if options.only in row.name:
                missed += report(row.name, bench.measure(*row.make(row.size // 2)), bench.measure(*row.make(row.size)))
    print(f"{missed} goals missed" if missed else "all goals reached")
    return 1 if options.check and missed else 0


def report(name, half, full):
    ratio = full[0] / max(half[0], 0.001)
    times = full[1] / max(full[2], LEAST)
    faults = []
    if full[0] > SMALL and ratio > RATIO:
        faults.append("RATIO")
    if full[0] > SECONDS:
        faults.append("SLOW")
    if times > TIMES:
        faults.append("MEMORY")
    print(f"{name:<44} {half[0]:>8.3f} {full[0]:>8.3f} {ratio:>6.2f} {full[1] / 1e6:>6.0f} {times:>8.1f}  {' '.join(faults)}".rstrip(), flush=True)
    return len(faults)


if __name__ == "__main__":
    sys.exit(main())
