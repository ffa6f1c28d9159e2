package io.github.maskloom.flux;

import static io.github.maskloom.testing.internal.TestRequest.MASK;
import static io.github.maskloom.testing.internal.TestRequest.PHOTO;
import static io.github.maskloom.testing.internal.TestRequest.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.internal.Documented;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JobServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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
  private static final FluxOptions NONE = FluxOptions.NONE;

  @TempDir private Path folder;

  @AutoClose
  private final ServiceTrial<JobServer, HttpConfig> flux = FluxJobContractTest.trial(() -> folder);

  @Test
  void isTheDocumentedOneFieldByField() throws IOException {
    FluxOptions options =
        NONE.withSteps(50)
            .withPromptUpsampling(false)
            .withSeed(123)
            .withGuidance(50.75)
            .withOutputFormat("jpeg")
            .withSafetyTolerance(2);
    flux.fused(new TestRequest(options).prompt("ein fantastisches bild").build());
    JobServer.Call call = flux.server().calls().get(0);
    String photo = ImagesJson.encode(PHOTO);
    String mask = ImagesJson.encode(MASK);
    assertThat(Documented.json(call.body()))
        .isEqualTo(
            Documented.json(
                FluxJobContractTest.PAGES.example(
                    "fill-request.json", "PHOTO", photo, "MASK", mask)));
    assertThat(call.path()).isEqualTo("/v1/flux-pro-1.0-fill");
    assertThat(call.header("x-key")).contains(ServiceTrial.KEY);
    assertThat(call.header("Authorization")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "mask", "prompt", "webhook_url", "webhook_secret"})
  void takesNoFieldThatTheRequestHasOrThatChangesTheAnswer(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> NONE.withField(name, "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../x", "a/b", "a?b", "a b", "a:b"})
  void namesNoModelThatWouldLeadElsewhere(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> FluxProvider.config().withModel(id));
    assertThatIllegalArgumentException().isThrownBy(() -> NONE.withModel(id));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(new TestRequest().mask(), "there is no mask"),
        Arguments.of(
            new TestRequest().mask(image("image/png", 64, 47, 9)), "does not have the photo's"),
        Arguments.of(new TestRequest().mask(image("image/jpeg", 64, 48, 9)), "mask is image/jpeg"),
        Arguments.of(new TestRequest().photo(image("image/gif", 64, 48, 9)), "photo is image/gif"),
        Arguments.of(
            new TestRequest().photo(image("image/png", 64, 48, 20_000_001)),
            "20000001 bytes, at most 20000000"),
        Arguments.of(
            new TestRequest().references(image("image/png", 64, 48, 9)),
            "1 reference, but at most 0"),
        Arguments.of(new TestRequest().size(OutputSize.named("2K")), "the size 2K is not known"),
        Arguments.of(new TestRequest().count(2), "2 images"),
        Arguments.of(new TestRequest(NONE.withSteps(14)), "steps: 14, but only 15 to 50 ("),
        Arguments.of(new TestRequest(NONE.withGuidance(101)), "guidance: 101.0"),
        Arguments.of(new TestRequest(NONE.withSafetyTolerance(7)), "safety_tolerance: 7"),
        Arguments.of(new TestRequest(NONE.withOutputFormat("webp")), "output_format: webp"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedUnsentWhereTheServiceWouldRefuseIt(TestRequest request, String why)
      throws IOException {
    flux.refuses(request.build(), why);
  }

  @Test
  void isSentUncheckedIfChecksAreOff() throws IOException {
    flux.with(config -> config.withChecks(false)).fused(new TestRequest().mask().build());
    assertThat(new String(flux.server().calls().get(0).body(), UTF_8)).doesNotContain("mask\"");
  }

  @Test
  void aTaskOfTheServicesOwnMayBeAtAnyOfItsHosts() {
    for (URI own : List.of(FluxProvider.GLOBAL, FluxProvider.EU, FluxProvider.US)) {
      assertThat(FluxProvider.jobs(own).pollHosts()).contains("bfl.ai");
    }
    assertThat(FluxProvider.jobs(URI.create("https://evilbfl.ai/v1")).pollHosts()).isEmpty();
    assertThat(FluxProvider.jobs(URI.create("https://bfl.ai.test/v1")).pollHosts()).isEmpty();
  }
}
