package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page is for, in a real browser. */
@Tag("browser")
class PageTest {
  @RegisterExtension static final StudioServer studio = StudioServer.with();
  @RegisterExtension static final StudioPage page = StudioPage.of(studio);

  @Test
  void changesNothingThatWasNotPainted() throws Exception {
    byte[] photo = TestImages.photo("png", 800, 600);
    page.choose(photo);
    page.paint(new int[][] {{-150, -60}, {150, -60}, {150, 0}, {-150, 0}, {-150, 60}, {150, 60}});
    page.pick("sofa");
    page.place();

    BufferedImage before = TestImages.decoded(photo);
    String job = page.run("return $('download').dataset.id").asString();
    BufferedImage mask =
        TestImages.decoded(
            Files.readAllBytes(studio.folder().resolve("results/" + job + "/mask.png")));
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
    page.chooseDemoRoom();
    page.place();
    page.browser().waitUntil("document.getElementById('after').naturalWidth === 1800");
    assertThat(page.text("live")).isEqualTo("The image is finished.");
    assertThat(page.run("return $('divider').value").asString()).isEqualTo("50");
  }

  @Test
  void marksWhatNoModelHasMadeAsAPreview() throws Exception {
    page.chooseDemoRoom();
    page.place();
    assertThat(page.isTrue("!$('mark').hidden && $('mark').offsetHeight > 0")).isTrue();
    assertThat(page.text("mark")).isEqualTo("Preview");
    assertThat(page.text("advice")).contains("A preview");
    assertThat(page.run("return $('download').download").asString())
        .isEqualTo("maskloom-preview.png");
  }

  @Test
  void offersTheRoomsOfItsList() throws Exception {
    page.run(
        "window.fetch = ((real) => (path, more) => path === 'demo/rooms.json'"
            + " ? Promise.resolve(new Response(JSON.stringify("
            + "[{file: 'room.jpg', en: 'One', zh: '一'}, {file: 'room.jpg?2', en: 'Two', zh: '二'}])))"
            + " : real(path, more))(fetch)");
    page.browser()
        .runAsync(
            "const done = arguments[0]; import('/js/rooms.js').then(async ({ Rooms }) => {"
                + "const box = document.getElementById('rooms'); const rooms = new Rooms(box);"
                + "rooms.addEventListener('pick', () => (window.room = rooms.picture));"
                + "await rooms.load(); done(); })");
    assertThat(page.isTrue("!$('rooms').hidden")).isTrue();
    assertThat(page.run("return $('rooms').innerText").asString()).contains("One", "Two");
    page.run("document.querySelectorAll('#rooms input')[1].click()");
    assertThat(page.run("return window.room").asString()).isEqualTo("demo/room.jpg?2");
  }

  @Test
  void listsOnlyRoomsThatAreThere() throws Exception {
    for (var room : studio.get("/demo/rooms.json").json()) {
      assertThat(studio.get("/demo/" + room.path("file").asString()).status()).isEqualTo(200);
      assertThat(room.path("en").asString()).isNotBlank();
      assertThat(room.path("zh").asString()).isNotBlank();
    }
  }

  @Test
  void erasesWhatWasPainted() throws Exception {
    page.choose(TestImages.photo("png", 400, 300));
    page.paint(new int[][] {{-60, 0}, {60, 0}});
    long painted = page.paintedPixels();
    page.click("#eraser");
    page.paint(new int[][] {{-10, 0}, {10, 0}});
    assertThat(page.paintedPixels()).isBetween(1L, painted - 1);
    page.click("#undo");
    assertThat(page.paintedPixels()).isEqualTo(painted);
    page.click("#redo");
    assertThat(page.paintedPixels()).isBetween(1L, painted - 1);
    page.click("#clear");
    assertThat(page.paintedPixels()).isZero();
  }

  @Test
  void filtersTheFurniture() throws Exception {
    page.run(
        "const type = document.querySelector('[name=type]'); type.value = 'lamp';"
            + "type.dispatchEvent(new Event('input', {bubbles: true}))");
    page.browser().waitUntil("document.querySelectorAll('.piece').length === 1");
  }

  @Test
  void speaksChinese() throws Exception {
    page.click("#language");
    page.browser().waitUntil("document.documentElement.lang === 'zh'");
    assertThat(page.text("furniture-title")).isEqualTo("家具");
  }
}
