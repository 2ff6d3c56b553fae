"""Draws the curves of growth.py as SVG, with nothing but the standard library.

The background is drawn too, so that a plot reads the same on a light page and on a dark one. Each point carries its value, set
where it covers no line, point or other value."""
import math
from html import escape

INK, GREY, GRID, PAPER = "#1f2328", "#59636e", "#e4e7eb", "#ffffff"
COLOURS = ["#1f5fbf", "#b8480f", "#2f7d4f"]
PANEL_WIDTH, PANEL_HEIGHT = 470, 300
LEFT, RIGHT, TOP, BOTTOM = 62, 22, 66, 50
FONT = 12


def text_of(value):
    """Three figures, or all that are left of the point."""
    if value == int(value):
        return f"{value:,.0f}"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{digits}f}"


def width_of(text, size=FONT):
    return 0.58 * size * len(text)


class Axis:
    """From values to pixels."""

    def __init__(self, low, high, first, last, log):
        self.low, self.high, self.first, self.last, self.log = low, high, first, last, log

    def __call__(self, value):
        low, high = self.low, self.high
        if self.log:
            value, low, high = math.log10(value), math.log10(low), math.log10(high)
        return self.first + (value - low) / ((high - low) or 1) * (self.last - self.first)


def linear_ticks(most):
    step = 10 ** math.floor(math.log10(most / 4 or 1))
    step = next(step * factor for factor in (1, 2, 2.5, 5, 10) if most / (step * factor) <= 5)
    return [step * count for count in range(math.ceil(most / step) + 1)]


def decades(low, high):
    return [10**e for e in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


class Panel:
    """One pair of axes. A series is a dictionary: name, points as (x, y, least, greatest), and dashed, hollow, quiet
    (no points or values), bare (so many first points are another's)."""

    def __init__(self, title, x_title, series, x_log=True, y_log=False, x_ticks=None):
        self.title, self.x_title, self.series = title, x_title, series
        self.colours = [each.get("colour") or COLOURS[index % len(COLOURS)] for index, each in enumerate(series)]
        points = [point for each in series for point in each["points"]]
        xs = sorted({point[0] for point in points})
        most = max(point[3] for point in points)
        self.x_ticks = x_ticks or xs
        if y_log:
            self.y_ticks = decades(min(point[2] for point in points), most)
            low, high = self.y_ticks[0], self.y_ticks[-1]
        else:
            self.y_ticks = linear_ticks(most * 1.12)
            low, high = 0, self.y_ticks[-1]
        # Half a step of room at both ends, for the values of the outer points.
        x_low, x_high = (xs[0], xs[-1])
        margin = 0.09 * (math.log10(x_high / x_low) if x_log else x_high - x_low) or 0.5
        x_low, x_high = (x_low / 10**margin, x_high * 10**margin) if x_log else (x_low - margin, x_high + margin)
        self.x = Axis(x_low, x_high, LEFT, PANEL_WIDTH - RIGHT, x_log)
        self.y = Axis(low, high, PANEL_HEIGHT - BOTTOM, TOP, y_log)
        self.boxes = []
        self.lines = []

    def svg(self):
        out = []
        self.axes(out)
        self.legend(out)
        for each, colour in zip(self.series, self.colours):
            self.curve(out, each, colour)
        for each, colour in zip(self.series, self.colours):
            if not each.get("quiet"):
                self.values(out, each, colour)
        return "\n".join(out)

    def axes(self, out):
        right, bottom = PANEL_WIDTH - RIGHT, PANEL_HEIGHT - BOTTOM
        for tick in self.y_ticks:
            y = self.y(tick)
            out.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" stroke="{GRID}"/>')
            label = f"{tick:,.0f}" if tick >= 10 or tick == int(tick) else f"{tick:g}"
            out.append(words(LEFT - 7, y + 4, label, GREY, anchor="end"))
        end = -math.inf
        for tick in self.x_ticks:
            x = self.x(tick)
            out.append(f'<line x1="{x:.1f}" y1="{bottom}" x2="{x:.1f}" y2="{bottom + 4}" stroke="{GREY}"/>')
            half = width_of(f"{tick:,}") / 2
            if x - half > end + 4:
                out.append(words(x, bottom + 18, f"{tick:,}", GREY, anchor="middle"))
                end = x + half
        out.append(f'<line x1="{LEFT}" y1="{bottom}" x2="{right}" y2="{bottom}" stroke="{GREY}"/>')
        out.append(words((LEFT + right) / 2, PANEL_HEIGHT - 10, self.x_title, INK, anchor="middle"))
        out.append(words(LEFT - 46, 24, self.title, INK, weight="600", size=13))

    def legend(self, out):
        x = LEFT - 46
        for each, colour in zip(self.series, self.colours):
            if not each.get("name"):
                continue
            dash = ' stroke-dasharray="5 4"' if each.get("dashed") else ""
            out.append(f'<line x1="{x}" y1="42" x2="{x + 20}" y2="42" stroke="{colour}" stroke-width="2"{dash}/>')
            out.append(words(x + 26, 46, each["name"], INK))
            x += 26 + width_of(each["name"]) + 18

    def curve(self, out, each, colour):
        places = [(self.x(x), self.y(y)) for x, y, *_ in each["points"]]
        dash = ' stroke-dasharray="5 4"' if each.get("dashed") else ""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        self.lines += list(zip(places, places[1:]))
        for (x, y), (_, _, least, greatest) in list(zip(places, each["points"]))[each.get("bare", 0) :]:
            top, bottom = self.y(greatest), self.y(least)
            if bottom - top > 2:
                out.append(f'<line x1="{x:.1f}" y1="{top:.1f}" x2="{x:.1f}" y2="{bottom:.1f}" stroke="{colour}" stroke-opacity="0.45" stroke-width="5"/>')
                self.lines.append(((x, top), (x, bottom)))
            if not each.get("quiet"):
                fill = PAPER if each.get("hollow") else colour
                out.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{fill}" stroke="{colour}" stroke-width="2"/>')
                self.boxes.append((x - 5, y - 5, x + 5, y + 5))

    def values(self, out, each, colour):
        for x, y, *_ in each["points"][each.get("bare", 0) :]:
            text = text_of(y)
            x, y = self.x(x), self.y(y)
            half = width_of(text, 11) / 2
            choices = [
                (x + dx, y + dy)
                for dy in (-10, 18, -22, 30, -34, 42, -46, 54)
                for dx in (0, half + 6, -half - 6)
            ] + [(x + half + 9, y + 4), (x - half - 9, y + 4)]
            box, place = min(
                ((self.box(cx, cy, half), (cx, cy)) for cx, cy in choices),
                key=lambda choice: (self.covered(choice[0]), math.dist(choice[1], (x, y + 4))),
            )
            self.boxes.append(box)
            out.append(words(*place, text, colour, anchor="middle", size=11))

    def box(self, x, y, half):
        return x - half - 2, y - 10, x + half + 2, y + 3

    def covered(self, box):
        """How much a value there would cover: other values and points, lines, the edge of the panel."""
        left, top, right, bottom = box
        hidden = sum(l < right and left < r and t < bottom and top < b for l, t, r, b in self.boxes) * 10
        for (x1, y1), (x2, y2) in self.lines:
            steps = 24
            places = ((x1 + (x2 - x1) * i / steps, y1 + (y2 - y1) * i / steps) for i in range(steps + 1))
            hidden += any(left < x < right and top < y < bottom for x, y in places)
        outside = left < LEFT or right > PANEL_WIDTH or top < TOP - 14 or bottom > PANEL_HEIGHT - BOTTOM - 2
        return hidden + 100 * outside


def words(x, y, text, colour, anchor="start", size=FONT, weight="400"):
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}">'
        f"{escape(text)}</text>"
    )


