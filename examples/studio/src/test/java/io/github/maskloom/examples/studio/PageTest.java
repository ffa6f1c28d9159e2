package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import io.github.maskloom.testing.internal.server.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A walk through the page in a real browser: with the mouse, with keys alone, and in every look,
 * judged by axe-core. With {@code -Dstudio.pictures=docs} it writes the README's pictures into that
 * folder, and with {@code -Dstudio.pictures.all=true} one of each step.
 */
@Tag("browser")
class PageTest {
  private static final int[][] RING = {
    {-80, -50}, {80, -50}, {80, -45}, {80, 50}, {75, 50}, {-80, 50}, {-80, 45}, {-80, -50}
  };

  private static final String TAB = "\uE004";
  private static final String ENTER = "\uE007";
  private static final String RIGHT = "\uE014";
  private static final String DOWN = "\uE015";
  private static final long MAX_PAGE_BYTES = 100_000;

  private static final Pattern README =
      Pattern.compile("(1366-en-light|360-zh-dark)-result|(1366-zh-dark|360-en-light)-painting");

  /** Selectors of what can be used but is covered at its middle once it is scrolled to. */
  private static final String COVERED =
      "const usable = [...document.querySelectorAll(  'button, select, summary, a, label,"
          + " input[type=range], canvas')].filter((e) =>  e.checkVisibility() && e.offsetWidth > 1"
          + " && !e.disabled && !e.matches('.skip, .try'));return usable.filter((element) => { "
          + " element.scrollIntoView({ block: 'nearest', inline: 'center' });  const box ="
          + " element.getBoundingClientRect();  const top = document.elementFromPoint(box.x +"
          + " box.width / 2, box.y + box.height / 2);  return !element.contains(top) &&"
          + " !top?.closest('label')?.contains(element);}).map((element) => element.id ||"
          + " element.textContent.trim() || element.outerHTML).join('; ')";

  /** Scrolls back to the piece that is picked, if any. */
  private static final String SHOW_PICKED =
      "const piece = document.querySelector('.piece:has(:checked)');"
          + "piece?.parentElement.scrollTo(piece.offsetLeft - 8, piece.offsetTop - 24)";

  /** How far the middle of the divider's handle is from the middle of its line. */
  private static final String OFF_THE_LINE =
      "const middle = (e) => e.getBoundingClientRect().x + e.getBoundingClientRect().width / 2;"
          + "const line = document.querySelector('.compare-handle');"
          + "return Math.abs(middle(line) - middle(line.firstElementChild))";

  /** Keys of words that the page has not. */
  private static final String WITHOUT_WORDS =
      "return [...document.querySelectorAll('[data-text], [data-label], [data-alt]')].filter((e)"
          + " => [e.textContent, e.ariaLabel, e.alt].some((words) => words &&"
          + " Object.values(e.dataset).includes(words))).map((e) => e.outerHTML).join('; ')";

  private static final OpenAiServer OPENAI = new OpenAiServer();

  @RegisterExtension static final StudioServer studio = StudioServer.usual();

  @RegisterExtension
  static final StudioServer drawing =
      StudioServer.with(
          "studio.provider=openai",
          "maskloom.fusion.openai.api-key=sk-test",
          "maskloom.fusion.openai.base-url=" + OPENAI.baseUrl(),
          "studio.fallback-to-local=false");

  @RegisterExtension static final Browser browser = new Browser();
  @RegisterExtension static final StudioPage page = new StudioPage(studio, browser);
  @RegisterExtension static final StudioPage drawn = new StudioPage(drawing, browser);

  @AfterAll
  static void close() {
    OPENAI.close();
  }

