package io.github.maskloom.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentationTest {
  @TempDir Path root;

  @BeforeEach
  void aPageWithTwoHeadings() throws IOException {
    write("docs/masks.md", "# Masks\n\n## What `PAINTED` means, and why\n\n## Again\n\n## Again\n");
  }

  @Test
  void noLinkOfThisRepositoryIsBroken() throws IOException {
    assertThat(Documentation.read(Path.of("..").toAbsolutePath().normalize()).brokenLinks())
        .isEmpty();
  }

  @Test
  void aLinkToAFileThatIsNotThereIsBroken() throws IOException {
    write("README.md", "See [masks](docs/mask.md).");

    assertThat(Documentation.read(root).brokenLinks())
        .containsExactly("README.md links to docs/mask.md, which does not exist.");
  }

  @Test
  void aLinkToAHeadingThatIsNotThereIsBroken() throws IOException {
    write("README.md", "See [masks](docs/masks.md#what-painted-means).");

    assertThat(Documentation.read(root).brokenLinks()).hasSize(1);
  }

  @Test
  void headingsAreNamedAsGitHubNamesThem() throws IOException {
    write(
        "README.md",
        "[a](docs/masks.md#what-painted-means-and-why) [b](docs/masks.md#again-1) [c](#top)\n# Top");

    assertThat(Documentation.read(root).brokenLinks()).isEmpty();
  }

  @Test
  void linksOfHtmlAreCheckedToo() throws IOException {
    write("README.md", "<img src=\"docs/none.png\">\n\nA <a href=\"docs/none\">link</a>.");

    assertThat(Documentation.read(root).brokenLinks()).hasSize(2);
  }

  @Test
  void aLinkOutOfTheRepositoryIsBroken() throws IOException {
    write("README.md", "[up](../" + root.getFileName() + "/docs/masks.md)");

    assertThat(Documentation.read(root).brokenLinks()).hasSize(1);
  }

  @Test
  void otherSitesAreNotAsked() throws IOException {
    write("README.md", "[there](https://example.invalid/none) [us](mailto:us@example.invalid)");

    assertThat(Documentation.read(root).brokenLinks()).isEmpty();
  }

  private void write(String file, String text) throws IOException {
    Path page = root.resolve(file);
    Files.createDirectories(page.getParent());
    Files.writeString(page, text);
  }
}
