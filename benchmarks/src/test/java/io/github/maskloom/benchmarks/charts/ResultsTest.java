package io.github.maskloom.benchmarks.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResultsTest {
  private static final String TEXT =
      """
      # machine: EPYC: 2 cores, Linux
      # sharp: 0.35.5, libvips 8.18.7
      peer,size,wall_s,mb
      sharp,67.1,3.32,96
      Maskloom,600,14.80,79
      Maskloom,1,0.31,48
      sharp,600,,
      """;

  @Test
  void factsMayHoldCommasAndColons() throws IOException {
    assertThat(parse(TEXT).facts())
        .containsEntry("machine", "EPYC: 2 cores, Linux")
        .containsEntry("sharp", "0.35.5, libvips 8.18.7");
  }

  @Test
  void seriesKeepTheOrderOfPeersAndSortTheirFigures() throws IOException {
    assertThat(parse(TEXT).series("size", "mb"))
        .containsExactly(
            new Series("sharp", List.of(point(67.1, 96), failure(600))),
            new Series("Maskloom", List.of(point(1, 48), point(600, 79))));
  }

  @Test
  void linesMayEndAsOnWindows() throws IOException {
    assertThat(parse(TEXT.replace("\n", "\r\n"))).isEqualTo(parse(TEXT));
  }

  @Test
  void aFactThatIsMissingIsNamed() {
    assertThatIOException()
        .isThrownBy(() -> parse(TEXT).fact("measured"))
        .withMessage("x.csv: no line '# measured: ...'");
  }

  @Test
  void aColumnThatIsMissingIsNamed() {
    assertThatIOException()
        .isThrownBy(() -> parse(TEXT).series("size", "cpu_s"))
        .withMessage("x.csv: no column 'cpu_s' among [size, wall_s, mb]");
  }

  @ParameterizedTest
  @MethodSource
  void aLineThatBreaksTheRulesIsNamedByItsNumber(String text, String message) {
    assertThatIOException()
        .isThrownBy(() -> parse(text).series("size", "mb"))
        .withMessage("x.csv, " + message);
  }

  static Stream<Arguments> aLineThatBreaksTheRulesIsNamedByItsNumber() {
    String head = "# a: b\npeer,size,mb\n";
    return Stream.of(
        Arguments.of("", "line 1: no line of column names"),
        Arguments.of("# a: b\n", "line 2: no line of column names"),
        Arguments.of("# a: b\n#c: d\n" + head, "line 2: not '# key: value'"),
        Arguments.of("# a b\n" + head, "line 1: not '# key: value'"),
        Arguments.of("# a: b\n" + head, "line 2: 'a' is stated twice"),
        Arguments.of("size,mb\n", "line 1: the columns do not begin with 'peer,'"),
        Arguments.of("peer\nsharp\n", "line 1: the columns do not begin with 'peer,'"),
        Arguments.of("peer,mb,mb\n", "line 1: a column stands twice"),
        Arguments.of(head, "line 3: no rows"),
        Arguments.of(head + "sharp,1,2\nsharp,2\n", "line 4: 2 fields, not 3"),
        Arguments.of(head + "sharp,1,2\n\n", "line 4: 1 fields, not 3"),
        Arguments.of(head + "sharp,1,2,3\n", "line 3: 4 fields, not 3"),
        Arguments.of(head + "# c: d\n", "line 3: 1 fields, not 3"),
        Arguments.of(head + ",1,2\n", "line 3: no peer"),
        Arguments.of(head + "sharp,1,-2\n", "line 3: '-2' is no figure for mb"),
        Arguments.of(head + "sharp,1,NaN\n", "line 3: 'NaN' is no figure for mb"),
        Arguments.of(head + "sharp,1e3,2\n", "line 3: '1e3' is no figure for size"),
        Arguments.of(head + "sharp,1, 2\n", "line 3: ' 2' is no figure for mb"),
        Arguments.of(head + "sharp,,2\n", "line 3: no size"),
        Arguments.of(
            head + "sharp,1,2\nPillow,1,2\nsharp,1.0,3\n", "line 5: sharp has this size twice"));
  }

  private static Results parse(String text) throws IOException {
    return Results.parse("x.csv", text);
  }

  private static Series.Point point(double x, double y) {
    return new Series.Point(x, OptionalDouble.of(y));
  }

  private static Series.Point failure(double x) {
    return new Series.Point(x, OptionalDouble.empty());
  }
}
