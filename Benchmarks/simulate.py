#!/usr/bin/python3
"""Many crawlers on one frontier, in virtual time: `make simulate`, or simulate.py [--plot].

Builds ClusterSimulation with the trait Cluster in .build/simulation, runs SMALL=50 small crawls in which everything goes wrong that can,
then one of CRAWLERS=1000 crawlers, HOSTS=1000000 hosts and PAGES=1500000 pages by SEED=1, whose figures it writes to
SIMULATION_DIR (Benchmarks/simulation) as CSV and draws in docs/images/cluster-simulation-*.svg (IMAGES_DIR). It fails where a rule
was broken. `--plot` only draws them again.
"""
import csv
import os
import subprocess
import sys

import measure
import plot

RESULTS = os.environ.get("SIMULATION_DIR") or os.path.join(measure.ROOT, "Benchmarks", "simulation")
IMAGES = os.environ.get("IMAGES_DIR") or os.path.join(measure.ROOT, "docs", "images")
SCRATCH = os.path.join(measure.ROOT, ".build", "simulation")


def built():
    """The program, built now."""
    environment = dict(os.environ, SKITTER_BENCHMARKS="1")
    command = [measure.SWIFT, "build", "-c", "release", "--traits", "Cluster", "--scratch-path", SCRATCH]
    command += ["--product", "ClusterSimulation"]
    print("building:", " ".join(command), flush=True)
    if subprocess.run(command, cwd=measure.ROOT, env=environment).returncode != 0:
        measure.fail("ClusterSimulation could not be built; the messages are above.")
    return os.path.join(SCRATCH, "release", "ClusterSimulation")


def run(program, *arguments):
    """One run, whose judge must not complain."""
    if subprocess.run([program, *map(str, arguments)]).returncode != 0:
        measure.fail("a rule was broken; the lines above say which.")


def rows(name):
    with open(os.path.join(RESULTS, name)) as file:
        return [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]


def thinned(points, count=200):
    """As many of them as a curve needs; the last one always."""
    step = max(1, len(points) // count)
    return points[::step] + points[-1:]


def same(x, y):
    return (x, y, y, y)


def ticks(most):
    return plot.linear_ticks(most)


def curve(name, points):
    return {"name": name, "points": thinned(points), "quiet": True}


def progress():
    samples = rows("samples.csv")
    # Behind that, a few hosts with many pages are waited for.
    samples = [s for s in samples if s["settled"] < 0.999 * samples[-1]["settled"]]
    end = ticks(samples[-1]["seconds"])
    million = lambda key: [same(s["seconds"], s[key] / 1e6) for s in samples]
    rates = [
        same(b["seconds"], (b["settled"] - a["settled"]) / (b["seconds"] - a["seconds"]) / 1000)
        for a, b in zip(samples, samples[1:])
    ]
    return plot.image(
        "URLs known and settled, and pages a second, as a simulated crawl by a thousand crawlers goes on",
        [
            plot.Panel(
                "URLs, millions", "seconds of the simulation", [curve("known", million("known")), curve("settled", million("settled"))],
                x_log=False, x_ticks=end,
            ),
            plot.Panel("Thousand URLs settled a second", "seconds of the simulation", [curve("", rates)], x_log=False, x_ticks=end),
        ],
    )


def spread():
    waits = [same(100 * row["share"], max(row["seconds"], 0.001)) for row in rows("waits.csv")]
    paces = rows("crawlers.csv")
    shares = [same(100 * index / max(1, len(paces) - 1), row["pages_a_second"]) for index, row in enumerate(paces)]
    return plot.image(
        "How long hosts wait that could be asked, and how much each crawler did",
        [
            plot.Panel(
                "Wait of a host that may be asked, s (log)", "share of requests that waited no longer, %", [curve("", waits)], x_log=False,
                y_log=True, x_ticks=[0, 20, 40, 60, 80, 100],
            ),
            plot.Panel(
                "Pages for each second of a crawler's life", "share of crawlers that did no more, %", [curve("", shares)], x_log=False,
                x_ticks=[0, 20, 40, 60, 80, 100],
            ),
        ],
    )


def draw():
    for name, drawing in {"progress": progress, "spread": spread}.items():
        path = os.path.join(IMAGES, f"cluster-simulation-{name}.svg")
        with open(path, "w") as file:
            file.write(drawing())
        print("simulate:", path)


def main():
    if "--plot" not in sys.argv[1:]:
        os.makedirs(RESULTS, exist_ok=True)
        program = built()
        run(program, "small", 1, measure.number("SMALL", 50))
        hosts = measure.number("HOSTS", 1_000_000)
        run(
            program, measure.number("CRAWLERS", 1000), hosts, measure.number("PAGES", hosts * 3 // 2), measure.number("SEED", 1),
            RESULTS,
        )
    draw()


if __name__ == "__main__":
    main()
