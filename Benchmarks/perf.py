#!/usr/bin/python3
"""Skitter beside other crawlers, on four sites, interleaved: `make perf`.

Prepares the sites once in PERF_DIR (.build/perf), from the harness folder PERF_SITES (../shared/perf): run.py measures one
crawl and counts its pages in nginx's log, sites.py makes the sites, setup.sh installs what is missing and builds the yardsticks.
The table goes to the terminal and to PERF_DIR/table.md, each run to PERF_DIR/results.jsonl.

    REPS=5           rounds; a round runs each row once on each site
    SITES=A,B,C,D    of which sites
    ROWS=…           only rows whose name contains one of these (yardsticks always run)
    CONCURRENCY=64   requests in flight
    TIMEOUT=120      seconds for one crawl
    RETRIES=2        how often a run is repeated beside which other processes took more than a tenth of a core; with 0 no run
                     waits for a quiet moment either, of up to half a minute
    SKITTER=PATH     a program to measure in place of one that is built now; skitter-fetch-worker lies beside it
    BESIDE=PATH      another, which runs as it stands by default in a row of its own: what a change brought
"""
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time

import measure

YARDSTICKS = ["ccrawl", "gohand", "wget2"]
# Of pages a second and of pages a CPU second, in multiples of the best yardstick of the same run; and megabytes.
BARS = {
    "default": {"A": (2.2, 2.5, 80), "B": (1.5, 1.7, 60), "C": (1.4, 1.4, 80), "D": (1.4, 1.3, 80)},
    "--parser tokenizer": {"A": (3.0, 4.0, None), "B": (1.6, 2.2, None), "C": (1.5, 1.5, None), "D": (1.4, 1.4, None)},
}
HELP_BAR_MILLISECONDS = 20
ROWS = {
    "default": "--transport curl",
    "--parser tokenizer": "--transport curl --parser tokenizer",
    "--journal off": "--transport curl --journal off",
    "--transport urlsession": "--transport urlsession",
}
# All of D's 200 hosts are private, and only the first is a seed's: the others would be paused for a second between pages.
EVERY_HOST = "--scope any --allow-private 127.0.1.0/24 --delay 0 --per-ip-delay 0"
NEEDED = "run.py sites.py setup.sh limits.py urls.lua c gohand".split()


def harness():
    """The folder in which everything is prepared; fails with one sentence where that cannot be."""
    folder = os.path.abspath(os.environ.get("PERF_DIR") or os.path.join(measure.ROOT, ".build", "perf"))
    source = os.path.abspath(os.environ.get("PERF_SITES") or os.path.join(measure.ROOT, "..", "shared", "perf"))
    if os.path.isfile(os.path.join(source, "run.py")):
        refresh(source, folder)
    elif not os.path.isfile(os.path.join(folder, "run.py")):
        measure.fail(
            f"perf: the harness folder (run.py, sites.py, setup.sh) is needed and {source} is not it; point PERF_SITES to it."
        )
    if not is_prepared(folder):
        if is_prepared(source):
            adopt(source, folder)
        else:
            print("perf: preparing sites and yardsticks once (setup.sh, about a minute)", flush=True)
            sudo = [] if os.geteuid() == 0 else ["sudo"]
            if subprocess.run(sudo + ["sh", "setup.sh"], cwd=folder).returncode != 0:
                measure.fail(f"perf: setup.sh failed in {folder}; the messages are above.")
            if sudo:
                subprocess.run(sudo + ["chown", "-R", str(os.getuid()), folder], check=True)
    return folder


def refresh(source, folder):
    """Copies the harness, where it is new or has changed."""
    if os.path.realpath(source) == os.path.realpath(folder):
        return
    for name in NEEDED:
        path = os.path.join(source, name)
        files = [os.path.join(name, f) for f in os.listdir(path)] if os.path.isdir(path) else [name]
        for file in files:
            if not os.path.isfile(os.path.join(source, file)):
                continue
            target = os.path.join(folder, file)
            with open(os.path.join(source, file), "rb") as stream:
                content = stream.read()
            if os.path.isfile(target):
                with open(target, "rb") as stream:
                    if stream.read() == content:
                        continue
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "wb") as stream:
                stream.write(content)
            shutil.copymode(os.path.join(source, file), target)


