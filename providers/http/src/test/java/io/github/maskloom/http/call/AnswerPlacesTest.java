package io.github.maskloom.http.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.http.text.SafeText;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service says where in its answers the images are. */
class AnswerPlacesTest {
  private static final String FIRST = Base64.getEncoder().encodeToString(TestImages.png(1));
  private static final String SECOND = Base64.getEncoder().encodeToString(TestImages.png(2));

  @TempDir private Path folder;

  private static AnswerRules rules() {
    return new AnswerRules() {
      @Override
      public Map<String, Place> places() {
        return Map.of("/images/*", Place.IMAGE, "/detail", Place.MESSAGE);
      }
    };
  }

  private RecordingCall read(String json) throws IOException {
    RecordingCall call = new RecordingCall(folder);
    ServiceProfile profile = new ServiceProfile("mine", ErrorTable.OF_CODES, rules());
    CallErrors errors =
        new CallErrors(profile, new SafeText(List.of()), "client", Optional.empty());
    errors.heard(200, name -> Optional.empty(), Instant.EPOCH);
    AnswerImages images =
        new AnswerImages(call, errors, 2, 0, new AnswerBounds(2, 1 << 20, 1 << 20));
    new AnswerReader(images, errors, (url, index) -> {})
        .readJson(new ByteArrayInputStream(json.getBytes(UTF_8)));
    return call;
  }

  @Test
  void imagesAreTextsOfAnArray() throws IOException {
    RecordingCall call =
        read("{\"images\":[\"%s\",\"%s\"],\"info\":\"{}\"}".formatted(FIRST, SECOND));

    assertThat(call.bytes(0)).isEqualTo(TestImages.png(1));
    assertThat(call.bytes(1)).isEqualTo(TestImages.png(2));
  }

  @Test
  void anImageOfAnArrayIsNoTextOfLimitedLength() throws IOException {
    byte[] large = TestImages.largeJpeg(200_000, 7);
    String base64 = Base64.getEncoder().encodeToString(large);

    RecordingCall call = read("{\"images\":[\"%s\",\"%s\"]}".formatted(FIRST, base64));

    assertThat(call.bytes(1)).isEqualTo(large);
  }

  @Test
  void anEmptyTextOfAnArrayIsAnImageThatDidNotCome() throws IOException {
    RecordingCall call = read("{\"images\":[\"\",\"%s\"]}".formatted(FIRST));

    assertThat(call.failure(0)).hasMessageContaining("place in the answer is empty");
    assertThat(call.bytes(1)).isEqualTo(TestImages.png(1));
  }

  @Test
  void imagesWhereMostServicesHaveThemAreReadToo() throws IOException {
    RecordingCall call = read("{\"data\":[{\"b64_json\":\"%s\"}]}".formatted(FIRST));

    assertThat(call.bytes(0)).isEqualTo(TestImages.png(1));
  }

  @Test
  void wordsInPlaceOfAnImageAreTold() {
    FusionException failure =
        catchThrowableOfType(
            FusionException.class, () -> read("{\"images\":[],\"detail\":\"out of paint\"}"));

    assertThat(failure).hasMessageContaining("the service says: out of paint");
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
  }

  @Test
  void aTextOfAnArrayThatIsNoImageCostsNoOther() throws IOException {
    RecordingCall call =
        read("{\"images\":[\"???\",\"data:image/png;base64,%s\"]}".formatted(SECOND));

    assertThat(call.failure(0)).hasMessageContaining("the base64 of an image is broken");
    assertThat(call.failure(0).delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(call.bytes(1)).isEqualTo(TestImages.png(2));
  }
}
