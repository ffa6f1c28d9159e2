package io.github.maskloom.benchmarks.charts;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A chart of lines with markers; each line is labeled where it ends. */
final class LineChart {
  private static final double HEIGHT = 460;
  private static final double TOP = 64;
  private static final double BOTTOM = HEIGHT - 80;
  private static final double LEFT = 52;
  private static final double TICK_LABEL_Y = BOTTOM + 21;
  private static final double AXIS_LABEL_Y = BOTTOM + 43;
  private static final double TICK_LABEL_GAP = 9;
  private static final String TICK = "quiet small";

  private final Axis xAxis;
  private final Axis yAxis;
  private final List<Series> series;
  private final Map<String, Look> looks;
  private final double right;
  private final Scale x;
  private final Scale y;

  private LineChart(Axis xAxis, Axis yAxis, List<Series> series) {
    this.xAxis = xAxis;
    this.yAxis = yAxis;
    this.series = series;
    looks = Look.of(series.stream().map(Series::peer).toList());
    right = Sheet.WIDTH - LineLabels.columnWidth(series, yAxis);
    x = xAxis.scale(points().mapToDouble(Series.Point::x), LEFT, right);
    y = yAxis.scale(points().flatMapToDouble(point -> point.y().stream()), BOTTOM, TOP);
  }

  /**
   * Draws a chart.
   *
   * @throws IllegalArgumentException if nothing was measured, or a figure is 0 on a logarithmic
   *     axis
   */
  static String draw(String title, Axis x, Axis y, List<Series> series, String footer) {
    return new LineChart(x, y, series).draw(title, footer);
  }

  private String draw(String title, String footer) {
    Svg svg = Sheet.open(HEIGHT, title, description(), footer);
    drawXAxis(svg);
    drawYAxis(svg);
    LineLabels labels =
        new LineLabels(new Rectangle2D.Double(LEFT, TOP, right - LEFT, BOTTOM - TOP), xAxis, yAxis);
    for (Series line : emphasizedLast()) {
      Look look = look(line);
      drawLine(svg, line, look);
      labels.add(line, look, line.measured().stream().map(this::place).toList());
    }
    labels.draw(svg);
    svg.close();
    return svg.finish();
  }

  private List<Series> emphasizedLast() {
    return series.stream().sorted(Comparator.comparing(line -> look(line).emphasized())).toList();
  }

  private Look look(Series line) {
    return Objects.requireNonNull(looks.get(line.peer()));
  }

  private Stream<Series.Point> points() {
    return series.stream().flatMap(line -> line.points().stream());
  }

  private Point2D place(Series.Point point) {
    return new Point2D.Double(x.at(point.x()), y.at(point.value()));
  }

  private void drawXAxis(Svg svg) {
    for (double tick : x.ticks()) {
      double at = x.at(tick);
      svg.line("axis", at, BOTTOM, at, BOTTOM + Sheet.TICK_LENGTH);
      svg.label(TICK, "middle", at, TICK_LABEL_Y, Axis.exact(tick));
    }
    svg.line("axis", LEFT, BOTTOM, right, BOTTOM);
    svg.label("quiet", "middle", (LEFT + right) / 2, AXIS_LABEL_Y, xAxis.label());
  }

  private void drawYAxis(Svg svg) {
    for (double tick : y.ticks()) {
      double at = y.at(tick);
      svg.line("grid", LEFT, at, right, at);
      double baseline = at + Sheet.HALF_LETTER;
      svg.label(TICK, "end", LEFT - TICK_LABEL_GAP, baseline, Axis.exact(tick));
    }
    svg.label("quiet", "start", Sheet.LEFT, Sheet.SUBTITLE_Y, yAxis.label());
  }

  private void drawLine(Svg svg, Series line, Look look) {
    svg.open("g", "class", look.style());
    svg.empty("path", "class", look.emphasized() ? "line thick" : "line", "d", path(line));
    for (Series.Point point : line.measured()) {
      svg.open("path", "class", "marker", "d", look.marker(), "transform", translation(point));
      svg.text("title", inWords(line.peer(), point));
      svg.close();
    }
    svg.close();
  }

  private String inWords(String peer, Series.Point point) {
    return "%s, %s: %s"
        .formatted(peer, xAxis.exactWithUnit(point.x()), yAxis.exactWithUnit(point.value()));
  }

  /** A failure between two figures leaves a gap. */
  private String path(Series line) {
    StringBuilder path = new StringBuilder();
    boolean gap = true;
    for (Series.Point point : line.points()) {
      if (!point.failed()) {
        path.append(gap ? "M" : "L").append(coordinates(point));
      }
      gap = point.failed();
    }
    return path.toString();
  }

  private String translation(Series.Point point) {
    return "translate(" + coordinates(point) + ")";
  }

  private String coordinates(Series.Point point) {
    Point2D place = place(point);
    return Svg.number(place.getX(), 2) + " " + Svg.number(place.getY(), 2);
  }

  private String description() {
    return series.stream()
        .map(Series::inWords)
        .collect(Collectors.joining(" ", yAxis.label() + " by " + xAxis.label() + ". ", ""));
  }
}
