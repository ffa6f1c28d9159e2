package io.github.maskloom.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links between files of the project lead to files and headings that are there. */
class LinksTest {
  private static final Pattern ELSEWHERE = Pattern.compile("^[a-z]+:.*");

  @Test
  void leadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (String name : MarkdownPage.everyName()) {
      MarkdownPage page = MarkdownPage.of(name);
      for (String link : page.links()) {
        if (!ELSEWHERE.matcher(link).matches() && !leadsSomewhere(page, link)) {
          broken.add(name + ": " + link);
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void everyPageOfTheDocumentationIsInTheReadme() throws IOException {
    assertThat(MarkdownPage.of("README.md").links())
        .containsAll(
            MarkdownPage.documentation().stream()
                .map(MarkdownPage::name)
                .filter(name -> name.startsWith("docs/"))
                .toList());
  }

  private static boolean leadsSomewhere(MarkdownPage page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1
        || new MarkdownPage(target, Files.readAllLines(target)).anchors().contains(parts[1]);
  }
}
