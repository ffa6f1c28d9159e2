package io.github.maskloom.gemini;

import static io.github.maskloom.gemini.GeminiFixture.PHOTO;
import static io.github.maskloom.gemini.GeminiFixture.PROMPT;
import static io.github.maskloom.gemini.GeminiFixture.REFERENCE;
import static io.github.maskloom.gemini.GeminiFixture.RESULT;
import static io.github.maskloom.gemini.GeminiFixture.picture;
import static io.github.maskloom.gemini.GeminiFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.internal.Documented;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JsonServer;
import io.github.maskloom.testing.internal.server.SentImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, field by field, and what is refused before. */
class RequestsTest {
  private static final Answer MADE = Answer.json(ContentJson.of().image(RESULT).toString());

  @TempDir private Path folder;

  @AutoClose private final GeminiFixture gemini = new GeminiFixture(() -> folder);

  @Test
  void isTheDocumentedOneFieldByField() throws IOException {
    GeminiOptions options = GeminiOptions.NONE.withAspectRatio("5:4");

    JsonServer.Call call = sent(request(OutputSize.named("2K"), options));

    String documented =
        fixture("edit-request.json")
            .replace("\"PHOTO\"", '"' + base64(PHOTO) + '"')
            .replace("\"REFERENCE\"", '"' + base64(REFERENCE) + '"');
    assertThat(call.json())
        .isEqualTo(Documented.recorded(new ByteArrayInputStream(documented.getBytes(UTF_8))));
    assertThat(call.path()).isEqualTo("/v1/models/gemini-3.1-flash-image:generateContent");
    assertThat(call.header("x-goog-api-key")).contains(GeminiFixture.KEY);
    assertThat(call.header("Content-Type")).contains("application/json");
    assertThat(call.header("Authorization")).isEmpty();
    assertThat(call.header("Content-Length")).isPresent();
    assertThat(call.header("Connection")).contains("close");
  }

  @Test
  void hasThePhotoFirstAndNoMoreThanWasAsked() throws IOException {
    JsonServer.Call call = sent(request());

    assertThat(call.images()).containsExactly(SentImage.of("", PHOTO), SentImage.of("", REFERENCE));
    assertThat(call.json().get("generationConfig"))
        .isEqualTo(Map.of("responseModalities", List.of("IMAGE")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void endsItsBase64WhateverTheLength(int more) throws IOException {
    byte[] longer = Stream.of(REFERENCE, new byte[more]).reduce(new byte[0], RequestsTest::joined);

    JsonServer.Call call =
        sent(request(List.of(picture(longer, "image/png")), OutputSize.UNSET, GeminiOptions.NONE));

    assertThat(call.images().get(1)).isEqualTo(SentImage.of("", longer));
  }

  @Test
  void goesToTheModelOfItsOptions() throws IOException {
    JsonServer.Call call = sent(request(GeminiOptions.NONE.withModel("gemini-3-pro-image")));

    assertThat(call.path()).isEqualTo("/v1/models/gemini-3-pro-image:generateContent");
  }

  @Test
  void takesExtrasInPlaceOfWhatIsSetOtherwise() throws IOException {
    GeminiOptions options =
        GeminiOptions.NONE
            .withField("seed", 7)
            .withField("responseModalities", List.of("TEXT", "IMAGE"));

    assertThat(sent(request(options)).json().get("generationConfig"))
        .isEqualTo(Map.of("seed", 7, "responseModalities", List.of("TEXT", "IMAGE")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "..", "../x", "a/b", "a?b", "models/gemini-3-pro-image", "a b", "a:b"})
  void namesNoModelThatWouldLeadElsewhere(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> GeminiProvider.config().withModel(id));
    assertThatIllegalArgumentException().isThrownBy(() -> GeminiOptions.NONE.withModel(id));
  }

  static Stream<Arguments> refused() {
    ProviderInput.Image gif = picture(REFERENCE, "image/gif");
    ProviderInput.Image huge =
        new ProviderInput.Image(ImageSource.of(PHOTO), "image/jpeg", 9, 9, 70_000_001);
    ProviderInput.Image large =
        new ProviderInput.Image(ImageSource.of(PHOTO), "image/jpeg", 9, 9, 40_000_000);
    GeminiOptions old = GeminiOptions.NONE.withModel("gemini-2.5-flash-image");
    return Stream.of(
        Arguments.of(
            request(OutputSize.named("3K"), GeminiOptions.NONE), "the size 3K is not known"),
        Arguments.of(
            request(OutputSize.of(1024, 768), GeminiOptions.NONE),
            "the size 1024x768 is in pixels"),
        Arguments.of(request(OutputSize.named("2K"), old), "the size 2K is not known"),
        Arguments.of(request(GeminiOptions.NONE.withAspectRatio("7:3")), "aspectRatio: 7:3"),
        Arguments.of(
            references(Collections.nCopies(14, picture(REFERENCE, "image/png"))), "at most 13"),
        Arguments.of(references(List.of(gif)), "image/gif"),
        Arguments.of(references(List.of(huge)), "70000001 bytes"),
        Arguments.of(references(List.of(large, large)), "bytes, at most 74900000"),
        Arguments.of(
            references(List.of(new ProviderInput.Link(URI.create("https://host.test/a")))),
            "a link"),
        Arguments.of(prompt(" "), "no prompt"),
        Arguments.of(masked(), "the mask is an image of its own"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedUnsentWhereTheServiceWouldRefuseIt(ProviderRequest request, String why)
      throws IOException {
    gemini.server().answer(MADE);
    FusionException failure = gemini.failure(request);

    assertThat(failure).isInstanceOf(FusionRequestException.class).hasMessageContaining(why);
    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(gemini.server().calls()).isEmpty();
  }

  @Test
  void isSentUncheckedIfChecksAreOff() throws IOException {
    try (GeminiFixture gemini =
        new GeminiFixture(() -> folder, MADE).with(config -> config.withChecks(false))) {
      gemini.fused(request(OutputSize.named("3K"), GeminiOptions.NONE));

      assertThat(gemini.server().calls()).hasSize(1);
    }
  }

  private JsonServer.Call sent(ProviderRequest request) throws IOException {
    gemini.server().answer(MADE);
    gemini.fused(request);
    assertThat(gemini.call().bytes(0)).isEqualTo(RESULT);
    assertThat(gemini.call().heard()).first().isEqualTo("waiting");
    return gemini.server().call();
  }

  private static ProviderRequest references(List<? extends ProviderInput> references) {
    return request(List.copyOf(references), OutputSize.UNSET, GeminiOptions.NONE);
  }

  private static ProviderRequest prompt(String words) {
    return with(Optional.empty(), words);
  }

  private static ProviderRequest masked() {
    return with(Optional.of(picture(REFERENCE, "image/png")), PROMPT);
  }

  private static ProviderRequest with(Optional<ProviderInput.Image> mask, String words) {
    ProviderRequest of = request();
    return new ProviderRequest(
        of.photo(), mask, of.references(), words, of.size(), of.count(), of.options());
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String fixture(String name) throws IOException {
    try (InputStream in = RequestsTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
  }
}
