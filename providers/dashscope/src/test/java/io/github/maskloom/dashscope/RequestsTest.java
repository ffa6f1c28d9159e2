package io.github.maskloom.dashscope;

import static io.github.maskloom.dashscope.DashScopeFixture.MASK;
import static io.github.maskloom.dashscope.DashScopeFixture.PHOTO;
import static io.github.maskloom.dashscope.DashScopeFixture.picture;
import static io.github.maskloom.dashscope.DashScopeFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.JobWire;
import io.github.maskloom.testing.internal.Documented;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
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

/** What is sent, field by field, and what is refused before. */
class RequestsTest {
  @TempDir private Path folder;

  @AutoClose private final DashScopeFixture service = new DashScopeFixture(() -> folder);

  @Test
  void isTheDocumentedOneFieldByField() throws IOException {
    JobServer.Call call = sent(request());

    String photo = "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(PHOTO);
    String mask = "data:image/png;base64," + Base64.getEncoder().encodeToString(MASK);
    assertThat(Documented.json(call.body()))
        .isEqualTo(
            Documented.json(
                DashScopeFixture.PAGES.example("edit-request.json", "PHOTO", photo, "MASK", mask)));
    assertThat(call.path()).isEqualTo("/v1/services/aigc/image2image/image-synthesis");
    assertThat(call.header("Authorization")).contains("Bearer " + DashScopeFixture.KEY);
    assertThat(call.header("X-DashScope-Async")).contains("enable");
    assertThat(call.header("Content-Type")).contains("application/json");
    assertThat(call.header("Content-Length")).isPresent();
  }

  @Test
  void hasItsOptionsAmongItsParameters() throws IOException {
    DashScopeOptions options =
        DashScopeOptions.NONE
            .withModel("wanx2.1-imageedit")
            .withSeed(7)
            .withWatermark(true)
            .withField("list", List.of("a", 1));

    assertThat(Documented.json(sent(request(options)).body()).get("parameters"))
        .isEqualTo(Map.of("n", 1, "seed", 7, "watermark", true, "list", List.of("a", 1)));
  }

  @Test
  void theTaskIsAskedForByItsIdAndTheImageWithoutTheKey() throws IOException {
    service.fused(request());

    JobServer.Call poll = service.server().calls(Stage.POLL).get(0);
    assertThat(poll.path()).isEqualTo("/v1/tasks/job-1");
    assertThat(poll.header("Authorization")).contains("Bearer " + DashScopeFixture.KEY);
    assertThat(poll.header("X-DashScope-Async")).isEmpty();
    JobServer.Call download = service.server().calls(Stage.DOWNLOAD).get(0);
    assertThat(download.headers().toString()).doesNotContain(DashScopeFixture.KEY);
    assertThat(service.call().bytes(0)).isEqualTo(JobWire.IMAGE);
  }

  @Test
  void anotherModelMayHaveAnotherFunction() throws IOException {
    Model next = DashScopeFixture.SMALL.withIds("wan-9");
    try (DashScopeFixture service =
        new DashScopeFixture(() -> folder)
            .with(
                config -> config.withModel("wan-9").withModels(DashScopeModels.KNOWN.with(next)))) {
      service.fused(request(DashScopeOptions.NONE.withField("function", "inpaint")));

      byte[] body = service.server().calls(Stage.SUBMIT).get(0).body();
      assertThat(Documented.json(body)).containsEntry("model", "wan-9");
      assertThat(String.valueOf(Documented.json(body).get("input"))).contains("function=inpaint");
    }
  }

  @Test
  void takesNoOptionThatTheRequestSays() {
    assertThatIllegalArgumentException().isThrownBy(() -> DashScopeOptions.NONE.withField("n", 2));
    assertThatIllegalArgumentException().isThrownBy(() -> DashScopeOptions.NONE.withSeed(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> DashScopeOptions.NONE.withModel("a b"));
    assertThatIllegalArgumentException().isThrownBy(() -> DashScopeProvider.config().withModel(""));
  }

  static Stream<Arguments> refused() {
    ProviderInput.Image photo = picture(PHOTO, "image/jpeg");
    ProviderInput.Image mask = picture(MASK, "image/png");
    return Stream.of(
        Arguments.of(with(photo, Optional.empty()), "there is no mask"),
        Arguments.of(with(photo, Optional.of(sized(MASK, 64, 47))), "does not have the photo's"),
        Arguments.of(with(photo, Optional.of(picture(MASK, "image/jpeg"))), "mask is image/jpeg"),
        Arguments.of(with(picture(PHOTO, "image/gif"), Optional.of(mask)), "photo is image/gif"),
        Arguments.of(huge(mask), "10000001 bytes, at most 10000000"),
        Arguments.of(
            with(sized(PHOTO, 4097, 48), Optional.of(sized(MASK, 4097, 48))),
            "photo is 4097x48, but sides are 1 to 4096"),
        Arguments.of(
            request(photo, Optional.of(mask), 5, DashScopeOptions.NONE), "5 images, but at most 4"),
        Arguments.of(worded("\uD83D\uDE00".repeat(801)), "801 characters, but only 0 to 800"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedUnsentWhereTheServiceWouldRefuseIt(ProviderRequest request, String why)
      throws IOException {
    FusionException failure = service.failure(request);

    assertThat(failure).isInstanceOf(FusionRequestException.class).hasMessageContaining(why);
    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(service.server().calls()).isEmpty();
  }

  @Test
  void isSentUncheckedIfChecksAreOff() throws IOException {
    try (DashScopeFixture service =
        new DashScopeFixture(() -> folder).with(config -> config.withChecks(false))) {
      service.fused(with(picture(PHOTO, "image/jpeg"), Optional.empty()));

      assertThat(service.server().count(Stage.SUBMIT)).isOne();
    }
  }

  private JobServer.Call sent(ProviderRequest request) throws IOException {
    service.fused(request);
    return service.server().calls(Stage.SUBMIT).get(0);
  }

  private static ProviderRequest with(
      ProviderInput.Image photo, Optional<ProviderInput.Image> mask) {
    return request(photo, mask, 1, DashScopeOptions.NONE);
  }

  private static ProviderInput.Image sized(byte[] bytes, int width, int height) {
    String type = bytes == MASK ? "image/png" : "image/jpeg";
    return new ProviderInput.Image(ImageSource.of(bytes), type, width, height, bytes.length);
  }

  private static ProviderRequest huge(ProviderInput.Image mask) {
    ProviderInput.Image photo =
        new ProviderInput.Image(ImageSource.of(PHOTO), "image/jpeg", 64, 48, 10_000_001);
    return with(photo, Optional.of(mask));
  }

  private static ProviderRequest worded(String prompt) {
    ProviderRequest of = request();
    return new ProviderRequest(
        of.photo(), of.mask(), of.references(), prompt, of.size(), of.count(), of.options());
  }
}
