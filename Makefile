# The few commands a person types; meson and tools/ do the work.
.PHONY: demo build setup check check-full install format clean help
.DEFAULT_GOAL := help

ENTENTE = build/apps/cli/entente
LEDGER = out/demo.ledger
# sources*.tsv are citations, read with the claims beside them; yardsticks are no claims
STARTER = $(filter-out data/starter/sources% data/starter/yardstick%,$(wildcard data/starter/*.tsv))
PAIRS = CHN RUS --against CHN USA

help:
	@echo 'make demo        the China-Russia dossier beside China-United States, from the bundled evidence'
	@echo 'make build       the command, as build/apps/cli/entente'
	@echo 'make install     command, man page, completions, headers and data (PREFIX=/usr/local, DESTDIR=)'
	@echo 'make check       what decides: format, lints, both compilers, all tests under sanitizers'
	@echo 'make check-full  that, and valgrind, torture, analyzers, coverage, fuzzing'
	@echo 'make format      lay out all C files'
	@echo 'make clean       remove what was built'

setup:
	@sh tools/setup.sh build

build: setup
	@test -f build/build.ninja || meson setup build --buildtype=release -Dtests=false
	@ninja -C build

demo: build
	@mkdir -p out && rm -f $(LEDGER) $(LEDGER)-wal $(LEDGER)-shm
	$(ENTENTE) import --ledger $(LEDGER) $(STARTER)
	$(ENTENTE) dossier $(PAIRS) --ledger $(LEDGER) --format html --out out/china-russia.html
	$(ENTENTE) dossier $(PAIRS) --ledger $(LEDGER) --format json --out out/china-russia.json
	$(ENTENTE) dossier $(PAIRS) --ledger $(LEDGER)
	@echo
	@echo 'The same as a page: $(CURDIR)/out/china-russia.html'

check:
	@sh tools/check.sh

check-full:
	@sh tools/check_full.sh

PREFIX ?= /usr/local
install: build
	@meson configure build -Dprefix=$(PREFIX)
	@meson install -C build $(if $(DESTDIR),--destdir '$(DESTDIR)')

format:
	@sh -c '. tools/steps.sh; our_c' | xargs -r clang-format-14 -i

clean:
	rm -rf build build-check build-full out
