# For the scripts beside it, which source it: their messages begin with the script's name.
fail() { echo "$(basename "$0" .sh): $*" >&2; exit 1; }
# missing WHAT: prints what is missing; an error in CI.
missing() {
  [ "${CI-}" != true ] || fail "$1, but CI must have it"
  echo "$(basename "$0" .sh): $1: skipped"
}
# skip WHAT: the same, and ends the script.
skip() { missing "$1"; exit; }
