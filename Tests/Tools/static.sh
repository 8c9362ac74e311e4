#!/bin/sh
# usage: static.sh BINARY
# Checks that the release binary is what is promised: static, stripped, position-independent, with read-only
# relocations and no executable stack, at most 418 KiB, and without a crash where memory ends.
set -eu
binary=$1
failed=0
fail() { echo "$binary: $1"; failed=1; }
headers=$(readelf -hlW "$binary")
case $headers in *"DYN (Position-Independent"* | *"DYN (Shared object"*) ;; *) fail "not position-independent" ;; esac
case $headers in *INTERP*) fail "not static: it names an interpreter" ;; esac
case $headers in *GNU_RELRO*) ;; *) fail "no read-only relocations" ;; esac
case $headers in *GNU_STACK*RWE*) fail "executable stack" ;; esac
# Segments aligned to more than the kernel's page make it map the file twice, initialized data make it copy a page.
case $headers in *X86-64*)
  echo "$headers" | awk '$1 == "LOAD" { print $5, $NF, $0 }' | while read -r size align row; do
    [ "$align" = 0x1000 ] && case $row in *" RW "*) [ "$size" = 0x000000 ] ;; esac || echo "$row"
  done | grep . && fail "slow to load: aligned to more than a page, or with initialized data" ;;
esac
readelf -dW "$binary" | grep -q '(NEEDED)' && fail "needs shared libraries"
readelf -SW "$binary" | grep -q '\.symtab' && fail "not stripped"
size=$(wc -c <"$binary")
[ "$size" -le 428032 ] || fail "$size bytes, more than 418 KiB"
# Without memory there is a message and status 125, and the command doesn't run.
policy=$(mktemp)
yes '# x' | head -c 1000000 >"$policy"
status=0
message=$(ulimit -v 3000; exec "$binary" --config="$policy" -i 2>&1) || status=$?
rm -f "$policy"
[ "$status:$message" = "125:envscrub: memory exhausted" ] || fail "out of memory: status $status, '$message'"
# A small stack suffices: nothing large may lie on it, not even for a document nested to its limit.
policy=$(mktemp)
python3 -c 'print("a = " + "[{b = " * 63 + "1" + "}]" * 63)' >"$policy"
for stack in 16 32 64 128 511 512; do
  for try in 1 2 3 4 5 6 7 8; do  # the kernel takes up to 8 KB of it away, at random
    status=0
    (ulimit -s $stack; exec env -i "$binary" --explain >/dev/null) || status=$?
    [ $status = 0 ] || fail "a stack of $stack KiB: status $status"
    status=0
    (ulimit -s $stack; exec env -i "$binary" --config="$policy" /bin/true 2>/dev/null) || status=$?
    [ $status = 125 ] || fail "a stack of $stack KiB and a nested document: status $status"
  done
done
rm -f "$policy"
[ $failed = 0 ] && echo "$binary: static, stripped, position-independent, RELRO, $size bytes"
exit $failed
