# make crawl   set up, build, and crawl the fixture web that seeds.txt names
# make test    set up, and run every test
# Both work on a fresh machine that has Swift and apt.

SWIFT ?= swift
BUILD := .build/release
STAMP := .build/setup.done

.PHONY: crawl test build setup format lint clean help

help:
	@sed -n 's/^# //p' Makefile

setup: $(STAMP)

$(STAMP): dev/setup.sh
	@dev/setup.sh
	@mkdir -p .build && touch $(STAMP)

build: setup
	$(SWIFT) build -c release --product skitter
	$(SWIFT) build -c release --product skitter-fetch-worker

crawl: build
	@dev/crawl.sh $(BUILD)/skitter

test: setup
	$(SWIFT) build --build-tests
	@SWIFT="$(SWIFT)" dev/test.sh

# The house style, as .swift-format has it.
lint:
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Fixtures Benchmarks Package.swift

format:
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Fixtures Benchmarks Package.swift

clean:
	rm -rf .build
