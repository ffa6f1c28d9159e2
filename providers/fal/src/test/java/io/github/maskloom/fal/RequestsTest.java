package io.github.maskloom.fal;

import static io.github.maskloom.testing.internal.TestRequest.MASK;
import static io.github.maskloom.testing.internal.TestRequest.PHOTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskConvention.Meaning;
import io.github.maskloom.testing.internal.Documented;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JobServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  private static final FalOptions ANY = NONE.withModel("acme/inpaint");
  private static final FalOptions ERASE = NONE.withModel("fal-ai/flux-pro/v1/erase");
  private static final FalOptions KONTEXT = NONE.withModel("fal-ai/flux-kontext-lora/inpaint");
  private static final FalOptions Z_IMAGE = NONE.withModel("fal-ai/z-image/turbo/inpaint");

  private static final ProviderInput.Image REFERENCE = ServiceTrial.picture(PHOTO, "image/jpeg");
  private static final ProviderInput.Link LINK =
      new ProviderInput.Link(URI.create("https://shop.example/chair.png"));

  /** What stands in requests for what was put in. */
  private static final String[] SENT = {
    "P", "data:image/jpeg;base64," + ImagesJson.encode(PHOTO),
    "M", "data:image/png;base64," + ImagesJson.encode(MASK),
    "L", LINK.url().toString()
  };

  @TempDir private Path folder;

  @AutoClose
  private final ServiceTrial<JobServer, HttpConfig> fal = FalJobContractTest.trial(() -> folder);

  private static TestRequest request(FalOptions options, ProviderInput... references) {
    return new TestRequest(options).references(references).prompt("words");
  }

  @Test
  void isTheDocumentedOneFieldByField() throws IOException {
    FalOptions options =
        NONE.withSeed(7)
            .withOutputFormat("png")
            .withField("safety_tolerance", "2")
            .withField("enhance_prompt", false);
    String words = "A knight in shining armour holding a greatshield with \"FAL\" on it";
    JobServer.Call call = sent(new TestRequest(options).prompt(words).count(2).build());
    String page = FalJobContractTest.PAGES.example("fill-request.json", "PHOTO", "P", "MASK", "M");
    assertThat(Documented.json(call.body())).isEqualTo(json(page));
    assertThat(call.path()).isEqualTo("/v1/fal-ai/flux-pro/v1/fill");
    assertThat(call.header("Authorization")).contains("Key " + ServiceTrial.KEY);
    assertThat(call.header("X-Fal-No-Retry")).contains("1");
    assertThat(call.header("X-Fal-Store-IO")).contains("0");
    assertThat(call.header("X-Fal-Object-Lifecycle-Preference"))
        .contains("{\"expiration_duration_seconds\":3600}");
  }

  @Test
  void linksOfTheAnswerAreAskedAndTheImageWithoutTheKey() throws IOException {
    fal.fused(request(NONE).build());
    String job = "/v1/fal-ai/flux-pro/requests/job-1";
    assertThat(fal.server().requests())
        .containsSequence("GET " + job + "/status", "GET " + job, "GET /images/job-1");
    assertThat(fal.call().jobs().get(0).details()).containsOnlyKeys("poll", "result", "cancel");
    assertThat(fal.server().calls())
        .allSatisfy(
            call ->
                assertThat(call.headers().toString().contains(ServiceTrial.KEY))
                    .isNotEqualTo(call.path().startsWith("/images")));
  }

  static Stream<Arguments> forms() {
    FalOptions own =
        ANY.withPhotoField("images[]")
            .withReferencesField("images[]")
            .withMaskField("mask")
            .withPromptField("text")
            .withField("steps", List.of("a", 1));
    return Stream.of(
        Arguments.of(request(Z_IMAGE), "{'image_url':'P','mask_image_url':'M','prompt':'words'}"),
        Arguments.of(request(ERASE).prompt(""), "{'image_url':'P','mask_url':'M'}"),
        Arguments.of(
            request(KONTEXT, LINK),
            "{'image_url':'P','mask_url':'M','reference_image_url':'L','prompt':'words'}"),
        Arguments.of(request(ANY), "{'image_url':'P','mask_url':'M','prompt':'words'}"),
        Arguments.of(
            request(own, REFERENCE, LINK),
            "{'images':['P','P','L'],'mask':'M','text':'words','steps':['a',1]}"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void anyModelIsAskedByItsOwnNames(TestRequest request, String body) throws IOException {
    assertThat(Documented.json(sent(request.build()).body()))
        .isEqualTo(json(body.replace('\'', '"')));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(request(NONE).mask(), "there is no mask"),
        Arguments.of(request(NONE).prompt(""), "there is no prompt"),
        Arguments.of(request(ERASE), "takes no words"),
        Arguments.of(request(NONE, REFERENCE), "1 reference, but at most 0"),
        Arguments.of(request(KONTEXT), "at least 1"),
        Arguments.of(request(ANY, LINK, LINK), "2 references, but at most 1"),
        Arguments.of(request(Z_IMAGE.withMaskField("x")), "mask_field: x"),
        Arguments.of(request(NONE.withOutputFormat("webp")), "output_format: webp"),
        Arguments.of(request(ANY.withMaskField("image_url")), "two images have one field"),
        Arguments.of(request(ANY.withMaskField("")), "two images have one field"),
        Arguments.of(request(ANY.withField("image_url", "x")), "set too"),
        Arguments.of(request(ANY.withField("prompt", "x")), "set too"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedUnsentWhereItCannotBeRight(TestRequest request, String why) throws IOException {
    fal.refuses(request.build(), why);
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
    assertThat(sent(request(NONE).build()).header("X-Fal-Store-IO")).contains("1");
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
    return fal.server().calls().get(0);
  }

  private static Map<String, ?> json(String body) throws IOException {
    String text = body;
    for (int i = 0; i < SENT.length; i += 2) {
      text = text.replace('"' + SENT[i] + '"', '"' + SENT[i + 1] + '"');
    }
    return Documented.json(text);
  }
}
