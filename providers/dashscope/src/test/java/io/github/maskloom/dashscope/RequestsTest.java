package io.github.maskloom.dashscope;

import static io.github.maskloom.testing.internal.TestRequest.MASK;
import static io.github.maskloom.testing.internal.TestRequest.PHOTO;
import static io.github.maskloom.testing.internal.TestRequest.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.internal.Documented;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JobServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent, field by field, and what is refused before. */
class RequestsTest {
  private static final DashScopeOptions NONE = DashScopeOptions.NONE;

  @TempDir private Path folder;

  @AutoClose
  private final ServiceTrial<JobServer, HttpConfig> service =
      DashScopeJobContractTest.trial(() -> folder);

  @Test
  void isTheDocumentedOneFieldByField() throws IOException {
    service.fused(new TestRequest().prompt("陶瓷兔子拿着陶瓷小花。").build());
    JobServer.Call call = service.server().calls().get(0);
    String photo = "data:image/jpeg;base64," + ImagesJson.encode(PHOTO);
    String mask = "data:image/png;base64," + ImagesJson.encode(MASK);
    assertThat(Documented.json(call.body()))
        .isEqualTo(
            Documented.json(
                DashScopeJobContractTest.PAGES.example(
                    "edit-request.json", "PHOTO", photo, "MASK", mask)));
    assertThat(call.path()).isEqualTo("/v1/services/aigc/image2image/image-synthesis");
    assertThat(call.header("Authorization")).contains("Bearer " + ServiceTrial.KEY);
    assertThat(call.header("X-DashScope-Async")).contains("enable");
  }

  @Test
  void hasItsOptionsAmongItsParametersAndAFunctionBesideThem() throws IOException {
    DashScopeOptions options =
        NONE.withSeed(7)
            .withWatermark(true)
            .withField("list", List.of("a", 1))
            .withField("function", "inpaint");
    service.fused(new TestRequest(options).build());
    Map<String, ?> body = Documented.json(service.server().calls().get(0).body());
    assertThat(String.valueOf(body.get("input"))).contains("function=inpaint");
    assertThat(body.get("parameters"))
        .isEqualTo(Map.of("n", 1, "seed", 7, "watermark", true, "list", List.of("a", 1)));
  }

  @Test
  void takesNoOptionThatTheRequestSays() {
    assertThatIllegalArgumentException().isThrownBy(() -> NONE.withField("n", 2));
    assertThatIllegalArgumentException().isThrownBy(() -> NONE.withSeed(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> NONE.withModel("a b"));
    assertThatIllegalArgumentException().isThrownBy(() -> DashScopeProvider.config().withModel(""));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(new TestRequest().mask(), "there is no mask"),
        Arguments.of(
            new TestRequest().mask(image("image/png", 64, 47, 9)), "does not have the photo's"),
        Arguments.of(new TestRequest().mask(image("image/jpeg", 64, 48, 9)), "mask is image/jpeg"),
        Arguments.of(new TestRequest().photo(image("image/gif", 64, 48, 9)), "photo is image/gif"),
        Arguments.of(
            new TestRequest().photo(image("image/png", 64, 48, 10_000_001)),
            "10000001 bytes, at most 10000000"),
        Arguments.of(
            new TestRequest().photo(image("image/png", 4097, 48, 9)),
            "photo is 4097x48, but sides are 1 to 4096"),
        Arguments.of(new TestRequest().count(5), "5 images, but at most 4"),
        Arguments.of(
            new TestRequest().prompt("\uD83D\uDE00".repeat(801)),
            "801 characters, but only 0 to 800"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedUnsentWhereTheServiceWouldRefuseIt(TestRequest request, String why)
      throws IOException {
    service.refuses(request.build(), why);
  }

  @Test
  void isSentUncheckedIfChecksAreOff() throws IOException {
    service.with(config -> config.withChecks(false)).fused(new TestRequest().mask().build());
    assertThat(new String(service.server().calls().get(0).body(), UTF_8)).doesNotContain("mask_");
  }

  @Test
  void ofAModelThatNobodyKnowsAnyNumberMayBeAskedFor() {
    HttpConfig config = DashScopeProvider.config().withModel("wan-9");
    assertThat(new DashScopeProvider().capabilities(config, RequestOptions.NONE).maxImages())
        .isGreaterThan(1000);
    assertThat(new DashScopeProvider().capabilities().inputLimits().minSide()).isEqualTo(512);
  }
}
