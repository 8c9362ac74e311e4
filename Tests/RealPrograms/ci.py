#!/usr/bin/env python3
"""Runs the recipes of envscrub-recipes(7) for CI and for programs in other languages:  ci.py BINARY

Files for GitHub Actions and GitLab CI are validated with check-jsonschema; their commands, and those of the Jenkinsfile,
run in a project with a valid policy and in one with an invalid policy.  pre-commit, from PyPI, runs the hook.  Each
program is compiled if its language is installed, and must give its child the environment of `envscrub -0`, or start none.
Whatever is missing is named; with CI=true that is a failure.
"""
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "Tests", "Tools"))
import examples  # noqa: E402

GOOD = '[shell_environment_policy]\nexclude = ["DEPLOY_*"]\n[[expect]]\ndropped = ["DEPLOY_HOST"]\n'
BAD = '[shell_environment_policy]\nexclud = ["DEPLOY_*"]\n'
failures = 0


def fail(what, *more):
    global failures
    failures += 1
    print(f"FAILED {what}", *more, sep="\n")


def missing(what):
    print(f"ci: {what}: skipped")
    if os.environ.get("CI") == "true":
        fail(f"{what}, but CI must have it")


def displays():
    """The files of the manual page, by the names in their first lines."""
    with open(os.path.join(ROOT, "man", "envscrub-recipes.7"), encoding="utf-8") as file:
        text = file.read()
    found = {}
    for block in re.findall(r"^\.Bd -literal[^\n]*\n(.*?)^\.Ed$", text, re.S | re.M):
        lines = [examples.plain(line) for line in block.splitlines()]
        named = re.fullmatch(r"(?:#|//) (\S+)", lines[0])
        if named:
            found[named[1]] = "\n".join(lines) + "\n"
    return found


def run(words, **more):
    return subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, **more)


class Project:
    """A folder with a policy, a Makefile, and its own home; `make test` prints whether it sees the token."""

    def __init__(self, place, policy, binary=None):
        self.home = os.path.join(place, "home")
        self.work = os.path.join(place, "work")
        for path in (self.home, self.work, os.path.join(place, "bin")):
            os.makedirs(path)
        self.environment = {"PATH": f"{place}/bin:/usr/bin:/bin", "HOME": self.home, "CI": "true", "DEPLOY_TOKEN": "fake"}
        if binary:
            os.symlink(binary, os.path.join(place, "bin", "envscrub"))
        self.write(".envscrub.toml", policy)
        self.write("Makefile", 'test:\n\t@echo "tested: $${DEPLOY_TOKEN-no token}"\n')

    def write(self, name, text):
        with open(os.path.join(self.work, name), "w", encoding="utf-8") as file:
            file.write(text)

    def shell(self, words):
        return run(words, cwd=self.work, env=self.environment)


def judge(what, policy, status, output):
    """A valid policy is checked, and the tests run without the token; an invalid one stops everything."""
    output = output.decode(errors="replace")
    if policy is GOOD:
        if status or ".envscrub.toml: ok" not in output or "tested: no token" not in output:
            fail(f"{what}, a right policy: status {status}", output)
    elif status == 0 or "did you mean" not in output or "tested" in output:
        fail(f"{what}, a wrong policy: status {status}", output)


