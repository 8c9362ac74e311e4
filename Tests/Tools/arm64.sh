#!/bin/sh
# usage: arm64.sh [BINARY SYSROOT]
# Compiles all rooms for arm64 in Embedded mode, as far as a toolchain for another machine goes: that of x86-64 has
# no Embedded standard library for arm64 Linux, but one for arm64 without an operating system, which is all they need.
#
# With SYSROOT, where Debian's musl-dev for arm64 is unpacked, links the static binary too, and where qemu-user is
# installed runs it beside BINARY, this machine's:
#   dpkg --add-architecture arm64 && apt-get update && apt-get download musl-dev:arm64 && dpkg-deb -x musl-dev_*.deb SYSROOT
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
binary=${1:-} sysroot=${2:-}
[ -z "$binary" ] || binary=$(realpath "$binary")
[ -z "$sysroot" ] || sysroot=$(realpath "$sysroot")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

swiftc=${SWIFTC:-swiftc}
target="-target aarch64-none-none-elf -enable-experimental-feature Embedded"
echo 'func f(_ a: Int) -> [Int] { [a] }' >probe.swift
if ! $swiftc $target -wmo -parse-as-library -c -o probe.o probe.swift 2>probe.log; then
  echo "arm64: skipped, this toolchain has no Embedded standard library for arm64"
  exit 0
fi
rm probe.*

cp "$root/Sources/CSystem/include/CSystem.h" "$root/Sources/CBytes/include/CBytes.h" .
printf 'module %s { header "%s.h" export * }\n' CSystem CSystem CBytes CBytes >module.modulemap
# In the order of Package.swift, so that each finds those that it imports.
rooms=$(sed '1,/targets: \[$/d' "$root/Package.swift" | sed -n 's/.*name: "\([A-Za-z-]*\)".*/\1/p')
count=0
for room in $rooms; do
  [ -n "$(find "$root/Sources/$room" -name '*.swift' 2>/dev/null)" ] || continue
  module=$(echo "$room" | tr - _)
  $swiftc $target -wmo -Osize -parse-as-library -swift-version 6 -package-name envscrub -I . -Xfrontend -function-sections \
    -module-name "$module" -emit-module -emit-module-path "$module.swiftmodule" -c -o "$module.o" $(find "$root/Sources/$room" -name '*.swift')
  count=$((count + 1))
done
[ "$count" = "$(find "$root"/Sources/* -name '*.swift' | sed "s|$root/Sources/||; s|/.*||" | sort -u | wc -l)" ] ||
  { echo "arm64: $count rooms compiled, but Sources has others"; exit 1; }
if [ -z "$sysroot" ]; then
  echo "arm64: $count rooms compile; not linked, since no SYSROOT is named"
  exit 0
fi

tools=$(dirname "$(readlink -f "$(command -v "$swiftc")")")
musl=$sysroot/usr/lib/aarch64-linux-musl
for source in "$root"/Sources/CSystem/*.c; do
  "$tools/clang" --target=aarch64-linux-musl -nostdinc -isystem "$sysroot/usr/include/aarch64-linux-musl" -I . \
    -Os -fPIE -ffunction-sections -DENVSCRUB_ARENA -Wall -Wextra -Werror -c -o "C$(basename "$source" .c).o" "$source"
done
rm -f toml_decode.o  # a program of its own
"$tools/ld.lld" -static -pie --no-dynamic-linker -z relro -z now -s --gc-sections --icf=all --build-id=none \
  -T "$root/Sources/CSystem/static.ld" --defsym=main=envscrub_main -o envscrub "$musl/rcrt1.o" ./*.o "$musl/libc.a"
echo "arm64: $count rooms compile, and link to a static binary of $(wc -c <envscrub) bytes"

qemu=$(command -v qemu-aarch64-static || command -v qemu-aarch64) || { echo "arm64: not run, no qemu-user is installed"; exit 0; }
cat >policy.toml <<'END'
[shell_environment_policy]
exclude = ["B*"]
set = { C = "c" }
END
printf '[shell_environment_policy]\nexclud = []\n' >bad.toml
printf 'echo "text $1"\n' >text
chmod +x text
runs=0
# qemu hands the variables on in the opposite order.
beside() {
  runs=$((runs + 1))
  env -i PATH=/usr/bin:/bin MY_TOKEN=fake1 B=2 A=1 "$qemu" -0 "$binary" ./envscrub "$@" >arm.out 2>arm.err </dev/null && arm=0 || arm=$?
  env -i A=1 B=2 MY_TOKEN=fake1 PATH=/usr/bin:/bin "$binary" "$@" >own.out 2>own.err </dev/null && own=0 || own=$?
  if [ $arm != $own ] || ! cmp -s arm.out own.out || ! cmp -s arm.err own.err; then
    echo "arm64: differs: envscrub $*: status $arm, should be $own"
    diff own.out arm.out || :
    diff own.err arm.err || :
    exit 1
  fi
}
beside
beside --help
beside --version
beside -0
beside -i X=1 Y=2
beside --explain
beside --json
beside --config=policy.toml --explain
beside --config=policy.toml sh -c 'echo "$A $B $C"'
beside --config=bad.toml true
beside --check policy.toml bad.toml
beside --codex --config=policy.toml
beside -v --config=policy.toml -C / -u A sh -c pwd
beside '-vSprintf [%s] "a\tb" ${A} \\c' x
beside -S 'true ${MY_TOKEN}'
beside -S 'true "'
beside --ignore-signal=PIPE --block-signal=USR1 --list-signal-handling grep -E 'Sig(Ign|Blk)' /proc/self/status
beside ./text a
beside -C / nowhere
beside ./policy.toml
beside --bogus
echo "arm64: $runs runs by $(basename "$qemu") are those of $binary"
