# envscrub: `make run` shows what would be dropped here and why; `make test` runs the tests.  `make install` and `make
# uninstall` take PREFIX and DESTDIR; `make dist deb rpm image html` makes the packages.  See README.md.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
INSTALL ?= install
# Where shells look for completions. fish looks below /usr/local only if XDG_DATA_DIRS names /usr/local/share.
BASH_COMPLETIONS ?= $(PREFIX)/share/bash-completion/completions
ZSH_COMPLETIONS ?= $(PREFIX)/share/zsh/site-functions
FISH_COMPLETIONS ?= $(PREFIX)/share/fish/vendor_completions.d

# The target architecture.  Another one than this machine's needs Embedded Swift for it, see Sources/packaging/cross.sh.
HOST := $(patsubst arm64,aarch64,$(shell uname -m))
ARCH ?= $(HOST)
override ARCH := $(patsubst arm64,aarch64,$(patsubst amd64,x86_64,$(ARCH)))
BUILT := .build/$(if $(filter $(HOST),$(ARCH)),,$(ARCH)/)
BINARY := $(BUILT)envscrub
# From Debian's musl-tools or musl-dev; the static binary is linked with it.
MUSL ?= /usr/lib/$(ARCH)-linux-musl
MUSL_INCLUDE ?= /usr/include/$(ARCH)-linux-musl
HAS_MUSL := $(and $(wildcard $(MUSL)/rcrt1.o),$(wildcard $(MUSL)/libc.a),$(wildcard $(MUSL_INCLUDE)/unistd.h))