def check_ci(files, binary, place, tarball):
    from ruamel.yaml import YAML
    names = {"vendor.github-workflows": ".github/workflows/test.yml", "vendor.gitlab-ci": ".gitlab-ci.yml"}
    for schema, name in names.items():
        path = os.path.join(place, os.path.basename(name))
        with open(path, "w", encoding="utf-8") as file:
            file.write(files[name])
        done = run(["check-jsonschema", "--builtin-schema", schema, path])
        if done.returncode:
            fail(f"{name} by {schema}", done.stdout.decode())
    with open(tarball, "rb") as file:
        sums = {"ENVSCRUB_URL": "file://" + tarball, "ENVSCRUB_SHA256": hashlib.sha256(file.read()).hexdigest()}
    for number, policy in enumerate((GOOD, BAD)):
        # GitHub: each step is a file for its shell; paths written to GITHUB_PATH are prepended to PATH afterwards.
        project = Project(os.path.join(place, f"github{number}"), policy)
        output, status = b"", 0
        for step in YAML(typ="safe").load(files[".github/workflows/test.yml"])["jobs"]["test"]["steps"]:
            if "run" not in step:
                continue
            paths = os.path.join(project.home, "paths")
            project.environment.update({**sums, "GITHUB_PATH": paths})
            project.write("step.sh", step["run"])
            words = step.get("shell", "bash -e {0}").replace("{0}", "step.sh").split()
            if os.path.exists(paths):
                added = open(paths, encoding="utf-8").read().split()
                project.environment["PATH"] = ":".join(added[::-1] + ["/usr/bin:/bin"])
            # The runner looks up the shell in that PATH too.
            words[0] = shutil.which(words[0], path=project.environment["PATH"]) or words[0]
            done = project.shell(words)
            output, status = output + done.stdout, done.returncode
            if status:
                break
        judge("GitHub Actions", policy, status, output)
        # GitLab: both lists form one script, which ends at the first failure.
        project = Project(os.path.join(place, f"gitlab{number}"), policy)
        project.environment.update(sums)
        job = YAML(typ="safe").load(files[".gitlab-ci.yml"])["test"]
        project.write("job.sh", "set -eo pipefail\n" + "\n".join(job["before_script"] + job["script"]) + "\n")
        done = project.shell(["bash", "job.sh"])
        judge("GitLab CI", policy, done.returncode, done.stdout)
        # Jenkins: each step is a separate script, run with -xe.
        project = Project(os.path.join(place, f"jenkins{number}"), policy, binary)
        output, status = b"", 0
        for command in re.findall(r"\bsh '([^']*)'", files["Jenkinsfile"]):
            done = project.shell(["sh", "-xe", "-c", command])
            output, status = output + done.stdout, done.returncode
            if status:
                break
        judge("Jenkins", policy, status, output)
    print("ci: GitHub's and GitLab's file by their schemas; the commands of GitHub, GitLab and Jenkins")


def check_precommit(files, binary, place):
    venv = os.path.join(place, "venv")
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    done = run([os.path.join(venv, "bin/pip"), "-q", "--disable-pip-version-check", "install", "pre-commit<5"])
    if done.returncode:
        return missing(f"pip can't install pre-commit: {done.stdout.decode().splitlines()[-1:]}")
    # The sources serve as the repository that the configuration names.
    hooks = os.path.join(place, "hooks")
    os.mkdir(hooks)
    shutil.copy(os.path.join(ROOT, ".pre-commit-hooks.yaml"), hooks)
    as_somebody = ["-c", "user.name=nobody", "-c", "user.email=nobody@example.invalid"]
    for words in (["init", "-q"], ["add", "."], [*as_somebody, "commit", "-qm", "hooks"], ["tag", "v0.1.0"]):
        subprocess.run(["git", *words], cwd=hooks, check=True)
    for number, (policy, status, text) in enumerate(((GOOD, 0, "Passed"), (BAD, 1, 'did you mean "exclude"'))):
        project = Project(os.path.join(place, f"commit{number}"), policy, binary)
        project.environment["PATH"] = f"{venv}/bin:{project.environment['PATH']}"
        project.write(".pre-commit-config.yaml", files[".pre-commit-config.yaml"].replace("https://git.example/envscrub", hooks))
        for words in (["git", "init", "-q"], ["git", "add", "."]):
            project.shell(words)
        done = project.shell(["pre-commit", "run", "--all-files"])
        if done.returncode != status or text not in done.stdout.decode() or "Makefile" in done.stdout.decode():
            fail(f"pre-commit: status {done.returncode}", done.stdout.decode())
    print("ci: the hook, by pre-commit")


# language, file, command to build it, command to run it
LANGUAGES = [
    ("python3", "scrubbed.py", None, ["python3", "scrubbed.py"]),
    ("node", "scrubbed.js", None, ["node", "scrubbed.js"]),
    ("go", "scrubbed.go", ["go", "build", "-o", "from-go", "scrubbed.go"], ["./from-go"]),
    ("rustc", "scrubbed.rs", ["rustc", "-D", "warnings", "-o", "from-rust", "scrubbed.rs"], ["./from-rust"]),
]


