"""The section of docs/benchmarks.md that growth.py prints: tables of what the plots show, with commands and machine."""
import json
import os
import textwrap

import measure
import plot

TITLES = {
    "known": "URLs that are known",
    "connections": "Requests in flight",
    "hosts": "Hosts",
    "loops": "Event loops",
    "latency": "A slow server",
}


def figure(value, digits=1):
    text = f"{value['median']:,.{digits}f}"
    if value["least"] == value["greatest"]:
        return text
    return f"{text} ({value['least']:,.{digits}f}–{value['greatest']:,.{digits}f})"


def known(data):
    rows = [["URLs known", "us of CPU a page", "without journal", "peak MB", "without journal"]]
    for p in data["points"]:
        rows.append([f"{p['known']:,}"] + [figure(p[w]["cpuMicrosecondsAPage"]) for w in ("on", "off")])
        rows[-1] += [figure(p[w]["peakMB"], 0) for w in ("on", "off")]
    return (
        "Pages that are made up, each with 12 links of which 2 are new, on 64 hosts, through the real frontier and journal; CPU "
        "time of the process between one mark and the one before, less that of making the pages up. Nothing else of a page is in "
        "it: fetching and parsing cannot grow with what is known, and would hide what does. The first mark holds what starts up.\n\n"
        + measure.table(rows, right=range(5))
    )


def connections(data):
    rows = [["in flight", "us of CPU a page", "pages/s", "peak MB", "connections"]]
    for p in data["points"]:
        rows.append(
            [f"{p['concurrency']:,}", figure(p["cpuMicrosecondsAPage"]), figure(p["pagesASecond"], 0), figure(p["peakMB"], 0)]
            + [figure(p["connections"], 0)]
        )
    return f"A crawl of {data['pages']:,} pages of 3.7 KB on nginx.\n\n" + measure.table(rows, right=range(5))


def hosts(data):
    rest = {way: dict((x, y) for x, y, *_ in plot.without_hosts(data, way)) for way in ("on", "off")}
    rows = [["hosts", "us of CPU a page", "the page alone", "robots off", "the page alone", "peak MB", "connections"]]
    for p in data["points"]:
        row = [f"{p['hosts']:,}"]
        for way in ("on", "off"):
            row += [figure(p[way]["cpuMicrosecondsAPage"]), f"{rest[way][p['hosts']]:.1f}"]
        rows.append(row + [figure(p["on"]["peakMB"], 0), figure(p["on"]["connections"], 0)])
    share = [
        ["", "us of CPU each"],
        ["a connection, by the slope over connections, robots off", f"{data['microsecondsAConnection']:.0f}"],
        ["a robots.txt, by the slope over them of what is left", f"{data['microsecondsARobotsFile']:.0f}"],
    ]
    return (
        f"The same {data['pages']:,} pages of 3.7 KB, on more and more hosts with an address each. What a connection and a "
        "robots.txt cost are slopes of a crawl's CPU time (least squares); `the page alone` is without them. Idle connections are "
        "given up where there are many, and each event loop has its own, so that a host of many is connected to more than once.\n\n"
        + measure.table(rows, right=range(7))
        + "\n\n"
        + measure.table(share, right=(1,))
    )


def loops(data):
    rows = [["event loops", "us of CPU a page", "pages/s", "peak MB"]]
    for p in data["points"]:
        rows.append([str(p["loops"]), figure(p["cpuMicrosecondsAPage"]), figure(p["pagesASecond"], 0), figure(p["peakMB"], 0)])
    far = plot.reckoned(data)
    rows.append(
        [
            f"{far['loops']}, reckoned, not measured",
            f"{far['cheapMicroseconds']:.1f} to {far['dearMicroseconds']:.1f}",
            f"{far['least']:,.0f} to {far['most']:,.0f}",
            "–",
        ]
    )
    return (
        f"A crawl of {data['pages']:,} pages of 3.7 KB on nginx, 64 in flight, on {data['cores']} cores that nginx shares. The "
        "last row is arithmetic: as many cores as loops, and a page that costs what it does on the most loops measured, or as much "
        "more for each further loop as the last one added. The frontier is one actor and takes "
        f"{figure(data['frontierMicrosecondsAPage'])} us of CPU a page, so no number of loops passes {far['ceiling']:,.0f} pages/s.\n\n"
        + measure.table(rows, right=range(1, 4))
    )


def latency(data):
    rows = [["in flight", "pages", "pages/s", "of what waiting alone allows", "us of CPU a page", "peak MB"]]
    for p in data["points"]:
        share = p["pagesASecond"]["median"] / p["idealPagesASecond"]
        rows.append(
            [f"{p['concurrency']:,}", f"{p['pages']:,}", figure(p["pagesASecond"], 0), f"{100 * share:.0f} %", figure(p["cpuMicrosecondsAPage"])]
            + [figure(p["peakMB"], 0)]
        )
    return f"nginx answers {data['milliseconds']} ms late, by its echo module.\n\n" + measure.table(rows, right=range(6))


def section(folder, names):
    """Markdown of all experiments that have been run."""
    parts = ["## How the cost of a page grows\n\n`make growth` measures this, draws it, and prints this section with `ARGS=--markdown`."]
    for name in names:
        path = os.path.join(folder, name + ".json")
        if not os.path.exists(path):
            continue
        with open(path) as file:
            data = json.load(file)
        machine = data["machine"]
        where = f"{machine['CPU']}, {machine['Kernel']}, {machine['Swift']}, tree {machine['Tree']}, {machine['Date']}, load {machine['Load before']}"
        parts.append(f"### {TITLES[name]}\n\n![{TITLES[name]}](images/growth-{name}.svg)")
        parts += [each if each.startswith("|") else textwrap.fill(each, 128) for each in globals()[name](data).split("\n\n")]
        rounds = f"{data['rounds']} round" + ("s" if data["rounds"] > 1 else "")
        parts.append(textwrap.fill(f"Medians of {rounds} (least–greatest); {where}.", 128))
        parts.append("```\n" + "\n".join(data["commands"]) + "\n```")
    return "\n\n".join(parts)
