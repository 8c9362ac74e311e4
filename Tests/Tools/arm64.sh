#!/bin/sh
# Builds everything for arm64 on a machine of another kind, twice and in two places, and compares the bytes; examines
# the binary and the package; and runs the scripts of Tests/EndToEndTests/Fixtures with that binary under qemu-user.
#
# For the scripts the kernel passes arm64 programs to arm64.c by binfmt_misc, in a user namespace that has its own
# (Linux 6.7), so that nothing on the machine changes; that requires root.  LEFT_OUT lists what is left out, and why.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
. Tests/Tools/messages.sh

# In the namespaces.
if [ "${1-}" = inside ]; then
  read -r _ <"$2"
  interpreter=$3
  shift 3
  mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
  # ELF, 64 bits, little-endian, position-independent, AArch64.  P: keep argv[0]; C: credentials of the program; F: open
  # the interpreter now.
  printf '%s' ':arm64:M::\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\xb7\x00:\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff:'"$interpreter"':PCF' \
    >/proc/sys/fs/binfmt_misc/register
  exec "$@"
fi

[ "$(uname -m)" != aarch64 ] || { echo "arm64: this machine is one: nothing to do beside the other tests"; exit; }
[ -e /usr/lib/aarch64-linux-musl/rcrt1.o ] || skip "musl-dev for arm64 is not installed"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
packages="dist image"
if command -v dpkg-deb >/dev/null; then packages="$packages deb"; fi
if command -v rpmbuild >/dev/null; then packages="$packages rpm"; fi
export SOURCE_DATE_EPOCH=1700000000
(umask 022; make -s ARCH=aarch64 $packages >"$scratch/log" 2>&1) || fail "$(cat "$scratch/log")"
mkdir "$scratch/another place"
for name in Package.swift Makefile README.md LICENSE Sources Tests man; do cp -R "$root/$name" "$scratch/another place"; done
(umask 077; TZ=Asia/Tokyo make -s -C "$scratch/another place" ARCH=arm64 $packages >"$scratch/log" 2>&1) || fail "$(cat "$scratch/log")"
binary=$root/.build/aarch64/envscrub
cmp "$binary" "$scratch/another place/.build/aarch64/envscrub" || fail "two builds differ"
for file in "$scratch/another place"/.build/dist/envscrub*; do
  cmp "$file" ".build/dist/${file##*/}" || fail "two builds differ"
  made="${made-}${made+ }${file##*/}"
done

headers=$(readelf -hlW "$binary")
case $headers in *AArch64*) ;; *) fail "another machine's" ;; esac
case $headers in *"DYN (Position-Independent"* | *"DYN (Shared object"*) ;; *) fail "not position-independent" ;; esac
case $headers in *INTERP*) fail "not static: it names an interpreter" ;; esac
case $headers in *GNU_RELRO*) ;; *) fail "no read-only relocations" ;; esac
case $headers in *GNU_STACK*RWE*) fail "executable stack" ;; esac
size=$(wc -c <"$binary")
# Larger than on x86-64: these modules are not optimised once more when they are linked.
[ "$size" -le 491520 ] || fail "$size bytes, more than 480 KiB"
version=$(.build/envscrub --version | sed -n 's/^envscrub \([0-9]\)/\1/p')
if command -v dpkg-deb >/dev/null; then
  [ "$(dpkg-deb -f ".build/dist/envscrub_$version-1_arm64.deb" Architecture)" = arm64 ] || fail "the package is for another machine"
fi
if command -v rpmbuild >/dev/null; then
  [ "$(rpm --dbpath "$scratch" -qp --qf '%{ARCH}' ".build/dist/envscrub-$version-1.aarch64.rpm")" = aarch64 ] || fail "the rpm is for another machine"
