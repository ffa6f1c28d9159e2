package io.github.maskloom.benchmarks.charts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws the charts of measured results; the same results always give the same bytes. */
public final class Charts {
  private static final double BUDGET_MB = 256;
  private static final String MB = " MB";

  private Charts() {}

  /**
   * Draws {@code memory.svg}, {@code painted.svg} and {@code crowd.svg} from the CSV files of the
   * same names.
   *
   * @param args the folder of the results, the folder of the charts, and optionally {@code wall} or
   *     {@code cpu}: which time {@code painted.svg} shows, wall unless stated
   * @throws IOException if a result cannot be read, or a chart not written
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 2 || args.length > 3) {
      throw new IllegalArgumentException("arguments: results charts [wall|cpu]");
    }
    Path folder = Files.createDirectories(Path.of(args[1]));
    Time time = args.length == 3 ? Time.of(args[2]) : Time.WALL;
    for (Map.Entry<String, String> chart : draw(Path.of(args[0]), time).entrySet()) {
      Files.writeString(folder.resolve(chart.getKey()), chart.getValue());
    }
  }

  /** Returns the charts by the names of their files. */
  static Map<String, String> draw(Path results, Time time) throws IOException {
    Map<String, String> charts = new LinkedHashMap<>();
    charts.put("memory.svg", memory(Results.read(results.resolve("memory.csv"))));
    charts.put("painted.svg", painted(Results.read(results.resolve("painted.csv")), time));
    charts.put("crowd.svg", crowd(Results.read(results.resolve("crowd.csv"))));
    return charts;
  }

  static String memory(Results results) throws IOException {
    return LineChart.draw(
        "Peak memory against image size",
        new Axis("Size of the photo (megapixels, logarithmic)", " megapixels", 0, true),
        new Axis("Peak memory of the whole process (MB, logarithmic)", MB, 0, true),
        results.series("megapixels", "peak_rss_mb"),
        footer(results));
  }

  static String painted(Results results, Time time) throws IOException {
    return LineChart.draw(
        time.title + " against painted share",
        new Axis("Painted share of a photo of 67 megapixels (%)", " %", 0, false),
        new Axis(time.title + " (seconds)", " s", 2, false),
        results.series("painted_percent", time.column),
        footer(results));
  }

  static String crowd(Results results) throws IOException {
    List<Series> peaks = results.series("jobs", "peak_rss_mb");
    String budget = Axis.exact(BUDGET_MB) + MB;
    List<BarChart.Bar> bars =
        Capacity.all(peaks, BUDGET_MB).stream()
            .map(c -> new BarChart.Bar(c.peer(), c.jobs(), c.inWords(), c.evidence(MB)))
            .toList();
    return BarChart.draw(
        "Composites of 2K photos at once in one process of " + budget,
        peaks.stream()
            .map(Series::inWords)
            .collect(Collectors.joining(" ", "Peak memory (MB) by jobs at once. ", "")),
        new Axis("Most jobs at once whose peak memory was within " + budget, "", 0, false),
        bars,
        footer(results));
  }

  private static String footer(Results results) throws IOException {
    return "Measured " + results.fact("measured") + " on " + results.fact("machine");
  }

  /** Which time of a run is drawn. */
  enum Time {
    WALL("Time", "wall_s"),
    CPU("CPU time", "cpu_s");

    private final String title;
    private final String column;

    Time(String title, String column) {
      this.title = title;
      this.column = column;
    }

    static Time of(String name) {
      return switch (name) {
        case "wall" -> WALL;
        case "cpu" -> CPU;
        default -> throw new IllegalArgumentException("neither wall nor cpu: " + name);
      };
    }
  }
}
