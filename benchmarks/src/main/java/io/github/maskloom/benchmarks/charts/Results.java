package io.github.maskloom.benchmarks.charts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One file of measured figures: lines {@code # key: value}, a line of column names that begins with
 * {@code peer}, and rows of a peer and its figures. Nothing is quoted. An empty figure means that
 * the peer failed.
 *
 * @param file the file's name, for messages
 * @param columns names of the figures, without {@code peer}
 */
record Results(String file, Map<String, String> facts, List<String> columns, List<Row> rows) {
  private static final String PEER = "peer";
  private static final String FACT = "# ";

  /** The figures of one peer in one line of the file. */
  record Row(int line, String peer, List<OptionalDouble> figures) {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read, or a line breaks the rules: names file and line
   */
  static Results read(Path file) throws IOException {
    return parse(file.getFileName().toString(), Files.readString(file));
  }

  static Results parse(String file, String text) throws IOException {
    List<String> lines = text.lines().toList();
    Map<String, String> facts = new LinkedHashMap<>();
    int header = 0;
    while (header < lines.size() && lines.get(header).startsWith("#")) {
      addFact(facts, lines.get(header), file, header + 1);
      header++;
    }
    if (header == lines.size()) {
      throw broken(file, header + 1, "no line of column names");
    }
    List<String> columns = columns(lines.get(header), file, header + 1);
    List<Row> rows = new ArrayList<>();
    for (int line = header + 1; line < lines.size(); line++) {
      rows.add(row(lines.get(line), columns, file, line + 1));
    }
    if (rows.isEmpty()) {
      throw broken(file, header + 2, "no rows");
    }
    return new Results(file, facts, columns, rows);
  }

  /**
   * Returns a fact.
   *
   * @throws IOException if the file does not state it
   */
  String fact(String key) throws IOException {
    String value = facts.get(key);
    if (value == null) {
      throw new IOException(file + ": no line '# " + key + ": ...'");
    }
    return value;
  }

  /**
   * Returns one column against another, a series for each peer in the order of the file, each
   * sorted by x.
   *
   * @throws IOException if a column is missing, an x is empty, or a peer has the same x twice
   */
  List<Series> series(String x, String y) throws IOException {
    int xColumn = column(x);
    int yColumn = column(y);
    Map<String, List<Series.Point>> points = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.figures().get(xColumn).isEmpty()) {
        throw broken(file, row.line(), "no " + x);
      }
      double at = row.figures().get(xColumn).getAsDouble();
      List<Series.Point> ofPeer = points.computeIfAbsent(row.peer(), peer -> new ArrayList<>());
      if (ofPeer.stream().anyMatch(point -> point.x() == at)) {
        throw broken(file, row.line(), row.peer() + " has this " + x + " twice");
      }
      ofPeer.add(new Series.Point(at, row.figures().get(yColumn)));
    }
    points.values().forEach(ofPeer -> ofPeer.sort(Comparator.comparingDouble(Series.Point::x)));
    return points.entrySet().stream().map(e -> new Series(e.getKey(), e.getValue())).toList();
  }

  private int column(String name) throws IOException {
    int column = columns.indexOf(name);
    if (column < 0) {
      throw new IOException(file + ": no column '" + name + "' among " + columns);
    }
    return column;
  }

  private static void addFact(Map<String, String> facts, String text, String file, int line)
      throws IOException {
    int colon = text.indexOf(": ");
    if (!text.startsWith(FACT) || colon < 0) {
      throw broken(file, line, "not '# key: value'");
    }
    String key = text.substring(FACT.length(), colon);
    if (facts.put(key, text.substring(colon + 2).strip()) != null) {
      throw broken(file, line, "'" + key + "' is stated twice");
    }
  }

  private static List<String> columns(String text, String file, int line) throws IOException {
    List<String> names = List.of(text.split(",", -1));
    if (!names.get(0).equals(PEER) || names.size() < 2) {
      throw broken(file, line, "the columns do not begin with 'peer,'");
    }
    if (names.stream().distinct().count() < names.size()) {
      throw broken(file, line, "a column stands twice");
    }
    return names.subList(1, names.size());
  }

  private static Row row(String text, List<String> columns, String file, int line)
      throws IOException {
    String[] fields = text.split(",", -1);
    if (fields.length != columns.size() + 1) {
      throw broken(file, line, "%d fields, not %d".formatted(fields.length, columns.size() + 1));
    }
    if (fields[0].isBlank()) {
      throw broken(file, line, "no peer");
    }
    List<OptionalDouble> figures = new ArrayList<>();
    for (int i = 1; i < fields.length; i++) {
      figures.add(figure(fields[i], columns.get(i - 1), file, line));
    }
    return new Row(line, fields[0], figures);
  }

  private static OptionalDouble figure(String field, String column, String file, int line)
      throws IOException {
    if (field.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!field.matches("\\d{1,12}(\\.\\d{1,6})?")) {
      throw broken(file, line, "'" + field + "' is no figure for " + column);
    }
    return OptionalDouble.of(Double.parseDouble(field));
  }

  private static IOException broken(String file, int line, String what) {
    return new IOException(file + ", line " + line + ": " + what);
  }
}
