package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page asks the server for, besides images. */
class StudioApiTest {
  @RegisterExtension
  static final StudioServer studio = StudioServer.with("studio.upload.max-size=1MB");

  @Test
  void saysWhatItTakesAndMakes() throws Exception {
    Answer answer = studio.get("/api/studio");
    assertThat(answer.json().path("maxBytes").asLong()).isEqualTo(1024 * 1024);
    assertThat(answer.json().path("maxPixels").asLong()).isEqualTo(100_000_000);
    assertThat(answer.json().path("types").toString()).contains("image/jpeg", "image/tiff");
    assertThat(answer.json().path("preview").asBoolean()).isTrue();
  }

  @Test
  void saysTheLimitOfWhatIsTooLarge() throws Exception {
    Answer answer = studio.post("/api/photos", "image/png", new byte[1_100_000]);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text("limit")).isEqualTo("maxInputBytes");
    assertThat(answer.json().path("allowed").asLong()).isEqualTo(1024 * 1024);
  }

  @Test
  void deletesAPhotoWithItsMask() throws Exception {
    String photo = studio.photo(TestImages.photo("png", 200, 100));
    studio.put(
        "/api/photos/" + photo + "/mask", "image/png", TestImages.mask(200, 100, 20, 10, 50, 40));
    assertThat(studio.delete("/api/photos/" + photo).status()).isEqualTo(204);
    assertThat(studio.get("/api/photos/" + photo + "/picture").status()).isEqualTo(404);
    assertThat(studio.folder().resolve("photos/" + photo)).doesNotExist();
    assertThat(studio.delete("/api/photos/..").status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void fillsWhatIsEnclosedWhenItIsAsked() throws Exception {
    String photo = studio.photo(TestImages.photo("png", 300, 200));
    studio.put("/api/photos/" + photo + "/mask", "image/png", TestImages.ring(300, 200));
    assertThat(changedInside(photo, false)).isZero();
    assertThat(changedInside(photo, true)).isPositive();
  }

  private static long changedInside(String photo, boolean fill) throws Exception {
    String wish =
        "{\"photo\":\"%s\",\"furniture\":\"sofa_modern_teal.png\",\"fillEnclosed\":%s}"
            .formatted(photo, fill);
    String id = studio.postJson("/api/fusions", wish).text("id");
    FusionJob job = studio.bean(Fusions.class).find(id).orElseThrow();
    StudioServer.await(() -> job.view().isFinal());
    var before =
        TestImages.decoded(studio.get("/api/photos/" + photo + "/picture").body())
            .getRGB(100, 70, 100, 60, null, 0, 100);
    var after =
        TestImages.decoded(studio.get("/api/fusions/" + id + "/picture").body())
            .getRGB(100, 70, 100, 60, null, 0, 100);
    long changed = 0;
    for (int i = 0; i < before.length; i++) {
      changed += before[i] == after[i] ? 0 : 1;
    }
    return changed;
  }
}
