package io.github.maskloom.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The service of the page on Spring Boot is the one that {@code consumers} runs, and is short. */
class SpringBootPageTest {
  private static final int OWN_LINES = 60;
  private static final String SOURCES = "consumers/spring-boot/src/main/";

  @Test
  void showsTheServiceThatIsTried() throws IOException {
    String service = text("java/com/example/service/RoomService.java");

    assertThat(blocks("java").replaceAll("\\s+", " "))
        .isEqualTo(service.substring(service.indexOf("import ")).strip().replaceAll("\\s+", " "));
    assertThat(blocks("properties"))
        .startsWith(text("resources/application-rooms.properties").strip());
  }

  @Test
  void theServiceHasAtMostSixtyLines() throws IOException {
    Stream<String> code =
        text("java/com/example/service/RoomService.java")
            .lines()
            .filter(line -> !line.isBlank() && !line.matches("(package|import) .*"));
    Stream<String> settings = text("resources/application-rooms.properties").lines();

    List<String> own = Stream.concat(code, settings).toList();

    assertThat(own).hasSizeLessThanOrEqualTo(OWN_LINES);
  }

  private static String blocks(String language) throws IOException {
    return String.join(
        "\n",
        MarkdownPage.of("docs/spring-boot.md").blocks().stream()
            .filter(block -> block.language().equals(language))
            .map(MarkdownPage.Block::code)
            .toList());
  }

  private static String text(String file) throws IOException {
    return Files.readString(MarkdownPage.ROOT.resolve(SOURCES + file));
  }
}
