package io.github.maskloom.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)[^\"]*\"");

  @TempDir Path folder;

  @Test
  void everyLinkOfTheSiteLeadsToAPageOrAnImageOfIt() throws IOException {
    new Site(Documentation.read(Path.of("..").toAbsolutePath().normalize()), folder).write();

    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      LINK.matcher(Files.readString(page))
          .results()
          .map(SiteTest::link)
          .filter(link -> !Destination.isElsewhere(link) && !link.contains("api/index.html"))
          .filter(link -> !Files.isRegularFile(page.resolveSibling(link)))
          .forEach(link -> missing.add(folder.relativize(page) + ": " + link));
    }

    assertThat(pages()).hasSizeGreaterThan(15);
    assertThat(missing).isEmpty();
  }

  @Test
  void aPageHasItsHeadingsNamedAndItsTablesDrawn(@TempDir Path root) throws IOException {
    Files.writeString(root.resolve("README.md"), "# A & B\n\n|a|b|\n|-|-|\n|1|2|\n\n[c](LICENSE)");

    new Site(Documentation.read(root), folder).write();

    assertThat(folder.resolve("index.html"))
        .content()
        .contains("<title>A &amp; B</title>", "<h1 id=\"a--b\">A &amp; B</h1>", "<td>1</td>")
        .contains("<a href=\"https://github.com/maskloom/maskloom/blob/main/LICENSE\">c</a>");
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".html")).toList();
    }
  }

  private static String link(MatchResult attribute) {
    return attribute.group(1);
  }
}
