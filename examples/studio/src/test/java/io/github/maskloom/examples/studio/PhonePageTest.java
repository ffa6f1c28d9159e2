package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on phones, and that it holds on other screens as well. */
@Tag("browser")
class PhonePageTest {
  /** Notes of each step where the progress and the result are when it begins. */
  private static final String NOTE_STEPS =
      "window.steps = {};"
          + "const inView = (id) => { const box = $(id).getBoundingClientRect();"
          + "  return box.height > 0 && box.top >= -1 && box.bottom <= innerHeight + 1; };"
          + "new MutationObserver(() => {"
          + "  const step = document.body.dataset.state;"
          + "  window.steps[step] ??= { focus: document.activeElement.id,"
          + "    progress: inView('weaving'), result: inView('slide') };"
          + "}).observe(document.body, { attributes: true });";

  /** Selectors of what can be used but is covered at its middle once it is scrolled to. */
  private static final String COVERED =
      "const usable = [...document.querySelectorAll("
          + "  'button, select, summary, a, label, input[type=range], canvas')].filter((e) =>"
          + "  e.checkVisibility() && e.offsetWidth > 1 && !e.disabled && !e.matches('.skip, .try'));"
          + "return usable.filter((element) => {"
          + "  element.scrollIntoView({ block: 'nearest', inline: 'center' });"
          + "  const box = element.getBoundingClientRect();"
          + "  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);"
          + "  return !element.contains(top) && !top?.closest('label')?.contains(element);"
          + "}).map((element) => element.id || element.textContent.trim() || element.outerHTML)"
          + ".join('; ')";

  @RegisterExtension static final StudioServer studio = StudioServer.with();
  @RegisterExtension static final StudioPage page = StudioPage.of(studio);

  @ParameterizedTest
  @CsvSource({"360,740,zh,dark", "360,560,en,light", "768,1024,en,dark", "1366,768,zh,light"})
  void goesToTheProgressAndThenToTheResult(int width, int height, String language, String theme)
      throws Exception {
    page.open(width, height, language, theme);
    page.chooseDemoRoom();
    page.run(NOTE_STEPS + "scrollTo(0, document.body.scrollHeight)");
    page.run("$('fuse').click()");
    page.awaitStep("result");

    assertThat(page.run("return window.steps.fusing.progress").asBoolean()).isTrue();
    assertThat(page.run("return window.steps.result.result").asBoolean()).isTrue();
    assertThat(page.isInView("slide")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"360,740", "360,560", "1366,768"})
  void showsWhatWentWrongWhereThePageIsLookedAt(int width, int height) throws Exception {
    page.open(width, height, "en", "light");
    page.run("scrollTo(0, document.body.scrollHeight)");
    page.chooseFile("#file", "photo.heic", "\0\0\0\30ftypheic".getBytes(ISO_8859_1));
    page.news();
    page.awaitStep("empty");
    assertThat(page.isInView("news")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"360,740,en", "360,740,zh", "768,1024,en", "1366,768,zh"})
  void coversNothing(int width, int height, String language) throws Exception {
    page.open(width, height, language, "light");
    assertThat(page.run(COVERED).asString()).isEmpty();
    page.chooseDemoRoom();
    assertThat(page.run(COVERED).asString()).isEmpty();
    page.place();
    assertThat(page.run(COVERED).asString()).isEmpty();
    assertThat(
            page.run(
                    "return [...document.querySelectorAll('body *')].filter((element) =>"
                        + " /sticky|fixed/.test(getComputedStyle(element).position)).length")
                .asInt())
        .isZero();
    assertThat(page.isTrue("document.documentElement.scrollWidth <= innerWidth")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"360,740,en", "360,740,zh", "412,915,en"})
  void keepsTheFurnitureWithinReachOfTheThumb(int width, int height, String language)
      throws Exception {
    page.open(width, height, language, "light");
    page.chooseDemoRoom();
    for (String id : new String[] {"sheet", "toolbar", "gallery", "fuse"}) {
      assertThat(page.isInView(id)).as(id).isTrue();
    }
    assertThat(page.isTrue("$('gallery').getBoundingClientRect().top > innerHeight * 0.55"))
        .isTrue();
    assertThat(
            page.run(
                    "return Math.min(...[...document.querySelectorAll("
                        + "'.piece, .toolbar button, .toolbar summary, #fuse')]"
                        + ".map((one) => one.getBoundingClientRect().height))")
                .asDouble())
        .isGreaterThanOrEqualTo(44);
  }

  @Test
  void zoomsAndMovesWithTwoFingersAndPaintsWithOne() throws Exception {
    page.open(360, 740, "en", "light");
    page.choose(TestImages.photo("png", 800, 600));

    page.browser().touch("touchStart", new int[] {160, 200});
    page.browser().touch("touchStart", new int[] {160, 200}, new int[] {200, 200});
    page.browser().touch("touchMove", new int[] {100, 180}, new int[] {260, 220});
    page.browser().touch("touchMove", new int[] {100, 210}, new int[] {260, 250});
    page.browser().touch("touchEnd");

    double scale = page.run("return $('sheet').getBoundingClientRect().width").asDouble() / 332;
    assertThat(scale).isGreaterThan(2.5);
    assertThat(page.paintedPixels()).isZero();
    assertThat(page.isTrue("scrollY === 0 && visualViewport.scale === 1")).isTrue();

    page.browser().touch("touchStart", new int[] {150, 200});
    page.browser().touch("touchMove", new int[] {190, 210});
    page.browser().touch("touchEnd");
    assertThat(page.paintedPixels()).isPositive();
  }

  @Test
  void zoomsByButtonsAndKeysAndBack() throws Exception {
    page.choose(TestImages.photo("png", 800, 600));
    page.click("#zoom-in");
    assertThat(page.isTrue("$('sheet').style.transform.includes('scale(1.5)')")).isTrue();
    page.browser().type("#paint", "++");
    assertThat(page.isTrue("$('sheet').style.transform.includes('scale(3.375)')")).isTrue();
    page.browser().type("#paint", "0");
    assertThat(page.run("return $('sheet').style.transform").asString()).isEmpty();
    assertThat(page.isTrue("$('zoom-out').disabled")).isTrue();
  }
}
