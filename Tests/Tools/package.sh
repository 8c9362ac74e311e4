#!/bin/sh
# Builds the tarball and the Debian package and examines them: contents, checksum, lintian.  As root, it installs,
# removes and purges the package, and does the same with `make install`, in a throw-away root: a copy of this machine's
# root by overlayfs, visible to nobody else.  It also runs the binary in a root with hardly any other file.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
. Tests/Tools/messages.sh

# In the throw-away root.

# is_shell PATH yes|no
is_shell() {
  answer=no
  if grep -qx "$1" /etc/shells; then answer=yes; fi
  [ "$answer" = "$2" ] || fail "$3: $1 in /etc/shells: $answer"
}

# completed WHEN: each shell finds its completions by itself.
completed() {
  if [ -e /usr/share/bash-completion/bash_completion ]; then
    bash --norc -c '. /usr/share/bash-completion/bash_completion; shopt -s progcomp; _completion_loader envscrub
      complete -p envscrub' 2>&1 | grep -q _envscrub || fail "$1: bash-completion finds no completions"
  fi
  if command -v zsh >/dev/null; then
    [ "$(zsh -fc 'autoload -Uz compinit; compinit -u -D; print $_comps[envscrub]')" = _envscrub ] ||
      fail "$1: zsh finds no completions"
  fi
  if command -v fish >/dev/null; then
    # fish looks below /usr/local only if this variable says so.
    XDG_DATA_DIRS=/usr/local/share:/usr/share fish -c 'complete -C "envscrub --inher"' 2>&1 | grep -q '^--inherit' || fail "$1: fish finds no completions"
  fi
}

# The current files of the root's upper layer, without dpkg's own (its database, its log, and the caches of other
# packages' triggers) and without the files that the test itself changes.
layer() {
  find /mnt/upper -mindepth 1 ! -type d | sed 's,^/mnt/upper,,' | sort |
    grep -vE '^/var/(lib/dpkg|log|cache)/|^/etc/(shells|passwd|ld\.so\.cache)$|^/mnt/' || true
}