def image(description, panels):
    width, height = PANEL_WIDTH * len(panels) + 20, PANEL_HEIGHT + 20
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(description, quote=True)}" font-family="system-ui, \'DejaVu Sans\', sans-serif">',
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8" fill="{PAPER}" stroke="{GRID}"/>',
    ]
    for index, panel in enumerate(panels):
        out.append(f'<g transform="translate({10 + index * PANEL_WIDTH} 10)">\n{panel.svg()}\n</g>')
    return "\n".join(out) + "\n</svg>\n"


def points(data, x, key, of=lambda point: point, by=1.0):
    """A curve from the points of an experiment: (x, median, least, greatest)."""
    curve = []
    for point in data["points"]:
        figure = of(point)[key]
        curve.append((point[x], *(figure[name] / by for name in ("median", "least", "greatest"))))
    return curve


def known(data):
    last = data["points"][-1]["known"]
    ticks = [tick for tick in decades(1_000, last) if tick <= last]
    series = [("with journal", "on"), ("without", "off")]
    panels = [
        Panel(
            title,
            "URLs known (log)",
            [{"name": name, "points": points(data, "known", key, lambda p, way=way: p[way])} for name, way in series],
            x_ticks=ticks,
        )
        for title, key in (
            ("CPU in frontier and journal, µs a page", "cpuMicrosecondsAPage"),
            ("Peak memory, MB", "peakMB"),
        )
    ]
    return image("CPU time a page and memory as URLs become known", panels)