def is_prepared(folder):
    files = ["py", "c/ccrawl", "c/fetchlist", "go/gohand_bin", "ngx/nginx.conf"]
    files += [f"sites/ref_{site}.json" for site in "ABCD"]
    programs = all(shutil.which(program) for program in ["nginx", "wget2"])
    return programs and all(os.path.exists(os.path.join(folder, file)) for file in files)


def adopt(source, folder):
    """Takes sites and yardsticks from a folder that is prepared already, and makes a server of our own for them."""
    for file in ["py", "c/ccrawl", "c/fetchlist", "go/gohand_bin"]:
        os.makedirs(os.path.dirname(os.path.join(folder, file)), exist_ok=True)
        shutil.copy(os.path.join(source, file), os.path.join(folder, file))
    os.symlink(os.path.join(source, "sites"), os.path.join(folder, "sites"))
    subprocess.run(["/usr/bin/python3", "sites.py", "conf"], cwd=folder, check=True)


def counting(server):
    """The harness's server, which also counts the connections of each log that is taken from it."""

    class Counting(server):
        def take(self):
            log = super().take()
            self.hosts = {}
            with open(log, errors="replace") as file:
                for line in file:
                    fields = line.rstrip("\n").split("\t")
                    if len(fields) >= 8:
                        host = fields[5], fields[6].split(":")[0]
                        self.hosts.setdefault(host, set()).add(fields[4])
            return log

        def most_connections(self, port):
            """Of the host on this port that got most of them."""
            return max((len(numbers) for host, numbers in self.hosts.items() if host[0] == str(port)), default=0)

    return Counting


def crawl_template(skitter, options, site):
    every = " " + EVERY_HOST if site == "D" else ""
    return f"{skitter} crawl {{seed}} -d inf -c {{concurrency}} -q -o {{out}}/crawl {options}{every}"


