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

class MaskTest {
  @RegisterExtension static final StudioServer studio = StudioServer.with();

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
          "{\"mask\":\"" + url + "\"}",
          "{\"brush\":{\"mask\":[1]},\"note\":\"x\",\"mask\" : \"" + url + "\",\"more\":1}",
          "{\"mask\":\"" + url.replace("/", "\\/") + "\"}",
          "{\"mask\":\"" + url.substring(url.indexOf(',') + 1) + "\"}",
        }) {
      Answer answer = studio.put(path(photo), "application/json", json.getBytes(UTF_8));
      assertThat(answer.json().path("paintedPixels").asInt()).isEqualTo(2000);
    }
  }

  @Test
  void refusesJsonThatHoldsNoMask() throws Exception {
    String photo = studio.photo(TestImages.photo("png", 200, 100));
    int files = studio.files().size();
    for (String json :
        new String[] {
          "",
          "[]",
          "{}",
          "{\"mask\":1}",
          "{\"mask\":{}}",
          "{\"mask\":\"data:image/png",
          "{\"mask\":\"%%%\"}",
          "{\"mask\":\"data:text/plain;base64,AAAA\"}",
          "{\"mask\"",
        }) {
      Answer answer = studio.put(path(photo), "application/json", json.getBytes(UTF_8));
      boolean isMask = json.contains("%%%") || json.contains("text/plain");
      assertThat(answer.status()).as(json).isIn(isMask ? List.of(415, 422) : List.of(400));
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
    assertThat(studio.files()).hasSize(files);
  }

  @Test
  void refusesJsonThatIsTooMuchForAParser() throws Exception {
    String photo = studio.photo(TestImages.photo("png", 200, 100));
    String mask = "\"mask\":\"" + dataUrl(TestImages.mask(200, 100, 20, 10, 50, 40)) + "\"}";
    for (String json :
        List.of(
            "{\"" + "n".repeat(3 << 20) + "\":1," + mask,
            "{\"a\":" + "[".repeat(100_000),
            "{\"a\":" + "{\"b\":".repeat(100_000),
            "{\"a\":" + "9".repeat(3 << 20) + "x",
            "{\"a\":tru\u00e9," + mask)) {
      Answer answer = studio.put(path(photo), "application/json", json.getBytes(UTF_8));
      assertThat(answer.status()).as(json.substring(0, 20)).isEqualTo(400);
      assertThat(answer.problem()).isEqualTo("bad-json");
    }
  }

  @Test
  void refusesJsonThatIsNotInUtf8() throws Exception {
    String photo = studio.photo(TestImages.photo("png", 200, 100));
    String json = "{\"mask\":\"" + dataUrl(TestImages.mask(200, 100, 20, 10, 50, 40)) + "\"}";
    for (Charset charset : List.of(UTF_16, UTF_16LE, Charset.forName("UTF-32BE"))) {
      Answer answer = studio.put(path(photo), "application/json", json.getBytes(charset));
      assertThat(answer.status()).as(charset.name()).isEqualTo(400);
    }
    byte[] broken = "{\"\u00e9\":1}".getBytes(ISO_8859_1);
    assertThat(studio.put(path(photo), "application/json", broken).status()).isEqualTo(400);
    byte[] utf32 = new byte[] {0, 0, 0, '{', 0, 0, 0, '"', 0x7f, 0, 0, 0, 0, 0, 0, '"'};
    assertThat(studio.put(path(photo), "application/json", utf32).status()).isEqualTo(400);
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
        studio.put(
            path(photo),
            "application/json",
            ("{\"mask\":\"" + dataUrl(blackAndWhite) + "\"}").getBytes(UTF_8));

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