def connections(data):
    def panel(title, key):
        return Panel(title, "requests in flight (log)", [{"points": points(data, "concurrency", key)}])

    panels = [panel("CPU of a crawl, µs a page", "cpuMicrosecondsAPage"), panel("Peak memory, MB", "peakMB")]
    return image("CPU time a page and memory as more requests are in flight", panels)


def without_hosts(data, way):
    """What is left of a page when the connections and the robots.txt files, by their slopes, are taken off."""
    rest = []
    for point in data["points"]:
        count = {name: point[way][name]["median"] for name in ("connections", "robots")}
        cost = count["connections"] * data["microsecondsAConnection"] + count["robots"] * data["microsecondsARobotsFile"]
        figure = point[way]["cpuMicrosecondsAPage"]
        rest.append((point["hosts"], *(max(0.0, figure[name] - cost / data["pages"]) for name in ("median", "least", "greatest"))))
    return rest


def hosts(data):
    title = f"CPU of a crawl of {data['pages']:,} pages, µs a page"
    series = [
        {"name": "robots.txt asked for", "points": points(data, "hosts", "cpuMicrosecondsAPage", lambda p: p["on"])},
        {"name": "not", "points": points(data, "hosts", "cpuMicrosecondsAPage", lambda p: p["off"])},
        {"name": "asked for, page alone", "points": without_hosts(data, "on"), "dashed": True, "hollow": True},
    ]
    memory = [
        {"name": "robots.txt asked for", "points": points(data, "hosts", "peakMB", lambda p: p["on"])},
        {"name": "not", "points": points(data, "hosts", "peakMB", lambda p: p["off"])},
    ]
    panels = [Panel(title, "hosts (log)", series), Panel("Peak memory, MB", "hosts (log)", memory)]
    return image("CPU time a page and memory as the same pages lie on more hosts", panels)


def reckoned(data, loops=16):
    """Pages a second of so many loops on as many cores, reckoned from CPU time a page: (least, most, ceiling).

    Most: a page costs what it does on the most loops that were measured. Least: each loop more adds to a page what the last one
    did. Neither can pass the ceiling, which is the frontier alone: one actor."""
    cost = [(point["loops"], point["cpuMicrosecondsAPage"]["median"]) for point in data["points"]]
    (last, there) = cost[-1]
    added = max(0.0, (there - cost[0][1]) / (last - cost[0][0])) if len(cost) > 1 else 0.0
    ceiling = 1e6 / data["frontierMicrosecondsAPage"]["median"]
    dearer = there + (loops - last) * added
    return {
        "loops": loops,
        "cheapMicroseconds": there,
        "dearMicroseconds": dearer,
        "most": min(ceiling, loops * 1e6 / there),
        "least": min(ceiling, loops * 1e6 / dearer),
        "ceiling": ceiling,
    }


def loops(data):
    far = reckoned(data)
    rates = points(data, "loops", "pagesASecond")
    costs = points(data, "loops", "cpuMicrosecondsAPage")
    same = lambda x, y: (x, y, y, y)
    guess = {"dashed": True, "hollow": True, "bare": 1}
    panels = [
        Panel(
            "CPU of a crawl, µs a page",
            "event loops (log)",
            [
                {"name": "measured", "points": costs},
                guess | {"name": "if it stays so", "points": [costs[-1], same(far["loops"], far["cheapMicroseconds"])]},
                guess | {"name": "if it goes on so", "points": [costs[-1], same(far["loops"], far["dearMicroseconds"])]},
            ],
        ),
        Panel(
            "Pages/s, 16 loops on 16 cores not measured but reckoned",
            "event loops (log)",
            [
                {"name": "measured", "points": rates},
                guess | {"name": "reckoned, most", "points": [rates[-1], same(far["loops"], far["most"])]},
                guess | {"name": "reckoned, least", "points": [rates[-1], same(far["loops"], far["least"])]},
            ],
        ),
    ]
    return image("CPU time a page and pages a second on 1 and 2 event loops, and reckoned for 16", panels)


def latency(data):
    ideal = [(p["concurrency"], *[p["idealPagesASecond"]] * 3) for p in data["points"]]
    panels = [
        Panel(
            f"Pages/s where each answer takes {data['milliseconds']} ms (log)",
            "requests in flight (log)",
            [
                {"name": "measured", "points": points(data, "concurrency", "pagesASecond")},
                {"name": "no work but waiting", "points": ideal, "dashed": True, "quiet": True, "colour": GREY},
            ],
            y_log=True,
        ),
        Panel("CPU of a crawl, µs a page", "requests in flight (log)", [{"points": points(data, "concurrency", "cpuMicrosecondsAPage")}]),
    ]
    return image("Pages a second and CPU time a page as more requests are in flight to a slow server", panels)


DRAWINGS = {"known": known, "connections": connections, "hosts": hosts, "loops": loops, "latency": latency}
