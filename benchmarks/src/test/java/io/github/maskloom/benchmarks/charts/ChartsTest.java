package io.github.maskloom.benchmarks.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.benchmarks.charts.Charts.Time;
import java.awt.geom.Rectangle2D;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Figures here are made up. */
class ChartsTest {
  private static final String FACTS = "# measured: 2020-02-02\n# machine: R&D's <box>, 2 cores\n";
  private static final String MEMORY = FACTS + "peer,megapixels,peak_rss_mb\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "memory, megapixels, peak_rss_mb",
    "painted, painted_percent, wall_s",
    "crowd, jobs, peak_rss_mb"
  })
  void everyPeerAndFigureIsInWords(String name, String x, String y) throws Exception {
    String description = one(chart(name), "desc").getTextContent();

    for (Series series : Results.read(sample().resolve(name + ".csv")).series(x, y)) {
      assertThat(description).contains(series.inWords());
      assertThat(series.inWords()).startsWith(series.peer() + ": ");
      for (Series.Point point : series.points()) {
        String figure = point.failed() ? "failed" : Axis.exact(point.value());
        assertThat(series.inWords()).contains(figure + " at " + Axis.exact(point.x()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "painted"})
  void everyFigureHasItsMarkerAndEveryPeerItsLabel(String name) throws Exception {
    Element svg = chart(name);
    Results results = Results.read(sample().resolve(name + ".csv"));
    List<Series> all = results.series(results.columns().get(0), "wall_s");

    assertThat(Xml.all(svg, "path"))
        .filteredOn(path -> path.getAttribute("class").equals("marker"))
        .hasSize(all.stream().mapToInt(series -> series.measured().size()).sum());
    for (Series series : all) {
      assertThat(texts(svg)).filteredOn(text -> text.startsWith(series.peer() + " ")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "painted", "crowd"})
  void noTextCoversAnotherOrLeavesTheImage(String name) throws Exception {
    assertThatTextsAreClear(chart(name));
  }

  @Test
  void longNamesHaveRoom() throws Exception {
    String name = "libvips through a command line";

    assertThatTextsAreClear(
        memory("%1$s,1,60\n%1$s,2,70\nsharp,1,60\nsharp,2,70\n".formatted(name)));
    assertThatTextsAreClear(crowd("%s,1,60\nsharp,1,60\nsharp,2,300\n".formatted(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "painted", "crowd"})
  void aChartIsAnImageWithTitleDescriptionDateAndMachine(String name) throws Exception {
    Element svg = chart(name);

    assertThat(svg.getAttribute("role")).isEqualTo("img");
    assertThat(svg.getAttribute("viewBox"))
        .isEqualTo("0 0 " + svg.getAttribute("width") + " " + svg.getAttribute("height"));
    assertThat(svg.getAttribute("aria-labelledby").split(" "))
        .containsExactly(one(svg, "title").getAttribute("id"), one(svg, "desc").getAttribute("id"));
    assertThat(one(svg, "style").getTextContent()).contains("(prefers-color-scheme: dark)");
    assertThat(texts(svg))
        .contains(one(svg, "title").getTextContent())
        .contains("Measured 2020-02-02 on a made-up machine, 2 cores, Linux");
  }

  @Test
  void aLineThatEndsWithAFailureSaysSo() throws Exception {
    assertThat(texts(chart("memory"))).contains("Java2D 2790 MB", "fails at 600 megapixels");
  }

  @Test
  void aFailureInBetweenLeavesAGap() throws Exception {
    Element svg =
        memory("sharp,1,60\nsharp,2,70\nsharp,3,\nsharp,4,80\nsharp,5,90\nPillow,5,100\n");

    assertThat(lines(svg).get(0)).containsPattern("^M[^ML]+L[^ML]+M[^ML]+L[^ML]+$");
    assertThat(texts(svg)).noneMatch(text -> text.startsWith("fails"));
  }

  @Test
  void aPeerThatFailsEverywhereIsStillInWords() throws Exception {
    Element svg = memory("sharp,1,60\nPillow,1,\n");

    assertThat(one(svg, "desc").getTextContent()).contains("Pillow: failed at 1.");
  }

  @Test
  void maskloomIsDrawnOverTheOthersAndThicker() throws Exception {
    Element svg = memory("Maskloom,1,60\nMaskloom,2,60\nsharp,1,60\nsharp,2,60\n");

    assertThat(Xml.all(svg, "path"))
        .extracting(path -> path.getAttribute("class"))
        .filteredOn(style -> style.startsWith("line"))
        .containsExactly("line", "line thick");
  }

  @Test
  void labelsOfLinesThatEndTogetherMoveApart() throws Exception {
    String rows = "Maskloom,9,60\nsharp,9,60\nlibvips,9,60\nPillow,9,60\nJava2D,9,61\n";
    Element svg = memory(rows + rows.replace(",9,", ",1,9"));

    assertThat(Xml.all(svg, "text").stream().filter(t -> t.getTextContent().matches(".+ 6\\d MB")))
        .hasSize(5)
        .extracting(text -> number(text, "y"))
        .doesNotHaveDuplicates();
    assertThat(Xml.all(svg, "line"))
        .filteredOn(line -> line.getAttribute("class").equals("leader"))
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void namesFromTheFileAreEscaped() throws Exception {
    Element svg = memory("</text><script>,1,60\n");

    assertThat(texts(svg))
        .contains("</text><script> 60 MB", "Measured 2020-02-02 on R&D's <box>, 2 cores");
  }

  @Test
  void eitherTimeCanBeDrawn() throws Exception {
    Results results = Results.read(sample().resolve("painted.csv"));

    assertThat(texts(root(Charts.painted(results, Time.WALL)))).contains("sharp 3.44 s");
    assertThat(texts(root(Charts.painted(results, Time.CPU)))).contains("sharp 5.50 s");
  }

  @Test
  void barsAreSortedAndCarryTheirNumbers() throws Exception {
    assertThat(texts(chart("crowd")))
        .containsSubsequence(
            "Maskloom", "96 in 241 MB (112 took 262 MB)",
            "sharp", "8 in 248 MB (9 took 267 MB)",
            "Pillow", "6 in 238 MB (7 took 272 MB)",
            "Java2D", "2 in 201 MB (3 took 279 MB)");
  }

  @Test
  void theCommandWritesTheSameBytesInEveryLocale() throws Exception {
    Path classes =
        Path.of(Charts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path charts = folder.resolve("new/charts");
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-cp",
                classes.toString(),
                Charts.class.getName(),
                sample().toString(),
                charts.toString())
            .inheritIO()
            .start();

    assertThat(command.waitFor()).isZero();
    for (Map.Entry<String, String> chart : Charts.draw(sample(), Time.WALL).entrySet()) {
      assertThat(charts.resolve(chart.getKey())).hasContent(chart.getValue());
    }
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Charts.main(new String[] {"results"}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Charts.main(new String[] {"results", folder.toString(), "sundial"}))
        .withMessageContaining("sundial");
  }

  @Test
  void aFileWithoutDateIsRefused() throws Exception {
    String text = "# machine: m\npeer,megapixels,peak_rss_mb\nsharp,1,60\n";

    assertThatIOException()
        .isThrownBy(() -> Charts.memory(Results.parse("memory.csv", text)))
        .withMessage("memory.csv: no line '# measured: ...'");
  }

  private static Element chart(String name) throws Exception {
    return root(Objects.requireNonNull(Charts.draw(sample(), Time.WALL).get(name + ".svg")));
  }

  private static Element memory(String rows) throws Exception {
    return root(Charts.memory(Results.parse("memory.csv", MEMORY + rows)));
  }

  private static Element crowd(String rows) throws Exception {
    String text = FACTS + "peer,jobs,peak_rss_mb\n" + rows;
    return root(Charts.crowd(Results.parse("crowd.csv", text)));
  }

  private static Path sample() throws Exception {
    URL folder = Objects.requireNonNull(ChartsTest.class.getResource("results"));
    return Path.of(folder.toURI());
  }

  private static Element root(String svg) throws Exception {
    return Xml.parse(svg).getDocumentElement();
  }

  private static Element one(Element below, String name) {
    return Xml.all(below, name).get(0);
  }

  private static List<String> texts(Element svg) {
    return Xml.all(svg, "text").stream().map(Element::getTextContent).toList();
  }

  private static List<String> lines(Element svg) {
    return Xml.all(svg, "path").stream()
        .filter(path -> path.getAttribute("class").startsWith("line"))
        .map(path -> path.getAttribute("d"))
        .toList();
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static void assertThatTextsAreClear(Element svg) {
    List<Element> texts = Xml.all(svg, "text");
    Rectangle2D picture = new Rectangle2D.Double(0, 0, number(svg, "width"), number(svg, "height"));
    for (Element text : texts) {
      assertThat(picture.contains(box(text))).as(text.getTextContent()).isTrue();
      assertThat(texts)
          .filteredOn(other -> other != text && box(other).intersects(box(text)))
          .extracting(Element::getTextContent)
          .as(text.getTextContent())
          .isEmpty();
    }
  }

  /** About the room that a text takes in a usual font. */
  private static Rectangle2D box(Element text) {
    double fontSize =
        switch (text.getAttribute("class")) {
          case "title" -> 18;
          case "quiet footer" -> 11;
          case "quiet small" -> 12;
          default -> 13;
        };
    double width = text.getTextContent().length() * fontSize * 0.55;
    double x =
        switch (text.getAttribute("text-anchor")) {
          case "end" -> number(text, "x") - width;
          case "middle" -> number(text, "x") - width / 2;
          default -> number(text, "x");
        };
    return new Rectangle2D.Double(x, number(text, "y") - fontSize * 0.8, width, fontSize);
  }
}
