#!/usr/bin/python3
"""Where the processor time and the allocations of a page go.

    Benchmarks/PageCost/page-cost.py RUNS SKITTER crawl SEED -d inf -c 64 -q ...

Runs the crawl RUNS times under `perf record`, and RUNS times with a counter in front of malloc (count.c, compiled on the
spot), each into a directory of its own. Every sample goes to the first part whose functions its stack holds, read from
the innermost frame outwards; the shares are scaled to the processor time that the kernel counted for runs without perf.
Needs perf and a C compiler; the binary must have its symbols.
"""

import bisect
import collections
import os
import re
import resource
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
# Parts, innermost frames first; a frame belongs to the first part that one of its words is in.
PARTS = [
    ("sieve", ["SkitterHTML5SieveV", "SkitterHTML4ScanO", "SkitterHTML6TagEndO"]),
    ("libxml2", ["xmlParse", "TagReader", "LibXML2Sink"]),
    ("page of an extractor", ["SkitterHTML"]),
    ("URLs of links", ["OutlinkCollector", "URLResolver", "URLParser", "PageURLs"]),
    ("frontier: seen set, queues, traps", ["FrontierMachine", "SkitterEngine8FrontierC"]),
    ("journal and records", ["JournalRecordSink", "RecordLines", "OutboxWriter", "JournalWriter", "sqlite3"]),
    ("stats", ["StatsStore", "CrawlStats", "TimeSeriesRecorder"]),
    ("report at the end", ["CrawlFollower", "RecordTail", "CrawlReport", "HTMLReport", "StatsPage"]),
    ("rest of the visit", ["PageVisit", "LinkReader", "SitemapVisit"]),
    ("fetch: callbacks", ["curlHeadCame", "curlBodyCame", "curlWillSend", "curlSetsTimer", "curlWatchesSocket"]),
    ("fetch: libcurl and the kernel", ["curl_multi", "curl_easy", "CurlLoop", "CurlTransfer", "epoll_wait"]),
    ("tasks and executors", ["EventLoop", "swift_job_run", "runJobInEstablished", "RunLoop"]),
    ("start and end of the process", ["dl_main", "_dl_start", "ParsableCommand", "libc_start_call_main", "_dl_"]),
]
DEPTH = 40


def part(frames):
    for frame in frames:
        for name, words in PARTS:
            if any(word in frame for word in words):
                return name
    return "elsewhere"


def crawl(arguments, environment=None):
    """Runs a crawl; its processor time in seconds and the pages that it recorded."""
    folder = tempfile.mkdtemp()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = arguments + ["-o", folder + "/o"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(folder + "/o/pages.jsonl", "rb") as records:
        pages = sum(chunk.count(b"\n") for chunk in iter(lambda: records.read(1 << 20), b""))
    shutil.rmtree(folder)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, pages


def samples(arguments, data):
    """The share of each part in the samples of perf."""
    folder = tempfile.mkdtemp()
    record = ["perf", "record", "-q", "-e", "cpu-clock", "-F", "2500", "--call-graph", "dwarf,24576", "-o", data]
    subprocess.run(record + arguments + ["-o", folder + "/o"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.rmtree(folder)
    script = subprocess.Popen(["perf", "script", "-i", data, "--no-inline", "-F", "ip,sym"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    counts = collections.Counter()
    frames = []
    for line in script.stdout:
        match = re.match(r"\s+[0-9a-f]+ (.*)", line)
        if match:
            frames.append(match.group(1))
        elif frames:
            counts[part(frames)] += 1
            frames = []
    if frames:
        counts[part(frames)] += 1
    os.remove(data)
    return counts


def symbols(path):
    """The functions of a file, by the addresses at which they begin, and its segments."""
    listing = subprocess.run(["nm", "-n", "--defined-only", path], capture_output=True, text=True).stdout
    if not listing.strip():
        listing = subprocess.run(["nm", "-D", "-n", "--defined-only", path], capture_output=True, text=True).stdout
    rows = [line.split() for line in listing.splitlines()]
    names = [(int(row[0], 16), row[2]) for row in rows if len(row) == 3 and row[1] in "tTwW"]
    headers = subprocess.run(["readelf", "-lW", path], capture_output=True, text=True).stdout
    loads = [line.split() for line in headers.splitlines() if line.strip().startswith("LOAD")]
    return names, [(int(row[1], 16), int(row[2], 16), int(row[4], 16)) for row in loads]


class Names:
    """The names of addresses in the process that /proc/PID/maps describes."""

    def __init__(self, maps):
        self.maps = []
        self.files = {}
        with open(maps) as lines:
            for line in lines:
                words = line.split()
                if len(words) > 5 and "x" in words[1]:
                    start, end = (int(word, 16) for word in words[0].split("-"))
                    self.maps.append((start, end, int(words[2], 16), words[5]))
        self.known = {}

    def name(self, address):
        if address not in self.known:
            self.known[address] = self.find(address)
        return self.known[address]

    def find(self, address):
        for start, end, offset, path in self.maps:
            if start <= address < end:
                if path not in self.files:
                    self.files[path] = symbols(path)
                names, loads = self.files[path]
                place = address - start + offset
                for begin, virtual, size in loads:
                    if begin <= place < begin + size:
                        place += virtual - begin
                        break
                index = bisect.bisect_right(names, place, key=lambda name: name[0])
                return names[index - 1][1] if index else ""
        return ""


def allocations(arguments, folder):
    """Allocations of one crawl, those of each part, its bytes, and its pages."""
    library = folder + "/count.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, HERE + "/count.c", "-ldl"], check=True)
    environment = dict(os.environ, LD_PRELOAD=library, COUNT_FOLDER=folder)
    pages = crawl(arguments, environment)[1]
    names = Names(folder + "/maps")
    size = 8 * (DEPTH + 1)
    counts = collections.Counter()
    with open(folder + "/stacks", "rb") as stacks:
        for record in iter(lambda: stacks.read(size), b""):
            frames = struct.unpack(f"<{DEPTH + 1}Q", record)[1:]
            counts[part([names.name(frame - 1) for frame in frames if frame])] += 1
    with open(folder + "/total") as figures:
        calls, size = (int(word) for word in figures.read().split())
    total = sum(counts.values())
    return {name: count / total * calls for name, count in counts.items()}, calls, size, pages


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    runs, arguments = int(sys.argv[1]), sys.argv[2:]
    folder = tempfile.mkdtemp()
    cpu, pages = zip(*(crawl(arguments) for _ in range(runs)))
    counts = collections.Counter()
    for _ in range(runs):
        counts += samples(arguments, folder + "/perf.data")
    made, calls, size, counted = allocations(arguments, folder)
    shutil.rmtree(folder)
    page_cpu = statistics.median(cpu) / pages[0] * 1e6
    total = sum(counts.values())
    print(f"{pages[0]} pages, {page_cpu:.1f} us of CPU a page (median of {runs} runs), {calls / counted:.1f} allocations "
          f"of {size / counted / 1024:.0f} KiB in all a page\n")
    print("| part | us of CPU | % | allocations |\n| --- | --- | --- | --- |")
    for name in [name for name, _ in PARTS] + ["elsewhere"]:
        share = counts[name] / total
        print(f"| {name} | {share * page_cpu:.1f} | {share * 100:.1f} | {made.get(name, 0) / counted:.1f} |")


main()
