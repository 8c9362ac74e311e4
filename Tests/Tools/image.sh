#!/bin/sh
# Builds the OCI image, and lets umoci check its digests and unpack it.  As root, runs it as a container runtime would:
# the entry point in the unpacked root, with nothing else there.
set -eu
cd "$(dirname "$0")/../.."
. Tests/Tools/messages.sh
make -s image >/dev/null
version=$(.build/envscrub --version | sed -n 's/^envscrub \([0-9]\)/\1/p')
case $(uname -m) in x86_64) architecture=amd64 ;; aarch64) architecture=arm64 ;; esac
image=$PWD/.build/dist/envscrub-$version-linux-$architecture.oci.tar
(cd .build/dist && grep -q "linux-$architecture.oci.tar" SHA256SUMS && sha256sum --quiet -c SHA256SUMS) || fail "SHA256SUMS"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/layout"
tar -C "$scratch/layout" -xf "$image"

# Everything that is named exists, with its size and digest, and nothing else does.
python3 - "$scratch/layout" "$architecture" <<'END' || fail "its layout"
import gzip, hashlib, json, os, sys
place, architecture = sys.argv[1:]
blobs = os.path.join(place, "blobs", "sha256")
seen = set()
def blob(descriptor):
    name = descriptor["digest"].split(":")[1]
    data = open(os.path.join(blobs, name), "rb").read()
    assert hashlib.sha256(data).hexdigest() == name and len(data) == descriptor["size"], descriptor
    seen.add(name)
    return data
assert json.load(open(os.path.join(place, "oci-layout"))) == {"imageLayoutVersion": "1.0.0"}
(entry,) = json.load(open(os.path.join(place, "index.json")))["manifests"]
assert entry["platform"] == {"architecture": architecture, "os": "linux"}
manifest = json.loads(blob(entry))
config = json.loads(blob(manifest["config"]))
layers = [hashlib.sha256(gzip.decompress(blob(layer))).hexdigest() for layer in manifest["layers"]]
assert config["rootfs"]["diff_ids"] == ["sha256:" + layer for layer in layers]
assert config["architecture"] == architecture and config["config"]["Entrypoint"] == ["/usr/bin/envscrub"]
assert seen == set(os.listdir(blobs)), "other blobs"
END

command -v umoci >/dev/null || skip "umoci is not installed"
[ "$(umoci list --layout "$scratch/layout")" = "$version" ] || fail "umoci finds no image $version"
rootless=
[ "$(id -u)" = 0 ] || rootless=--rootless
umoci unpack $rootless --image "$scratch/layout:$version" "$scratch/bundle" >"$scratch/log" 2>&1 || fail "umoci: $(cat "$scratch/log")"
root=$scratch/bundle/rootfs
cmp .build/envscrub "$root/usr/bin/envscrub" || fail "another binary"
found=$(cd "$root" && find . ! -type d | sort | tr '\n' ' ')
[ "$found" = "./usr/bin/envscrub ./usr/bin/envscrub-shell ./usr/share/doc/envscrub/LICENSE ./usr/share/doc/envscrub/NOTICE ./usr/share/doc/envscrub/envscrub.spdx.json " ] ||
  fail "there is $found"

# The command that the runtime is told to run.
entry=$(python3 -c 'import json, sys; print(*json.load(open(sys.argv[1]))["process"]["args"])' "$scratch/bundle/config.json")
[ "$entry" = /usr/bin/envscrub ] || fail "the entry point is $entry"
if [ "$(id -u)" = 0 ]; then
  run() { env -i NPM_TOKEN=fake PATH=/ MODE=test "$(PATH=$PATH:/usr/sbin command -v chroot)" "$root" "$entry" "$@"; }
elif bwrap --ro-bind / / true 2>/dev/null; then
  run() { bwrap --bind "$root" / --clearenv --setenv NPM_TOKEN fake --setenv PATH / --setenv MODE test "$entry" "$@"; }
else
  skip "neither root nor bwrap, so not run"
fi
[ "$(run --version | head -n 1)" = "envscrub $version" ] || fail "another version"
[ "$(run)" = "PATH=/
MODE=test" ] || fail "it prints $(run)"
# A command in the image, as `FROM` and `COPY` would add it.
cp .build/envscrub "$root/server"
[ "$(run --exclude=MODE /server --ignore-default-excludes)" = PATH=/ ] || fail "a command gets $(run --exclude=MODE /server --ignore-default-excludes)"
status=0
run -q /nothing 2>/dev/null || status=$?
[ "$status" = 127 ] || fail "no such command: status $status"
echo "image: digests, umoci unpacks it, its entry point runs alone in the root"
