#!/bin/sh
# usage: package.sh dist|deb|rpm|image|html VERSION [ARCH BINARY]
# Called by `make dist`, `make deb`, `make rpm` and `make image`: puts a tarball, a Debian package, an rpm or an OCI image
# of BINARY, the static one for ARCH, into .build/dist, and renews SHA256SUMS there.  `make html` puts the manual for
# browsers there, and unpacked into .build/html.
# The same sources give the same bytes, whenever and wherever: the time in them is SOURCE_DATE_EPOCH, or the last
# commit's, or without git the manual's.  MAINTAINER names who answers for the Debian package.
set -eu
umask 022
export LC_ALL=C
kind=$1 version=$2 machine=${3-} binary=${4-}
cd "$(dirname "$0")/../.."
headers=
[ "$kind" = html ] || headers=$(readelf -lW "$binary")
case $headers in
  *INTERP*)
    echo "make $kind: $binary is not the static binary, and would not run everywhere;" >&2
    echo "Debian's package musl-tools gives that one: make deps, then make clean $kind" >&2
    exit 1 ;;
esac
# The architecture's name in Debian and OCI.
case $machine in x86_64) architecture=amd64 ;; aarch64) architecture=arm64 ;; *) architecture=$machine ;; esac
if [ -z "${SOURCE_DATE_EPOCH-}" ]; then
  if [ -e .git ]; then SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null) || SOURCE_DATE_EPOCH=; fi
  : "${SOURCE_DATE_EPOCH:=$(date -ud "$(sed -n 's/^\.Dd //p' man/envscrub.1)" +%s)}"
fi
export SOURCE_DATE_EPOCH
stage=.build/stage-$kind-$machine
rm -rf "$stage"
top=
trap 'rm -rf "$stage" "$stage.new" ${top:+"$top"}' EXIT
mkdir -p "$stage" .build/dist

# staged DIRECTORY [VARIABLE=VALUE]...: the files that `make install` installs.
staged() {
  directory=$1
  shift
  make -s install ARCH="$machine" DESTDIR="$directory" "$@"
}

# bill PATH: the contents of the binary as SPDX 2.3 in JSON; the binary is called PATH there.
bill() {
  sum=$(sha256sum <"$binary" | cut -d ' ' -f 1)
  musl=$(dpkg-query -W -f '${Version}' musl-dev:"$architecture" 2>/dev/null || :)
  swift=$(${SWIFT:-swift} --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -n 1)
  cat <<EOF
{
  "spdxVersion": "SPDX-2.3",
  "dataLicense": "CC0-1.0",
  "SPDXID": "SPDXRef-DOCUMENT",
  "name": "envscrub-$version-$machine",
  "documentNamespace": "https://spdx.org/spdxdocs/envscrub-$version-$machine-$sum",
  "creationInfo": {
    "created": "$(date -ud "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)",
    "creators": ["Tool: envscrub-package.sh-$version"]
  },
  "documentDescribes": ["SPDXRef-envscrub"],
  "packages": [
    {
      "SPDXID": "SPDXRef-envscrub", "name": "envscrub", "versionInfo": "$version", "primaryPackagePurpose": "APPLICATION",
      "downloadLocation": "NOASSERTION", "filesAnalyzed": false, "supplier": "NOASSERTION",
      "licenseConcluded": "MIT", "licenseDeclared": "MIT",
      "copyrightText": "$(sed -n '/^Copyright/p' LICENSE)"
    },
    {
      "SPDXID": "SPDXRef-musl", "name": "musl", "versionInfo": "${musl:-NOASSERTION}", "primaryPackagePurpose": "LIBRARY",
      "downloadLocation": "https://musl.libc.org/", "filesAnalyzed": false, "supplier": "NOASSERTION",
      "licenseConcluded": "MIT", "licenseDeclared": "MIT",
      "copyrightText": "Copyright (C) 2005-2020 Rich Felker, et al."
    },
    {
      "SPDXID": "SPDXRef-swift", "name": "swift-embedded-standard-library", "versionInfo": "${swift:-NOASSERTION}",
      "primaryPackagePurpose": "LIBRARY",
      "downloadLocation": "https://www.swift.org/", "filesAnalyzed": false, "supplier": "NOASSERTION",
      "licenseConcluded": "Apache-2.0 WITH Swift-exception", "licenseDeclared": "Apache-2.0 WITH Swift-exception",
      "copyrightText": "Copyright (C) 2014-2026 Apple Inc. and the Swift project authors"
    }
  ],
  "files": [
    {
      "SPDXID": "SPDXRef-binary", "fileName": "$1", "fileTypes": ["BINARY"],
      "checksums": [
        { "algorithm": "SHA1", "checksumValue": "$(sha1sum <"$binary" | cut -d ' ' -f 1)" },
        { "algorithm": "SHA256", "checksumValue": "$sum" }
      ],
      "licenseConcluded": "MIT AND (Apache-2.0 WITH Swift-exception)", "licenseInfoInFiles": ["NOASSERTION"],
      "copyrightText": "NOASSERTION"
    }
  ],
  "relationships": [
    { "spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-envscrub" },
    { "spdxElementId": "SPDXRef-binary", "relationshipType": "GENERATED_FROM", "relatedSpdxElement": "SPDXRef-envscrub" },
    { "spdxElementId": "SPDXRef-binary", "relationshipType": "STATIC_LINK", "relatedSpdxElement": "SPDXRef-musl" },
    { "spdxElementId": "SPDXRef-binary", "relationshipType": "STATIC_LINK", "relatedSpdxElement": "SPDXRef-swift" }
  ]
}
EOF
}

