package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.awt.image.BufferedImage;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** What the page keeps: photo, paint, masks, images; and what it lets go of. */
@Tag("browser")
class KeptPageTest {
  private static final int[][] RING = {
    {-80, -50}, {80, -50}, {80, -45}, {80, 50}, {75, 50}, {-80, 50}, {-80, 45}, {-80, -50}
  };

  @RegisterExtension static final StudioServer studio = StudioServer.with();
  @RegisterExtension static final StudioPage page = StudioPage.of(studio);

  @ParameterizedTest
  @ValueSource(ints = {360, 768, 1366})
  void losesNothingInAReload(int width) throws Exception {
    page.open(width, 800, "en", "light");
    page.choose(TestImages.photo("png", 800, 600));
    page.paint(RING);
    page.paint(new int[][] {{-100, 70}, {100, 70}});
    page.pick("lamp");
    long painted = page.paintedPixels();

    page.reload();
    page.awaitStep("painting");
    assertThat(page.paintedPixels()).isEqualTo(painted);
    assertThat(page.run("return $('photo').naturalWidth").asInt()).isEqualTo(800);
    assertThat(page.isTrue("!$('undo').disabled && !$('fuse').disabled")).isTrue();
    assertThat(page.run("return document.querySelector('.piece input:checked').value").asString())
        .startsWith("lamp");

    page.place();
    String job = page.run("return $('download').dataset.id").asString();
    page.reload();
    page.awaitStep("result");
    page.browser().waitUntil("document.getElementById('after').naturalWidth === 800");
    assertThat(page.run("return $('download').dataset.id").asString()).isEqualTo(job);
    assertThat(page.focused()).isEmpty(); // Nobody has asked for it to move.
  }

  @Test
  void placesAgainWhatTheServerHasDeleted() throws Exception {
    page.choose(TestImages.photo("png", 400, 300));
    page.paint(RING);
    page.pick("lamp");
    page.place();
    deleteOnTheServer("photos");
    deleteOnTheServer("results");

    page.reload();
    page.awaitStep("result");
    page.browser().waitUntil("document.getElementById('after').naturalWidth === 400");
    page.pick("armchair");
    page.place();
    assertThat(page.run("return document.querySelectorAll('.try').length").asInt()).isEqualTo(2);
  }

  private static void deleteOnTheServer(String what) throws Exception {
    try (var folders = Files.list(studio.folder().resolve(what))) {
      for (Path folder : (Iterable<Path>) folders::iterator) {
        FileSystemUtils.deleteRecursively(folder);
      }
    }
  }

  @Test
  void savesAMaskAndLoadsItAgain() throws Exception {
    page.allowDownloads();
    page.choose(TestImages.photo("png", 400, 300));
    page.paint(RING);
    long painted = page.paintedPixels();
    page.click("#more summary");
    page.click("#save-mask");
    Path saved = page.folder().resolve("maskloom-mask.png");
    StudioServer.await(() -> Files.exists(saved));

    page.click("#more summary");
    page.click("#clear");
    assertThat(page.paintedPixels()).isZero();
    page.browser().type("#mask-file", saved.toString());
    page.browser().waitUntil("document.getElementById('live').textContent.includes('loaded')");
    assertThat(page.paintedPixels()).isEqualTo(painted);

    page.reload();
    assertThat(page.paintedPixels()).isEqualTo(painted);
    page.click("#undo");
    assertThat(page.paintedPixels()).isZero();
  }

  @Test
  void loadsMasksOfOtherSizesAndWithoutAlpha() throws Exception {
    page.choose(TestImages.photo("png", 400, 300));
    page.chooseFile("#mask-file", "half.png", TestImages.mask(200, 150, 50, 50, 40, 30));
    page.browser().waitUntil("document.getElementById('live').textContent.includes('loaded')");
    assertThat(page.paintedPixels()).isBetween(80L * 60, 84L * 64);
    page.chooseFile("#mask-file", "none.png", TestImages.mask(200, 150, 0, 0, 0, 0));
    assertThat(page.news()).isEqualTo("Nothing is painted yet.");
    page.chooseFile("#mask-file", "photo.png", TestImages.photo("png", 400, 300));
    page.browser().waitUntil("document.getElementById('news').hidden");
    assertThat(page.paintedPixels()).isEqualTo(400L * 300);
  }

  @Test
  void standsTriesOfOneMaskSideBySide() throws Exception {
    page.choose(TestImages.photo("png", 400, 300));
    page.paint(RING);
    for (String piece : new String[] {"lamp", "armchair", "rug"}) {
      page.pick(piece);
      page.click("#fuse");
      page.awaitStep("result");
    }
    assertThat(page.text("tries")).contains("1. Tripod lamp", "2. Terracotta armchair", "3. Kilim");
    page.click("#side-by-side");
    assertThat(
            page.run(
                    "return [...document.querySelectorAll('#side li')]"
                        + ".filter((one) => one.checkVisibility()).length")
                .asInt())
        .isEqualTo(4);

    page.run("document.querySelectorAll('#side button')[0].click()");
    assertThat(page.isTrue("$('slide').checkVisibility()")).isTrue();
    String shown = page.run("return $('download').dataset.id").asString();
    page.click("#forget-try");
    assertThat(page.run("return document.querySelectorAll('.try').length").asInt()).isEqualTo(2);
    StudioServer.await(() -> Files.notExists(studio.folder().resolve("results/" + shown)));
  }