  @Test
  void placesFurnitureWithTheMouseKeepsItAndForgetsIt() throws Exception {
    page.reload();
    page.choose(TestImages.photo("png", 800, 600));
    page.paint(RING);
    long filled = page.paintedPixels();
    page.click("#fill");
    assertThat(page.paintedPixels()).isLessThan(filled);
    page.click("#fill");
    page.click("#eraser");
    page.paint(new int[][] {{-10, 0}, {10, 0}});
    assertThat(page.paintedPixels()).isBetween(1L, filled - 1);
    page.click("#undo");
    assertThat(page.paintedPixels()).isEqualTo(filled);
    page.pick("lamp");

    page.reload();
    page.awaitStep("painting");
    assertThat(page.paintedPixels()).isEqualTo(filled);
    assertThat(page.run("return document.querySelector('.piece input:checked').value").asString())
        .startsWith("lamp");
    page.run(
        "window.told = []; new MutationObserver(() => told.push($('stage-text').textContent))"
            + ".observe($('stage-text'), { childList: true })");
    page.place();
    assertThat(page.run("return told.join('; ')").asString())
        .contains("Sending your paint", "Preparing the images")
        .doesNotContain("Sending your paint: 100 %");
    assertThat(page.text("mark")).isEqualTo("Preview");
    assertThat(page.run("return $('divider').value").asInt()).isZero();
    String job = page.run("return $('download').dataset.id").asString();

    page.reload();
    page.awaitStep("result");
    assertThat(page.run("return $('download').dataset.id").asString()).isEqualTo(job);
    page.pick("armchair");
    page.place();
    page.click("#side-by-side");
    assertThat(page.text("tries")).contains("1. Tripod lamp", "2. Terracotta armchair");
    page.click("#forget");
    page.awaitStep("empty");
    StudioClient.await(() -> Files.notExists(studio.folder().resolve("results/" + job)));
  }

  @Test
  void needsNoMouse() throws Exception {
    page.open(360, 740, "zh", "dark");
    tabUntil("document.activeElement.id === 'try-demo'");
    browser.press(ENTER);
    page.awaitStep("painting");
    browser.waitUntil("!document.getElementById('fuse').disabled");
    assertThat(page.focused()).isEqualTo("paint");
    long before = page.paintedPixels();
    browser.press("] " + RIGHT.repeat(3) + DOWN.repeat(12) + " ");
    assertThat(page.paintedPixels()).isGreaterThan(before);

    tabUntil("document.activeElement.matches('.piece input')");
    browser.press(RIGHT);
    tabUntil("document.activeElement.id === 'fuse'");
    browser.press(ENTER);
    page.awaitStep("result");
    assertThat(page.focused()).isEqualTo("divider");
    browser.press(RIGHT.repeat(5));
    assertThat(page.run("return $('divider').value").asInt()).isEqualTo(5);
    tabUntil("document.activeElement.id === 'again'");
    browser.press(ENTER);
    page.awaitStep("painting");
    assertThat(page.focused()).isEqualTo("paint");
  }

