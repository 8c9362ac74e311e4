# envscrub: `make run` shows what would be dropped here and why; `make test` tests.  See README.md.

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
INSTALL ?= install

ARCH := $(shell uname -m)
# Debian's musl-tools or musl-dev; the static binary is linked from it.
MUSL ?= /usr/lib/$(ARCH)-linux-musl
MUSL_INCLUDE ?= /usr/include/$(ARCH)-linux-musl
HAS_MUSL := $(and $(wildcard $(MUSL)/rcrt1.o),$(wildcard $(MUSL)/libc.a),$(wildcard $(MUSL_INCLUDE)/unistd.h))

SOURCES := Package.swift Makefile Sources/CKernel/static.ld $(shell find Sources -name '*.swift' -o -name '*.c' -o -name '*.h')
PAGES := $(sort $(wildcard man/*.[1-9]))
COMPLETIONS := .build/completions.bash .build/completions.zsh .build/completions.fish

# Embedded Swift; one section a function, so that the linker leaves out what nobody calls.
STATIC_COMPILE := \
  -Xswiftc -enable-experimental-feature -Xswiftc Embedded -Xswiftc -wmo -Xswiftc -Osize \
  -Xswiftc -Xfrontend -Xswiftc -function-sections -Xcc -ffunction-sections \
  -Xcc -DENVSCRUB_ARENA -Xcc -nostdinc -Xcc -isystem -Xcc $(MUSL_INCLUDE)
# A static position-independent executable with read-only relocations.  static.ld says where what lies; without
# build id it depends on the sources alone.
STATIC_LINK := \
  -Xswiftc -use-ld=lld -Xswiftc -Xclang-linker -Xswiftc -nostdlib -Xswiftc -Xclang-linker -Xswiftc -static-pie \
  -Xlinker $(MUSL)/rcrt1.o -Xlinker $(MUSL)/libc.a -Xlinker --no-dynamic-linker \
  -Xlinker -z -Xlinker relro -Xlinker -z -Xlinker now \
  -Xlinker -s -Xlinker --gc-sections -Xlinker --icf=all -Xlinker --build-id=none \
  -Xlinker -T -Xlinker "$(CURDIR)/Sources/CKernel/static.ld"

all: .build/envscrub .build/toml-decode $(COMPLETIONS)

ifneq ($(HAS_MUSL),)
# Two warnings come with every module: that there is no libc module, which nobody imports, and -pie, which
# SwiftPM says beside -static-pie.
.build/envscrub .build/toml-decode .build/completions: .build/%: $(SOURCES)
	@rm -f .build/static/release/$*  # SwiftPM doesn't see that flags or static.ld changed
	@$(SWIFT) build -c release --scratch-path .build/static --product $* $(STATIC_COMPILE) $(STATIC_LINK) \
	  >.build/$*.log 2>&1 || { cat .build/$*.log; exit 1; }
	@cp .build/static/release/$* $@
	@echo "$@: static, $$(wc -c <$@) bytes"
else
.build/envscrub .build/toml-decode .build/completions: .build/%: $(SOURCES)
	@$(SWIFT) build -c release --product $*
	@cp .build/release/$* $@
	@echo "$@: works, but is neither small nor static nor quick to start;"
	@echo "Debian's package musl-tools gives the small static one: make deps, then make clean all"
endif
.build/envscrub .build/toml-decode .build/completions: | .build
.build:
	@mkdir -p .build

# Made from the table of options.
$(COMPLETIONS): .build/completions.%: .build/completions
	@.build/completions $* >$@

# What would be dropped from this very environment, and why.
run: .build/envscrub
	@.build/envscrub --explain

test:
	$(SWIFT) test

# Everything that CI does.
check: all test rooms
	$(SWIFT) Tests/Tools/lowercase-table.swift --check
	ENVSCRUB_BINARY=$(CURDIR)/.build/envscrub TOML_DECODE_BINARY=$(CURDIR)/.build/toml-decode \
	  $(SWIFT) test --skip-build --filter EndToEndTests
	Tests/Tools/static.sh .build/envscrub
	Tests/Tools/reproducible.sh
	python3 Tests/Tools/completions.py .build/envscrub $(COMPLETIONS)
	Tests/Benchmarks/cost.sh --check .build/envscrub
	Tests/Benchmarks/toml.sh --check
	python3 Tests/Tools/fuzz.py --seconds 20 .build/envscrub .build/toml-decode

# Imports only as the table of rooms allows them.
rooms:
	python3 Tests/Tools/rooms.py

bench: all
	Tests/Benchmarks/cost.sh .build/envscrub
	Tests/Benchmarks/toml.sh

# Longer than the tests: random documents, patterns, -S strings and command lines.  SECONDS_EACH=60
fuzz: all
	python3 Tests/Tools/fuzz.py --seconds $(or $(SECONDS_EACH),60) .build/envscrub .build/toml-decode

# What Debian lacks for the static binary, the manual and the checks.
PACKAGES := musl-tools binutils mandoc strace valgrind python3 libtomlplusplus-dev gcc g++ \
  bash-completion zsh fish
deps:
	$(if $(filter 0,$(shell id -u)),,sudo) apt-get update
	$(if $(filter 0,$(shell id -u)),,sudo) apt-get install -y --no-install-recommends $(PACKAGES)

install: .build/envscrub
	$(INSTALL) -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5
	$(INSTALL) -m 755 .build/envscrub $(DESTDIR)$(PREFIX)/bin/envscrub
	$(INSTALL) -m 644 $(filter %.1,$(PAGES)) $(DESTDIR)$(PREFIX)/share/man/man1
	$(INSTALL) -m 644 $(filter %.5,$(PAGES)) $(DESTDIR)$(PREFIX)/share/man/man5

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/envscrub \
	  $(patsubst man/%,$(DESTDIR)$(PREFIX)/share/man/man1/%,$(filter %.1,$(PAGES))) \
	  $(patsubst man/%,$(DESTDIR)$(PREFIX)/share/man/man5/%,$(filter %.5,$(PAGES)))

clean:
	rm -rf .build

.PHONY: all run test check rooms bench fuzz deps install uninstall clean
