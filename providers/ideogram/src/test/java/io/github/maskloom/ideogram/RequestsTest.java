package io.github.maskloom.ideogram;

import static io.github.maskloom.ideogram.IdeogramFixture.mask;
import static io.github.maskloom.ideogram.IdeogramFixture.photo;
import static io.github.maskloom.ideogram.IdeogramFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.internal.Documented;
import io.github.maskloom.testing.internal.openai.SentPart;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** What is sent, field by field, and what is refused before. */
class RequestsTest {
  @TempDir private Path folder;

  @AutoClose private final IdeogramFixture ideogram = new IdeogramFixture(() -> folder);

  @Test
  void isTheDocumentedOneFieldByField() throws IOException {
    IdeogramOptions options =
        IdeogramOptions.NONE
            .withQuality("medium")
            .withSeed(12345)
            .withContextWindow("auto")
            .withCopyrightDetection(true);

    JobServer.Call call = sent(request(2, options, mask(), photo()));

    assertThat(form(call))
        .isEqualTo(Documented.json(IdeogramFixture.PAGES.example("precise-edit-request.json")));
    assertThat(call.path()).isEqualTo("/v1/image/precise-edit/ideogram-4-6");
    assertThat(call.header("Api-Key")).contains(IdeogramFixture.KEY);
    assertThat(call.header("Authorization")).isEmpty();
    assertThat(call.header("Content-Length")).isPresent();
  }

  @Test
  void saysNoMoreThanWasAsked() throws IOException {
    assertThat(form(sent(request()))).containsOnlyKeys("prompt", "async", "image", "mask");
  }

  @Test
  void isAskedForByItsIdAndTheImageWithoutTheKey() throws IOException {
    ideogram.fused(request());

    JobServer.Call poll = ideogram.server().calls(Stage.POLL).get(0);
    assertThat(poll.path()).isEqualTo("/v1/generations/job-1");
    assertThat(poll.header("Api-Key")).contains(IdeogramFixture.KEY);
    JobServer.Call download = ideogram.server().calls(Stage.DOWNLOAD).get(0);
    assertThat(download.headers().toString()).doesNotContain(IdeogramFixture.KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt", "image", "mask", "reference_images", "async", "webhook_url"})
  void takesNoFieldThatTheRequestHasOrThatChangesTheAnswer(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdeogramOptions.NONE.withField(name, "x"));
  }

  static Stream<Arguments> refused() {
    ProviderInput.Image[] four = {photo(), photo(), photo(), photo()};
    IdeogramOptions none = IdeogramOptions.NONE;
    Optional<ProviderInput.Image> mask = Optional.of(mask());
    return Stream.of(
        Arguments.of(request(1, none, four), "4 beside a mask, but at most 3"),
        Arguments.of(
            request(photo(), Optional.empty(), 1, none.withContextWindow("auto")),
            "auto needs a mask"),
        Arguments.of(request(1, none.withContextWindow("all")), "neither auto nor"),
        Arguments.of(request(1, none.withContextWindow("0,0,1")), "neither auto nor"),
        Arguments.of(request(1, none.withQuality("best")), "quality: best, but only"),
        Arguments.of(request(1, none.withSeed(-1)), "seed: -1"),
        Arguments.of(request(9, none), "9 images, but at most 8"),
        Arguments.of(request(photo(), Optional.of(photo()), 1, none), "mask is image/jpeg"),
        Arguments.of(request(of(64, 48, 25_000_001), mask, 1, none), "at most 25000000"),
        Arguments.of(request(of(700, 100, 9), Optional.empty(), 1, none), "ratio at most 6"),
        Arguments.of(
            request(of(5000, 5000, 9), Optional.empty(), 1, none), "25000000 pixels, at most"),
        Arguments.of(
            request(
                of(64, 48, 24_000_000),
                mask,
                1,
                none,
                of(64, 48, 24_000_000),
                of(64, 48, 2_000_000)),
            "bytes together, at most 50000000"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedUnsentWhereTheServiceWouldRefuseIt(ProviderRequest request, String why)
      throws IOException {
    FusionException failure = ideogram.failure(request);

    assertThat(failure).isInstanceOf(FusionRequestException.class).hasMessageContaining(why);
    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(ideogram.server().calls()).isEmpty();
  }

  @Test
  void aWindowLetsALargePhotoKeepItsSize() throws IOException {
    ProviderInput.Image large = of(8192, 8192, IdeogramFixture.PHOTO.length);
    IdeogramOptions window = IdeogramOptions.NONE.withContextWindow("0,0,512,1024");

    assertThat(form(sent(request(large, Optional.empty(), 1, window))))
        .containsEntry("context_window", "0,0,512,1024");
    assertThat(able(IdeogramOptions.NONE).inputLimits().maxPixels()).isEqualTo(16_777_216);
    assertThat(able(window).inputLimits().maxPixels()).isEqualTo(Long.MAX_VALUE);
    assertThat(able(window).maskLimits().maxSide()).isEqualTo(8192);
  }

  @Test
  void theMaskIsABlackAndWhitePngThatKeepsSomething() throws IOException {
    ProviderCapabilities able = able(IdeogramOptions.NONE);

    assertThat(able.mask().convention()).isEqualTo(MaskConvention.BLACK_EDITS);
    assertThat(able.mask().partial()).isTrue();
    assertThat(able.maskLimits().mediaTypes()).containsExactly("image/png");
    assertThat(able.promptNeeded()).isTrue();
    assertThat(able.queuesJobs()).isTrue();
    assertThat(able(IdeogramOptions.NONE.withModel("ideogram-4-5")).inputLimits().maxPixels())
        .isEqualTo(4_194_304);
  }

  private ProviderCapabilities able(IdeogramOptions options) throws IOException {
    return ideogram.session().capabilities(RequestOptions.of(List.of(options)));
  }

  private JobServer.Call sent(ProviderRequest request) throws IOException {
    ideogram.fused(request);
    return ideogram.server().calls(Stage.SUBMIT).get(0);
  }

  private static ProviderInput.Image of(int width, int height, int bytes) {
    ImageSource source = ImageSource.of(IdeogramFixture.PHOTO);
    return new ProviderInput.Image(source, "image/jpeg", width, height, bytes);
  }

  /** Texts by their names, and of files their names, media types and which they are. */
  private static Map<String, Object> form(JobServer.Call call) throws IOException {
    String type = call.header("Content-Type").orElseThrow();
    assertThat(type).startsWith("multipart/form-data; boundary=");
    Map<String, Object> form = new LinkedHashMap<>();
    for (SentPart part :
        SentPart.parts(
            new ByteArrayInputStream(call.body()), type.substring(type.indexOf('=') + 1))) {
      if (part.isFile()) {
        List<Object> files = new ArrayList<>((List<?>) form.getOrDefault(part.name(), List.of()));
        String which = IdeogramFixture.named(part.bytes());
        files.add(part.fileName() + " " + part.mediaType() + " " + which);
        form.put(part.name(), files);
      } else {
        form.put(part.name(), part.text());
      }
    }
    return form;
  }
}
