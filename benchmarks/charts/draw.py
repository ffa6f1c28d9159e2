#!/usr/bin/env python3
"""Draws memory.svg, painted.svg and crowd.svg from the CSV files of the same names.

draw.py RESULTS CHARTS [wall|cpu]

RESULTS is the folder of the CSV files, CHARTS the folder of the images. The last argument says which
time painted.svg shows, wall unless stated. The same results always give the same bytes.
"""
import csv, math, pathlib, sys
from xml.sax.saxutils import escape

WIDTH, LEFT, TOP, BOTTOM, LINE, MARKER = 830, 52, 64, 380, 18, 5
BUDGET = 256
# Style class, color on white, color on black, marker. The colors differ for every kind of color blindness.
LOOKS = {
    "Maskloom": ("maskloom", "#1f67ce", "#49a0fd", "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z"),
    "sharp": ("sharp", "#e46a1d", "#ec7902", "M-4 -4H4V4H-4Z"),
    "libvips": ("libvips", "#3ca396", "#7bdcbf", "M0 -5.2L5 3.8H-5Z"),
    "Java2D": ("java2d", "#78106a", "#c474a4", "M0 -5.5L5.5 0L0 5.5L-5.5 0Z"),
    "Pillow": ("pillow", "#5b5405", "#fbc829", "M0 5.2L5 -3.8H-5Z"),
}
STYLE = """
text { font: 13px -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: #1f2328; }
.title { font-size: 18px; font-weight: 600; }
.strong { font-weight: 700; }
.quiet { fill: #59636e; font-weight: 400; }
.small { font-size: 12px; }
.footer { font-size: 11px; }
.grid { stroke: #d1d9e0; }
.axis { stroke: #818b98; }
.line { fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linejoin: round; }
.thick { stroke-width: 3.5; }
.marker, .bar { fill: currentColor; }
%s
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc; }
.quiet { fill: #9198a1; }
.grid { stroke: #30363d; }
.axis { stroke: #656c76; }
%s
}
""" % tuple("\n".join(".%s { color: %s; }" % (look[0], look[color]) for look in LOOKS.values()) for color in (1, 2))


def number(value):
    return "%g" % round(value, 2)


class Results:
    """The rows of one CSV file: by peer, in the order of the file, its points sorted by x; y is None where it failed."""

    def __init__(self, file, x, y):
        lines = file.read_text().splitlines()
        self.facts = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# "))
        self.series = {}
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            self.series.setdefault(row["peer"], []).append((float(row[x]), float(row[y]) if row[y] else None))
        for points in self.series.values():
            points.sort()

    def measured(self, peer):
        return [point for point in self.series[peer] if point[1] is not None]

    def words(self):
        figures = lambda points: ", ".join(("failed" if y is None else "%g" % y) + " at %g" % x for x, y in points)
        return " ".join("%s: %s." % (peer, figures(points)) for peer, points in self.series.items())


class Scale:
    """Maps figures onto an axis of the image, with ticks at 1, 2 and 5 times powers of ten."""

    def __init__(self, values, start, end, logarithmic):
        self.map = math.log if logarithmic else float
        if logarithmic:
            pad = 0.04 * math.log(max(values) / min(values))
            low, high = math.log(min(values)) - pad, math.log(max(values)) + pad
            nice = (digit * 10.0**power for power in range(-3, 9) for digit in (1, 2, 5))
            self.ticks = [tick for tick in nice if low <= math.log(tick) <= high]
        else:
            step = next(s for p in range(-3, 9) for s in (10.0**p, 2 * 10.0**p, 5 * 10.0**p) if 6 * s >= max(values))
            self.ticks = [step * i for i in range(math.ceil(max(values) / step - 1e-9) + 1)]
            low, high = 0, self.ticks[-1]
        self.at = lambda value: start + (end - start) * (self.map(value) - low) / (high - low)


class Sheet:
    """An image that is being written, an element a line."""

    def __init__(self, height, title, description, results):
        self.lines = [
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="%d" height="%d" viewBox="0 0 %d %d" '
            'aria-labelledby="title description">' % (WIDTH, height, WIDTH, height),
            '<title id="title">%s</title>' % escape(title),
            '<desc id="description">%s</desc>' % escape(description + results.words()),
            "<style>%s</style>" % escape(STYLE),
        ]
        self.text("title", "start", 4, 24, title)
        self.text("quiet footer", "start", 4, height - 10, "Measured %(measured)s on %(machine)s" % results.facts)

    def text(self, style, anchor, x, y, content, more=""):
        place = (style, anchor, number(x), number(y), escape(content), more)
        self.lines.append('<text class="%s" text-anchor="%s" x="%s" y="%s">%s%s</text>' % place)

    def stroke(self, style, x1, y1, x2, y2):
        ends = (style, *map(number, (x1, y1, x2, y2)))
        self.lines.append('<line class="%s" x1="%s" y1="%s" x2="%s" y2="%s"/>' % ends)

    def path(self, look, style, shape, more="", title=""):
        self.lines.append(
            '<g class="%s"><path class="%s" d="%s"%s><title>%s</title></path></g>' % (look, style, shape, more, escape(title)))

    def x_axis(self, scale, left, right, bottom, label):
        for tick in scale.ticks:
            self.stroke("axis", scale.at(tick), bottom, scale.at(tick), bottom + 5)
            self.text("quiet small", "middle", scale.at(tick), bottom + 21, "%g" % tick)
        self.stroke("axis", left, bottom, right, bottom)
        self.text("quiet", "middle", (left + right) / 2, bottom + 43, label)

    def write(self, file):
        file.write_text("\n".join(self.lines) + "\n</svg>\n", encoding="utf-8")


