package io.github.maskloom.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sentences of the documentation are short; {@link MarkdownPage} says what counts as one. */
class ProseTest {
  private static final int README_LINES = 150;
  private static final int WORDS = 25;
  private static final int SEMICOLONS_PER_100 = 5;
  private static final int PAGES = 18;
  private static final int PAGE_WORDS = 16_000;

  static Stream<String> pages() throws IOException {
    return MarkdownPage.everyName().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void nineOfTenSentencesHaveAtMost25Words(String name) throws IOException {
    List<String> sentences = MarkdownPage.of(name).sentences();
    List<String> longest =
        sentences.stream()
            .sorted(Comparator.comparingInt(MarkdownPage::words).reversed())
            .limit(1 + sentences.size() / 10)
            .toList();

    assertThat(MarkdownPage.words(longest.get(longest.size() - 1)))
        .as(
            "words in the %d-th longest of %d sentences of %s:%n%s",
            longest.size(), sentences.size(), name, String.join("\n", longest))
        .isLessThanOrEqualTo(WORDS);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void semicolonsAreRare(String name) throws IOException {
    List<String> sentences = MarkdownPage.of(name).sentences();
    List<String> joined = sentences.stream().filter(text -> text.contains(";")).toList();
    long semicolons = String.join("", sentences).chars().filter(c -> c == ';').count();

    assertThat(semicolons * 100.0 / sentences.size())
        .as(
            "semicolons for each 100 sentences: %d in %d sentences of %s:%n%s",
            semicolons, sentences.size(), name, String.join("\n", joined))
        .isLessThanOrEqualTo(SEMICOLONS_PER_100);
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(MarkdownPage.of("README.md").lines()).hasSizeLessThanOrEqualTo(README_LINES);
  }

  @Test
  void thePagesAreFewAndSayAFactOnce() throws IOException {
    List<MarkdownPage> pages =
        MarkdownPage.documentation().stream()
            .filter(page -> page.name().startsWith("docs/"))
            .toList();

    assertThat(pages).hasSizeLessThanOrEqualTo(PAGES);
    assertThat(pages.stream().mapToInt(MarkdownPage::wordsBesideCode).sum())
        .isLessThanOrEqualTo(PAGE_WORDS);
  }

  @Test
  void codeTablesHeadingsAndCommentsAreNoProse() {
    MarkdownPage page =
        new MarkdownPage(
            MarkdownPage.ROOT.resolve("page.md"),
            """
            # A; heading
            <!-- a; comment -->
            One `a; b` [two](x;y.md). Three
            four; five!

            | a; | table |

                code; code

            ```java
            more; code;
            ```
            - item
            """
                .lines()
                .toList());

    assertThat(page.sentences()).containsExactly("One CODE two.", "Three four; five!", "item");
    assertThat(page.sentences()).extracting(MarkdownPage::words).containsExactly(3, 3, 1);
  }
}
