package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that cannot be taken as they are, and what the page says of them. */
@Tag("browser")
class FilesPageTest {
  /** 320 by 200 pixels of red. */
  private static final String AVIF =
      "AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAA"
          + "AAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAADsAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAA"
          + "AAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgQAMAAAAABRpc3BlAAAAAAAA"
          + "AUAAAADIAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAABDbWRhdBIACgoYIef47BAQ0GhA"
          + "MisSAAKKKKEAtNt6hW5c//BqaEtXWv0qyNw6ySinMJ5vO/8xV18FCk8ItCeA";

  @RegisterExtension
  static final StudioServer studio =
      StudioServer.with("studio.upload.max-size=1MB", "studio.upload.max-pixels=1000000");

  @RegisterExtension static final StudioPage page = StudioPage.of(studio);

  @Test
  void saysHowManyBytesAreTooMany() throws Exception {
    byte[] photo = new byte[1_100_000];
    System.arraycopy(TestImages.photo("png", 40, 30), 0, photo, 0, 60);
    page.chooseFile("#file", "large.png", photo);
    assertThat(page.news()).contains("at most 1 MB");
    assertThat(page.text("kinds")).contains("at most 1 MB");
    page.click("#language");
    page.browser().waitUntil("document.documentElement.lang === 'zh'");
    assertThat(page.text("news-text")).contains("最大 1 MB");
  }

  @Test
  void saysHowManyPixelsAreTooMany() throws Exception {
    page.chooseFile("#file", "wide.png", TestImages.photo("png", 1200, 1000));
    assertThat(page.news()).contains("at most 1 megapixels");
  }

  @ParameterizedTest
  @CsvSource({
    "'\0\0\0\u0018ftypheic\0\0\0\0mif1heic', HEIC photo, Most Compatible",
    "'\0\0\0\u0018ftypavif\0\0\0\0mif1avif', AVIF image, Save it as JPEG",
    "this is no image at all whatever, no image that is read, 'JPEG, PNG'",
  })
  void tellsKindsApartAndAWayRound(String start, String kind, String way) throws Exception {
    page.chooseFile("#file", "photo.jpg", start.getBytes(ISO_8859_1));
    assertThat(page.news()).contains(kind, way);
    assertThat(page.run("return document.body.dataset.state").asString()).isEqualTo("empty");
  }

  @Test
  void convertsAvifInTheBrowser() throws Exception {
    page.choose(Base64.getDecoder().decode(AVIF));
    assertThat(page.news()).startsWith("AVIF is not read by the server");
    assertThat(page.run("return $('photo').naturalWidth").asInt()).isEqualTo(320);
  }

  @Test
  void sendsWebPAsItIs() throws Exception {
    String webp =
        page.browser()
            .runAsync(
                "const done = arguments[0]; const c = document.createElement('canvas');"
                    + "c.width = 320; c.height = 200; c.getContext('2d').fillRect(0, 0, 99, 99);"
                    + "done(c.toDataURL('image/webp', 0.8).split(',')[1])")
            .asString();
    page.choose(Base64.getDecoder().decode(webp));
    assertThat(page.isTrue("$('news').hidden && !$('news-text').textContent")).isTrue();
    assertThat(page.run("return $('photo').naturalWidth").asInt()).isEqualTo(320);
  }

  @Test
  void leavesNoMessageStanding() throws Exception {
    page.chooseFile("#file", "broken.png", new byte[] {1, 2, 3});
    page.news();
    page.choose(TestImages.photo("png", 400, 300));
    assertThat(page.isTrue("$('news').hidden && !$('news-text').textContent")).isTrue();

    page.chooseFile("#mask-file", "mask.png", new byte[] {1, 2, 3});
    assertThat(page.news()).contains("A mask is a PNG");
    page.paint(new int[][] {{-30, 0}, {30, 0}});
    assertThat(page.isTrue("$('news').hidden")).isTrue();

    page.chooseFile("#mask-file", "mask.png", new byte[] {1, 2, 3});
    page.news();
    page.click("#news-close");
    assertThat(page.isTrue("$('news').hidden")).isTrue();
  }

  @Test
  void showsThumbnailsOnAGroundThatFitsTheMode() throws Exception {
    String ground =
        "return getComputedStyle(document.querySelector('.piece-image')).backgroundColor";
    String light = page.run(ground).asString();
    page.click("#theme");
    page.browser().runAsync("setTimeout(arguments[0], 300)");
    assertThat(page.run(ground).asString()).isNotEqualTo(light);
    assertThat(
            page.run("return getComputedStyle(document.querySelector('.piece img')).mixBlendMode")
                .asString())
        .isEqualTo("multiply");
  }
}
