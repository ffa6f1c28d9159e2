package io.github.maskloom.fal;

import static io.github.maskloom.fal.FalFixture.MASK;
import static io.github.maskloom.fal.FalFixture.PHOTO;
import static io.github.maskloom.fal.FalFixture.request;
import static io.github.maskloom.testing.internal.ServiceTrial.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskConvention.Meaning;
import io.github.maskloom.testing.internal.Documented;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, field by field, what is refused before, and what is known of models. */
class RequestsTest {
  private static final FalOptions NONE = FalOptions.NONE;
  private static final String WORDS = FalFixture.PROMPT.replace("\"", "\\\"");
  private static final String PHOTO_URL = url("image/jpeg", PHOTO);
  private static final String MASK_URL = url("image/png", MASK);
  private static final ProviderInput.Image REFERENCE = picture(PHOTO, "image/jpeg");
  private static final ProviderInput.Link LINK =
      new ProviderInput.Link(URI.create("https://shop.example/chair.png"));

  @TempDir private Path folder;

  @AutoClose private final FalFixture fal = new FalFixture(() -> folder);

  @Test
  void isTheDocumentedOneFieldByField() throws IOException {
    FalOptions options =
        NONE.withSeed(7)
            .withOutputFormat("png")
            .withField("safety_tolerance", "2")
            .withField("enhance_prompt", false);
    ProviderRequest one = request(options);
    JobServer.Call call =
        sent(
            new ProviderRequest(
                one.photo(), one.mask(), List.of(), one.prompt(), one.size(), 2, one.options()));

    assertThat(Documented.json(call.body()))
        .isEqualTo(
            Documented.json(
                FalFixture.PAGES.example(
                    "fill-request.json", "PHOTO", PHOTO_URL, "MASK", MASK_URL)));
    assertThat(call.path()).isEqualTo("/v1/fal-ai/flux-pro/v1/fill");
    assertThat(call.header("Authorization")).contains("Key " + FalFixture.KEY);
    assertThat(call.header("Content-Type")).contains("application/json");
    assertThat(call.header("X-Fal-No-Retry")).contains("1");
    assertThat(call.header("X-Fal-Store-IO")).contains("0");
    assertThat(call.header("X-Fal-Object-Lifecycle-Preference"))
        .contains("{\"expiration_duration_seconds\":3600}");
  }

  @Test
  void linksOfTheAnswerAreAskedAndTheImageWithoutTheKey() throws IOException {
    fal.fused(request(NONE));

    String job = "/v1/fal-ai/flux-pro/requests/job-1";
    assertThat(fal.server().requests())
        .containsSequence("GET " + job + "/status", "GET " + job, "GET /images/job-1");
    assertThat(fal.server().calls(Stage.RESULT).get(0).header("Authorization")).isPresent();
    assertThat(fal.server().calls(Stage.DOWNLOAD).get(0).headers().toString())
        .doesNotContain(FalFixture.KEY);
    assertThat(fal.call().jobs().get(0).details()).containsOnlyKeys("poll", "result", "cancel");
  }

