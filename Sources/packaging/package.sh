#!/bin/sh
# usage: package.sh dist|deb VERSION
# Called by `make dist` and `make deb`: puts the tarball, with its checksum, or the Debian package into .build/dist.
# The same sources give the same bytes, whenever and wherever: the time in them is SOURCE_DATE_EPOCH, or the last
# commit's, or without git the manual's.  MAINTAINER names who answers for the Debian package.
set -eu
umask 022
export LC_ALL=C
kind=$1 version=$2
cd "$(dirname "$0")/../.."
headers=$(readelf -lW .build/envscrub)
case $headers in
  *INTERP*)
    echo "make $kind: .build/envscrub is not the static binary, and would not run everywhere;" >&2
    echo "Debian's package musl-tools gives that one: make deps, then make clean $kind" >&2
    exit 1 ;;
esac
if [ -z "${SOURCE_DATE_EPOCH-}" ]; then
  if [ -e .git ]; then SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null) || SOURCE_DATE_EPOCH=; fi
  : "${SOURCE_DATE_EPOCH:=$(date -ud "$(sed -n 's/^\.Dd //p' man/envscrub.1)" +%s)}"
fi
export SOURCE_DATE_EPOCH
stage=.build/stage-$kind
rm -rf "$stage"
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage" .build/dist

# In the folder, bin and share are what goes below a prefix.
dist() {
  name=envscrub-$version-linux-$(uname -m)
  make -s install DESTDIR="$stage/$name" PREFIX=
  install -m 644 README.md LICENSE "$stage/$name"
  tar -C "$stage" --format=ustar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    -cf "$stage/tar" "$name"
  gzip -9n <"$stage/tar" >".build/dist/$name.tar.gz"
  (cd .build/dist && sha256sum "$name.tar.gz" >SHA256SUMS)
  echo ".build/dist/$name.tar.gz, and SHA256SUMS"
}

deb() {
  maintainer=${MAINTAINER:-envscrub maintainers <maintainers@envscrub.invalid>}
  architecture=$(dpkg --print-architecture)
  name=envscrub_$version-1_$architecture
  make -s install DESTDIR="$stage" PREFIX=/usr ZSH_COMPLETIONS=/usr/share/zsh/vendor-completions
  find "$stage/usr/share/man" -type f -exec gzip -9n {} +
  document=$stage/usr/share/doc/envscrub
  mkdir -p "$document" "$stage/usr/share/lintian/overrides" "$stage/DEBIAN"
  {
    echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
    echo
    echo "Files: *"
    sed -n 's/^Copyright (c) /Copyright: /p' LICENSE
    echo "License: Expat"
    sed -n '/^Permission/,$ { s/^$/./; s/^/ /; p }' LICENSE
  } >"$document/copyright"
  gzip -9n >"$document/changelog.Debian.gz" <<EOF
envscrub ($version-1) unstable; urgency=medium

  * Built from the sources of version $version.

 -- $maintainer  $(date -uRd "@$SOURCE_DATE_EPOCH")
EOF
  cat >"$stage/usr/share/lintian/overrides/envscrub" <<'EOF'
# It is static so that it starts in a fraction of the time that loading shared libraries takes, and starts where
# they are missing or LD_PRELOAD asks for others.  Which of the two a static position-independent program gets
# depends on what file(1) calls it.
envscrub: shared-library-lacks-prerequisites [usr/bin/envscrub]
envscrub: statically-linked-binary [usr/bin/envscrub]
# Made by `make deb`, and not uploaded to Debian: there is no bug to close.
envscrub: initial-upload-closes-no-bugs
EOF
  # Each file in KiB, and one for a directory or a link, as dpkg-gencontrol(1) counts.
  size=$(find "$stage/usr" -printf '%y %s\n' | awk '{ size += $1 == "f" ? int(($2 + 1023) / 1024) : 1 } END { print size }')
  cat >"$stage/DEBIAN/control" <<EOF
Package: envscrub
Version: $version-1
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $size
Section: utils
Priority: optional
Description: run a command without the secrets in the environment
 envscrub applies a policy to the variables that it was given and becomes the
 command. It takes all options of env(1); by default it drops variables whose
 names are those of secrets.
 .
 The policy has the format of the shell_environment_policy of OpenAI's Codex
 CLI, with layers for the system, the user and a project, and requirements of
 the administrator over them. envscrub-shell is the same as a login shell.
EOF
  (cd "$stage" && find usr -type f | sort | xargs md5sum) >"$stage/DEBIAN/md5sums"
  cat >"$stage/DEBIAN/postinst" <<'EOF'
#!/bin/sh
set -e
if [ "$1" = configure ]; then add-shell /usr/bin/envscrub-shell; fi
EOF
  cat >"$stage/DEBIAN/prerm" <<'EOF'
#!/bin/sh
set -e
if [ "$1" = remove ]; then
  users=$(awk -F: '$7 == "/usr/bin/envscrub-shell" { printf " %s", $1 }' /etc/passwd)
  if [ "$users" ]; then echo "envscrub: who can't log in any more, since it was their shell (see chsh):$users" >&2; fi
  remove-shell /usr/bin/envscrub-shell
fi
EOF
  # The files in /etc/envscrub are the administrator's, written by hand: they stay.
  cat >"$stage/DEBIAN/postrm" <<'EOF'
#!/bin/sh
set -e
if [ "$1" = purge ] && [ -d /etc/envscrub ]; then rmdir --ignore-fail-on-non-empty /etc/envscrub; fi
EOF
  chmod 755 "$stage/DEBIAN/postinst" "$stage/DEBIAN/prerm" "$stage/DEBIAN/postrm"
  dpkg-deb --root-owner-group -Zxz --build "$stage" ".build/dist/$name.deb" >/dev/null
  echo ".build/dist/$name.deb"
}

"$kind"
