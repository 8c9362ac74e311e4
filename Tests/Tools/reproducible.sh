#!/bin/sh
# Builds the sources in two directories, at different times and with different permissions, and compares the binary, the
# tarball, the packages, the image and the HTML manual: the same commit gives the same bytes, wherever it is built.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export SOURCE_DATE_EPOCH=1700000000
packages="dist image"
if command -v dpkg-deb >/dev/null; then packages="$packages deb"; fi
if command -v rpmbuild >/dev/null; then packages="$packages rpm"; fi
if command -v mandoc >/dev/null; then packages="$packages html"; fi
build() {
  mkdir -p "$1"
  for name in Package.swift Makefile README.md LICENSE Sources Tests man; do cp -R "$root/$name" "$1"; done
  make -s -C "$1" $packages >/dev/null
}
(umask 022; TZ=UTC build "$scratch/one")
(umask 077; TZ=Asia/Tokyo build "$scratch/another place")
for path in .build/envscrub $(cd "$scratch/one" && ls .build/dist/*); do
  cmp "$scratch/one/$path" "$scratch/another place/$path"
done
echo "two builds in two places: the same bytes, and so $(cd "$scratch/one/.build/dist" && echo *)"
