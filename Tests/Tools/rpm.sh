#!/bin/sh
# Builds the rpm, asks rpm(8) for its contents, and as root installs it into a separate root, runs it there, and removes
# it.
set -eu
cd "$(dirname "$0")/../.."
. Tests/Tools/messages.sh
command -v rpmbuild >/dev/null || skip "rpmbuild is not installed"
make -s rpm >/dev/null
version=$(.build/envscrub --version | sed -n 's/^envscrub \([0-9]\)/\1/p')
package=$PWD/.build/dist/envscrub-$version-1.$(uname -m).rpm
(cd .build/dist && grep -q "envscrub-$version-1.$(uname -m).rpm" SHA256SUMS && sha256sum --quiet -c SHA256SUMS) || fail "SHA256SUMS"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Packages are queried without this machine's database.
query() { rpm --dbpath "$scratch/db" -qp "$@" "$package"; }
mkdir "$scratch/db"
[ "$(query --qf '%{NAME} %{VERSION} %{RELEASE} %{ARCH} %{BUILDHOST}')" = "envscrub $version 1 $(uname -m) localhost" ] || fail "$(query -i)"
rpm --dbpath "$scratch/db" -K --nosignature "$package" >/dev/null || fail "digests"
query --requires | grep -v '^rpmlib(' | grep . && fail "it requires something"
query --licensefiles | grep -q /NOTICE || fail "no licence of musl"
query --qf '[%{FILEUSERNAME}:%{FILEGROUPNAME} %{FILENAMES}\n]' | grep -v '^root:root /usr/' && fail "somebody else's, or outside of /usr"
make -s install DESTDIR="$scratch/installed" PREFIX=/usr
(cd "$scratch/installed" && find . ! -type d -printf '/%P\n' | sed 's,\(/man/.*\),\1.gz,' | sort) >"$scratch/expected"
query -l | sort | comm -23 "$scratch/expected" - | grep . && fail "what make install installs is not in it"

if [ "$(id -u)" != 0 ]; then skip "not root, so not installed"; fi
root=$scratch/root
mkdir -p "$root/etc"
printf '/bin/sh\n' >"$root/etc/shells"
do_rpm() { rpm --root "$root" --dbpath /var/lib/rpm "$@" >"$scratch/log" 2>&1 || fail "rpm $*: $(cat "$scratch/log")"; }
do_rpm --initdb
do_rpm -i "$package"
[ "$("$root/usr/bin/envscrub" --version | head -n 1)" = "envscrub $version" ] || fail "-i: another version"
[ "$(readlink "$root/usr/bin/envscrub-shell")" = envscrub ] || fail "-i: no envscrub-shell"
[ "$(cat "$root/etc/shells")" = "/bin/sh
/usr/bin/envscrub-shell" ] || fail "-i: /etc/shells: $(cat "$root/etc/shells")"
chroot=$(PATH=$PATH:/usr/sbin command -v chroot)
said=$(env -i NPM_TOKEN=fake PATH=/ "$chroot" "$root" /usr/bin/envscrub)
[ "$said" = PATH=/ ] || fail "-i: it doesn't run: $said"
do_rpm -V envscrub
# The administrator's policy stays.
mkdir "$root/etc/envscrub"
echo '# written by hand' >"$root/etc/envscrub/config.toml"
do_rpm -U --force "$package"
[ "$(grep -c envscrub-shell "$root/etc/shells")" = 1 ] || fail "-U: twice, or no more, in /etc/shells"
do_rpm -e envscrub
[ "$(cat "$root/etc/shells")" = /bin/sh ] || fail "-e: /etc/shells: $(cat "$root/etc/shells")"
left=$(cd "$root" && find . ! -type d ! -path './var/lib/rpm/*' | sort | tr '\n' ' ')
[ "$left" = "./etc/envscrub/config.toml ./etc/shells " ] || fail "-e: left $left"
[ ! -e "$root/usr/share/envscrub" ] || fail "-e: left /usr/share/envscrub"
echo "rpm: queried, installed into a root of its own, run, upgraded and removed"
