#!/usr/bin/python3
"""How the cost of a page grows: `make growth`, or growth.py [known] [connections] [hosts] [loops] [latency].

    known        URLs that are known, 1,000 to KNOWN=1000000, in the real frontier and journal (ScaleBenchmark): nothing else
                 of a page is in it, so that what grows with the URLs is not hidden by fetching and parsing, which cannot grow
    connections  CONNECTIONS=8,16,64,256,1024 in flight, a crawl of PAGES=50000 pages on nginx
    hosts        HOSTS=1,10,100,1000,10000 with HOST_PAGES=20000 pages in all; what a connection and a robots.txt cost are slopes
    loops        event loops 1 and 2 (LOOPS=1,2), and 16 reckoned from them
    latency      LATENCY_CONNECTIONS=8,16,32,64,128,256,512,1024 in flight, each answer LATENCY_MS=50 late

Each experiment runs REPS=3 times in interleaved rounds and writes GROWTH_DIR/NAME.json (Benchmarks/growth), with the machine and
the commands, from which plot.py draws docs/images/growth-NAME.svg (IMAGES_DIR). `growth.py --plot` only draws them again,
`growth.py --markdown` prints the section of docs/benchmarks.md. SKITTER=PATH measures that program in place of one that is built
now. Sites are made once, in PERF_DIR/growth (.build/perf/growth).
"""
import glob
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys

import growth_text
import measure
import plot
import websites

NAMES = ["known", "connections", "hosts", "loops", "latency"]
RESULTS = os.environ.get("GROWTH_DIR") or os.path.join(measure.ROOT, "Benchmarks", "growth")
IMAGES = os.environ.get("IMAGES_DIR") or os.path.join(measure.ROOT, "docs", "images")
SCRATCH = os.path.join(os.environ.get("PERF_DIR") or os.path.join(measure.ROOT, ".build", "perf"), "growth")
REPS = measure.number("REPS", 3)
PAGES = measure.number("PAGES", 50_000)
TIMEOUT = measure.number("TIMEOUT", 600)
PORT = 8301
# Without a pause on hosts that no seed names, and as many requests to one as there are in flight.
FREE = "--scope any --allow-private 127.1.0.0/16 --delay 0 --per-ip-delay 0 --per-host 64"


def summary(values):
    return {"median": statistics.median(values), "least": min(values), "greatest": max(values)}


def collect(samples, keys):
    """One point of a curve: its medians and spreads."""
    return {key: summary([sample[key] for sample in samples]) for key in keys}


def shown(command):
    """A command as a reader can run it: without the folders of this machine."""
    words = [os.path.basename(command[0])] + [word.replace(SCRATCH + "/run", "DIR") for word in command[1:]]
    return " ".join(words)


class Crawls:
    """Crawls of one server by one program."""

    keys = ["cpuMicrosecondsAPage", "cpuSeconds", "pagesASecond", "peakMB", "connections", "robots"]

    def __init__(self, skitter, server, commands):
        self.skitter = skitter
        self.server = server
        self.commands = commands

    def run(self, seed, options, pages=None):
        """One crawl, which must be complete and ask for no page twice."""
        limit = ["--max-pages", str(pages)] if pages else []
        command = [self.skitter, "crawl", seed, "-d", "inf", "-q", "--transport", "curl", "-o", SCRATCH + "/run/crawl"]
        command += options.split() + limit
        text = shown(command)
        if text not in self.commands:
            self.commands.append(text)
        self.server.counted()
        # 12: stopped by a budget, which --max-pages is.
        sample = measure.cost(command, SCRATCH + "/run", TIMEOUT, accepted=(0, 12))
        sample |= self.server.counted()
        if sample["twice"] or not sample["pages"]:
            measure.fail(f"growth: {sample['pages']} pages, {sample['twice']} asked for twice, by {text}")
        sample["cpuMicrosecondsAPage"] = sample["cpuSeconds"] * 1e6 / sample["pages"]
        sample["pagesASecond"] = sample["pages"] / sample["seconds"]
        print(
            f"{sample['pages']} pages, {sample['seconds']:.2f} s, {sample['cpuMicrosecondsAPage']:.1f} us of CPU a page, "
            f"{sample['peakMB']:.0f} MB, {sample['connections']} connections: {text}",
            flush=True,
        )
        return sample


def expect(samples, pages, what):
    """A curve of crawls that ended early would be a lie."""
    for sample in samples:
        if sample["pages"] != pages:
            measure.fail(f"growth: {sample['pages']} pages of {pages} at {what}")