with_package() {
  layer >/mnt/before
  sort /etc/shells >/mnt/shells
  # Container images exclude the manual.
  dpkg --path-include='/usr/share/*' -i "$1" >/mnt/log 2>&1 || fail "dpkg -i: $(cat /mnt/log)"
  [ "$(/usr/bin/envscrub --version | head -n 1)" = "envscrub $2" ] || fail "dpkg -i: another version"
  [ "$(readlink -f /usr/bin/envscrub-shell)" = /usr/bin/envscrub ] || fail "dpkg -i: envscrub-shell leads elsewhere"
  [ "$(/usr/bin/envscrub-shell -c 'echo "$SHELL"')" = /bin/sh ] || fail "dpkg -i: envscrub-shell is no shell"
  is_shell /usr/bin/envscrub-shell yes "dpkg -i"
  for page in man/*; do
    name=/usr/share/man/man${page##*.}/${page#man/}.gz
    MANPAGER=cat mandoc "$name" | grep -q 'ENVSCRUB' || fail "dpkg -i: $name can't be read"
  done
  if command -v man >/dev/null && man -w man >/dev/null 2>&1; then
    man -w envscrub >/dev/null || fail "dpkg -i: man finds no envscrub"
  fi
  for file in /usr/share/bash-completion/completions/envscrub /usr/share/zsh/vendor-completions/_envscrub \
    /usr/share/fish/vendor_completions.d/envscrub.fish /usr/share/doc/envscrub/copyright \
    /usr/share/doc/envscrub/envscrub.spdx.json /usr/share/envscrub/policy.schema.json; do
    [ -s "$file" ] || fail "dpkg -i: no $file"
  done
  completed "dpkg -i"
  dpkg --verify envscrub >/mnt/log 2>&1 && [ ! -s /mnt/log ] || fail "dpkg --verify: $(cat /mnt/log)"
  # Installing it again adds nothing.
  dpkg --path-include='/usr/share/*' -i "$1" >/dev/null 2>&1
  [ "$(grep -cx /usr/bin/envscrub-shell /etc/shells)" = 1 ] || fail "dpkg -i, again: twice in /etc/shells"

  echo 'fake:x:4242:4242::/nonexistent:/usr/bin/envscrub-shell' >>/etc/passwd
  said=$(dpkg -r envscrub 2>&1) || fail "dpkg -r: $said"
  sed -i '/^fake:/d' /etc/passwd
  case $said in *"their shell"*fake*) ;; *) fail "dpkg -r: no word of whose shell it was: $said" ;; esac
  is_shell /usr/bin/envscrub-shell no "dpkg -r"
  [ ! -e /usr/bin/envscrub ] || fail "dpkg -r: /usr/bin/envscrub is left"

  # The administrator's policy stays; an empty directory goes.
  mkdir -p /etc/envscrub
  echo '# written by hand' >/etc/envscrub/config.toml
  dpkg -P envscrub >/dev/null 2>&1 || fail "dpkg -P"
  [ -s /etc/envscrub/config.toml ] || fail "dpkg -P: took /etc/envscrub/config.toml away"
  rm /etc/envscrub/config.toml
  dpkg -i "$1" >/dev/null 2>&1 && dpkg -P envscrub >/dev/null 2>&1 || fail "dpkg -P of what is installed"
  [ ! -e /etc/envscrub ] || fail "dpkg -P: left the empty /etc/envscrub"
  is_shell /usr/bin/envscrub-shell no "dpkg -P"
  if dpkg -s envscrub >/dev/null 2>&1; then fail "dpkg -P: still known"; fi
  sort /etc/shells | diff /mnt/shells - >&2 || fail "dpkg -P: /etc/shells has changed"
  layer | diff /mnt/before - >&2 || fail "dpkg -P: files are left (>)"
}

with_make() {
  layer >/mnt/before
  make -s install
  [ "$(/usr/local/bin/envscrub --version | head -n 1)" = "envscrub $1" ] || fail "make install: another version"
  is_shell /usr/local/bin/envscrub-shell yes "make install"
  completed "make install"
  echo 'fake:x:4242:4242::/nonexistent:/usr/local/bin/envscrub-shell' >>/etc/passwd
  said=$(make -s uninstall 2>&1)
  sed -i '/^fake:/d' /etc/passwd
  case $said in *fake*"their shell"*) ;; *) fail "make uninstall: no word of whose shell it was: $said" ;; esac
  is_shell /usr/local/bin/envscrub-shell no "make uninstall"
  make -s install DESTDIR=/tmp/destination
  is_shell /usr/local/bin/envscrub-shell no "make install DESTDIR=..."
  rm -r /tmp/destination
  layer | diff /mnt/before - >&2 || fail "make uninstall: files are left (>)"
}

if [ "${1-}" = inside ]; then
  scratch=$2 version=$3 package=$4
  mount -t tmpfs tmpfs "$scratch"
  mkdir "$scratch/upper" "$scratch/work" "$scratch/root"
  mount -t overlay -o "lowerdir=/,upperdir=$scratch/upper,workdir=$scratch/work" overlay "$scratch/root"
  for system in dev proc sys; do mount --rbind "/$system" "$scratch/root/$system"; done
  # The sources may be on another file system than the root.
  mount -t tmpfs tmpfs "$scratch/root/mnt"
  mkdir "$scratch/root/mnt/upper" "$scratch/root/mnt/sources"
  mount --bind "$scratch/upper" "$scratch/root/mnt/upper"
  mount --bind "$root" "$scratch/root/mnt/sources"
  export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C HOME=/mnt
  chroot "$scratch/root" sh /mnt/sources/Tests/Tools/package.sh chrooted "$version" "/mnt/sources/$package"
  exit
fi
if [ "${1-}" = chrooted ]; then
  with_package "$3" "$2"
  with_make "$2"
  exit
fi

# On this machine.

as_root=
scratch=$(mktemp -d)
trap '$as_root rm -rf "$scratch"' EXIT
version=$(.build/envscrub --version | sed -n 's/^envscrub //p')
architecture=$(dpkg --print-architecture)
package=.build/dist/envscrub_$version-1_$architecture.deb
name=envscrub-$version-linux-$(uname -m)

make -s dist deb >/dev/null
(cd .build/dist && sha256sum --quiet -c SHA256SUMS) || fail "SHA256SUMS"
tar -C "$scratch" -xf ".build/dist/$name.tar.gz"
make -s install DESTDIR="$scratch/installed" PREFIX=
for file in README.md LICENSE Sources/packaging/NOTICE; do
  cmp "$file" "$scratch/$name/${file##*/}"
  rm "$scratch/$name/${file##*/}"
