package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers wrote is shown, and a terminal obeys none of it. */
class ControlCharactersTest {
  /** Red, a title, a line of its own, and text from right to left. */
  private static final String ORDERS = "\u001b[31m\u001b]0;title\u0007\n\r\u009b2J\u007f\u202egnp";

  private static final String SHOWN =
      "\\u001b[31m\\u001b]0;title\\u0007\\u000a\\u000d\\u009b2J\\u007f\\u202egnp";

  @TempDir Path folder;

  @Test
  void theyAreEscapedInWhatIsSaidOfAJobLine() throws IOException {
    Path jobs =
        Files.writeString(
            folder.resolve("jobs.jsonl"),
            """
            {"photo":"%1$s","mask":"m","out":"o.png"}
            {"%1$s":"a"}
            {"command":"%1$s"}
            {"photo":"p","mask":"m","out":"o.png","convention":"%1$s"}
            """
                .formatted(json(ORDERS)));

    Run run = Run.of("batch", "--jobs", jobs.toString());

    assertThat(run.err()).contains("line 1: ", "line 2: ", "line 3: ", "line 4: ", "title");
    assertClean(run.err());
  }

  private static String json(String text) {
    StringBuilder json = new StringBuilder();
    text.chars().forEach(each -> json.append("\\u%04x".formatted(each)));
    return json.toString();
  }

  @Test
  void theyAreEscapedInNamesOfFilesThatAreWritten() throws IOException {
    Images.photo(folder.resolve("photo.png"));
    Images.mask(folder.resolve("mask.png"));
    Path result = folder.resolve(ORDERS + ".png");

    Run run = Run.in(folder, "composite ./photo.png ./mask.png", result.toString());

    assertThat(result).exists();
    assertThat(run.out()).contains(SHOWN);
    assertClean(run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--", "./"})
  void theyAreEscapedInArgumentsAndInNamesOfFilesThatAreMissing(String before) {
    Run run = Run.of("inspect", before + ORDERS);

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err()).contains(SHOWN);
    assertClean(run.err());
  }

  @Test
  void theyAreEscapedInJsonWhichStaysJson() throws IOException {
    Files.writeString(folder.resolve("a.png"), "GIF89a");
    Files.writeString(
        folder.resolve("furniture_metadata.json"),
        """
        {"furniture": [{"filename": "a.png", "display_name": "%s"}]}
        """
            .formatted(json(ORDERS)));

    Run run = Run.of("catalog", folder.toString(), "--json");

    assertClean(run.out());
    assertThat(run.out().lines()).hasSizeGreaterThan(5);
    assertThat(strings(run.out())).contains(ORDERS);
  }

  private static List<String> strings(String text) throws IOException {
    List<String> strings = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(text)) {
      while (json.nextToken() != null) {
        strings.add(json.getText());
      }
    }
    return strings;
  }

  private static void assertClean(String said) {
    String feed = System.lineSeparator();
    assertThat(said.replace(feed, "").chars())
        .noneMatch(each -> Character.isISOControl(each) || each == 0x202E);
  }
}
