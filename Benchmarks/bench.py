#!/usr/bin/python3
"""The micro-benchmarks against what they used to cost: `make bench`, or bench.py [--update] [CASE…].

Each benchmark measures a case between two runs of a fixed piece of work (Benchmarks/Support/Calibration.swift) and says the ratio,
so that a slower or a busier machine changes both. Here each program runs RUNS=5 times, interleaved; a case is the median of its
runs. One that costs more than its limit in Benchmarks/thresholds.json is measured again, twice at most, because whatever disturbs a
measurement only ever adds to it; when it still does, its name is printed and the exit code is 1.

With --update what is measured now becomes what is expected. A limit lies above the ratio by 15 % or by three times the spread,
whichever is more. The spread is the distance between the cheapest run and the dearest but one (the dearest shows what disturbed it,
not the case), as a share of the median; the file says what was measured, on what machine.

CASE…: only programs that have a case whose name contains one of these. BINARIES=FOLDER: where the benchmarks are, not to build them.
"""
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile

import measure
import websites

THRESHOLDS = os.environ.get("THRESHOLDS") or os.path.join(measure.ROOT, "Benchmarks", "thresholds.json")
RUNS = measure.number("RUNS", 5)
MARGIN = 0.15
# Program, arguments, and the name that its cases get. PAGES are generated files; LIST stands for their names on standard input.
PROGRAMS = [
    ("URLBenchmark", ["--json", "url", "PAGES"]),
    ("ExtractBenchmark", ["--json", "extract", "LIST"]),
    ("SeenBenchmark", ["30000", "--json", "seen"]),
    ("FrontierBenchmark", ["20000", "12", "3700", "numbers", "on", "--json", "frontier.one-host"]),
    ("FrontierBenchmark", ["20000", "12", "3700", "numbers", "on", "1000", "--json", "frontier.thousand-hosts"]),
    ("FrontierBenchmark", ["20000", "12", "3700", "words", "off", "--json", "frontier.traps-off"]),
    ("EngineBenchmark", ["10000", "12", "3700", "64", "libxml2", "--json", "engine.libxml2"]),
    ("EngineBenchmark", ["10000", "12", "3700", "64", "tokenizer", "--json", "engine.tokenizer"]),
    ("JournalBenchmark", ["SCRATCH", "10000", "1000", "process", "2", "write", "--json", "journal.two-new"]),
    ("JournalBenchmark", ["SCRATCH", "10000", "1000", "process", "12", "write", "--json", "journal.twelve-new"]),
    ("WARCBenchmark", ["--only", "encoded", "--count", "200", "--json", "warc", "PAGES"]),
    ("WARCBenchmark", ["--only", "text-1", "--count", "200", "--json", "warc", "PAGES"]),
]


def documents(folder):
    """Twenty pages of 4 KB and ten of 100 KB, the same on every machine: what the benchmarks read."""
    dice = random.Random(20)
    files = []
    for number in range(30):
        links = 12 if number < 20 else 300
        hrefs = [
            dice.choice(
                [
                    websites.path(dice.randrange(50_000)),
                    f"../{dice.randrange(99):02d}/{dice.randrange(50_000):06d}.html#part-{dice.randrange(9)}",
                    f"chapter-{dice.randrange(400)}.html",
                    f"https://docs.example.org/manual/{dice.randrange(20)}/page.html?sort=name&amp;page={dice.randrange(99)}",
                    f"#section-{dice.randrange(99)}",
                ]
            )
            for _ in range(links)
        ]
        text = websites.page(number, hrefs, dice, least=links * 250, most=links * 330)
        extra = '<!-- a comment with <a href="/never">no link</a> -->\n<script>if (1 < 2) { print("<a href=x>") }</script>\n'
        files.append(os.path.join(folder, f"page-{number}.html"))
        with open(files[-1], "w") as file:
            file.write(text.replace("<h1>", extra + "<h1>"))
    return files


def run(binaries, program, arguments, files):
    """One run of one program: its cases and their ratios."""
    with tempfile.TemporaryDirectory() as scratch:
        words = [binaries + "/" + program]
        for argument in arguments:
            words += files if argument == "PAGES" else [] if argument == "LIST" else [argument.replace("SCRATCH", scratch)]
        environment = dict(os.environ, TMPDIR=scratch)
        result = subprocess.run(words, input="\n".join(files), capture_output=True, text=True, timeout=600, env=environment)
    lines = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    if result.returncode != 0 or not lines:
        measure.fail(f"bench: {program} {' '.join(arguments)} ended with {result.returncode}: {result.stderr.strip()}")
    return {line["case"]: line["ratio"] for line in lines}


