package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser; skipped where there is none. */
class PageTest {
  private static final String PAINTING =
      "document.body.dataset.state === 'painting' && !document.body.classList.contains('busy')";

  @RegisterExtension static final StudioServer studio = StudioServer.with();
  private static @Nullable Browser opened;

  @TempDir Path folder;
  private Browser browser;

  @BeforeAll
  static void openBrowser() throws Exception {
    assumeTrue(Browser.isInstalled(), "Chromium and its driver are not installed");
    opened = Browser.open(1280, 900);
  }

  @AfterAll
  static void closeBrowser() throws Exception {
    if (opened != null) {
      opened.close();
    }
  }

  @BeforeEach
  void openPage() throws Exception {
    browser = Objects.requireNonNull(opened);
    browser.go(studio.uri("/"));
    browser.forgetEverything();
    browser.run("localStorage.setItem('language', 'en')");
    browser.go(studio.uri("/"));
    browser.waitUntil("document.body.dataset.ready");
  }

  @Test
  void changesNothingThatWasNotPainted() throws Exception {
    byte[] photo = TestImages.photo("png", 800, 600);
    choose(photo);
    browser.drag(
        "#paint",
        new int[][] {{-150, -60}, {150, -60}, {150, 0}, {-150, 0}, {-150, 60}, {150, 60}});
    pick("armchair");
    browser.click("#fuse");
    browser.waitUntil("document.body.dataset.state === 'result'");

    BufferedImage before = TestImages.decoded(photo);
    BufferedImage mask = TestImages.decoded(Files.readAllBytes(onlyPhoto("mask.png")));
    String job = browser.run("return document.getElementById('download').dataset.id").asString();
    BufferedImage after = TestImages.decoded(studio.get("/api/fusions/" + job + "/picture").body());
    int painted = 0;
    int changed = 0;
    for (int y = 0; y < before.getHeight(); y++) {
      for (int x = 0; x < before.getWidth(); x++) {
        boolean bare = mask.getRGB(x, y) >>> 24 == 0;
        boolean same = before.getRGB(x, y) == after.getRGB(x, y);
        assertThat(bare && !same).as("%d, %d is bare and differs", x, y).isFalse();
        painted += bare ? 0 : 1;
        changed += same ? 0 : 1;
      }
    }
    assertThat(painted).isGreaterThan(20_000);
    assertThat(changed).isGreaterThan(painted / 4);
  }

  @Test
  void needsNoPhotoForTheFirstTry() throws Exception {
    browser.click("#try-demo");
    browser.waitUntil(PAINTING + " && !document.getElementById('fuse').disabled");
    browser.click("#fuse");
    browser.waitUntil("document.body.dataset.state === 'result'");
    browser.waitUntil("document.getElementById('after').naturalWidth === 1600");
    assertThat(browser.run("return document.getElementById('live').textContent").asString())
        .isEqualTo("The image is finished.");
    assertThat(browser.run("return document.getElementById('divider').value").asString())
        .isEqualTo("50");
  }

  @Test
  void paintsByKeyboardAndUndoes() throws Exception {
    choose(TestImages.photo("png", 400, 300));
    browser.run("document.getElementById('paint').focus()");
    browser.type("#paint", " \uE014\uE014\uE014\uE015\uE015 "); // Space, arrows, Space.
    assertThat(paintedPixels()).isPositive();
    browser.click("#undo");
    assertThat(paintedPixels()).isZero();
    browser.click("#redo");
    assertThat(paintedPixels()).isPositive();
    browser.click("#clear");
    assertThat(paintedPixels()).isZero();
  }

  @Test
  void erasesWhatWasPainted() throws Exception {
    choose(TestImages.photo("png", 400, 300));
    browser.drag("#paint", new int[][] {{-60, 0}, {60, 0}});
    long painted = paintedPixels();
    browser.click("#eraser");
    browser.drag("#paint", new int[][] {{-10, 0}, {10, 0}});
    assertThat(paintedPixels()).isBetween(1L, painted - 1);
  }

  @Test
  void saysWhatIsWrongWithAPhoto() throws Exception {
    Path file = Files.write(folder.resolve("broken.png"), new byte[] {1, 2, 3});
    browser.type("#file", file.toString());
    browser.waitUntil("!document.getElementById('news').hidden");
    assertThat(browser.run("return document.getElementById('news-text').textContent").asString())
        .contains("no image that is read here");
  }

  @Test
  void filtersTheFurniture() throws Exception {
    browser.run(
        "const type = document.querySelector('[name=type]'); type.value = 'lamp';"
            + "type.dispatchEvent(new Event('input', {bubbles: true}))");
    browser.waitUntil("document.querySelectorAll('.piece').length === 1");
  }

  @Test
  void speaksChinese() throws Exception {
    browser.click("#language");
    browser.waitUntil("document.documentElement.lang === 'zh'");
    assertThat(browser.run("return document.querySelector('h2').textContent").asString())
        .isEqualTo("家具");
  }

  @Test
  void hasTheSameStringsInBothLanguages() throws Exception {
    var english = studio.get("/strings/en.json").json().propertyNames();
    var chinese = studio.get("/strings/zh.json").json().propertyNames();
    assertThat(chinese).containsAll(english);
  }

  private void choose(byte[] photo) throws Exception {
    Path file = Files.write(folder.resolve("photo.png"), photo);
    browser.type("#file", file.toString());
    browser.waitUntil(PAINTING);
  }

  private void pick(String type) throws Exception {
    browser.run("document.querySelector('.piece input[value^=" + type + "]').click()");
  }

  private long paintedPixels() throws Exception {
    return browser
        .run(
            "const c = document.getElementById('paint');"
                + "return c.getContext('2d').getImageData(0, 0, c.width, c.height).data"
                + ".filter((sample, i) => i % 4 === 3 && sample > 0).length")
        .asLong();
  }

  private static Path onlyPhoto(String file) throws Exception {
    try (var files = Files.walk(studio.folder().resolve("photos"))) {
      return files.filter(path -> path.endsWith(file)).findFirst().orElseThrow();
    }
  }
}
