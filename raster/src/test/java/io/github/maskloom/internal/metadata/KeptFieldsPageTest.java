package io.github.maskloom.internal.metadata;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the README says what the list says. */
class KeptFieldsPageTest {
  private static final Path LIST =
      Path.of("src/main/resources/io/github/maskloom/internal/metadata/kept-fields.txt");

  /** How rows begin, by the first word of a line of the list. */
  private static final Map<String, String> ROWS =
      Map.of("exif", "EXIF", "xmp", "XMP", "map", "gain map", "iptc", "IPTC", "text", "text with");

  /** Lines of the list, in columns. */
  private static List<List<String>> list;

  private static List<String> page;

  @BeforeAll
  static void read() throws IOException {
    list =
        Files.readAllLines(LIST).stream()
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(line -> Splitter.on("; ").limit(4).splitToList(line))
            .toList();
    page = Files.readAllLines(Path.of("README.md"));
  }

  /** The row of the table that begins so. */
  private static List<String> row(String begin) {
    return page.stream()
        .filter(line -> line.startsWith("| " + begin))
        .map(line -> Splitter.on('|').trimResults().splitToList(line))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> quoted(String text) {
    return Pattern.compile("`([^`]+)`").matcher(text).results().map(match -> match.group(1));
  }

  private static Stream<List<String>> lines(String kind) {
    return list.stream().filter(line -> line.get(0).equals(kind));
  }

  @Test
  void namesEachNamespaceOfXmpAndNoOther() {
    List<String> listed =
        lines("xmp").map(line -> Splitter.on(' ').splitToList(line.get(1)).get(0)).toList();

    assertThat(quoted(row("XMP").get(1)).toList()).hasSameElementsAs(listed);
  }

  @Test
  void hasARowForEachKindOfField() {
    for (List<String> line : list) {
      assertThat(row(requireNonNull(ROWS.get(line.get(0))))).hasSizeGreaterThan(5);
    }
  }

  @Test
  void namesKeywordsThatAreOnTheList() {
    List<String> keywords =
        lines("text").flatMap(line -> Splitter.on(", ").splitToStream(line.get(3))).toList();

    assertThat(quoted(row("text with").get(1)).toList()).isNotEmpty().isSubsetOf(keywords);
  }

  @ParameterizedTest
  @CsvSource({"image, 010E, EXIF", "xmp, dc:title, XMP", "iptc, 2:120, IPTC", "text, Title, text"})
  void saysHowLongTextsAre(String place, String id, String row) {
    assertThat(row(row).get(5))
        .contains(requireNonNull(KeptFields.rule(place, id)).maxBytes() / 1024 + " KiB");
  }

  @Test
  void saysHowLongCodesAre() {
    int longest =
        list.stream()
            .map(line -> Pattern.compile("bytes (\\d+)").matcher(line.get(2)))
            .flatMap(matcher -> matcher.results().map(MatchResult::group))
            .mapToInt(bytes -> Integer.parseInt(bytes.substring("bytes ".length())))
            .max()
            .orElseThrow();

    assertThat(row("EXIF").get(5)).contains("codes " + longest + " bytes");
  }
}