def rounds(binaries, programs, files, count):
    """The ratios of each case, a run each; and which program has it."""
    ratios, owners = {}, {}
    for round_number in range(count):
        for program in programs:
            for case, ratio in run(binaries, *program, files).items():
                ratios.setdefault(case, []).append(ratio)
                owners[case] = program
        print(f"bench: round {round_number + 1} of {count}", file=sys.stderr, flush=True)
    return ratios, owners


def wanted(words, stored):
    """The programs to run: all, or those whose name or cases contain one of the words."""
    if not words:
        return PROGRAMS
    chosen = []
    for program in PROGRAMS:
        prefix = program[1][program[1].index("--json") + 1]
        names = [prefix, program[0]] + [case for case in stored if case.startswith(prefix)]
        if any(word in name for word in words for name in names):
            chosen.append(program)
    return chosen or measure.fail(f"bench: no case contains {' or '.join(words)}")


def update(ratios, load, stored):
    for case, values in sorted(ratios.items()):
        median = statistics.median(values)
        kept = sorted(values)[: max(2, len(values) - 1)]
        spread = (kept[-1] - kept[0]) / median
        limit = median * (1 + max(MARGIN, 3 * spread))
        stored[case] = {"ratio": float(f"{median:.4g}"), "spread": round(spread, 3), "limit": float(f"{limit:.4g}")}
    content = {
        "unit": "one link, URL, page, exchange or kilobyte, over 1,000 steps of Benchmarks/Support/Calibration.swift",
        "margin": f"limit = ratio x (1 + the greater of {MARGIN} and 3 x spread); spread = (dearest run but one - cheapest) / median",
        "runs": RUNS,
        "machine": measure.machine(load),
        "cases": dict(sorted(stored.items())),
    }
    with open(THRESHOLDS, "w") as file:
        json.dump(content, file, indent=2, ensure_ascii=False)
        file.write("\n")
    rows = [["case", "ratio", "spread", "limit"]]
    rows += [[case, f"{e['ratio']:.4g}", f"{100 * e['spread']:.1f} %", f"{e['limit']:.4g}"] for case, e in sorted(stored.items())]
    print(measure.table(rows, right=(1, 2, 3)))
    print(f"bench: stored in {THRESHOLDS}")


def main():
    arguments = sys.argv[1:]
    if any(a.startswith("-") and a != "--update" for a in arguments):
        measure.fail(__doc__)
    stored = {}
    if os.path.exists(THRESHOLDS):
        with open(THRESHOLDS) as file:
            stored = json.load(file)["cases"]
    programs = wanted([a for a in arguments if a != "--update"], stored)
    load = measure.load_average()
    binaries = os.environ.get("BINARIES") or measure.build(*sorted({p for p, _ in programs}), benchmarks=True)
    folder = tempfile.mkdtemp()
    try:
        files = documents(folder)
        ratios, owners = rounds(binaries, programs, files, RUNS)
        if "--update" in arguments:
            return update(ratios, load, stored if len(programs) < len(PROGRAMS) else {})
        costs = {case: statistics.median(values) for case, values in ratios.items()}
        for _ in range(2):
            over = [case for case, cost in costs.items() if case in stored and cost > stored[case]["limit"]]
            if not over:
                break
            print("bench: measured again: " + ", ".join(sorted(over)), file=sys.stderr)
            again, _ = rounds(binaries, [p for p in programs if p in [owners[case] for case in over]], files, RUNS)
            for case, values in again.items():
                costs[case] = min(costs[case], statistics.median(values))
    finally:
        shutil.rmtree(folder)
    rows = [["case", "ratio", "expected", "of it", "limit", ""]]
    wrong = []
    for case, cost in sorted(costs.items()):
        if case not in stored:
            rows.append([case, f"{cost:.4g}", "–", "–", "–", "NOT STORED"])
            wrong.append(f"{case} has no threshold")
            continue
        expected, limit = stored[case]["ratio"], stored[case]["limit"]
        rows.append([case, f"{cost:.4g}", f"{expected:.4g}", f"{100 * cost / expected:.0f} %", f"{limit:.4g}"])
        rows[-1].append("" if cost <= limit else "EXCEEDED")
        if cost > limit:
            wrong.append(f"{case} costs {cost:.4g}, more than {limit:.4g}")
    if len(programs) == len(PROGRAMS):
        wrong += [f"{case} is stored and was not measured" for case in stored if case not in costs]
    print(measure.table(rows, right=(1, 2, 3, 4)))
    if wrong:
        print("bench: " + "; ".join(wrong), file=sys.stderr)
        sys.exit(1)
    print(f"bench: {len(costs)} cases within their limits")


if __name__ == "__main__":
    main()
