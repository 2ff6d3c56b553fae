#!/bin/sh
# Builds the examples (Examples/), runs each against a site on loopback, and looks at what it wrote. The program of README.md is one
# of them. Its argument is the skitter that serves the site; SCRATCH is where the examples are built: beside the library, whose
# modules they share.
set -eu
cd "$(dirname "$0")/.."

skitter=${1:-.build/release/skitter}
scratch=${SCRATCH:-.build}
work=$(mktemp -d)
server=""
export SKITTER_CLUSTER="$work-postgres" SKITTER_CLUSTER_PORT="${SKITTER_CLUSTER_PORT:-54410}"
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ ! -d "$SKITTER_CLUSTER" ] || dev/cluster.sh down >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
    echo "examples: $1" >&2
    [ ! -f "$work/out" ] || sed 's/^/    /' "$work/out" >&2
    exit 1
}

# What a reader of README.md copies is what is compiled here.
sed -n '/^```swift$/,/^```$/p' README.md | sed '1d;/^```$/,$d' >"$work/readme.swift"
cmp -s "$work/readme.swift" Examples/Sources/TenLines/main.swift || {
    diff "$work/readme.swift" Examples/Sources/TenLines/main.swift >&2 || true
    fail "the first program in README.md is not Examples/Sources/TenLines/main.swift"
}

last=$(ls Sources/Skitter/Skitter.docc/Tutorials/Code/CheckLinks-[0-9].swift | tail -n 1)
cmp "$last" Examples/Sources/BrokenLinks/main.swift || fail "the last step of the tutorial is not Examples/Sources/BrokenLinks/main.swift"

echo "examples: building"
# The same versions of what both packages depend on: they share the checkouts too.
[ ! -f Package.resolved ] || cp Package.resolved Examples/Package.resolved
"${SWIFT:-swift}" build -c "${CONFIGURATION:-release}" --package-path Examples --scratch-path "$scratch" --quiet
bin=$("${SWIFT:-swift}" build -c "${CONFIGURATION:-release}" --package-path Examples --scratch-path "$scratch" --show-bin-path)

mkdir -p "$work/site/shop" "$work/tmp"
cat >"$work/site/index.html" <<'HTML'
<!DOCTYPE html><title>Home</title><link rel=stylesheet href=/style.css><h1>Spiders &amp; webs</h1>
<p>A <b>garden</b> spider waits.</p><img src=/logo.png><a href=/a.html>a</a> <a href=/gone.html>gone</a> <a href=/shop/>shop</a>
HTML
echo '<title>Orb</title><p>Orb weavers mend their webs at night.</p><a href="/gone.html">gone too</a>' >"$work/site/a.html"
echo 'body { background: url(back.png) }' >"$work/site/style.css"
printf 'png' >"$work/site/logo.png"
printf 'back' >"$work/site/back.png"
echo '{"title": "Books", "items": [{"href": "/a.html"}, {"href": "two.json"}]}' >"$work/site/books.json"
echo '{"title": "Two", "next": "/books.json"}' >"$work/site/two.json"
echo '<title>Shop</title><a href=tea.html>tea</a> <a href=jam.html>jam</a>' >"$work/site/shop/index.html"
echo '<span class="price">9.90</span>' >"$work/site/shop/tea.html"
echo '<span class="price">4.50</span>' >"$work/site/shop/jam.html"

mkfifo "$work/ready"
"$skitter" serve "$work/site" --port 0 >"$work/ready" &
server=$!
read -r address <"$work/ready" || fail "the server did not start"
origin=${address%/}

# Temporary files of the crawls without a directory must be gone at the end.
export TMPDIR="$work/tmp"

run() { # the status that is expected, the program, its arguments
    expected=$1
    program=$2
    shift 2
    echo "examples: $program"
    status=0
    timeout 60 "$bin/$program" "$@" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = "$expected" ] || { cat "$work/err" >>"$work/out"; fail "$program ended with $status, expected $expected"; }
}

says() { # a line that the last program printed
    grep -qxF -- "$1" "$work/out" || fail "$program did not print: $1"
}

run 0 TenLines "$origin/"
says "404 $origin/gone.html named by $origin/"
[ "$(wc -l <"$work/out")" = 1 ] || fail "TenLines printed more than what is broken"

run 1 BrokenLinks "$origin/"
says "$(printf '404\t%s/gone.html\t%s/' "$origin" "$origin")"
run 0 BrokenLinks "$origin/shop/jam.html"
run 2 BrokenLinks "mailto:somebody"

run 0 FullTextIndex "$work/index.sqlite" "$origin/" "weaver web"
says "Orb  $origin/a.html"
says "    Orb [weavers] mend their [webs] at night. gone too"
run 0 FullTextIndex "$work/index.sqlite" "$origin/" 'spiders & "webs'
says "Home  $origin/"

run 0 PriceWatch "$work/prices" "$origin/shop/"
says "2 prices, 0 pages unchanged"
says "$origin/shop/tea.html new -> 9.90"
echo '<span class="price">11.90</span>' >"$work/site/shop/tea.html"
run 0 PriceWatch "$work/prices" "$origin/shop/"
says "2 prices, 2 pages unchanged"
says "$origin/shop/tea.html 9.90 -> 11.90"
[ "$(wc -l <"$work/out")" = 2 ] || fail "PriceWatch printed more than what changed"

run 0 SiteMirror "$work/copy" "$origin/"
for file in index.html a.html style.css logo.png back.png shop/index.html shop/tea.html shop/jam.html; do
    cmp -s "$work/site/$file" "$work/copy/127.0.0.1/$file" || fail "SiteMirror did not copy $file"
done

run 0 OwnExtractor "$origin/books.json"
says "0 $origin/books.json Books"
says "1 $origin/two.json Two"
says "1 $origin/a.html Orb"

run 0 OwnSink "$work/crawl" "$work/pages.sqlite" "$origin/"
says "finished: 6 URLs visited"
run 7 OwnSink "$work/crawl" "$work/pages.sqlite" "$origin/"
[ -s "$work/crawl/pages.jsonl" ] || fail "OwnSink left no record beside its own"
/usr/bin/python3 - "$work/pages.sqlite" "$work/crawl/pages.jsonl" <<'PYTHON' || fail "OwnSink wrote other rows than the crawl recorded"
import json, sqlite3, sys
rows = dict(sqlite3.connect(sys.argv[1]).execute("SELECT url, status FROM page"))
records = {record["url"]: record["status"] for record in map(json.loads, open(sys.argv[2]))}
sys.exit(rows != records or len(rows) != 6)
PYTHON

database=$(dev/cluster.sh up) || fail "PostgreSQL did not start"
run 0 IntoPostgres "$database" "$origin/"
says "finished: 6 pages in the database"
run 0 IntoPostgres "$database" "$origin/"
says "finished: 6 pages in the database"
run 1 IntoPostgres "postgresql://127.0.0.1:1/nowhere" "$origin/"

run 0 ParseOnly "https://Example.org/a/../b" "$work/site/index.html"
says "url https://example.org/b example.org org,example)/b"
says 'robots false ["/map.xml"]'
says "why Disallow: /private"
says "title Home"
says "link a https://example.org/a.html true"
says "text Spiders & webs / A garden spider waits. / a gone shop"
says 'sitemap ["https://example.org/b"]'
says "domain example.co.uk"

run 0 Contracts
says "visited: http://site.test/robots.txt http://site.test/ http://site.test/a"
says "finished all kept"

left=$(ls "$work/tmp")
[ -z "$left" ] || fail "temporary files are left: $left"
echo "examples: each wrote what it should"
