package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioClient.Answer;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
  @RegisterExtension static final StudioServer studio = StudioServer.usual();

  @Test
  void compositesThePaintAndCountsIt() throws Exception {
    String photo = studio.photo(TestImages.photo("png", 200, 100));

    Answer answer = studio.put(path(photo), "image/png", TestImages.mask(200, 100, 20, 10, 50, 40));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("paintedPixels").asInt()).isEqualTo(2000);
    assertThat(answer.json().path("coverage").asDouble()).isEqualTo(0.1);
    assertThat(answer.json().path("dominantAlpha").asInt()).isEqualTo(128);
    var scene = TestImages.decoded(studio.get(answer.text("scene")).body());
    assertThat(scene.getRGB(30, 20) & 0xFF).isGreaterThan(scene.getRGB(30, 20) >> 16 & 0xFF);
  }

  @Test
  void takesADataUrlInsideJson() throws Exception {
    String photo = studio.photo(TestImages.photo("png", 200, 100));
    String url = dataUrl(TestImages.mask(200, 100, 20, 10, 50, 40));
    for (String json :
        new String[] {
          json(url),
          "{\"brush\":{\"mask\":[1]},\"note\":\"x\",\"mask\" : \"" + url + "\",\"more\":1}",
          json(url.replace("/", "\\/").replace("+", "\\u002B")),
          json(url.substring(url.indexOf(',') + 1)),
        }) {
      Answer answer = studio.put(path(photo), "application/json", json.getBytes(UTF_8));
      assertThat(answer.json().path("paintedPixels").asInt()).isEqualTo(2000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"mask\":1}",
        "{\"mask\":{}}",
        "{\"mask\":\"data:image/png",
        "{\"mask\""
      })
  void refusesJsonThatHoldsNoMask(String json) throws Exception {
    assertThatItIsRefused(json.getBytes(UTF_8));
  }

  @Test
  void refusesJsonThatIsTooMuchForAParserOrNotInUtf8() throws Exception {
    String whole = json(dataUrl(TestImages.mask(200, 100, 20, 10, 50, 40)));
    String mask = whole.substring(1);
    for (String json :
        List.of(
            "{\"" + "n".repeat(3 << 20) + "\":1," + mask,
            "{\"a\":" + "[".repeat(100_000),
            "{\"a\":" + "{\"b\":".repeat(100_000),
            "{\"a\":" + "9".repeat(3 << 20) + "x",
            "{\"a\":tru\u00e9," + mask)) {
      assertThatItIsRefused(json.getBytes(UTF_8));
    }
    for (Charset charset : List.of(UTF_16, UTF_16LE, Charset.forName("UTF-32BE"))) {
      assertThatItIsRefused(whole.getBytes(charset));
    }
    assertThatItIsRefused("{\"\u00e9\":1}".getBytes(ISO_8859_1));
    assertThatItIsRefused(new byte[] {0, 0, 0, '{', 0, 0, 0, '"', 0x7f, 0, 0, 0, 0, 0, 0, '"'});
  }

  private static void assertThatItIsRefused(byte[] json) throws Exception {
    String photo = studio.photo(TestImages.photo("png", 200, 100));
    int files = studio.files().size();
    Answer answer = studio.put(path(photo), "application/json", json);
    assertThat(answer.status())
        .as(new String(json, 0, Math.min(20, json.length), UTF_8))
        .isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("bad-json");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(studio.files()).hasSize(files);
  }

  private static String json(String mask) {
    return "{\"mask\":\"" + mask + "\"}";
  }

  @Test
  void refusesAMaskThatHidesThePhotoAndKeepsTheOldOne() throws Exception {
    String photo = studio.photo(TestImages.photo("png", 200, 100));
    Answer painted =
        studio.put(path(photo), "image/png", TestImages.mask(200, 100, 20, 10, 50, 40));
    byte[] scene = studio.get(painted.text("scene")).body();
    byte[] blackAndWhite = TestImages.photo("png", 200, 100);

    Answer png = studio.put(path(photo), "image/png", blackAndWhite);
    Answer json =
        studio.put(path(photo), "application/json", json(dataUrl(blackAndWhite)).getBytes(UTF_8));

    assertThat(png.status()).isEqualTo(422);
    assertThat(png.problem()).isEqualTo("opaque-mask");
    assertThat(json.problem()).isEqualTo("opaque-mask");
    assertThat(studio.get(painted.text("scene")).body()).isEqualTo(scene);
  }

  @Test
  void takesAMaskThatHidesTheWholePhotoFromWhoMeansIt() throws Exception {
    String photo = studio.photo(TestImages.photo("png", 200, 100));

    Answer answer =
        studio.put(
            path(photo) + "?everywhere=true", "image/png", TestImages.photo("png", 200, 100));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("coverage").asDouble()).isEqualTo(1.0);
  }

  private static String path(String photo) {
    return "/api/photos/" + photo + "/mask";
  }

  private static String dataUrl(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }
}