class Measurement:
    """All runs of one call."""

    def __init__(self, folder, skitter):
        sys.path.insert(0, folder)
        import run

        self.run = run
        # Of its own, so that two measurements on one machine do not empty each other's folder.
        run.OUT = f"/dev/shm/skitter-perf-{os.getpid()}"
        if measure.number("RETRIES", 2) == 0:
            run.quiet = lambda: 0
        self.folder = folder
        self.reps = measure.number("REPS", 5)
        self.sites = (os.environ.get("SITES") or "A,B,C,D").split(",")
        self.concurrency = measure.number("CONCURRENCY", 64)
        self.timeout = measure.number("TIMEOUT", 120)
        self.retries = measure.number("RETRIES", 2)
        wanted = [w for w in (os.environ.get("ROWS") or "").split(",") if w]
        self.rows = [name for name in ROWS if not wanted or any(w in name for w in wanted)]
        beside = os.environ.get("BESIDE")
        self.templates = {
            site: {name: crawl_template(skitter, ROWS[name], site) for name in self.rows}
            | ({"beside": crawl_template(os.path.abspath(beside), ROWS["default"], site)} if beside else {})
            | {name: run.C[name][1 if site == "D" else 0] for name in YARDSTICKS}
            for site in self.sites
        }
        self.results = {}
        self.dead = set()

    def command(self, site, template):
        """The template as it ran, but for the folders of this machine and the 200 hosts of site D, which would fill a page."""
        values = {
            "seed": self.run.SITES[site]["seed"],
            "concurrency": self.concurrency,
            "here": "PERF_DIR",
            "out": "DIR",
            "hosts": "127.0.1.1,…,127.0.1.200",
        }
        for name, value in values.items():
            template = template.replace("{" + name + "}", str(value))
        program, rest = template.split(" ", 1)
        return f"{program if program.startswith('PERF_DIR') else os.path.basename(program)} {rest}"

    def all(self):
        references = {}
        for site in self.sites:
            with open(f"{self.folder}/sites/ref_{site}.json") as file:
                references[site] = json.load(file)
            references[site]["set"] = set(references[site]["pages"])
        path = os.path.join(self.folder, "results.jsonl")
        try:
            with counting(self.run.Nginx)() as server, open(path, "w") as file:
                if server.p.poll() is not None:
                    measure.fail("perf: nginx does not start; ports 8090 to 8094 must be free.")
                self.warm()
                for rep in range(self.reps):
                    for site in self.sites:
                        for name in self.templates[site]:
                            self.one(server, rep, site, name, references[site], file)
        finally:
            for path in [self.run.OUT, self.run.OUT + ".err"]:
                shutil.rmtree(path, ignore_errors=True) if os.path.isdir(path) else os.path.exists(path) and os.unlink(path)

    def warm(self):
        """Reads each page once, so that no row pays for the disk."""
        for site in self.sites:
            urls = f"{self.folder}/sites/urls_{site}.txt"
            said = subprocess.run([f"{self.folder}/c/fetchlist", urls, "32"], timeout=120, capture_output=True, text=True)
            if said.returncode != 0:
                measure.fail(f"perf: site {site} cannot be read (its files must be readable for nginx's user): {said.stderr}")

    def one(self, server, rep, site, name, reference, file):
        if (site, name) in self.dead:
            return
        for _ in range(self.retries + 1):
            row = self.run.one(server, name, self.templates[site][name], site, self.concurrency, self.timeout, reference)
            row["rep"], row["connections"] = rep, server.most_connections(self.run.SITES[site]["port"])
            row["noisy"] = row["foreign"] > max(0.1, 0.12 * row["wall"])
            self.results.setdefault((site, name), []).append(row)
            file.write(json.dumps(row) + "\n")
            file.flush()
            print(
                f"{rep} {site} {name:24} {row['pages']}/{row['ref']} pages, {row['wall']:.2f} s, {row['cpu']:.2f} s of CPU, "
                f"{row['rss']:.0f} MB, {row['pps']:.0f} pages/s, {row['ppc']:.0f} a CPU second"
                + (f", others took {row['foreign']:.2f} s" if row["noisy"] else "")
                + (", stopped at the limit" if row["timeout"] else ""),
                flush=True,
            )
            if row["timeout"]:
                self.dead.add((site, name))
                return
            if not row["noisy"]:
                return
            time.sleep(1)


class Figures:
    """Medians of one row on one site. Runs that others disturbed count only where there are no others."""

    def __init__(self, runs):
        quiet = [run for run in runs if not run["noisy"]] or runs
        self.disturbed = sum(run["noisy"] for run in quiet)
        self.count = len(quiet)
        self.rate = [run["pps"] for run in quiet]
        self.thrift = [run["ppc"] for run in quiet]
        self.megabytes = statistics.median(run["rss"] for run in quiet)
        self.share = min(run["pages"] / run["ref"] for run in runs)
        self.twice = max(run["dup"] for run in runs)
        self.connections = max(run["connections"] for run in runs)


def spread(values):
    return f"{statistics.median(values):,.0f} ({min(values):,.0f}–{max(values):,.0f})"


def judged(value, bar, atMost=False):
    if bar is None:
        return "–"
    return f"{bar} {'met' if (value <= bar if atMost else value >= bar) else 'SHORT'}"