  @Test
  void cancelsASlowUploadThatTellsHowFarItIs() throws Exception {
    byte[] noise = new byte[3_000_000];
    new Random(1).nextBytes(noise);
    System.arraycopy(TestImages.photo("png", 40, 30), 0, noise, 0, 60);
    network(100_000);
    try {
      page.chooseFile("#file", "slow.png", noise);
      page.browser()
          .waitUntil(
              "/photo: [1-9]\\d? %/.test(document.getElementById('stage-text').textContent)");
      assertThat(page.run("return $('progress').value").asInt()).isBetween(1, 99);
      assertThat(page.focused()).isEqualTo("weaving");
      page.click("#cancel");
      page.awaitStep("empty");
    } finally {
      network(-1);
    }
    assertThat(page.text("live")).isEqualTo("Cancelled");
    assertThat(page.isTrue("$('news').hidden")).isTrue();
    assertThat(page.focused()).isEqualTo("title");
  }

  private static void network(int bytesPerSecond) throws Exception {
    page.browser().cdp("Network.enable", Map.of());
    page.browser()
        .cdp(
            "Network.emulateNetworkConditions",
            Map.of(
                "offline",
                false,
                "latency",
                0,
                "downloadThroughput",
                -1,
                "uploadThroughput",
                bytesPerSecond));
  }

  @Test
  void fillsWhatIsCircledAsTheLibraryDoesUnlessToldOtherwise() throws Exception {
    page.choose(TestImages.photo("png", 400, 300));
    page.paint(RING);
    long filled = page.paintedPixels();
    byte[] mask = mask();
    page.click("#fill");
    long ring = page.paintedPixels();
    byte[] strokes = mask();
    page.click("#fill");
    assertThat(page.paintedPixels()).isEqualTo(filled);

    CompositeReport asDrawn = composite(strokes, false);
    CompositeReport filledByTheLibrary = composite(strokes, true);
    CompositeReport filledByThePage = composite(mask, true);
    assertThat(asDrawn.mask().filledPixels()).isZero();
    assertThat(filledByTheLibrary.mask().filledPixels()).isPositive().isEqualTo(filled - ring);
    assertThat(filledByThePage.mask().filledPixels()).isZero();
    assertThat(filledByThePage.mask().paintedPixels())
        .isEqualTo(filledByTheLibrary.mask().paintedPixels());
    assertThat(hasSeam(strokes)).isTrue();
    assertThat(hasSeam(mask)).isFalse();
  }

  /** Whether anything between the outermost strokes of the middle row lets the photo through. */
  private static boolean hasSeam(byte[] mask) throws Exception {
    BufferedImage image = TestImages.decoded(mask);
    int[] row = image.getRGB(0, image.getHeight() / 2, image.getWidth(), 1, null, 0, 400);
    int first = 0;
    int last = row.length - 1;
    while (row[first] >>> 24 < 255) {
      first++;
    }
    while (row[last] >>> 24 < 255) {
      last--;
    }
    return IntStream.range(first, last).anyMatch(x -> row[x] >>> 24 < 255);
  }

  @Test
  void leavesHolesThatWereErased() throws Exception {
    page.choose(TestImages.photo("png", 400, 300));
    page.paint(RING);
    long filled = page.paintedPixels();
    page.click("#eraser");
    page.paint(new int[][] {{-5, 0}, {5, 0}});
    long erased = page.paintedPixels();
    assertThat(erased).isLessThan(filled);
    page.click("#brush");
    page.paint(new int[][] {{-120, 90}, {-115, 90}});
    assertThat(page.paintedPixels()).isGreaterThan(erased);
    assertThat(
            page.run("return $('paint').getContext('2d').getImageData(200, 150, 1, 1).data[3]")
                .asInt())
        .isZero();
  }

  /** What the page would send, opaque where it is painted. */
  private static byte[] mask() throws Exception {
    return Base64.getDecoder()
        .decode(
            page.run("const shown = $('paint'); return shown.toDataURL('image/png').split(',')[1]")
                .asString());
  }

  private static CompositeReport composite(byte[] mask, boolean fill) throws Exception {
    return MaskCompositor.create()
        .withMask(MaskOptions.DEFAULT.withFillEnclosed(fill))
        .composite(
            ImageSource.of(TestImages.photo("png", 400, 300)),
            ImageSource.of(mask),
            ImageTarget.of(OutputStream.nullOutputStream()));
  }

  @Test
  void deletesEverythingWhenItIsTold() throws Exception {
    page.choose(TestImages.photo("png", 400, 300));
    page.paint(RING);
    page.pick("lamp");
    page.place();
    String job = page.run("return $('download').dataset.id").asString();
    page.click("#forget");
    page.awaitStep("empty");
    StudioServer.await(() -> Files.notExists(studio.folder().resolve("results/" + job)));
    page.reload();
    assertThat(page.isTrue("document.body.dataset.state === 'empty' && $('back').hidden")).isTrue();
  }

  @Test
  void goesBackToAPhotoThatWasLeft() throws Exception {
    page.choose(TestImages.photo("png", 400, 300));
    page.paint(RING);
    long painted = page.paintedPixels();
    page.run("$('replace').click()");
    page.awaitStep("empty");
    page.reload();
    page.click("#back");
    page.awaitStep("painting");
    assertThat(page.paintedPixels()).isEqualTo(painted);
  }
}
