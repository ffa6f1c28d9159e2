package io.github.maskloom.http.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.http.text.SafeText;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.AnswerRules.Place;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service says where in its answers the images are. */
class AnswerPlacesTest {
  private static final String FIRST = Base64.getEncoder().encodeToString(TestImages.png(1));
  private static final String SECOND = Base64.getEncoder().encodeToString(TestImages.png(2));

  @TempDir private Path folder;

  private final List<String> fetched = new ArrayList<>();

  private static ServiceProfile profile(Map<String, Place> places, Map<String, Place> ofItems) {
    AnswerRules rules =
        new AnswerRules() {
          @Override
          public Map<String, Place> places() {
            return places;
          }

          @Override
          public Map<String, Place> itemPlaces() {
            return ofItems;
          }
        };
    return new ServiceProfile("mine", ErrorTable.OF_CODES, rules);
  }

  private RecordingCall read(String json) throws IOException {
    return read(Map.of("/images/*", Place.IMAGE, "/detail", Place.MESSAGE), json);
  }

  private RecordingCall read(Map<String, Place> places, String json) throws IOException {
    RecordingCall call = new RecordingCall(folder);
    ServiceProfile profile = profile(places, Map.of());
    CallErrors errors =
        new CallErrors(profile, new SafeText(List.of()), "client", Optional.empty());
    errors.heard(200, name -> Optional.empty(), Instant.EPOCH);
    AnswerImages images =
        new AnswerImages(call, errors, 2, 0, new AnswerBounds(2, 1 << 20, 1 << 20));
    new AnswerReader(images, (url, index) -> fetched.add(index + " " + url))
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/images/* | IMAGE | {'images':['https://cdn.test/a','%s']}",
        "/images/* | LINK | {'images':['https:\\/\\/cdn.test/a','%s']}",
        "/images/*/url | LINK | {'images':[{'url':'https://cdn.test/a'},{'url':'%s'}]}",
        "/images/*/b64 | IMAGE | {'images':[{'b64':'https://cdn.test/a'},{'b64':'%s'}]}",
        "/images | ITEM | {'images':[{'b64_json':'https://cdn.test/a'},{'b64_json':'%s'}]}",
        "/images | CANDIDATE | {'images':[{'b64_json':'%s'},{'b64_json':'https://cdn.test/a'}]}"
      })
  void aTextInThePlaceOfAnImageMayBeItsLink(String at, Place place, String json)
      throws IOException {
    RecordingCall call = read(Map.of(at, place), json.replace('\'', '"').formatted(SECOND));

    assertThat(fetched).containsExactly("0 https://cdn.test/a");
    assertThat(call.bytes(1)).isEqualTo(TestImages.png(2));
  }

  @ParameterizedTest
  @CsvSource({
    "images, IMAGE, /b64, IMAGE",
    "'', LINK, /url, LINK",
    "/images/*, TYPE, /url, LINK",
    "/images/*, ITEM, '', LINK",
    "/images/*, ITEM, /id, ID"
  })
  void aPlaceThatMeansNothingIsRefused(String at, Place place, String ofItem, Place itemPlace) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile(Map.of(at, place), Map.of(ofItem, itemPlace)))
        .withMessageContaining("stands at no pointer");
    assertThat(profile(Map.of("", Place.ITEM), Map.of()).answers().places()).isNotEmpty();
  }

  @Test
  void aTextOfAnArrayThatIsNoImageCostsNoOther() throws IOException {
    RecordingCall call =
        read("{\"images\":[\"s3://rooms/a\",\"data:image/png;base64,%s\"]}".formatted(SECOND));

    assertThat(call.failure(0)).hasMessageContaining("an image is neither base64 nor a link");
    assertThat(call.failure(0).delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(call.bytes(1)).isEqualTo(TestImages.png(2));
  }
}
