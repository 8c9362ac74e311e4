#!/bin/sh
# Installs into an empty directory and compares the result with the expected files; uninstalls, and no file may be left.
set -eu
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "make $1" >&2; exit 1; }
version=$(sed -n 's/.*"envscrub \([0-9.]*\)\\n.*/\1/p' Sources/envscrub/Commands/Usage.swift)

# expected PREFIX ZSH: the mode, type and path of each file, and the target of each link.
expected() {
  echo "755 f $1/bin/envscrub"
  echo "777 l $1/bin/envscrub-shell envscrub"
  for page in man/*; do echo "644 f $1/share/man/man${page##*.}/${page#man/}"; done
  echo "644 f $1/share/bash-completion/completions/envscrub"
  echo "644 f $2/_envscrub"
  echo "644 f $1/share/fish/vendor_completions.d/envscrub.fish"
  for schema in Sources/schemas/*; do echo "644 f $1/share/envscrub/${schema##*/}"; done
}

# check PREFIX ZSH [VARIABLE=VALUE]...
check() {
  prefix=$1 zsh=$2
  shift 2
  root=$scratch/root
  cp /etc/shells "$scratch/shells" 2>/dev/null || : >"$scratch/shells"
  (umask 077; make -s install DESTDIR="$root" "$@")
  (cd "$root" && find . ! -type d -printf '%m %y /%P %l\n') | sed 's/ $//' | sort >"$scratch/found"
  expected "$prefix" "$zsh" | sort >"$scratch/expected"
  diff "$scratch/expected" "$scratch/found" >&2 || fail "install $*: not what is to be there (<), but this (>)"
  find "$root/" -mindepth 1 -type d ! -perm 755 | grep . && fail "install $*: folders that others can't enter"
  for name in envscrub envscrub-shell; do
    [ -x "$root$prefix/bin/$name" ] || fail "install $*: $name can't be run"
  done
  [ "$("$root$prefix/bin/envscrub" --version | head -n 1)" = "envscrub $version" ] || fail "install $*: another version"
  mkdir -p "$root$prefix/share/fish" && : >"$root$prefix/share/fish/other"
  make -s uninstall DESTDIR="$root" "$@"
  left=$(find "$root" ! -type d)
  [ "$left" = "$root$prefix/share/fish/other" ] || fail "uninstall $*: left $left"
  [ ! -e "$root$prefix/share/envscrub" ] || fail "uninstall $*: left an empty share/envscrub"
  rm -rf "$root"
  cmp -s /etc/shells "$scratch/shells" || [ ! -e /etc/shells ] || fail "install DESTDIR=...: touched /etc/shells"
}

check /usr/local /usr/local/share/zsh/site-functions
check /usr /usr/share/zsh/vendor-completions PREFIX=/usr ZSH_COMPLETIONS=/usr/share/zsh/vendor-completions
echo "make install and uninstall: $(wc -l <"$scratch/expected") files, and none of them left"
