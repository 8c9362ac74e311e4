#!/bin/sh
# usage: cross.sh ARCH PROGRAM OUTPUT
#
# Called by `make ARCH=aarch64 ...` on a machine of another kind: compiles and links the static binary for ARCH.  A
# Linux toolchain has the Embedded standard library for Linux only for its own architecture, and SwiftPM requires that.
# It also has one for arm64 without an operating system, which is all that the sources need.  So each target is compiled
# here, in the order of Package.swift and with its settings, and linked with Debian's musl-dev of that architecture.
# SWIFT, MUSL, MUSL_INCLUDE and PAGE come from the Makefile.
set -eu
architecture=$1 program=$2 output=$3
root=$(cd "$(dirname "$0")/../.." && pwd)
case $output in /*) ;; *) output=$PWD/$output ;; esac
swift=${SWIFT:-swift} musl=${MUSL:-/usr/lib/$architecture-linux-musl} include=${MUSL_INCLUDE:-/usr/include/$architecture-linux-musl}
fail() { echo "$1" >&2; exit 1; }
[ -e "$musl/rcrt1.o" ] && [ -e "$musl/libc.a" ] && [ -e "$include/unistd.h" ] ||
  fail "there is no musl for $architecture: Debian's package musl-dev of that architecture; make test-deps"
swift_place=$(command -v "$swift") || fail "there is no Swift here: install Swift 6.3, see https://www.swift.org/install"
tools=$(dirname "$(readlink -f "$swift_place")")
swiftc=$tools/swiftc
[ -x "$swiftc" ] || swiftc=$(command -v swiftc)
[ -x "$tools/clang" ] || tools=$(dirname "$($swiftc -print-target-info | sed -n 's/.*"compilerPath": *"\(.*\)".*/\1/p')")
work=$output.objects
rm -rf "$work"
mkdir -p "$work"
cd "$work"

target="-target $architecture-none-none-elf -enable-experimental-feature Embedded"
echo 'func f(_ a: Int) -> [Int] { [a] }' >probe.swift
$swiftc $target -wmo -parse-as-library -c -o probe.o probe.swift 2>probe.log ||
  fail "this toolchain has no Embedded standard library for $architecture: $(head -n 1 probe.log)"
rm probe.*

# The targets of a program, one line each: the target, a tab, and its settings for a release.
"$swift" package --package-path "$root" dump-package >package.json
python3 - "$program" >targets <<'END'
import json, sys
targets = {target["name"]: target for target in json.load(open("package.json"))["targets"]}
needed = {sys.argv[1]}
for name in reversed(targets):
    if name in needed:
        needed.update(dependency["byName"][0] for dependency in targets[name]["dependencies"])
for name in targets:
    if name in needed:
        flags = [flag for setting in targets[name]["settings"] for flag in setting["kind"]["unsafeFlags"]["_0"]]
        print(name, " ".join(flags), sep="\t")
END
tab=$(printf '\t')
# No object file contains paths: the bytes are the same wherever it is built.
while IFS=$tab read -r name flags; do
  sources=$root/Sources/$name
  module=$(echo "$name" | tr - _)
  if [ -d "$sources/include" ]; then
    printf 'module %s { header "%s/include/%s.h" export * }\n' "$name" "$sources" "$name" >>module.modulemap
    for source in "$sources"/*.c; do
      "$tools/clang" "--target=$architecture-linux-musl" -nostdinc -isystem "$include" -I "$sources/include" -ffile-prefix-map="$root=." \
        -Oz -fPIE -ffunction-sections -fdata-sections -mno-outline-atomics -DENVSCRUB_ARENA -c -o "$(basename "$source").o" "$source"
    done
  else
    # shellcheck disable=SC2086
    (cd "$root" && "$swiftc" $target -wmo -Osize -parse-as-library -swift-version 6 -package-name envscrub -I "$work" \
      -suppress-warnings -Xfrontend -function-sections -Xfrontend -mergeable-traps -Xcc -DENVSCRUB_ARENA $flags -module-name "$module" -emit-module \
      -emit-module-path "$work/$module.swiftmodule" -c -o "$work/$module.o" $(find "Sources/$name" -name '*.swift' | LC_ALL=C sort))
  fi
done <targets
entry=$(echo "$program" | tr - _)_main
"$tools/ld.lld" -static -pie --no-dynamic-linker -z relro -z now -s -O2 --gc-sections --icf=all --build-id=none \
  -T "$root/Sources/CSystem/static.ld" -z max-page-size="$PAGE" \
  --symbol-ordering-file="$root/Sources/CSystem/start.order" --no-warn-symbol-ordering \
  --defsym="main=$entry" -o program "$musl/rcrt1.o" ./*.o "$musl/libc.a"
mv program "$output"
cd "$root"
rm -rf "$work"