def weight(peer):
    return "strong" if peer == "Maskloom" else "plain"


def line_chart(file, results, title, x_label, y_label, units, decimals, logarithmic):
    """Lines with markers. Each is labeled where it ends: in a column at the right, or beside the point where it fails."""
    x_unit, y_unit = units
    end_words = lambda peer: "%s %.*f%s" % (peer, decimals, results.measured(peer)[-1][1] + 1e-9, y_unit)
    right = WIDTH - 14 - max(9 * len(end_words(peer)) for peer in results.series)
    every = [point for points in results.series.values() for point in points]
    x = Scale([point[0] for point in every], LEFT, right, logarithmic)
    y = Scale([point[1] for point in every if point[1] is not None], BOTTOM, TOP, logarithmic)
    sheet = Sheet(460, title, "%s by %s. " % (y_label, x_label), results)
    sheet.x_axis(x, LEFT, right, BOTTOM, x_label)
    for tick in y.ticks:
        sheet.stroke("grid", LEFT, y.at(tick), right, y.at(tick))
        sheet.text("quiet small", "end", LEFT - 9, y.at(tick) + 4.5, "%g" % tick)
    sheet.text("quiet", "start", 4, 48, y_label)
    lowest = TOP
    for peer in sorted(results.series, key=lambda peer: -results.measured(peer)[-1][1]):
        look, _, _, marker = LOOKS[peer]
        points = [(x.at(at), y.at(value), at, value) for at, value in results.measured(peer)]
        shape = "M" + "L".join("%s %s" % (number(px), number(py)) for px, py, _, _ in points)
        sheet.path(look, "line thick" if peer == "Maskloom" else "line", shape)
        for px, py, at, value in points:
            place = ' transform="translate(%s %s)"' % (number(px), number(py))
            sheet.path(look, "marker", marker, place, "%s, %g%s: %g%s" % (peer, at, x_unit, value, y_unit))
        end_x, end_y = points[-1][:2]
        failures = [at for at, value in results.series[peer] if value is None]
        if failures:
            sheet.text(weight(peer), "start", end_x + 9, end_y + LINE + 4.5, end_words(peer))
            note = "fails at %.0f%s" % (failures[0], x_unit)
            sheet.text("quiet small", "start", end_x + 9, end_y + 2 * LINE + 4.5, note)
        else:
            middle = max(end_y, lowest)
            lowest = middle + LINE
            sheet.text(weight(peer), "start", end_x + 14, middle + 4.5, end_words(peer))
    sheet.write(file)


def bar_chart(file, results, title, label):
    """The most jobs at once of each peer whose peak is within the budget, with what was measured on both sides."""
    bars = []
    for peer, points in results.series.items():
        beyond = next((point for point in points if point[1] is None or point[1] > BUDGET), None)
        jobs, peak = max((point for point in points if not beyond or point[0] < beyond[0]), default=(0, 0))
        excess = "no more tried" if not beyond else "%g failed" % beyond[0] if beyond[1] is None else "%g took %g MB" % beyond
        bars.append((jobs, peer, ("" if beyond else "at least ") + "%g" % jobs, "in %g MB (%s)" % (peak, excess)))
    bars.sort(reverse=True)
    bottom, left = 42 + 40 * len(bars), 87
    right = WIDTH - max(9 * len(count + detail) for _, _, count, detail in bars) - 30
    scale = Scale([bar[0] for bar in bars], left, right, False)
    sheet = Sheet(bottom + 80, title, "Peak memory (MB) by jobs at once. ", results)
    sheet.x_axis(scale, left, right, bottom, label)
    for row, (jobs, peer, count, detail) in enumerate(bars):
        middle, end = 62 + 40 * row, scale.at(jobs)
        sheet.text(weight(peer), "end", left - 12, middle + 4.5, peer)
        sheet.path(LOOKS[peer][0], "bar", "M%s %sH%sV%sH%sZ" % (left, middle - 11, number(end), middle + 11, left))
        sheet.text("strong", "start", end + 9, middle + 4.5, count, ' <tspan class="quiet small">%s</tspan>' % escape(detail))
    sheet.stroke("axis", left, 42, left, bottom)
    sheet.write(file)


def main(results, charts, time="wall"):
    results, charts = pathlib.Path(results), pathlib.Path(charts)
    times = {"wall": "Time", "cpu": "CPU time"}
    charts.mkdir(parents=True, exist_ok=True)
    line_chart(
        charts / "memory.svg", Results(results / "memory.csv", "megapixels", "peak_rss_mb"),
        "Peak memory against image size", "Size of the photo (megapixels, logarithmic)",
        "Peak memory of the whole process (MB, logarithmic)", (" megapixels", " MB"), 0, True)
    line_chart(
        charts / "painted.svg", Results(results / "painted.csv", "painted_percent", time + "_s"),
        times[time] + " against painted share", "Painted share of a photo of 67 megapixels (%)",
        times[time] + " (seconds)", (" %", " s"), 2, False)
    bar_chart(
        charts / "crowd.svg", Results(results / "crowd.csv", "jobs", "peak_rss_mb"),
        "Composites of 2K photos at once in one process of %d MB" % BUDGET,
        "Most jobs at once whose peak memory was within %d MB" % BUDGET)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or sys.argv[3:] not in ([], ["wall"], ["cpu"]):
        sys.exit(__doc__)
    main(*sys.argv[1:])
