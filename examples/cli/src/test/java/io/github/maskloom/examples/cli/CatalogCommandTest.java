package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void fillTheFolder() throws IOException {
    for (String name : new String[] {"a_modern.png", "b.png", "c.png"}) {
      Files.writeString(folder.resolve(name), "GIF89a");
    }
    Files.writeString(
        folder.resolve("furniture_metadata.json"),
        """
        {"furniture": [
          {"filename": "b.png", "display_name": "Oslo", "style": "nordic", "type": "bed",
           "length": 2.1, "width": 1.6},
          {"filename": "c.png", "length": "long"}
        ]}
        """);
  }

  @Test
  void listsEveryImageAndWhatIsWrong() {
    Run.of("catalog", folder.toString())
        .done()
        .containsSubsequence(
            "a_modern.png: a_modern, modern",
            "b.png: Oslo, bed, nordic, 2.1 m long, 1.6 m wide",
            "c.png: c",
            "not used: line 4, column ",
            "\"length\" is not a number");
  }

  @Test
  void aFolderWithoutMetadataIsListedWithItsImagesOnly() throws IOException {
    Files.delete(folder.resolve("furniture_metadata.json"));
    Files.writeString(folder.resolve("list.png"), "what to buy");
    Files.writeString(folder.resolve("notes.txt"), "GIF89a");

    assertThat(Run.of("catalog", folder.toString()).out())
        .isEqualToNormalizingNewlines(
            """
            a_modern.png: a_modern, modern
            b.png: b
            c.png: c
            there is no furniture_metadata.json, so every image is an item
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "--style, NORDIC, 1",
    "--style, modern, 1",
    "--room, 2.6x9, 2",
    "--room, 2.7x2, 3",
    "--room, 2.7x1.9, 2",
    "--min-length, 2.2, 2",
    "--max-length, 2.1, 3",
    "--min-width, 1.7, 2",
    "--max-width, 1.5, 2"
  })
  void filters(String option, String value, int items) {
    Run run = Run.of("catalog", folder.toString(), option, value);

    assertThat(run.out().lines().filter(line -> !line.startsWith("not used"))).hasSize(items);
  }

  @Test
  void printsJsonAsTheMetadataAreWritten() {
    Run run = Run.of("catalog", folder.toString(), "--style", "nordic", "--json");

    run.done();
    assertThat(run.compactOut())
        .startsWith("{\"furniture\":[{\"filename\":\"b.png\",\"display_name\":\"Oslo\"")
        .contains("\"length\":2.1,\"width\":1.6", "\"problems\":[\"line4,");
  }
}
