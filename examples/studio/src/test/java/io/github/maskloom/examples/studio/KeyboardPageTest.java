package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page without a mouse, and without eyes. */
@Tag("browser")
class KeyboardPageTest {
  private static final String TAB = "\uE004";
  private static final String ENTER = "\uE007";
  private static final String LEFT = "\uE012";
  private static final String RIGHT = "\uE014";
  private static final String DOWN = "\uE015";

  /** Notes the focus of each step, and all that is said to those who listen. */
  private static final String LISTEN =
      "window.focuses = {}; window.said = [];"
          + "new MutationObserver(() =>"
          + "  (window.focuses[document.body.dataset.state] ??= document.activeElement.id))"
          + "  .observe(document.body, { attributes: true });"
          + "new MutationObserver(() => window.said.push($('live').textContent))"
          + "  .observe($('live'), { childList: true });";

  @RegisterExtension static final StudioServer studio = StudioServer.with();
  @RegisterExtension static final StudioPage page = StudioPage.of(studio);

  @ParameterizedTest
  @CsvSource({"360,740,zh,dark", "768,1024,en,dark", "1366,768,zh,light"})
  void needsNoMouse(int width, int height, String language, String theme) throws Exception {
    page.open(width, height, language, theme);
    tabTo("try-demo");
    page.browser().press(ENTER);
    page.awaitStep("painting");
    page.browser().waitUntil("!document.getElementById('fuse').disabled");
    assertThat(page.focused()).isEqualTo("paint");

    long before = page.paintedPixels();
    page.browser().press("] " + RIGHT.repeat(3) + DOWN.repeat(12) + " ");
    assertThat(page.paintedPixels()).isGreaterThan(before);

    tabTo("size");
    tabToPiece();
    page.browser().press(RIGHT);
    tabTo("fuse");
    page.browser().press(ENTER);
    page.awaitStep("result");
    assertThat(page.focused()).isEqualTo("divider");
    page.browser().press(RIGHT.repeat(5));
    assertThat(page.run("return $('divider').value").asInt()).isEqualTo(55);

    tabTo("side-by-side");
    page.browser().press(" ");
    assertThat(page.isTrue("document.querySelector('#side button').checkVisibility()")).isTrue();
    tabTo("download");
    tabTo("again");
    page.browser().press(ENTER);
    page.awaitStep("painting");
    assertThat(page.focused()).isEqualTo("paint");
  }

  @ParameterizedTest
  @CsvSource({"360,740,zh,dark", "768,1024,en,dark", "1366,768,zh,light"})
  void movesTheFocusWithEachStep(int width, int height, String language, String theme)
      throws Exception {
    page.open(width, height, language, theme);
    page.run(LISTEN);
    page.chooseDemoRoom();
    page.place();
    page.run("$('new-photo').click()");

    assertThat(page.run("return window.focuses.painting").asString()).isEqualTo("paint");
    assertThat(page.run("return window.focuses.fusing").asString()).isEqualTo("weaving");
    assertThat(page.run("return window.focuses.result").asString()).isEqualTo("divider");
    assertThat(page.focused()).isEqualTo("title");
  }

  @Test
  void tellsProgressAndResult() throws Exception {
    page.run(LISTEN);
    page.chooseDemoRoom();
    page.place();
    assertThat(page.run("return window.said.join('|')").asString())
        .contains(
            "Sending the photo|",
            "The photo is there.",
            "Sending your paint|",
            "The image is finished.");
    assertThat(
            page.isTrue("$('live').role === 'status' && $('news').parentElement.role === 'alert'"))
        .isTrue();
  }

  @Test
  void paintsWithTheKeysAndSaysWhere() throws Exception {
    page.choose(TestImages.photo("png", 400, 300));
    page.browser().press(" ");
    assertThat(page.text("live")).isEqualTo("Brush down, 50 % across and 50 % down");
    page.browser().press(RIGHT.repeat(4) + " ");
    assertThat(page.text("live")).isEqualTo("Brush up, 56 % across and 50 % down");
    long painted = page.paintedPixels();
    assertThat(painted).isPositive();

    page.browser().press("]");
    assertThat(page.text("live")).isEqualTo("Brush size 102");
    page.browser().press("[[");
    assertThat(page.text("live")).isEqualTo("Brush size 78");
    page.browser().press("e " + LEFT.repeat(2) + " ");
    assertThat(page.paintedPixels()).isBetween(1L, painted - 1);
    page.browser().press("f");
    assertThat(page.isTrue("$('fill').getAttribute('aria-pressed') === 'false'")).isTrue();
  }

  @Test
  void closesTheMenuByEscape() throws Exception {
    page.choose(TestImages.photo("png", 400, 300));
    page.run("document.querySelector('#more summary').focus()");
    page.browser().press(ENTER);
    assertThat(page.isTrue("$('more').open")).isTrue();
    page.browser().press(TAB + "\uE00C");
    assertThat(page.isTrue("!$('more').open && document.activeElement.matches('#more summary')"))
        .isTrue();
  }

  private static void tabTo(String id) throws Exception {
    tabUntil("document.activeElement.id === '" + id + "'");
  }

  private static void tabToPiece() throws Exception {
    tabUntil("document.activeElement.matches('.piece input')");
  }

  private static void tabUntil(String condition) throws Exception {
    for (int i = 0; i < 40; i++) {
      if (page.isTrue(condition)) {
        return;
      }
      page.browser().press(TAB);
    }
    throw new AssertionError("Tab does not lead to where " + condition);
  }
}