# packed FILE DIRECTORY NAME...: a tar with the same bytes wherever it is made.
packed() {
  file=$1 directory=$2
  shift 2
  tar -C "$directory" --format=ustar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf "$file" "$@"
}

# made FILE: moves the complete file to its name, and lists all files in SHA256SUMS.
made() {
  mv "$stage.new" ".build/dist/$1"
  (
    cd .build/dist
    flock 9
    find . -maxdepth 1 -type f ! -name 'SHA256SUMS*' -printf '%P\n' | sort | xargs -d '\n' sha256sum >SHA256SUMS.new
    mv SHA256SUMS.new SHA256SUMS
  ) 9>.build/dist.lock
  echo ".build/dist/$1, and SHA256SUMS"
}

# In the directory, bin and share are what belongs below a prefix.
dist() {
  name=envscrub-$version-linux-$machine
  staged "$stage/$name" PREFIX=
  install -m 644 README.md LICENSE Sources/packaging/NOTICE "$stage/$name"
  bill ./bin/envscrub >"$stage/$name/envscrub.spdx.json"
  packed "$stage/tar" "$stage" "$name"
  gzip -9n <"$stage/tar" >"$stage.new"
  made "$name.tar.gz"
}

# An image with only the binary, which is its entry point, and the files that must accompany it.  No daemon is needed: a
# layer is a tar, and an image in the OCI layout a directory of files named after their SHA-256.
image() {
  name=envscrub-$version-linux-$architecture.oci.tar
  mkdir -p "$stage/root/usr/bin" "$stage/root/usr/share/doc/envscrub" "$stage/oci/blobs/sha256"
  install -m 755 "$binary" "$stage/root/usr/bin/envscrub"
  ln -s envscrub "$stage/root/usr/bin/envscrub-shell"
  install -m 644 LICENSE Sources/packaging/NOTICE "$stage/root/usr/share/doc/envscrub"
  bill ./usr/bin/envscrub >"$stage/root/usr/share/doc/envscrub/envscrub.spdx.json"
  packed "$stage/layer.tar" "$stage/root" usr
  gzip -9n <"$stage/layer.tar" >"$stage/layer.tar.gz"
  time=$(date -ud "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
  # blob TYPE FILE: adds the file, and prints its descriptor.
  blob() {
    digest=$(sha256sum <"$2" | cut -d ' ' -f 1)
    cp "$2" "$stage/oci/blobs/sha256/$digest"
    printf '"mediaType":"application/vnd.oci.image.%s","digest":"sha256:%s","size":%s' "$1" "$digest" "$(wc -c <"$2")"
  }
  layer=$(blob layer.v1.tar+gzip "$stage/layer.tar.gz")
  labels="\"org.opencontainers.image.title\":\"envscrub\",\"org.opencontainers.image.version\":\"$version\",\"org.opencontainers.image.licenses\":\"MIT AND (Apache-2.0 WITH Swift-exception)\""
  printf '%s' "{\"created\":\"$time\",\"architecture\":\"$architecture\",\"os\":\"linux\",\"config\":{\"Entrypoint\":[\"/usr/bin/envscrub\"],\"Labels\":{$labels}},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:$(sha256sum <"$stage/layer.tar" | cut -d ' ' -f 1)\"]},\"history\":[{\"created\":\"$time\",\"created_by\":\"make image\"}]}" >"$stage/config"
  config=$(blob config.v1+json "$stage/config")
  printf '%s' "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{$config},\"layers\":[{$layer}],\"annotations\":{$labels}}" >"$stage/manifest"
  manifest=$(blob manifest.v1+json "$stage/manifest")
  printf '%s' "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[{$manifest,\"platform\":{\"architecture\":\"$architecture\",\"os\":\"linux\"},\"annotations\":{\"org.opencontainers.image.ref.name\":\"$version\"}}]}" >"$stage/oci/index.json"
  printf '%s' '{"imageLayoutVersion":"1.0.0"}' >"$stage/oci/oci-layout"
  packed "$stage.new" "$stage/oci" blobs index.json oci-layout
  made "$name"
}

rpm() {
  command -v rpmbuild >/dev/null || { echo "make rpm: rpmbuild is not installed: Debian's package rpm; make test-deps" >&2; exit 1; }
  name=envscrub-$version-1.$machine.rpm
  # rpmbuild's macros allow no blanks in paths.
  top=$(mktemp -d)
  staged "$stage/root" PREFIX=/usr
  mv "$stage/root" "$top/root"
  find "$top/root/usr/share/man" -type f -exec gzip -9n {} +
  mkdir -p "$top/root/usr/share/licenses/envscrub" "$top/root/usr/share/doc/envscrub"
  install -m 644 LICENSE Sources/packaging/NOTICE "$top/root/usr/share/licenses/envscrub"
  bill ./usr/bin/envscrub >"$top/root/usr/share/doc/envscrub/envscrub.spdx.json"
  cat >"$top/spec" <<EOF
Name: envscrub
Version: $version
Release: 1
Summary: Run a command without the secrets in the environment
License: MIT AND (Apache-2.0 WITH Swift-exception)
AutoReqProv: no
%description
envscrub applies a policy to the variables that it was given and becomes the command. It takes all options of env(1);
by default it drops variables whose names are those of secrets.

The policy has the format of the shell_environment_policy of OpenAI's Codex CLI, with layers for the system, the user
and a project, and requirements of the administrator over them. envscrub-shell is the same as a login shell.
%install
cp -a "$top/root/." "%{buildroot}"
%files
%defattr(-,root,root)
$(cd "$top/root" && find . ! -type d -printf '/%P\n' | sort | sed 's,^/usr/share/licenses,%license &,; s,^/usr/share/\(man\|doc\),%doc &,')
%dir /usr/share/envscrub
# In rpm's built-in Lua: a new root may have no shell yet.
%post -p <lua>
local shell, found = "/usr/bin/envscrub-shell", false
local file = io.open("/etc/shells", "r")
if file then
  for line in file:lines() do if line == shell then found = true end end
  file:close()
end
if not found then
  file = io.open("/etc/shells", "a")
  if file then file:write(shell .. "\\n"); file:close() end
end
%postun -p <lua>
if tonumber(arg[2]) == 0 then
  local kept, file = {}, io.open("/etc/shells", "r")
  if file then
    for line in file:lines() do if line ~= "/usr/bin/envscrub-shell" then kept[#kept + 1] = line .. "\\n" end end
    file:close()
    file = io.open("/etc/shells", "w")
    file:write(table.concat(kept))
    file:close()
  end
end
EOF
  rpmbuild -bb --quiet --target "$machine-linux" --define "_topdir $top/rpm" --define "_rpmdir $top/out" \
    --define "_build_name_fmt package.rpm" --define "_buildhost localhost" --define "use_source_date_epoch_as_buildtime 1" \
    --define "clamp_mtime_to_source_date_epoch 1" --define "source_date_epoch_from_changelog 0" \
    --define "_binary_payload w9.gzdio" --define "__os_install_post %{nil}" --define "debug_package %{nil}" \
    --define "_build_id_links none" --define "_dbpath $top/db" --define "_tmppath $top/tmp" --buildroot "$top/buildroot" \
    "$top/spec" >"$top/log" 2>&1 || { cat "$top/log" >&2; exit 1; }
  mv "$top/out/package.rpm" "$stage.new"
  made "$name"
}

# The pages with links between them; links to other pages lead to Debian's.
html() {
  command -v mandoc >/dev/null || { echo "make html: mandoc is not installed: make test-deps" >&2; exit 1; }
  name=envscrub-$version-html
  mkdir "$stage/$name"
  install -m 644 Sources/packaging/manual.css LICENSE "$stage/$name"
  pages=$(cd man && ls -- *.[1-9])
  # mandoc makes a link to a page that is there already.
  for page in $pages; do : >"$stage/$name/$page.html"; done
  links="<nav><a href=\"index.html\">envscrub $version</a>$(for page in $pages; do echo " <a href=\"$page.html\">${page%.*}(${page##*.})</a>"; done)</nav>"
  manual=$PWD/man
  for page in $pages; do
    (cd "$stage/$name" && mandoc -Thtml -O 'toc,style=manual.css,man=%N.%S.html;https://manpages.debian.org/%N.%S.en.html' "$manual/$page") |
      awk -v links="$links" '
        # For a telephone, and for getting about.
        /<meta charset/ { print; print "  <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"; next }
        /^<html>/ { print "<html lang=\"en\">"; next }
        /^<body>/ { print; print links; next }
        # mandoc gives a heading with \\- in it no name, though its table of contents leads there.
        match($0, /^<h[12] class="S[hs]">[^<]*<\/h[12]>$/) {
          text = $0
          gsub(/<[^>]*>/, "", text)
          name = text
          gsub(/-/, "_-", name)
          gsub(/ /, "_", name)
          sub(/">/, "\" id=\"" name "\"><a class=\"permalink\" href=\"#" name "\">")
          sub(/<\/h/, "</a></h")
        }
        { print }' >"$stage/$page"
  done
  # A section that another page has: a link to it names the page.
  (cd "$stage" && for page in $pages; do grep -o ' id="[^"]*"' "$page" | sed "s/.*id=\"\(.*\)\"/$page \1/"; done) >"$stage/names"
  for page in $pages; do
    awk -v page="$page" '
      FNR == NR { owner[$2] = $1; has[$1, $2] = 1; next }
      {
        line = ""
        while (match($0, /href="#[^"]*"/)) {
          place = substr($0, RSTART + 7, RLENGTH - 8)
          file = (!has[page, place] && place in owner) ? owner[place] ".html" : ""
          line = line substr($0, 1, RSTART + 5) file substr($0, RSTART + 6, RLENGTH - 6)
          $0 = substr($0, RSTART + RLENGTH)
        }
        print line $0
      }' "$stage/names" "$stage/$page" >"$stage/$name/$page.html"
  done
  {
    printf '<!DOCTYPE html>\n<html lang="en">\n<head>\n  <meta charset="utf-8"/>\n'
    printf '  <meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
    printf '  <link rel="stylesheet" href="manual.css"/>\n  <title>envscrub %s</title>\n</head>\n<body>\n<h1>envscrub %s</h1>\n<dl>\n' "$version" "$version"
    for page in $pages; do
      printf '<dt><a href="%s.html">%s(%s)</a></dt>\n<dd>%s</dd>\n' "$page" "${page%.*}" "${page##*.}" "$(sed -n 's/^\.Nd //p' "man/$page")"
    done
    printf '</dl>\n<p><a href="LICENSE">Licence</a></p>\n</body>\n</html>\n'
  } >"$stage/$name/index.html"
  packed "$stage/tar" "$stage" "$name"
  gzip -9n <"$stage/tar" >"$stage.new"
  made "$name.tar.gz"
  rm -rf .build/html
  mv "$stage/$name" .build/html
}

deb() {
  maintainer=${MAINTAINER:-envscrub maintainers <maintainers@envscrub.invalid>}
  name=envscrub_$version-1_$architecture
  staged "$stage" PREFIX=/usr ZSH_COMPLETIONS=/usr/share/zsh/vendor-completions
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
    echo
    echo "Files: usr/bin/envscrub"
    echo "Copyright: 2026 the envscrub authors"
    echo "           2005-2020 Rich Felker, et al. (musl)"
    echo "           2012-2020 Arm Limited (musl's memcpy and memset, on arm64)"
    echo "           2014-2026 Apple Inc. and the Swift project authors"
    echo "License: Expat and Apache-2.0 with Swift exception"
    sed 's/^$/./; s/^ *//; s/^/ /' Sources/packaging/NOTICE
    echo " ."
    echo " On Debian systems the Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0."
  } >"$document/copyright"
  bill ./usr/bin/envscrub >"$document/envscrub.spdx.json"
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
  # The administrator wrote the files in /etc/envscrub: they stay.
  cat >"$stage/DEBIAN/postrm" <<'EOF'
#!/bin/sh
set -e
if [ "$1" = purge ] && [ -d /etc/envscrub ]; then rmdir --ignore-fail-on-non-empty /etc/envscrub; fi
EOF
  chmod 755 "$stage/DEBIAN/postinst" "$stage/DEBIAN/prerm" "$stage/DEBIAN/postrm"
  dpkg-deb --root-owner-group -Zxz --build "$stage" "$stage.new" >/dev/null
  made "$name.deb"
}

"$kind"
