package io.github.maskloom.flux;

import static io.github.maskloom.flux.FluxFixture.MASK;
import static io.github.maskloom.flux.FluxFixture.PHOTO;
import static io.github.maskloom.flux.FluxFixture.picture;
import static io.github.maskloom.flux.FluxFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.JobWire;
import io.github.maskloom.testing.internal.Documented;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
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
  @TempDir private Path folder;

  @AutoClose private final FluxFixture flux = new FluxFixture(() -> folder);

  @Test
  void isTheDocumentedOneFieldByField() throws IOException {
    FluxOptions options =
        FluxOptions.NONE
            .withSteps(50)
            .withPromptUpsampling(false)
            .withSeed(123)
            .withGuidance(50.75)
            .withOutputFormat("jpeg")
            .withSafetyTolerance(2);

    JobServer.Call call = sent(request(options));

    assertThat(Documented.json(call.body()))
        .isEqualTo(
            Documented.json(
                FluxFixture.PAGES.example(
                    "fill-request.json", "PHOTO", base64(PHOTO), "MASK", base64(MASK))));
    assertThat(call.path()).isEqualTo("/v1/flux-pro-1.0-fill");
    assertThat(call.header("x-key")).contains(FluxFixture.KEY);
    assertThat(call.header("Content-Type")).contains("application/json");
    assertThat(call.header("Authorization")).isEmpty();
    assertThat(call.header("Content-Length")).isPresent();
  }

  @Test
  void saysNoMoreThanWasAsked() throws IOException {
    assertThat(Documented.json(sent(request()).body()))
        .containsOnlyKeys("image", "mask", "prompt")
        .containsEntry("prompt", FluxFixture.PROMPT);
  }

  @Test
  void theTaskIsAskedForAtItsOwnAddressAndTheImageWithoutTheKey() throws IOException {
    flux.fused(request());

    JobServer.Call poll = flux.server().calls(Stage.POLL).get(0);
    assertThat(poll.path()).isEqualTo("/v1/get_result?id=job-1");
    assertThat(poll.header("x-key")).contains(FluxFixture.KEY);
    JobServer.Call download = flux.server().calls(Stage.DOWNLOAD).get(0);
    assertThat(download.headers().toString()).doesNotContain(FluxFixture.KEY);
    assertThat(flux.call().bytes(0)).isEqualTo(JobWire.IMAGE);
  }

  @Test
  void goesToTheModelOfItsOptions() throws IOException {
    JobServer.Call call = sent(request(FluxOptions.NONE.withModel("flux-pro-2.0-fill")));

    assertThat(call.path()).isEqualTo("/v1/flux-pro-2.0-fill");
  }

  @Test
  void takesOtherFieldsAsTheyAre() throws IOException {
    FluxOptions options = FluxOptions.NONE.withField("finetune", List.of("a", 1));

    assertThat(Documented.json(sent(request(options)).body()))
        .containsEntry("finetune", List.of("a", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "mask", "prompt", "webhook_url", "webhook_secret"})
  void takesNoFieldThatTheRequestHasOrThatChangesTheAnswer(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> FluxOptions.NONE.withField(name, "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../x", "a/b", "a?b", "a b", "a:b"})
  void namesNoModelThatWouldLeadElsewhere(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> FluxProvider.config().withModel(id));
    assertThatIllegalArgumentException().isThrownBy(() -> FluxOptions.NONE.withModel(id));
  }

  static Stream<Arguments> refused() {
    ProviderInput.Image photo = picture(PHOTO, "image/jpeg");
    ProviderInput.Image mask = picture(MASK, "image/png");
    ProviderInput.Image other =
        new ProviderInput.Image(ImageSource.of(MASK), "image/png", 64, 47, MASK.length);
    ProviderInput.Image huge =
        new ProviderInput.Image(ImageSource.of(PHOTO), "image/jpeg", 64, 48, 20_000_001);
    return Stream.of(
        Arguments.of(with(photo, Optional.empty()), "there is no mask"),
        Arguments.of(with(photo, Optional.of(other)), "does not have the photo's size"),
        Arguments.of(with(photo, Optional.of(picture(MASK, "image/jpeg"))), "mask is image/jpeg"),
        Arguments.of(with(picture(PHOTO, "image/gif"), Optional.of(mask)), "photo is image/gif"),
        Arguments.of(with(huge, Optional.of(mask)), "20000001 bytes, at most 20000000"),
        Arguments.of(
            request(photo, Optional.of(mask), List.of(photo), FluxOptions.NONE),
            "1 reference, but at most 0"),
        Arguments.of(sized(), "the size 2K is not known"),
        Arguments.of(request(FluxOptions.NONE.withSteps(14)), "steps: 14, but only 15 to 50 ("),
        Arguments.of(request(FluxOptions.NONE.withGuidance(101)), "guidance: 101.0"),
        Arguments.of(request(FluxOptions.NONE.withSafetyTolerance(7)), "safety_tolerance: 7"),
        Arguments.of(request(FluxOptions.NONE.withOutputFormat("webp")), "output_format: webp"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedUnsentWhereTheServiceWouldRefuseIt(ProviderRequest request, String why)
      throws IOException {
    FusionException failure = flux.failure(request);

    assertThat(failure).isInstanceOf(FusionRequestException.class).hasMessageContaining(why);
    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(flux.server().calls()).isEmpty();
  }

  @Test
  void isSentUncheckedIfChecksAreOff() throws IOException {
    flux.with(config -> config.withChecks(false));
    flux.fused(with(picture(PHOTO, "image/jpeg"), Optional.empty()));

    assertThat(Documented.json(flux.server().calls(Stage.SUBMIT).get(0).body()))
        .doesNotContainKey("mask");
  }

  private JobServer.Call sent(ProviderRequest request) throws IOException {
    flux.fused(request);
    return flux.server().calls(Stage.SUBMIT).get(0);
  }

  private static ProviderRequest with(
      ProviderInput.Image photo, Optional<ProviderInput.Image> mask) {
    return request(photo, mask, List.of(), FluxOptions.NONE);
  }

  private static ProviderRequest sized() {
    ProviderRequest of = request();
    return new ProviderRequest(
        of.photo(),
        of.mask(),
        of.references(),
        of.prompt(),
        OutputSize.named("2K"),
        of.count(),
        of.options());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