# ORDER lists the functions that a start runs; BLOCKS, for large ones, the blocks that it runs.  The linker places them
# side by side.
ORDER := Sources/CSystem/start.order
BLOCKS := Sources/CSystem/start.blocks
BLOCKS_LINK = --lto-basic-block-sections="$(CURDIR)/$(BLOCKS)"
SOURCES := Package.swift Makefile Sources/CSystem/static.ld $(ORDER) $(BLOCKS) $(shell find Sources -name '*.swift' -o -name '*.c' -o -name '*.h')
PAGES := $(sort $(wildcard man/*.[1-9]))
SCHEMAS := $(sort $(wildcard Sources/schemas/*.schema.json))
COMPLETIONS := $(addprefix Sources/completions/envscrub.,bash zsh fish)
# The version is the one that --version prints.
VERSION := $(shell sed -n 's/.*"envscrub \([0-9.]*\)\\n.*/\1/p' Sources/envscrub/Commands/Usage.swift)

# Embedded Swift; one section for each function, so that the linker omits unused ones.  The checks of a function share
# one trap: nobody would tell them apart.  A second optimization after linking all modules saves a twentieth of the size.
# Nothing unwinds the stack: without frame pointers a start takes 4 % fewer instructions.
STATIC_COMPILE := \
  -Xswiftc -enable-experimental-feature -Xswiftc Embedded -Xswiftc -wmo -Xswiftc -Osize \
  -Xswiftc -Xfrontend -Xswiftc -function-sections -Xcc -ffunction-sections \
  -Xswiftc -Xfrontend -Xswiftc -mergeable-traps \
  -Xcc -DENVSCRUB_ARENA -Xcc -nostdinc -Xcc -isystem -Xcc $(MUSL_INCLUDE)
# The largest page that a kernel for this architecture may have.  Segments aligned to more than the page of the running
# kernel make it map the file twice, a tenth of a start.
PAGE := $(if $(filter x86_64,$(ARCH)),4096,65536)
# A static position-independent executable with read-only relocations; static.ld lays out its contents.  Without a build
# id it depends only on the sources.  ORDER and BLOCKS say what lies side by side.
LINK := --no-dynamic-linker -z relro -z now -s -O2 --gc-sections --icf=all --build-id=none -z max-page-size=$(PAGE) \
  --no-warn-symbol-ordering
# Options of LLVM for the code that the linker generates, each with what it does and what it saves:
#   -disable-machine-licm, -disable-licm-promotion,   Loops compute and load again what would live in registers, which
#   -enable-pre=false, -enable-load-pre=false         their few rounds need themselves: 1 % of the size.
#   -split-spill-mode=size                            Registers are saved where that takes the fewest instructions.
#   -enable-ipra                                      A caller saves only the registers that its callee changes: 2.5 % of
#                                                     the size, 1 % of the instructions of a start.
#   -apply-ext-tsp-for-size                           The parts of a function lie so that fewer and shorter jumps connect
#                                                     them: 1.5 % of the size.
#   -inline-max-stacksize=1500                        Instructions reach far into a large frame only in a longer form, so
#                                                     functions with large frames are not inlined: 0.5 % of the size.
#   -x86-br-merging-base-cost=0,                      Each condition is tested by itself, and constants are computed again:
#   -disable-constant-hoisting                        0.4 % of the size, 1 % of those instructions.
#   -min-jump-table-entries=8                         A switch over few cases needs no table: 0.1 % of the size.
LLVM := -disable-machine-licm -disable-licm-promotion -enable-pre=false -enable-load-pre=false -split-spill-mode=size \
  -enable-ipra -apply-ext-tsp-for-size -inline-max-stacksize=1500 -x86-br-merging-base-cost=0 \
  -disable-constant-hoisting -min-jump-table-entries=8
STATIC_LINK = \
  -Xswiftc -use-ld=lld -Xswiftc -Xclang-linker -Xswiftc -nostdlib -Xswiftc -Xclang-linker -Xswiftc -static-pie \
  $(addprefix -Xlinker ,$(MUSL)/rcrt1.o $(MUSL)/libc.a $(LINK) $(foreach option,$(LLVM),-mllvm $(option))) \
  -Xlinker -T -Xlinker "$(CURDIR)/Sources/CSystem/static.ld" \
  -Xlinker --symbol-ordering-file="$(CURDIR)/$(ORDER)" -Xlinker $(BLOCKS_LINK)

all: $(BINARY) $(BUILT)toml-decode

need_swift = command -v $(firstword $(SWIFT)) >/dev/null || \
  { echo "Swift is not installed: install Swift 6.3, see https://www.swift.org/install" >&2; exit 1; }

ifneq ($(ARCH),$(HOST))
.build/$(ARCH)/%: $(SOURCES) Sources/packaging/cross.sh
	@echo "building $@, which takes a minute"
	@mkdir -p $(@D)
	@SWIFT="$(SWIFT)" MUSL=$(MUSL) MUSL_INCLUDE=$(MUSL_INCLUDE) PAGE=$(PAGE) Sources/packaging/cross.sh $(ARCH) $* $@
	@echo "$@: static, $$(wc -c <$@) bytes"
else ifneq ($(HAS_MUSL),)
# Every module gives two warnings: that there is no libc module, which nothing imports, and about -pie, which SwiftPM
# passes together with -static-pie.
.build/envscrub .build/toml-decode: .build/%: $(SOURCES)
	@$(need_swift)
	@echo "building $@, which takes a minute or two"
	@rm -f .build/static/release/$*  # SwiftPM doesn't notice changes to flags or static.ld
	@$(SWIFT) build -c release --experimental-lto-mode full --omit-frame-pointers --scratch-path .build/static --product $* \
	  $(STATIC_COMPILE) $(STATIC_LINK) -Xlinker -Map="$(CURDIR)/.build/$*.map" \
	  >.build/$*.log 2>&1 || { cat .build/$*.log; exit 1; }
	@cp .build/static/release/$* $@
	@echo "$@: static, $$(wc -c <$@) bytes"
else
.build/envscrub .build/toml-decode: .build/%: $(SOURCES)
	@$(need_swift)
	@echo "building $@, which takes a minute or two"
	@$(SWIFT) build -c release --product $*
	@cp .build/release/$* $@
	@echo "$@: works, but is neither small nor static nor quick to start;"
	@echo "Debian's package musl-tools gives the small static one: make deps, then make clean all"
endif
.build/envscrub .build/toml-decode: | .build
.build:
	@mkdir -p .build

# Writes the completions again from the table of options; a test fails if they differ.
completions:
	UPDATE_COMPLETIONS=1 $(SWIFT) test --filter CompletionsTests

# Lists again what a start runs, from a binary with a map of its blocks; the lists take effect with the next build.
order:
	@rm -f .build/envscrub
	$(MAKE) .build/envscrub BLOCKS_LINK=--lto-basic-block-address-map
	Tests/Tools/start-order.py .build/envscrub .build/envscrub.map .build/start.order .build/start.blocks
	mv .build/start.order .build/start.blocks $(dir $(ORDER))

# Shows what would be dropped from this environment, and why.
run: .build/envscrub
	@.build/envscrub --explain

test:
	@$(need_swift)
	$(SWIFT) test

# Everything that CI does.
check: all test rooms sessions leaks sealed trail situations shims others
	$(SWIFT) Tests/Tools/lowercase-table.swift --check
	python3 Tests/Tools/secret-names.py --check
	python3 Tests/Tools/value-filters.py --check
	python3 Tests/Tools/vendors.py --check
	python3 Tests/Tools/values.py --check .build/envscrub
	python3 Tests/Tools/limits.py
	ENVSCRUB_BINARY=$(CURDIR)/.build/envscrub TOML_DECODE_BINARY=$(CURDIR)/.build/toml-decode \
	  $(SWIFT) test --skip-build --filter EndToEndTests
	python3 Tests/Tools/schemas.py .build/envscrub .build/toml-decode
	Tests/Tools/static.sh .build/envscrub
	Tests/Tools/start-order.py --check $(ORDER) .build/envscrub.map
	Tests/Tools/start-order.py --check $(BLOCKS) .build/envscrub.map
	Tests/Tools/reproducible.sh
	python3 Tests/Tools/completions.py .build/envscrub $(COMPLETIONS)
	python3 Tests/Tools/screens.py .build/envscrub
	Tests/Tools/install.sh
	Tests/Tools/package.sh
	Tests/Tools/rpm.sh
	Tests/Tools/image.sh
	$(MAKE) -s html
	python3 Tests/Tools/pages.py
	Tests/Tools/arm64.sh
	python3 Tests/Tools/bill.py
	Tests/Benchmarks/cost.sh --check .build/envscrub
	Tests/Benchmarks/toml.sh --check
	python3 Tests/Benchmarks/values.py --times .build/envscrub
	python3 Tests/Benchmarks/adversary.py .build/envscrub
	python3 Tests/Tools/tamper.py .build/envscrub
	python3 Tests/Tools/split-strings.py .build/envscrub
	python3 Tests/Tools/fuzz.py --seconds 20 .build/envscrub .build/toml-decode

# Tests the login shell with the real programs around it, on a throw-away machine; root only.
sessions: .build/envscrub
	python3 Tests/RealPrograms/sessions.py .build/envscrub

# Tests what --leak-check finds of planted leaks, in separate namespaces; root only.
leaks: .build/envscrub
	python3 Tests/RealPrograms/leaks.py .build/envscrub

# Tests what --seal, --close-fds and --no-new-privs close, with real attacks and real programs; root only.
sealed: .build/envscrub
	python3 Tests/RealPrograms/sealed.py .build/envscrub

# Tests the audit trail with many writers, a full disk, logrotate, a system log and collectors; and kills writers at
# every call.
trail: .build/envscrub
	python3 Tests/RealPrograms/crashes.py .build/envscrub
	python3 Tests/RealPrograms/trail.py .build/envscrub

# Tests shims with the real programs behind them, and agents around them; root only.
shims: .build/envscrub
	python3 Tests/RealPrograms/shims.py .build/envscrub
	python3 Tests/RealPrograms/agents.py .build/envscrub

# Tests the manual's recipes for CI and for programs in other languages.
others: .build/envscrub
	python3 Tests/RealPrograms/ci.py .build/envscrub

# Tests files, users and limits in a thousand random situations; root only.  COUNT=1000
situations: .build/envscrub
	python3 Tests/Tools/situations.py --count $(or $(COUNT),1000) .build/envscrub

# Fails if a target imports one that Package.swift doesn't list as its dependency.
rooms:
	$(SWIFT) build --explicit-target-dependency-import-check error

bench: all
	Tests/Benchmarks/cost.sh .build/envscrub
	python3 Tests/Benchmarks/growth.py --check .build/envscrub
	Tests/Benchmarks/toml.sh

# Longer than the tests: random documents, patterns, -S strings, command lines and situations.  SECONDS_EACH=60
fuzz: all
	python3 Tests/Tools/situations.py --count 6000 .build/envscrub
	python3 Tests/Tools/fuzz.py --seconds $(or $(SECONDS_EACH),60) .build/envscrub .build/toml-decode

# What the build needs besides Swift and make, and what only the tests need; by Debian's names.
TEST_PACKAGES := binutils mandoc strace valgrind python3 libtomlplusplus-dev gcc g++ \
  bash-completion zsh fish dpkg lintian bubblewrap systemd \
  openssh-server openssh-client rsync git sudo tmux cron login passwd util-linux bsdutils iproute2 perl \
  gdb procps python3-venv python3-pip logrotate acl attr libcap2-bin vim-tiny ed \
  rpm umoci qemu-user-static curl $(if $(shell command -v go),,golang-go) $(if $(shell command -v rustc),,rustc) $(if $(shell command -v npm),,nodejs npm)
# From PyPI: definitions of OTLP, and validators.
PYPI_PACKAGES := opentelemetry-proto check-jsonschema taplo spdx-tools
APT = $(if $(filter 0,$(shell id -u)),,sudo) apt-get
deps:
	$(APT) update
	$(APT) install -y --no-install-recommends musl-tools
# Debian has musl for other machines, but lists those packages only if dpkg knows the architecture.
test-deps: deps
	if [ "$(HOST)" = x86_64 ] && grep -qx ID=debian /etc/os-release && ! dpkg --print-foreign-architectures | grep -qx arm64; then \
	  $(patsubst %apt-get,%dpkg,$(APT)) --add-architecture arm64 && $(APT) update; fi
	$(APT) install -y --no-install-recommends $(TEST_PACKAGES) $(if $(filter x86_64,$(HOST)),$(shell grep -qx ID=debian /etc/os-release && echo musl-dev:arm64))
	PIP_BREAK_SYSTEM_PACKAGES=1 python3 -m pip install --quiet --root-user-action=ignore $(PYPI_PACKAGES)

# The destination of everything that is installed; a page goes to its section's directory.
page_place = $(DESTDIR)$(PREFIX)/share/man/man$(patsubst .%,%,$(suffix $1))/$(notdir $1)
INSTALLED = $(addprefix $(DESTDIR),$(PREFIX)/bin/envscrub $(PREFIX)/bin/envscrub-shell $(BASH_COMPLETIONS)/envscrub \
  $(ZSH_COMPLETIONS)/_envscrub $(FISH_COMPLETIONS)/envscrub.fish \
  $(addprefix $(PREFIX)/share/envscrub/,$(notdir $(SCHEMAS)))) $(foreach page,$(PAGES),$(call page_place,$(page)))
# /etc/shells belongs to this machine and to root, so an installation into another root leaves it alone.  A shell
# outside the system's own directories may vanish with their owner, so there the change must be requested.
ADD_SHELL ?= $(if $(filter /usr /usr/local,$(PREFIX)),yes)
in_shells = if [ -z "$(DESTDIR)" ] && [ "$$(id -u)" = 0 ] && [ -f /etc/shells ] && [ "$(ADD_SHELL)" = yes ]; then \
  PATH=$$PATH:/usr/sbin; if command -v $1 >/dev/null; then \
  $1 $(PREFIX)/bin/envscrub-shell && echo "$2 /etc/shells: $(PREFIX)/bin/envscrub-shell"; fi; fi

install: $(BINARY)
	@if [ -z "$(DESTDIR)$(ADD_SHELL)" ] && [ "$$(id -u)" = 0 ]; then \
	  echo "add $(PREFIX)/bin/envscrub-shell to /etc/shells, so that it can be a login shell?" >&2; \
	  echo "run this again with ADD_SHELL=yes or ADD_SHELL=no" >&2; exit 1; fi
	$(INSTALL) -d $(sort $(dir $(INSTALLED)))
	$(INSTALL) -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/envscrub
	ln -sf envscrub $(DESTDIR)$(PREFIX)/bin/envscrub-shell
	set -e; $(foreach page,$(PAGES),$(INSTALL) -m 644 $(page) $(call page_place,$(page));)
	$(INSTALL) -m 644 Sources/completions/envscrub.bash $(DESTDIR)$(BASH_COMPLETIONS)/envscrub
	$(INSTALL) -m 644 Sources/completions/envscrub.zsh $(DESTDIR)$(ZSH_COMPLETIONS)/_envscrub
	$(INSTALL) -m 644 Sources/completions/envscrub.fish $(DESTDIR)$(FISH_COMPLETIONS)/envscrub.fish
	$(INSTALL) -m 644 $(SCHEMAS) $(DESTDIR)$(PREFIX)/share/envscrub
	@$(call in_shells,add-shell,added to)

uninstall:
	@$(if $(DESTDIR),,if grep ':$(PREFIX)/bin/envscrub-shell$$' /etc/passwd; then \
	  echo "warning: these users can't log in any more, because it was their shell; see chsh(1)" >&2; fi)
	@$(call in_shells,remove-shell,removed from)
	rm -f $(INSTALLED)
	@if [ -d $(DESTDIR)$(PREFIX)/share/envscrub ]; then rmdir --ignore-fail-on-non-empty $(DESTDIR)$(PREFIX)/share/envscrub; fi

# A tarball, a Debian package, an rpm and an OCI image, in .build/dist.  ARCH=aarch64
dist deb rpm image: $(BINARY)
	+@SWIFT="$(SWIFT)" Sources/packaging/package.sh $@ $(VERSION) $(ARCH) $(BINARY)

# The manual for browsers, in .build/html, and a tarball of it in .build/dist.
html:
	@Sources/packaging/package.sh html $(VERSION)

clean:
	rm -rf .build

# A file that was not completely written must not look finished.
.DELETE_ON_ERROR:

.PHONY: all completions order run test check sessions leaks sealed trail situations shims others rooms bench fuzz deps test-deps install uninstall dist deb rpm image html clean