done
mv "$scratch/$name/envscrub.spdx.json" "$scratch"
diff -r "$scratch/installed" "$scratch/$name" >&2 || fail "the tarball is not what make install installs"
[ "$(readlink "$scratch/$name/bin/envscrub-shell")" = envscrub ] || fail "no link envscrub-shell in the tarball"
[ "$("$scratch/$name/bin/envscrub" --version | head -n 1)" = "envscrub $version" ] || fail "the tarball has another version"
[ "$(dpkg-deb -f "$package" Version)" = "$version-1" ] || fail "the package has another version"

# Any other binary than the static one must not be packaged.
mkdir "$scratch/other" "$scratch/other/.build"
cp -R Sources "$scratch/other"
cp /bin/sh "$scratch/other/.build/envscrub"
if (cd "$scratch/other" && Sources/packaging/package.sh dist 1 x86_64 .build/envscrub) 2>"$scratch/said"; then fail "a dynamic binary is packed"; fi
grep -q musl-tools "$scratch/said" || fail "a dynamic binary is refused without a word: $(cat "$scratch/said")"

if command -v lintian >/dev/null; then
  said=$(lintian --no-cfg --allow-root --fail-on error,warning "$package" 2>&1) || fail "lintian: $said"
  checked=", lintian finds no fault"
else
  missing "lintian is not installed"
fi
if [ "$(id -u)" != 0 ] && [ "${CI-}" = true ] && sudo -n true; then as_root="sudo -n"; fi
if [ "$(id -u)" != 0 ] && [ ! "$as_root" ]; then
  missing "not root, so not installed"
  echo "package: tarball and package are as they should be${checked-}"
  exit
fi
mkdir "$scratch/mount"
$as_root unshare -m "$0" inside "$scratch/mount" "$version" "$package"

# A root with only the binary and a target, which is the binary again: no /etc/passwd, no /proc, no shell.
mkdir "$scratch/bare"
chroot=$(PATH=$PATH:/usr/sbin command -v chroot)
cp .build/envscrub "$scratch/bare/envscrub"
cp .build/envscrub "$scratch/bare/target"
said=$($as_root env -i NPM_TOKEN=fake1 PATH=/ MODE=test "$chroot" "$scratch/bare" /envscrub ADDED=yes /target --ignore-default-excludes)
[ "$said" = "PATH=/
MODE=test
ADDED=yes" ] || fail "alone in a root: $said"
said=$($as_root env -i NPM_TOKEN=fake1 PATH=/ "$chroot" "$scratch/bare" /envscrub -i ADDED=yes /target --ignore-default-excludes)
[ "$said" = ADDED=yes ] || fail "alone in a root, -i: $said"
printf '[shell_environment_policy]\nexclude = ["MODE"]\n' >"$scratch/policy"
$as_root install -d "$scratch/bare/etc/envscrub"
$as_root install -m 644 "$scratch/policy" "$scratch/bare/etc/envscrub/config.toml"
said=$($as_root env -i PATH=/ MODE=test "$chroot" "$scratch/bare" /envscrub /target)
[ "$said" = PATH=/ ] || fail "alone in a root with a policy: $said"
status=0
said=$($as_root "$chroot" "$scratch/bare" /envscrub -q /nothing 2>&1) || status=$?
[ "$status" = 127 ] || fail "alone in a root, no such command: status $status: $said"

echo "package: installed, removed and purged, nothing left${checked-}; runs alone in a root"