fi
tar -C "$scratch" -xf ".build/dist/envscrub-$version-linux-aarch64.tar.gz"
cmp "$binary" "$scratch/envscrub-$version-linux-aarch64/bin/envscrub" || fail "another binary in the tarball"
echo "arm64: a static binary of $size bytes; two builds in two places gave the same bytes: $made"

qemu=$(command -v qemu-aarch64-static) || skip "qemu-user-static is not installed"
[ "$($qemu "$binary" --version | head -n 1)" = "envscrub $version" ] || fail "it doesn't run"
make -s ARCH=aarch64 all >"$scratch/log" 2>&1 || fail "$(cat "$scratch/log")"
[ "$(echo 'a = 1' | $qemu .build/aarch64/toml-decode | tr -d ' \n')" = '{"a":{"type":"integer","value":"1"}}' ] || fail "toml-decode doesn't run"
[ "$(id -u)" = 0 ] || skip "not root, so the scripts are not run"
cc -O2 -static -DQEMU="\"$qemu\"" -o "$scratch/arm64" Tests/Tools/arm64.c
mkfifo "$scratch/go"
ENVSCRUB_BINARY=$binary unshare -U -m "$0" inside "$scratch/go" "$scratch/arm64" \
  "${SWIFT:-swift}" test --skip-build --filter EndToEndTests.ScriptTests >"$scratch/log" 2>&1 &
inside=$!
while [ "$(readlink "/proc/$inside/ns/user")" = "$(readlink /proc/self/ns/user)" ]; do sleep 0.1; done
echo "0 0 65536" >"/proc/$inside/uid_map"
echo "0 0 65536" >"/proc/$inside/gid_map"
echo go >"$scratch/go"
wait "$inside" || :
grep -q 'Suite ScriptTests' "$scratch/log" || fail "the scripts were not run: $(tail -n 5 "$scratch/log")"

# rows [ADDRESS]: file and title of the scripts that failed.
rows() {
  sed -n "${1-}"'s/^[^ ]* Test .* recorded an issue with 1 argument scriptCase → \([^:]*\):[0-9]* \(.*\) at ScriptTests.swift:.*/\1 \2/p' "$scratch/log" |
    LC_ALL=C sort -u
}
rows >"$scratch/failed"
# An emulator is slow, and so is a busy machine: a few cases that only timed out don't count.
rows '/"status: time-out/' >"$scratch/slow"
sed '1,/^cat .*<<.LEFT_OUT/d; /^LEFT_OUT$/,$d' "$0" | grep -v '^#' | LC_ALL=C sort >"$scratch/left-out"
LC_ALL=C comm -13 "$scratch/left-out" "$scratch/slow" >"$scratch/too-slow"
LC_ALL=C sort -u "$scratch/left-out" "$scratch/too-slow" >"$scratch/known"
count=$(sed -n 's/^[^ ]* Test script.* with \([0-9]*\) test cases .*/\1/p' "$scratch/log" | awk '{ sum += $1 } END { print sum }')
wrong=0
# report WORDS: prints them for each row on standard input.
report() {
  while IFS= read -r row; do
    echo "arm64: $1: $row"
    grep -F -- "${row#* } at ScriptTests" "$scratch/log" | head -n 1 | cut -c 1-1500
    wrong=$((wrong + 1))
  done
}
LC_ALL=C comm -23 "$scratch/failed" "$scratch/known" >"$scratch/rows"
report "fails, and is not left out" <"$scratch/rows"
LC_ALL=C comm -13 "$scratch/failed" "$scratch/left-out" >"$scratch/rows"
report "is left out, and passes" <"$scratch/rows"
sed 's/^/arm64: took too long: /' "$scratch/too-slow"
slow=$(wc -l <"$scratch/too-slow")
[ "$slow" -le 30 ] || fail "$slow scripts took too long"
[ "$wrong" = 0 ] || fail "$wrong of $count scripts"
echo "arm64: by $(basename "$qemu"): $((count - $(wc -l <"$scratch/failed"))) of $count scripts pass, $slow took too long, $(wc -l <"$scratch/left-out") are left out with their reasons"
exit