def check_languages(files, binary, place):
    os.makedirs(os.path.join(place, "bin"))
    # The programs call envscrub without options, so its options come from a file.
    with open(os.path.join(place, "bin", "envscrub"), "w", encoding="utf-8") as file:
        file.write(f'#!/bin/sh\nexec {binary} "$@" $(cat {place}/options)\n')
    os.chmod(file.name, 0o755)
    with open(os.path.join(place, "wrong.toml"), "w", encoding="utf-8") as file:
        file.write(BAD)
    tried = []
    for program, name, build, call in LANGUAGES:
        if not shutil.which(program):
            missing(f"{program} is not installed")
            continue
        with open(os.path.join(place, name), "w", encoding="utf-8") as file:
            file.write(files[name])
        lines = files[name].count("\n")
        if lines > 30:
            fail(f"{name} has {lines} lines")
        if build:
            done = run(build, cwd=place, env=dict(os.environ, GOCACHE=f"{place}/cache", GOFLAGS="-mod=mod"))
            if done.returncode:
                fail(f"{name} can't be built", done.stdout.decode())
                continue
        call = [shutil.which(call[0]) or call[0], *call[1:]]
        environment = {b"PATH": f"{place}/bin:/usr/bin:/bin".encode(), b"HOME": place.encode(), b"LC_ALL": b"C.UTF-8",
                       b"NPM_TOKEN": b"fake", b"EMPTY": b"", b"EQUALS": b"a=b=c",
                       b"LINES": b"one\ntwo\n", b"WORDS": "zwei Wörter".encode()}
        if program != "node":
            environment[b"BYTES"] = b"\xff\xfe"
        for options, expected in (("", None), ("--inherit=none", b""), ("--config=wrong.toml", False)):
            with open(os.path.join(place, "options"), "w", encoding="utf-8") as file:
                file.write(options)
            want = subprocess.run([f"{place}/bin/envscrub", "-0"], cwd=place, env=environment, capture_output=True).stdout
            shown = os.path.join(place, "shown")
            if os.path.exists(shown):
                os.remove(shown)
            done = run([*call, "/usr/bin/dash", "-c", f"exec /usr/bin/cat /proc/self/environ >{shown}"], cwd=place, env=environment)
            got = open(shown, "rb").read() if os.path.exists(shown) else None
            what = f"{name} {options or 'as it is'}"
            # A shell adds PWD, and OLDPWD if it has it.
            entries = lambda block: sorted(e for e in block.split(b"\0") if e and not e.startswith((b"PWD=", b"OLDPWD=", b"_=")))
            if expected is False:
                if got is not None or done.returncode == 0:
                    fail(f"{what}: the child ran, or the status is {done.returncode}", done.stdout.decode(errors="replace"))
            elif got is None or done.returncode or entries(got) != entries(want):
                fail(f"{what}: status {done.returncode}", f"{got!r}", f"{want!r}", done.stdout.decode(errors="replace"))
            elif expected is None and (b"NPM_TOKEN" in got or b"EQUALS=a=b=c\0" not in got):
                fail(f"{what}: not scrubbed, or a value cut", f"{got!r}")
            elif expected == b"" and entries(got):
                fail(f"{what}: not empty", f"{got!r}")
        tried.append(program)
    print(f"ci: programs in {', '.join(tried)}")


def main(binary):
    files = displays()
    wanted = {".github/workflows/test.yml", ".gitlab-ci.yml", "Jenkinsfile", ".pre-commit-config.yaml", *(row[1] for row in LANGUAGES)}
    if not wanted <= set(files):
        fail(f"the page lacks {sorted(wanted - set(files))}")
        return
    with tempfile.TemporaryDirectory(prefix="ci.") as place:
        check_languages(files, binary, os.path.join(place, "languages"))
        try:
            import ruamel.yaml  # noqa: F401
            there = shutil.which("check-jsonschema") and shutil.which("curl")
        except ImportError:
            there = False
        version = subprocess.run([binary, "--version"], capture_output=True, text=True).stdout.split()[1]
        tarball = os.path.join(ROOT, ".build", "dist", f"envscrub-{version}-linux-{os.uname().machine}.tar.gz")
        if not there:
            missing("check-jsonschema or curl is not installed")
        else:
            subprocess.run(["make", "-s", "dist"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            check_ci(files, binary, place, tarball)
        if shutil.which("git"):
            check_precommit(files, binary, place)
        else:
            missing("git is not installed")


if len(sys.argv) != 2:
    sys.exit("usage: ci.py BINARY")
main(os.path.abspath(sys.argv[1]))
sys.exit(failures != 0)