  private static void tabUntil(String condition) throws Exception {
    for (int i = 0; i < 40 && !page.isTrue(condition); i++) {
      browser.press(TAB);
    }
    assertThat(page.isTrue(condition)).as(condition).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"360,en,light", "360,zh,dark", "768,zh,light", "1366,en,light", "1366,zh,dark"})
  void violatesAndCoversNothingInAnyLook(int width, String language, String theme)
      throws Exception {
    String look = width + "-" + language + "-" + theme + "-";
    page.open(width, width == 768 ? 1024 : 740, language, theme);
    judge(look + "empty");
    page.chooseDemoRoom();
    assertThat(page.isTrue("$('sheet').clientHeight > 0.98 * $('stage').clientHeight")).isTrue();
    judge(look + "painting");
    page.run("$('more').open = true; $('filter-box').open = true");
    page.chooseFile("#mask-file", "mask.png", new byte[] {1, 2, 3});
    page.news();
    judge(look + "menu");
    page.run("$('more').open = false; $('news-close').click()");
    page.run("$('filter-box').open = innerWidth > 860");
    page.place();
    assertThat(page.isInView("slide")).isTrue();
    assertThat(page.run(OFF_THE_LINE).asDouble()).isLessThan(1);
    judge(look + "result");
  }

  private static void judge(String name) throws Exception {
    photograph(name);
    assertThat(page.violations()).as(name).isEmpty();
    assertThat(page.isTrue("document.documentElement.scrollWidth <= innerWidth")).as(name).isTrue();
    assertThat(page.run(WITHOUT_WORDS).asString()).as(name).isEmpty();
    if (!name.endsWith("menu")) {
      assertThat(page.run(COVERED).asString()).as(name).isEmpty();
    }
  }

  private static void photograph(String name) throws Exception {
    String folder = System.getProperty("studio.pictures", "");
    if (folder.isEmpty()
        || !(README.matcher(name).matches() || Boolean.getBoolean("studio.pictures.all"))) {
      return;
    }
    page.run(SHOW_PICKED);
    browser.runAsync("setTimeout(arguments[0], 400)"); // Colors fade.
    String jpeg =
        browser
            .cdp("Page.captureScreenshot", Map.of("format", "jpeg", "quality", 82))
            .path("data")
            .asString();
    Path file = Path.of(folder, name + ".jpg");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(jpeg));
  }

  @Test
  void isPaintedAfterLessThanAHundredKilobytes() throws Exception {
    browser.cdp("Network.clearBrowserCache", Map.of());
    page.open(360, 740, "en", "light");
    String bytes =
        "return [performance.getEntriesByType('navigation')[0],"
            + " ...performance.getEntriesByType('resource')]"
            + ".filter((one) => !/\\.(jpg|png|svg)$|picture$/.test(one.name))"
            + ".reduce((sum, one) => sum + one.transferSize, 0)";
    assertThat(page.run(bytes).asLong()).isBetween(10_000L, MAX_PAGE_BYTES);
  }

  @ParameterizedTest
  @CsvSource({
    "'\0\0\0\u0018ftypheic\0\0\0\0mif1heic', HEIC photo, Most Compatible",
    "'\0\0\0\u0018ftypavif\0\0\0\0mif1avif', AVIF image, Save it as JPEG",
    "this is no image at all whatever, no image that is read, 'JPEG, PNG'",
  })
  void tellsKindsOfFilesApartAndAWayRound(String start, String kind, String way) throws Exception {
    page.open(360, 560, "en", "light");
    page.chooseFile("#file", "photo.jpg", start.getBytes(ISO_8859_1));
    assertThat(page.news()).contains(kind, way);
    page.awaitStep("empty");
    assertThat(page.isInView("news")).isTrue();
    page.choose(TestImages.photo("png", 400, 300));
    assertThat(page.isTrue("$('news').hidden && !$('news-text').textContent")).isTrue();
  }

  /** A model that shows a preview, and then waits until the test lets it go on. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void showsWhatAModelDrawsAcrossAReloadOrCancelsIt(boolean waits) throws Exception {
    CountDownLatch goesOn = new CountDownLatch(1);
    String preview = EditAnswers.preview(0, TestImages.photo("png", 96, 64));
    String whole = preview + EditAnswers.completed(TestImages.photo("png", 1024, 1024));
    OPENAI.answer(
        Answer.inTwoParts(
            "text/event-stream", whole.getBytes(UTF_8), preview.getBytes(UTF_8).length, goesOn));
    drawn.reload();
    drawn.choose(TestImages.photo("png", 1600, 1200));
    drawn.paint(new int[][] {{-20, 0}, {20, 0}});
    drawn.pick("lamp");
    drawn.click("#fuse");
    browser.waitUntil("document.getElementById('drawn').naturalWidth === 96");
    if (waits) {
      drawn.reload();
      browser.waitUntil("document.body.dataset.state === 'fusing'");
      goesOn.countDown();
      drawn.awaitStep("result");
      browser.waitUntil("document.getElementById('after').naturalWidth === 1600");
      assertThat(drawn.text("advice")).startsWith("Fused by a model");
    } else {
      drawn.click("#cancel");
      drawn.awaitStep("painting");
      goesOn.countDown();
      assertThat(drawn.paintedPixels()).isPositive();
      assertThat(drawn.text("live")).isEqualTo("Cancelled");
    }
  }
}