cat <<'LEFT_OUT'
# Landlock: qemu has not its system calls
attacks-found.txt a seal that is required and not possible stops the run, with requirements.toml alone
sealing.txt --seal: 16 in each other, and the next says so
sealing.txt --seal: files move and link between directories as before
sealing.txt --seal: no_new_privs comes with it, also alone
sealing.txt --seal: the parent's environment can't be read any more, its own can
sealing.txt --seal: what a process of its own does can be looked into
sealing.txt a command that is not found is told of when all is closed
sealing.txt keys of a file, and of a profile over it; options over both
requirements.txt seal, close_fds, no_new_privs: what is required holds against files and options
# /proc/self/exe: stat(2) of it finds qemu, so that the program does not know its own path
shims.txt --install-shims makes the directory, writes files of one line, and ends with the line for the user's shell
shims.txt a directory that was left out: the first name takes its place, and is that of a command
shims.txt a directory of somebody else, and a user's own
shims.txt a directory that its group can write
shims.txt a directory that others can write, or whose directory they can
shims.txt a file that can't be executed, a directory and a dangling link are passed over, as execvp(3) does
shims.txt a path that a #! line can't have
shims.txt a record says that it was a shim, and which file was run
shims.txt a script whose interpreter is the shim that finds it would be run for ever
shims.txt a shim runs the command that comes after it in PATH, with all arguments, and without the secret
shims.txt a shim that comes upon a shim of another directory runs it, in any order and as often as they stand there
shims.txt argv[0] is the path of what is run; a link's own name counts
shims.txt by an absolute path, by a relative one, through a link, in a PATH without the shims
shims.txt by hand: what a shim would do, and what it would run
shims.txt from a directory that was removed
shims.txt nothing of that name: 127, and none of the directories is named that was looked in
shims.txt relative directories and empty ones in PATH
shims.txt rules are asked about the bare name, and a project's file counts
shims.txt the line does what it says
shims.txt the line is in the language of the shell that passwd(5) names, and the directory a word of it
shims.txt the line names the path that envscrub was called by, not the one that its link leads to now
shims.txt the same shim in two directories: a link to the directory, a link to the file, a hard link
shims.txt twenty at once leave whole files and nothing else
shims.txt twice is once, a file that is no shim is left alone, and a shim of another path of envscrub is mended
shims.txt what comes before the last directory with the shim is never run, and the message says so
shims.txt with an empty PATH and without one it looks in the default one
# AT_EXECFN: qemu puts the program's path there, where the kernel puts the script's
audit.txt a script and its use
shebang.txt 255 bytes of the line are whole; of a longer one the policy is not known
shebang.txt a cut in the command, in quotes, behind a NUL, in a comment, behind blanks; blanks themselves may be cut
shebang.txt a line that names no command would run the script for ever
shebang.txt a script that only root can read is none whose policy is known
shebang.txt an interpreter that is a script itself
shebang.txt lines that end in CR LF: white space to -S, and elsewhere said to be the reason
shebang.txt nor is the path of such a script an assignment
shims.txt a line that the kernel cut runs nothing
why.txt a script says nothing
# AT_SECURE: qemu is what the kernel starts, and knows nothing of the file's capabilities
safe-files.txt capabilities of the file: refused by envscrub, a strict login by envscrub-shell
# a name twice: qemu hands on one entry of each name
attacks-requirements.txt exclude.always, by entries that are doubled, malformed and no UTF-8
codex.txt of a name that is given twice the last one counts
# descriptors: qemu has some of its own, and opens what is closed
attacks-files.txt no descriptor left to open a policy with
exec.txt a closed standard input stays closed
# signals: qemu handles some itself
signals.txt a shell that ignores PIPE does not change it for the command
signals.txt all signals blocked
LEFT_OUT
