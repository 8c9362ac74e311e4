#!/bin/sh
# The speed of the TOML parser, in process, next to that of toml++ (Debian: libtomlplusplus-dev) in the same run: MB/s
# of each, best of three alternating runs, and the ratio.  With --check, a speed below its goal fails.  The goals are
# for a quiet machine, so a miss is measured twice again, without toml++, which no goal needs and which takes most of
# the time.
set -eu
check=
case $#:${1-} in
  0:) attempts=1 ;;
  1:--check) check=1 attempts=3 ;;
  *) echo "usage: toml.sh [--check]" >&2; exit 2 ;;
esac
cd "$(dirname "$0")/../.."

swift build -c release --product toml-bench >&2
ours=$(swift build -c release --show-bin-path)/toml-bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

theirs=
if [ "$check" ]; then
  :
elif echo '#include <toml++/toml.h>' | g++ -std=c++17 -E -x c++ - >/dev/null 2>&1; then
  g++ -O2 -std=c++17 -o "$work/theirs" Tests/Benchmarks/tomlplusplus_bench.cpp
  theirs=$work/theirs
else
  echo "toml++ is not installed: skipped"
fi

# measure INPUT GOAL: a row of the table; status 1 if the goal is missed.
measure() {
  : >"$work/speeds"
  for round in 1 2 3; do
    # A program that fails has no speed: a pipe would hide its status.
    "$ours" measure <"$work/$1" >"$work/speed" || exit 1
    echo "ours $(cat "$work/speed")" >>"$work/speeds"
    if [ "$theirs" ]; then
      "$theirs" <"$work/$1" >"$work/speed" || exit 1
      echo "theirs $(cat "$work/speed")" >>"$work/speeds"
    fi
  done
  awk -v input="$1" -v bytes="$(wc -c <"$work/$1")" -v goal="$2" '
    $2 > best[$1] { best[$1] = $2 }
    END {
      missed = best["ours"] < goal
      theirs = ratio = "-"
      if (best["theirs"]) {
        theirs = sprintf("%.1f", best["theirs"])
        ratio = sprintf("%.2f", best["ours"] / best["theirs"])
      }
      printf "%-8s %10d %12.1f %14s %12s %8s   %s\n", input, bytes, best["ours"], "at least " goal, theirs, ratio, \
        missed ? "MISSED" : "ok"
      exit missed
    }' "$work/speeds"
}

failed=0
printf '%-8s %10s %12s %14s %12s %8s\n' input bytes 'ours MB/s' goal 'toml++ MB/s' ratio
for row in policy:120 large:70; do
  input=${row%:*}
  "$ours" "$input" >"$work/$input"
  attempt=1
  until measure "$input" "${row#*:}"; do
    if [ "$attempt" -eq "$attempts" ]; then failed=1; break; fi
    attempt=$((attempt + 1))
  done
done
if [ "$check" ]; then exit "$failed"; fi
