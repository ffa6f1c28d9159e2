package io.github.maskloom.benchmarks.charts;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The labels of lines, where the lines end: in a column right of the plot, or about the last point
 * of a line that ends early, with the reason why.
 */
final class LineLabels {
  private static final double LINE_HEIGHT = 18;
  private static final double GAP = 14;
  private static final double MARKER_RADIUS = 6;
  private static final double NEAR_THE_EDGE = 40;
  private static final double LEADER_GAP = 3;

  /** A shorter leader would look like a mistake. */
  private static final double FARTHEST_WITHOUT_LEADER = 6;

  private static final double FARTHEST_ABOUT_WITHOUT_LEADER = 24;

  private final Rectangle2D plot;
  private final Axis xAxis;
  private final Axis yAxis;
  private final List<Line> lines = new ArrayList<>();
  private final FreePlaces places;

  private record Line(Series series, Look look, List<Point2D> points) {
    Point2D last() {
      return points.get(points.size() - 1);
    }
  }

  LineLabels(Rectangle2D plot, Axis xAxis, Axis yAxis) {
    this.plot = plot;
    this.xAxis = xAxis;
    this.yAxis = yAxis;
    places =
        new FreePlaces(
            new Rectangle2D.Double(
                plot.getX(), plot.getY(), Sheet.WIDTH - plot.getX(), plot.getHeight()));
  }

  /** Returns the width that the column of labels takes at most. */
  static double columnWidth(List<Series> series, Axis yAxis) {
    return GAP
        + series.stream()
            .mapToDouble(line -> Sheet.textWidth(endInWords(line, yAxis)))
            .max()
            .orElse(0);
  }

  /** Adds a line whose figures are at these points of the image. */
  void add(Series series, Look look, List<Point2D> points) {
    if (points.isEmpty()) {
      return;
    }
    lines.add(new Line(series, look, points));
    for (int i = 0; i < points.size(); i++) {
      places.occupy(marker(points.get(i)));
      if (i > 0) {
        places.occupy(new Line2D.Double(points.get(i - 1), points.get(i)));
      }
    }
  }

  /** Draws the labels of all lines that were added. */
  void draw(Svg svg) {
    drawColumn(svg, lines.stream().filter(this::reachesTheEdge).toList());
    lines.stream().filter(line -> !reachesTheEdge(line)).forEach(line -> drawEarlyEnd(svg, line));
    lines.stream()
        .filter(line -> line.look().emphasized() && line.points().size() > 1)
        .forEach(line -> drawBeginning(svg, line));
  }

  private boolean reachesTheEdge(Line line) {
    return line.series().failuresAtTheEnd().isEmpty()
        && line.last().getX() > plot.getMaxX() - NEAR_THE_EDGE;
  }

  private void drawColumn(Svg svg, List<Line> column) {
    double x = column.stream().mapToDouble(line -> line.last().getX()).max().orElse(0) + GAP;
    double[] wanted = column.stream().mapToDouble(line -> line.last().getY()).toArray();
    double[] middles =
        LabelColumn.spread(wanted, LINE_HEIGHT, plot.getMinY(), plot.getMaxY() + LINE_HEIGHT / 2);
    for (int i = 0; i < middles.length; i++) {
      if (Math.abs(middles[i] - wanted[i]) > FARTHEST_WITHOUT_LEADER) {
        drawLeader(svg, column.get(i), new Point2D.Double(x - LEADER_GAP, middles[i]));
      }
      drawEnd(svg, column.get(i), "start", x, middles[i]);
      double top = middles[i] - LINE_HEIGHT / 2;
      places.occupy(new Rectangle2D.Double(x, top, Sheet.WIDTH - x, LINE_HEIGHT));
    }
  }

  private void drawEarlyEnd(Svg svg, Line line) {
    List<Series.Point> failures = line.series().failuresAtTheEnd();
    String note = failures.isEmpty() ? "" : "fails at " + xAxis.rounded(failures.get(0).x());
    double width =
        Math.max(Sheet.textWidth(endInWords(line.series(), yAxis)), Sheet.textWidth(note));
    double height = note.isEmpty() ? LINE_HEIGHT : 2 * LINE_HEIGHT;
    FreePlaces.Place place =
        places
            .about(line.last(), width, height)
            .orElseGet(() -> FreePlaces.rightOf(line.last(), width, height));
    places.occupy(place.box());
    if (place.distance() > FARTHEST_ABOUT_WITHOUT_LEADER) {
      drawLeader(svg, line, place.nearest(line.last()));
    }
    double middle = place.box().getMinY() + LINE_HEIGHT / 2;
    drawEnd(svg, line, place.anchor(), place.textX(), middle);
    if (!note.isEmpty()) {
      double baseline = middle + LINE_HEIGHT + Sheet.HALF_LETTER;
      svg.label("quiet small", place.anchor(), place.textX(), baseline, note);
    }
  }

  /** The line that the chart is about says where it comes from, if there is room. */
  private void drawBeginning(Svg svg, Line line) {
    String value = yAxis.rounded(line.series().measured().get(0).value());
    places
        .about(line.points().get(0), Sheet.textWidth(value), LINE_HEIGHT)
        .filter(place -> place.distance() <= FARTHEST_ABOUT_WITHOUT_LEADER)
        .ifPresent(
            place -> {
              double baseline = place.box().getCenterY() + Sheet.HALF_LETTER;
              svg.label("strong", place.anchor(), place.textX(), baseline, value);
            });
  }

  private static void drawLeader(Svg svg, Line line, Point2D to) {
    svg.open("g", "class", line.look().style());
    svg.line("leader", line.last().getX(), line.last().getY(), to.getX(), to.getY());
    svg.close();
  }

  private void drawEnd(Svg svg, Line line, String anchor, double x, double middle) {
    double baseline = middle + Sheet.HALF_LETTER;
    svg.label(line.look().textStyle(), anchor, x, baseline, endInWords(line.series(), yAxis));
  }

  private static String endInWords(Series line, Axis yAxis) {
    return line.peer() + line.last().map(end -> " " + yAxis.rounded(end.value())).orElse("");
  }

  private static Rectangle2D marker(Point2D at) {
    return new Rectangle2D.Double(
        at.getX() - MARKER_RADIUS, at.getY() - MARKER_RADIUS, 2 * MARKER_RADIUS, 2 * MARKER_RADIUS);
  }
}
