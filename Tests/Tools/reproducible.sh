#!/bin/sh
# Builds the sources in two folders and compares: the same commit is the same bytes, wherever it is built.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for folder in "$scratch/one" "$scratch/another place"; do
  mkdir -p "$folder"
  cp -R "$root/Package.swift" "$root/Makefile" "$root/Sources" "$root/Tests" "$folder"
  make -s -C "$folder" .build/envscrub >/dev/null
done
cmp "$scratch/one/.build/envscrub" "$scratch/another place/.build/envscrub"
echo "two builds in two places: the same bytes"
