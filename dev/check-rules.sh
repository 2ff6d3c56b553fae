#!/bin/sh
# Rules of the house that a script can check (docs/architecture.md): says each place that breaks one, and fails. Swift in the catalogs of
# documentation is of programs that use the library.
set -u
failed=0

forbid() { # what it means, pattern, paths...
    meaning=$1
    pattern=$2
    shift 2
    places=$(grep -rnE --include='*.swift' --exclude-dir='*.docc' "$pattern" "$@" 2>/dev/null) || return 0
    printf '%s\n%s\n' "check-rules: $meaning" "$places" >&2
    failed=1
}

# Imports point one way, and each third party has one adapter.
forbid "only the URLSession adapter imports more than FoundationEssentials" \
    '^ *((public|package|internal|private) )?import (Foundation|FoundationNetworking)$' \
    $(find Sources -mindepth 1 -maxdepth 1 -type d ! -name SkitterFetchURLSession)
forbid "URLSession lives in the worker alone: it can end its process" 'import SkitterFetchURLSession$' \
    $(find Sources -mindepth 1 -maxdepth 1 -type d ! -name SkitterFetchWorker)
forbid "SkitterCore is pure: no system library but what its patterns need" \
    '^ *((public|package|internal|private) )?import (Dispatch|FoundationEssentials|CLibXML2|Logging)$' Sources/SkitterCore
forbid "libxml2 has one adapter" 'import CLibXML2$' \
    $(find Sources -mindepth 1 -maxdepth 1 -type d ! -name SkitterHTML ! -name CLibXML2)
forbid "SQLite has one adapter" 'import (CSQLite|SQLite3|GRDB)$' \
    $(find Sources -name '*.swift' ! -path 'Sources/SkitterStore/SQLite/*') Tests
forbid "PostgreSQL has one adapter" 'import CLibPQ$' \
    $(find Sources -mindepth 1 -maxdepth 1 -type d ! -name SkitterCluster)
forbid "YAML has one adapter" 'import (CYAML|Yams)$' \
    $(find Sources -mindepth 1 -maxdepth 1 -type d ! -name SkitterSettings)
forbid "a library must not import Testing" 'import Testing$' Sources Fixtures
# Concurrency is checked by the compiler; what switches that off needs its proof beside it.
forbid "nonisolated(unsafe) and @preconcurrency are not used" 'nonisolated\(unsafe\)|@preconcurrency' Sources Fixtures
forbid "tasks without a parent are not used (a contract's scenarios may, and the one of CrawlEventStream says why)" \
    '(^|[^A-Za-z.])Task(\.detached)? *(\([^)]*\) *)?\{' \
    $(find Sources -name '*.swift' ! -path 'Sources/SkitterTesting/*' ! -name CrawlEventStream.swift) Fixtures
# Tests wait for conditions, never for time.
forbid "no sleeps and no switched-off tests" 'Task\.sleep|usleep\(|Thread\.sleep|\.disabled\(|withKnownIssue' Tests

for file in $(git ls-files Package.resolved '.build*'); do
    echo "check-rules: $file must not be committed" >&2
    failed=1
done
exit $failed
