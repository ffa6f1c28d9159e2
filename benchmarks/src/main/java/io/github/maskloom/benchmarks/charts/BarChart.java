package io.github.maskloom.benchmarks.charts;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A chart of horizontal bars, the longest first, each with its number and what stands behind it.
 */
final class BarChart {
  private static final double TOP = 42;
  private static final double NAME_GAP = 12;
  private static final double ROW_HEIGHT = 40;
  private static final double BAR_HEIGHT = 22;
  private static final double BAR_RADIUS = 3;
  private static final double LABEL_GAP = 9;
  private static final double BELOW = 80;
  private static final double TICK_LABEL_BELOW = 21;
  private static final double AXIS_LABEL_BELOW = 43;

  /**
   * A bar.
   *
   * @param value how long it is
   * @param text the number that is written at its end
   * @param detail what is written behind the number
   */
  record Bar(String name, double value, String text, String detail) {
    double labelWidth() {
      return LABEL_GAP + Sheet.textWidth(text + " " + detail);
    }
  }

  private final List<Bar> bars;
  private final Map<String, Look> looks;
  private final double bottom;
  private final double left;
  private final double right;
  private final Scale scale;

  private BarChart(Axis axis, List<Bar> bars) {
    this.bars = bars.stream().sorted(Comparator.comparingDouble(Bar::value).reversed()).toList();
    looks = Look.of(bars.stream().map(Bar::name).toList());
    bottom = TOP + bars.size() * ROW_HEIGHT;
    left = Sheet.LEFT + NAME_GAP + widest(bars.stream().map(Bar::name));
    right = Sheet.WIDTH - bars.stream().mapToDouble(Bar::labelWidth).max().orElse(0);
    scale = axis.scale(bars.stream().mapToDouble(Bar::value), left, right);
  }

  /**
   * Draws a chart.
   *
   * @param description all figures in words
   */
  static String draw(String title, String description, Axis axis, List<Bar> bars, String footer) {
    BarChart chart = new BarChart(axis, bars);
    Svg svg = Sheet.open(chart.bottom + BELOW, title, description, footer);
    chart.drawAxis(svg, axis);
    for (int row = 0; row < chart.bars.size(); row++) {
      chart.drawBar(svg, chart.bars.get(row), TOP + (row + 0.5) * ROW_HEIGHT);
    }
    svg.line("axis", chart.left, TOP, chart.left, chart.bottom);
    svg.close();
    return svg.finish();
  }

  private static double widest(Stream<String> texts) {
    return texts.mapToDouble(Sheet::textWidth).max().orElse(0);
  }

  private void drawAxis(Svg svg, Axis axis) {
    for (double tick : scale.ticks()) {
      double x = scale.at(tick);
      svg.line("axis", x, bottom, x, bottom + Sheet.TICK_LENGTH);
      svg.label("quiet small", "middle", x, bottom + TICK_LABEL_BELOW, Axis.exact(tick));
    }
    svg.line("axis", left, bottom, right, bottom);
    svg.label("quiet", "middle", (left + right) / 2, bottom + AXIS_LABEL_BELOW, axis.label());
  }

  private void drawBar(Svg svg, Bar bar, double middle) {
    Look look = Objects.requireNonNull(looks.get(bar.name()));
    double end = scale.at(bar.value());
    double baseline = middle + Sheet.HALF_LETTER;
    svg.label(look.textStyle(), "end", left - NAME_GAP, baseline, bar.name());
    svg.open("g", "class", look.style());
    svg.empty("path", "class", "bar", "d", path(end, middle));
    svg.close();
    svg.label(
        "start",
        end + LABEL_GAP,
        baseline,
        List.of(
            new Svg.Span("strong", bar.text()), new Svg.Span("quiet small", " " + bar.detail())));
  }

  /** A bar is round only where it ends. */
  private String path(double end, double middle) {
    double radius = Math.min(BAR_RADIUS, end - left);
    return "M%s %sH%sq%s 0 %s %sV%sq0 %s -%s %sH%sZ"
        .formatted(
            Stream.of(
                    left,
                    middle - BAR_HEIGHT / 2,
                    end - radius,
                    radius,
                    radius,
                    radius,
                    middle + BAR_HEIGHT / 2 - radius,
                    radius,
                    radius,
                    radius,
                    left)
                .map(number -> Svg.number(number, 2))
                .toArray());
  }
}