def site_table(measurement, site):
    figures = {
        name: Figures(measurement.results[site, name])
        for name in measurement.templates[site]
        if (site, name) in measurement.results
    }
    bests = [
        max(statistics.median(values(figures[name])) for name in YARDSTICKS)
        for values in (lambda f: f.rate, lambda f: f.thrift)
    ]
    rows = [
        "row|pages/s|of the best|bar|pages/CPU-s|of the best|bar|peak MB|bar|complete|twice|connections to a host, most|runs".split("|")
    ]
    for name, each in figures.items():
        bars = BARS.get(name, {}).get(site, (None, None, None))
        ratios = [statistics.median(v) / best for v, best in zip((each.rate, each.thrift), bests)]
        rows.append(
            [
                f"`{name}`" if name.startswith("-") else name,
                spread(each.rate),
                f"{ratios[0]:.2f}",
                judged(ratios[0], bars[0]),
                spread(each.thrift),
                f"{ratios[1]:.2f}",
                judged(ratios[1], bars[1]),
                f"{each.megabytes:.0f}",
                judged(each.megabytes, bars[2], atMost=True),
                f"{100 * each.share:.1f} %".replace("100.0", "100"),
                str(each.twice),
                str(each.connections),
                str(each.count) + (f" ({each.disturbed} disturbed)" if each.disturbed else ""),
            ]
        )
    pages = measurement.results[site, YARDSTICKS[0]][0]["ref"]
    return f"## Site {site}, {pages:,} pages\n\n" + measure.table(rows, right=(1, 2, 4, 5, 7, 10, 11))


def help_milliseconds(skitter, rounds=20):
    samples = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run([skitter, "--help"], stdout=subprocess.DEVNULL, check=True)
        samples.append((time.perf_counter() - start) * 1_000)
    return samples


def main():
    if sys.argv[1:]:
        measure.fail(__doc__)
    load = measure.load_average()
    folder = harness()
    skitter = measure.skitter_program()
    machine = measure.machine(load)
    machine["Program"] = f"{skitter}, {measure.output_of(skitter, '--version')}" + (
        " (given; the tree may be another)" if os.environ.get("SKITTER") else ""
    )
    machine["Network"] = "a namespace with loopback alone" if measure.enter_namespace() else "that of the machine"
    measure.allow_files()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    measurement = Measurement(folder, skitter)
    measurement.all()
    milliseconds = help_milliseconds(skitter)
    median = statistics.median(milliseconds)

    text = ["# Skitter beside the yardsticks", measure.table([["What", "Which"]] + [[name, value] for name, value in machine.items()])]
    text.append(
        f"Medians of {measurement.reps} interleaved rounds (least–greatest), concurrency {measurement.concurrency}; pages are "
        "counted in nginx's log. `of the best` is the ratio to the best yardstick of this run for that measure. Runs beside "
        "which other processes took more than a tenth of a core are repeated, and left out where there are others."
    )
    text += [site_table(measurement, site) for site in measurement.sites]
    text.append(
        "## `skitter --help`\n\n"
        + measure.table(
            [
                ["median of 20, ms", "least", "greatest", "bar"],
                [f"{median:.1f}", f"{min(milliseconds):.1f}", f"{max(milliseconds):.1f}"]
                + [judged(median, HELP_BAR_MILLISECONDS, atMost=True)],
            ]
        )
    )
    commands = [
        f"{site} {name}: {measurement.command(site, template)}"
        for site in measurement.sites
        for name, template in measurement.templates[site].items()
    ]
    text.append("## Commands\n\n```\n" + "\n".join(commands) + "\n```")
    document = "\n\n".join(text) + "\n"
    print("\n" + document)
    with open(os.path.join(folder, "table.md"), "w") as file:
        file.write(document)
    print(f"perf: written to {folder}/table.md")

    wrong = [
        f"{site} {name}"
        for (site, name), runs in measurement.results.items()
        if name not in YARDSTICKS and any(run["pages"] != run["ref"] or run["dup"] or run["rc"] for run in runs)
    ]
    if wrong:
        measure.fail("perf: a page was missing or fetched twice, or the program failed: " + ", ".join(wrong))


if __name__ == "__main__":
    main()