def interleaved(settings, run):
    """REPS rounds over all settings; the samples of each."""
    samples = {setting: [] for setting in settings}
    for _ in range(REPS):
        for setting in settings:
            samples[setting].append(run(setting))
    return samples


def on_one_site(skitter, commands, counts, options, pages=None, lines=websites.ROBOTS, modules=()):
    """Crawls of one site of PAGES pages, or of as many of them as `pages` has for a count; the samples of each count, which
    stands in `options` for {}."""
    folder = f"{SCRATCH}/site-{PAGES}"
    websites.make(folder, PAGES)
    seed = f"http://127.0.0.1:{PORT}{websites.path(0)}"
    wanted = pages or dict.fromkeys(counts, PAGES)

    def run(count):
        return crawls.run(seed, options.format(count), pages=wanted[count] if wanted[count] < PAGES else None)

    with websites.Server(SCRATCH + "/nginx", [(f"127.0.0.1:{PORT}", folder, lines)], modules=modules) as server:
        crawls = Crawls(skitter, server, commands)
        samples = interleaved(counts, run)
    for count in counts:
        expect(samples[count], wanted[count], options.format(count))
    return samples


def known(skitter, commands):
    most = str(measure.number("KNOWN", 1_000_000))
    segments = {}

    def run(journal):
        command = [measure.BUILT + "/ScaleBenchmark", SCRATCH + "/run", most, "64", "12", "2", "512", journal, "--json", "marks"]
        if shown(command) not in commands:
            commands.append(shown(command))
        os.makedirs(SCRATCH + "/run", exist_ok=True)
        result = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT)
        shutil.rmtree(SCRATCH + "/run")
        if result.returncode != 0:
            measure.fail(f"growth: {' '.join(command)}: {result.stderr}")
        before = {"pages": 0, "cpuMicroseconds": 0}
        for line in result.stdout.splitlines():
            mark = json.loads(line)
            # The name of a mark is what it was set to: the pages that passed it brought some links more.
            name = int(float(f"{mark['known']:.0e}"))
            cost = (mark["cpuMicroseconds"] - before["cpuMicroseconds"]) / (mark["pages"] - before["pages"])
            sample = {"cpuMicrosecondsAPage": cost, "peakMB": mark["peakMB"]}
            segments.setdefault(name, {}).setdefault(journal, []).append(sample)
            print(f"{name} known, journal {journal}: {cost:.1f} us of CPU a page, {mark['peakMB']} MB", flush=True)
            before = mark

    interleaved(["on", "off"], run)
    keys = ["cpuMicrosecondsAPage", "peakMB"]
    return {
        "points": [
            {"known": name} | {journal: collect(samples, keys) for journal, samples in ways.items()}
            for name, ways in segments.items()
        ]
    }


def connections(skitter, commands):
    counts = measure.numbers("CONNECTIONS", "8,16,64,256,1024")
    samples = on_one_site(skitter, commands, counts, "-c {}")
    return {"pages": PAGES, "points": [{"concurrency": c} | collect(samples[c], Crawls.keys) for c in counts]}


def hosts(skitter, commands):
    counts = measure.numbers("HOSTS", "1,10,100,1000,10000")
    pages = measure.number("HOST_PAGES", 20_000)
    servers, seeds = [], {}
    for index, count in enumerate(counts):
        port = PORT + index
        websites.make(f"{SCRATCH}/hosts-{count}-{pages}-{port}", pages, hosts=count, port=port)
        servers.append((f"0.0.0.0:{port}", f"{SCRATCH}/hosts-{count}-{pages}-{port}/$host", websites.ROBOTS))
        seeds[count] = f"http://{websites.address(0)}:{port}{websites.path(0)}"
    with websites.Server(SCRATCH + "/nginx", servers) as server:
        crawls = Crawls(skitter, server, commands)
        settings = [(count, robots) for count in counts for robots in ("on", "off")]
        samples = interleaved(settings, lambda s: crawls.run(seeds[s[0]], f"-c 64 {FREE} --robots {s[1]}"))
    for setting in settings:
        expect(samples[setting], pages, f"{setting[0]} hosts")
    points = [
        {"hosts": count, "on": collect(samples[count, "on"], Crawls.keys), "off": collect(samples[count, "off"], Crawls.keys)}
        for count in counts
    ]
    # Idle connections are given up where there are many, and some hosts connected to again: connections, not hosts, cost.
    connection = slope([(p["off"]["connections"]["median"], p["off"]["cpuSeconds"]["median"] * 1e6) for p in points])
    robots = slope(
        [
            (p["on"]["robots"]["median"], p["on"]["cpuSeconds"]["median"] * 1e6 - connection * p["on"]["connections"]["median"])
            for p in points
        ]
    )
    return {"pages": pages, "points": points, "microsecondsAConnection": connection, "microsecondsARobotsFile": robots}


