# make crawl   set up, build, and crawl the fixture web that seeds.txt names
# make test    set up (PostgreSQL too, which is not started), and run every test
# make examples   set up, build, and run each example against a site on loopback
# make docs    set up, build, and make the documentation of the libraries, a site: .build/docs/site
# make cluster set up, and build a skitter that can share a crawl among machines: .build/cluster/release/skitter (docs/cluster.md)
# make install   set up, build a skitter that needs no Swift, and install it below PREFIX (/usr/local): docs/installing.md
# make uninstall   remove what make install installed
# make deb     the same as a Debian package, in .build/deb
# make fuzz    set up, and fuzz every parser for FUZZ_SECONDS (60) seconds each
# make sanitize   set up, and run every test under AddressSanitizer, then ThreadSanitizer
# make perf    set up, build, and crawl four sites beside other crawlers (a quarter of an hour)
# make growth  set up, build, and measure how the cost of a page grows with URLs, connections, hosts, threads and latency
# make simulate   set up, build, and let a thousand crawlers share a frontier in virtual time
# make bench   set up, build, and compare the micro-benchmarks with Benchmarks/thresholds.json
# All work on a fresh machine that has Swift and apt.

SWIFT ?= swift
BUILD := .build/release
STAMP := .build/setup.done
CLUSTER_STAMP := .build/setup-cluster.done
# Tests are built with every trait.
TRAITS := --traits Cluster

.PHONY: crawl test examples docs cluster deb tree install uninstall fuzz torture torture-cluster sanitize perf growth bench simulate build setup setup-cluster format lint clean help

help:
	@sed -n 's/^# //p' Makefile

setup: $(STAMP)

$(STAMP): dev/setup.sh
	@dev/setup.sh
	@mkdir -p .build && touch $(STAMP)

setup-cluster: $(CLUSTER_STAMP)

$(CLUSTER_STAMP): dev/setup.sh
	@dev/setup.sh cluster
	@mkdir -p .build && touch $(CLUSTER_STAMP)

build: setup
	$(SWIFT) build -c release --product skitter
	$(SWIFT) build -c release --product skitter-fetch-worker

crawl: build
	@dev/crawl.sh $(BUILD)/skitter

test: setup-cluster
	$(SWIFT) build --build-tests $(TRAITS)
	@SWIFT="$(SWIFT)" dev/test.sh $(TRAITS)

examples: build setup-cluster
	@SWIFT="$(SWIFT)" dev/examples.sh $(BUILD)/skitter

# DOCS_BASE=/skitter where the site will lie in a folder of its server.
docs: build
	$(SWIFT) build -c release --target SkitterTesting
	@SWIFT="$(SWIFT)" dev/docs.sh

# Beside the other build: a trait concerns every module.
cluster: setup-cluster
	$(SWIFT) build -c release $(TRAITS) --scratch-path .build/cluster --product skitter
	$(SWIFT) build -c release $(TRAITS) --scratch-path .build/cluster --product skitter-fetch-worker

# Beside the other builds: Swift's own libraries are linked in.
PREFIX ?= /usr/local
PACKAGE_BUILD := .build/package
TREE := .build/tree
tree: setup
	$(SWIFT) build -c release --static-swift-stdlib --scratch-path $(PACKAGE_BUILD) --product skitter
	$(SWIFT) build -c release --static-swift-stdlib --scratch-path $(PACKAGE_BUILD) --product skitter-fetch-worker
	@packaging/tree.sh $(PACKAGE_BUILD)/release $(TREE)

# As root without building anything, after make tree: make install NO_BUILD=1
install: $(if $(NO_BUILD),,tree)
	@packaging/install.sh $(TREE) "$(DESTDIR)$(PREFIX)"

uninstall:
	@[ -d $(TREE) ] || { echo "uninstall: $(TREE) tells what is installed: make tree" >&2; exit 1; }
	@packaging/install.sh -r $(TREE) "$(DESTDIR)$(PREFIX)"

deb: tree
	@mkdir -p .build/deb
	@packaging/deb.sh $(TREE) .build/deb

FUZZ_SECONDS ?= 60
fuzz: setup
	@SWIFT="$(SWIFT)" dev/fuzz.sh all $(FUZZ_SECONDS)

# Kills and resumes crawls a hundred times, and thirty times each while they resume, begin a WARC file, and check SQLite's log
# in; `make test` does it ten and three times.
torture: setup-cluster
	$(SWIFT) build --build-tests $(TRAITS)
	SKITTER_KILLS=100 $(SWIFT) test $(TRAITS) --skip-build --disable-xctest --filter ResumeEndToEndTests

# Kills, stops and cuts off crawlers and servers of twenty shared crawls; `make test` does it to three smaller ones. A run that failed
# is repeated with SKITTER_CLUSTER_SEED.
torture-cluster: setup-cluster
	$(SWIFT) build --build-tests $(TRAITS)
	SKITTER_CLUSTER_RUNS=20 $(SWIFT) test $(TRAITS) --skip-build --disable-xctest --filter ClusterTortureEndToEndTests

sanitize: setup-cluster
	@SWIFT="$(SWIFT)" dev/sanitize.sh

# A thousand crawlers in virtual time, and small crawls by fifty seeds (docs/cluster.md). ARGS=--plot draws the figures again.
simulate: setup-cluster
	@SWIFT="$(SWIFT)" /usr/bin/python3 Benchmarks/simulate.py $(ARGS)

# On a quiet machine: they measure. ARGS are theirs (make bench ARGS=--update, make growth ARGS="known hosts").
perf growth bench: setup
	@SWIFT="$(SWIFT)" /usr/bin/python3 Benchmarks/$@.py $(ARGS)

# The house style, as .swift-format has it.
lint:
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Fixtures Benchmarks Fuzz Examples Package.swift

format:
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Fixtures Benchmarks Fuzz Examples Package.swift

clean:
	rm -rf .build
