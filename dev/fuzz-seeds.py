#!/usr/bin/env python3
"""Writes the first corpus of a fuzz target: what the tests of the parser have in their literals and fixtures, and the
cases of the suites beside the package, where they lie there.

    fuzz-seeds.py TARGET DIRECTORY
"""

import base64
import gzip
import hashlib
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SUITES = ROOT.parent / "shared" / "suites"
LITERAL = re.compile(r'"""\n(.*?)\n\s*"""|"((?:[^"\\\n]|\\.)*)"', re.S)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", '"': '"', "\\": "\\", "'": "'"}


def unescape(text):
    def replace(match):
        if match.group(1):
            return chr(int(match.group(1), 16))
        return ESCAPES.get(match.group(2), match.group(2))

    return re.sub(r"\\(?:u\{([0-9A-Fa-f]+)\}|(.))", replace, text)


def literals(*patterns):
    """The string literals of Swift files."""
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            for block, line in LITERAL.findall(file.read_text()):
                text = unescape(re.sub(r"(?m)^ +", "", block) if block else line)
                if text:
                    yield text.encode("utf-8", "replace")


def suite(name):
    """The rows of a suite; none where it is absent."""
    file = SUITES / f"{name}.jsonl.gz"
    if not file.exists():
        return
    with gzip.open(file, "rt") as lines:
        for line in lines:
            yield json.loads(line)


def body(row, limit=20_000):
    return base64.b64decode(row.get("body_b64", ""))[:limit]


def encode(text):
    return (text or "").encode("utf-8", "replace")


def url():
    for text in literals("Tests/SkitterCoreTests/URL/*.swift", "Fixtures/URL/*.swift", "Fixtures/Fixtures+URLs.swift"):
        yield text + b"\n" + text
        yield b"http://h.example/a/b?c#d\n" + text
    for name in ("url/parse_wpt", "url/resolve_rfc3986", "url/canon_pairs"):
        for row in suite(name):
            base, link = row.get("base"), row.get("input") or row.get("ref") or row.get("a") or row.get("url")
            if isinstance(link, str):
                yield encode(base) + b"\n" + encode(link)


def idna():
    yield from literals("Tests/SkitterCoreTests/URL/*.swift", "Fixtures/URL/*.swift")
    for name in ("url/idna", "url/ipv4", "url/psl"):
        for row in suite(name):
            yield encode(row.get("input") or row.get("host"))


def robots():
    for text in literals("Tests/SkitterCoreTests/Robots/*.swift"):
        yield b"skitter\n/a/b.html?c=%41\n" + text
        yield b"skitter\n" + text.split(b"\n")[0] + b"\nUser-agent: *\nDisallow: " + text.split(b"\n")[0]
    for row in suite("robots/cases"):
        yield encode(row["agent"]) + b"\n" + encode(row["url"]) + b"\n" + base64.b64decode(row["robots_b64"])[:4000]


def cookies():
    for text in literals("Tests/SkitterCoreTests/Cookies/*.swift"):
        yield b"@" + text
        yield b"@" + text + b"\na" + text
    for row in suite("http/cookies"):
        yield b"\n".join(b"@" + encode(value) for value in row["set_cookie"])


def json_texts():
    yield from literals("Tests/SkitterCoreTests/JSON/*.swift", "Tests/SkitterArchiveTests/*.swift")
    for name in ("url/canon_pairs", "links/srcset"):
        for number, row in enumerate(suite(name)):
            if number < 100:
                yield json.dumps(row).encode()


def http():
    yield from literals(
        "Tests/SkitterCoreTests/HTTP/*.swift", "Tests/SkitterCoreTests/Robots/RobotsDirectivesTests.swift",
        "Tests/SkitterCoreTests/Text/*.swift", "Tests/SkitterCoreTests/Net/*.swift")
    yield b"text/html; charset=utf-8"
    for row in suite("links/meta_robots"):
        for header in row.get("headers", []):
            yield encode(header if isinstance(header, str) else header[-1])


HTML_TESTS = ("Tests/SkitterHTMLTests/*.swift", "Fixtures/HTML/*.swift")


def pages(options):
    for text in literals(*HTML_TESTS):
        for option in options:
            yield option + text
    yield options[0] + (ROOT / "Fixtures/Data/Pages/article.html").read_bytes()


def html():
    yield from pages((b"\0", b"\x43", b"\xcc", b"\x20"))
    for row in suite("links/tricky_html"):
        yield b"\0" + encode(row["html"])
    for name in ("links/base_refresh", "links/meta_robots", "links/encoding_sniff"):
        for row in suite(name):
            yield b"\x13" + body(row)
    for row in suite("links/pages"):
        page = body(row, 8000)
        for start in range(0, len(page), 3000):
            yield b"\0" + page[start : start + 3000]


def xml():
    yield from pages((b"\0", b"\x11"))
    for text in literals("Tests/SkitterHTMLTests/Sitemap/*.swift"):
        yield b"\x11" + text


def sitemap():
    for text in literals("Tests/SkitterHTMLTests/Sitemap/*.swift"):
        yield b"\0" + text
        yield b"\5" + text


def srcset():
    yield from literals("Tests/SkitterHTMLTests/ValueParserTests.swift")
    for row in suite("links/srcset"):
        yield encode(row["srcset"])


def css():
    yield from literals("Tests/SkitterHTMLTests/ValueParserTests.swift", "Tests/SkitterHTMLTests/DocumentTests.swift")


def headers():
    yield from literals("Tests/SkitterHTMLTests/ValueParserTests.swift", "Tests/SkitterHTMLTests/DocumentTests.swift")


def encoding():
    for text in literals("Tests/SkitterHTMLTests/Encoding/*.swift"):
        yield b"\0text/html\n" + text
        yield b"\0" + text + b"\n" + text
    text = "Größe — пример 例え 文字 한국어 กขค ÅÄÖ ｱｲｳ \U00020089 €".encode()
    for number in range(40):
        yield bytes([number]) + b"\n" + text
    for number, codec in (
        (29, "gbk"), (30, "gb18030"), (31, "big5hkscs"), (32, "euc_jp"), (33, "iso2022_jp"), (34, "shift_jis"),
        (35, "euc_kr"), (37, "utf-16-be"), (38, "utf-16-le"),
    ):
        yield bytes([number]) + b"\n" + text.decode().encode(codec, "ignore")
    for row in suite("links/encoding_sniff"):
        yield b"\0" + encode(row.get("content_type")) + b"\n" + body(row, 3000)


def gzip_files():
    for text in literals("Tests/SkitterHTMLTests/Sitemap/*.swift", "Tests/SkitterCompressionTests/*.swift"):
        yield gzip.compress(text, mtime=0)
        yield gzip.compress(text[:20], 1, mtime=0) + gzip.compress(text[20:], mtime=0)


TARGETS = {
    "URL": url, "IDNA": idna, "Robots": robots, "Cookies": cookies, "JSON": json_texts, "HTTP": http, "HTML": html, "Oracle": html,
    "XML": xml, "Sitemap": sitemap, "Srcset": srcset, "CSS": css, "Headers": headers, "Encoding": encoding,
    "Gzip": gzip_files,
}


def main():
    name, directory = sys.argv[1], pathlib.Path(sys.argv[2])
    directory.mkdir(parents=True, exist_ok=True)
    for seed in TARGETS[name]():
        (directory / hashlib.sha1(seed).hexdigest()).write_bytes(seed)


main()