def slope(points):
    """By least squares; of one point there is none."""
    if len({a for a, _ in points}) < 2:
        return 0.0
    x, y = (statistics.mean(values) for values in zip(*points))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def loops(skitter, commands):
    counts = measure.numbers("LOOPS", "1,2")
    samples = on_one_site(skitter, commands, counts, "-c 64 --loops {}")
    # The frontier is one actor, whatever the loops: no crawl is faster than it is alone.
    command = [measure.BUILT + "/FrontierBenchmark", str(PAGES), "12"]
    commands.append(shown(command))
    said = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(REPS)]
    alone = [float(text.split(" pages, ")[1].split()[0]) for text in said]
    return {
        "pages": PAGES,
        "cores": os.cpu_count(),
        "points": [{"loops": count} | collect(samples[count], Crawls.keys) for count in counts],
        "frontierMicrosecondsAPage": summary(alone),
    }


def echo_module():
    """nginx's echo module, which answers late, taken out of Debian's package without installing it."""
    folder = SCRATCH + "/echo"
    pattern = folder + "/**/ngx_http_echo_module.so"
    if not glob.glob(pattern, recursive=True):
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["apt-get", "download", "-qq", "libnginx-mod-http-echo"], cwd=folder, stderr=subprocess.DEVNULL)
        for package in glob.glob(folder + "/*.deb"):
            subprocess.run(["dpkg", "-x", package, folder], check=True)
    found = glob.glob(pattern, recursive=True)
    if not found:
        measure.fail("growth: nginx answers late with Debian's libnginx-mod-http-echo, which apt-get could not download.")
    return found[0]


def latency(skitter, commands):
    milliseconds = measure.number("LATENCY_MS", 50)
    counts = measure.numbers("LATENCY_CONNECTIONS", "8,16,32,64,128,256,512,1024")
    late = f"location / {{ echo_sleep {milliseconds / 1000}; echo_exec @page; }} location @page {{ }}"
    # Ten seconds at the best rate there can be, so that the first pages, which name few others, do not weigh.
    pages = {count: min(PAGES, count * 10_000 // milliseconds) for count in counts}
    samples = on_one_site(
        skitter, commands, counts, "-c {}", pages=pages, lines=f"{websites.ROBOTS} {late}", modules=[echo_module()]
    )
    points = [
        {"concurrency": c, "pages": pages[c], "idealPagesASecond": c * 1000 / milliseconds} | collect(samples[c], Crawls.keys)
        for c in counts
    ]
    return {"milliseconds": milliseconds, "points": points}


def draw(names):
    os.makedirs(IMAGES, exist_ok=True)
    for name in names:
        path = os.path.join(RESULTS, name + ".json")
        if not os.path.exists(path):
            continue
        with open(path) as file:
            svg = plot.DRAWINGS[name](json.load(file))
        with open(os.path.join(IMAGES, f"growth-{name}.svg"), "w") as file:
            file.write(svg)
        print(f"growth: {IMAGES}/growth-{name}.svg")


def main():
    arguments = sys.argv[1:]
    if any(a not in NAMES + ["--markdown", "--plot"] for a in arguments):
        measure.fail(__doc__)
    names = [name for name in NAMES if name in arguments] or NAMES
    if "--markdown" in arguments:
        return print(growth_text.section(RESULTS, names))
    if "--plot" in arguments:
        return draw(names)
    load = measure.load_average()
    if not shutil.which("nginx") and names != ["known"]:
        measure.fail("growth: nginx is needed (apt-get install nginx).")
    skitter = measure.skitter_program() if names != ["known"] else ""
    builds = {"known": "ScaleBenchmark", "loops": "FrontierBenchmark"}
    for name in names:
        if name in builds:
            measure.build(builds[name], benchmarks=True)
    os.makedirs(SCRATCH, exist_ok=True)
    os.makedirs(RESULTS, exist_ok=True)
    if "latency" in names:
        echo_module()
    machine = measure.machine(load)
    if not measure.enter_namespace() and names != ["known"]:
        measure.fail("growth: a network namespace is needed for 10,000 hosts on loopback; run it as root.")
    measure.allow_files()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    for name in names:
        print(f"== {name}", flush=True)
        commands = []
        answer = globals()[name](skitter, commands)
        answer = {"machine": machine, "rounds": REPS, "commands": commands} | answer
        with open(os.path.join(RESULTS, name + ".json"), "w") as file:
            json.dump(answer, file, indent=1)
            file.write("\n")
    draw(names)


if __name__ == "__main__":
    main()