  static Stream<Arguments> forms() {
    FalOptions any = NONE.withModel("acme/inpaint");
    return Stream.of(
        Arguments.of(
            request(NONE.withModel("fal-ai/z-image/turbo/inpaint")),
            "{'image_url':'P','mask_image_url':'M','prompt':'W'}"),
        Arguments.of(
            request("", mask(), NONE.withModel("fal-ai/flux-pro/v1/erase")),
            "{'image_url':'P','mask_url':'M'}"),
        Arguments.of(
            request(NONE.withModel("fal-ai/flux-kontext-lora/inpaint"), LINK),
            "{'image_url':'P','mask_url':'M','reference_image_url':'L','prompt':'W'}"),
        Arguments.of(request(any), "{'image_url':'P','mask_url':'M','prompt':'W'}"),
        Arguments.of(
            request(
                any.withPhotoField("images[]")
                    .withReferencesField("images[]")
                    .withMaskField("mask")
                    .withPromptField("text")
                    .withField("steps", List.of("a", 1)),
                REFERENCE,
                LINK),
            "{'images':['P','P','L'],'mask':'M','text':'W','steps':['a',1]}"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void anyModelIsAskedByItsOwnNames(ProviderRequest request, String body) throws IOException {
    Map<String, String> values =
        Map.of("P", PHOTO_URL, "M", MASK_URL, "L", LINK.url().toString(), "W", WORDS);
    String expected = body.replace('\'', '"');
    for (Map.Entry<String, String> each : values.entrySet()) {
      expected = expected.replace("\"" + each.getKey() + "\"", "\"" + each.getValue() + "\"");
    }
    assertThat(Documented.json(sent(request).body())).isEqualTo(Documented.json(expected));
  }

  static Stream<Arguments> refused() {
    FalOptions any = NONE.withModel("acme/inpaint");
    return Stream.of(
        Arguments.of(request("w", Optional.empty(), NONE), "there is no mask"),
        Arguments.of(request("", mask(), NONE), "there is no prompt"),
        Arguments.of(
            request("w", mask(), NONE.withModel("fal-ai/flux-pro/v1/erase")), "takes no words"),
        Arguments.of(request(NONE, REFERENCE), "1 reference, but at most 0"),
        Arguments.of(request(NONE.withModel("fal-ai/flux-kontext-lora/inpaint")), "at least 1"),
        Arguments.of(request(any, LINK, LINK), "2 references, but at most 1"),
        Arguments.of(
            request(NONE.withModel("fal-ai/z-image/turbo/inpaint").withMaskField("x")),
            "mask_field: x"),
        Arguments.of(request(NONE.withOutputFormat("webp")), "output_format: webp"),
        Arguments.of(request(any.withMaskField("image_url")), "two images have one field"),
        Arguments.of(request(any.withMaskField("")), "two images have one field"),
        Arguments.of(request(any.withField("image_url", "x")), "set too"),
        Arguments.of(request(any.withField("prompt", "x")), "set too"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedUnsentWhereItCannotBeRight(ProviderRequest request, String why) throws IOException {
    FusionException failure = fal.failure(request);

    assertThat(failure).isInstanceOf(FusionRequestException.class).hasMessageContaining(why);
    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(fal.server().calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "fill", "a/", "/a/b", "a/..", "a/../b", "a/b?c", "a//b", "a b/c", "a/.b"})
  void namesNoModelThatWouldLeadElsewhere(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> NONE.withModel(id));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FalProvider().open(FalProvider.config().withModel(id)));
  }

  @Test
  void aMaskMeansWhatTheModelSays() {
    assertThat(able(NONE).mask().convention()).isEqualTo(MaskConvention.binary(127));
    assertThat(able(NONE.withMaskMeaning(Meaning.TRANSPARENT_EDITS)).mask().convention())
        .isEqualTo(MaskConvention.TRANSPARENT_EDITS);
    assertThatIllegalArgumentException().isThrownBy(() -> NONE.withMaskMeaning(Meaning.PAINTED));
    assertThatIllegalArgumentException().isThrownBy(() -> NONE.withField("mask_meaning", "x"));
  }

  private static ProviderCapabilities able(FalOptions options) {
    return new FalProvider()
        .capabilities(FalProvider.config(), RequestOptions.of(List.of(options)));
  }

  /** Without its payload a result is kept for an hour, whatever is asked for its images. */
  @Test
  void resultsLiveAsLongAsBothTheirPartsDo() throws IOException {
    HttpConfig day = FalProvider.config().withSetting(FalProvider.IMAGE_SECONDS, "86400");
    HttpConfig kept = day.withSetting(FalProvider.STORED, "true");
    assertThat(FalProvider.jobs(FalProvider.config()).lifetime()).contains(Duration.ofHours(1));
    assertThat(FalProvider.jobs(day).lifetime()).contains(Duration.ofHours(1));
    assertThat(FalProvider.jobs(kept).lifetime()).contains(Duration.ofDays(1));
    fal.with(config -> config.withSetting(FalProvider.STORED, "true"));
    assertThat(sent(request(NONE)).header("X-Fal-Store-IO")).contains("1");
    for (String seconds : List.of("0", "soon", "1.5")) {
      HttpConfig wrong = FalProvider.config().withSetting(FalProvider.IMAGE_SECONDS, seconds);
      assertThatIllegalArgumentException().isThrownBy(() -> FalProvider.jobs(wrong));
    }
  }

  @Test
  void aQueueOfItsOwnMayLinkToTheOther() {
    assertThat(FalProvider.jobs(FalProvider.config()).pollHosts()).contains("queue.falrun.com");
    for (String foreign : List.of("https://fal.run.test", "https://evilqueue.fal.run")) {
      HttpConfig config = FalProvider.config().withBaseUrl(URI.create(foreign));
      assertThat(FalProvider.jobs(config).pollHosts()).isEmpty();
    }
  }

  private JobServer.Call sent(ProviderRequest request) throws IOException {
    fal.fused(request);
    return fal.server().calls(Stage.SUBMIT).get(0);
  }

  private static Optional<ProviderInput.Image> mask() {
    return Optional.of(picture(MASK, "image/png"));
  }

  private static String url(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
