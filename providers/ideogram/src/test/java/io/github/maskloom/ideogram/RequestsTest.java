package io.github.maskloom.ideogram;

import static io.github.maskloom.testing.internal.TestRequest.MASK;
import static io.github.maskloom.testing.internal.TestRequest.PHOTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.internal.Documented;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.openai.SentPart;
import io.github.maskloom.testing.internal.server.JobServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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

/** What is sent, field by field, and what is refused before. */
class RequestsTest {
  private static final IdeogramOptions NONE = IdeogramOptions.NONE;
  private static final ProviderInput.Image JPEG = ServiceTrial.picture(PHOTO, "image/jpeg");
  private static final ProviderInput.Image PNG = ServiceTrial.picture(MASK, "image/png");

  @TempDir private Path folder;

  @AutoClose
  private final ServiceTrial<JobServer, HttpConfig> ideogram =
      IdeogramJobContractTest.trial(() -> folder);

  @Test
  void isTheDocumentedOneFieldByField() throws IOException {
    IdeogramOptions options =
        NONE.withQuality("medium")
            .withSeed(12345)
            .withContextWindow("auto")
            .withCopyrightDetection(true);
    TestRequest request = new TestRequest(options).references(PNG, JPEG).count(2);
    JobServer.Call call = sent(request.prompt("ein fantastisches bild"));
    assertThat(form(call))
        .isEqualTo(
            Documented.json(IdeogramJobContractTest.PAGES.example("precise-edit-request.json")));
    assertThat(call.path()).isEqualTo("/v1/image/precise-edit/ideogram-4-6");
    assertThat(call.header("Api-Key")).contains(ServiceTrial.KEY);
    assertThat(call.header("Authorization")).isEmpty();
  }

  @Test
  void saysNoMoreThanWasAsked() throws IOException {
    assertThat(form(sent(new TestRequest()))).containsOnlyKeys("prompt", "async", "image", "mask");
    assertThat(ideogram.server().requests()).contains("GET /v1/generations/job-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt", "image", "mask", "reference_images", "async", "webhook_url"})
  void takesNoFieldThatTheRequestHasOrThatChangesTheAnswer(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> NONE.withField(name, "x"));
  }

  static Stream<Arguments> refused() {
    ProviderInput.Image[] heavy = {jpeg(64, 48, 24_000_000), jpeg(64, 48, 2_000_000)};
    return Stream.of(
        Arguments.of(
            new TestRequest().references(JPEG, JPEG, JPEG, JPEG), "4 beside a mask, but at most 3"),
        Arguments.of(new TestRequest(NONE.withContextWindow("auto")).mask(), "auto needs a mask"),
        Arguments.of(new TestRequest(NONE.withContextWindow("all")), "neither auto nor"),
        Arguments.of(new TestRequest(NONE.withContextWindow("0,0,1")), "neither auto nor"),
        Arguments.of(new TestRequest(NONE.withQuality("best")), "quality: best, but only"),
        Arguments.of(new TestRequest(NONE.withSeed(-1)), "seed: -1"),
        Arguments.of(new TestRequest().count(9), "9 images, but at most 8"),
        Arguments.of(new TestRequest().mask(JPEG), "mask is image/jpeg"),
        Arguments.of(new TestRequest().photo(jpeg(64, 48, 25_000_001)), "at most 25000000"),
        Arguments.of(new TestRequest().photo(jpeg(700, 100, 9)).mask(), "ratio at most 6"),
        Arguments.of(
            new TestRequest().photo(jpeg(5000, 5000, 9)).mask(), "25000000 pixels, at most"),
        Arguments.of(
            new TestRequest().photo(heavy[0]).references(heavy),
            "bytes together, at most 50000000"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedUnsentWhereTheServiceWouldRefuseIt(TestRequest request, String why)
      throws IOException {
    ideogram.refuses(request.build(), why);
  }

  @Test
  void aWindowLetsALargePhotoKeepItsSize() throws IOException {
    IdeogramOptions window = NONE.withContextWindow("0,0,512,1024");
    ProviderInput.Image large = jpeg(8192, 8192, PHOTO.length);
    assertThat(form(sent(new TestRequest(window).photo(large).mask())))
        .containsEntry("context_window", "0,0,512,1024");
    assertThat(able(NONE).inputLimits().maxPixels()).isEqualTo(16_777_216);
    assertThat(able(window).inputLimits().maxPixels()).isEqualTo(Long.MAX_VALUE);
    assertThat(able(window).maskLimits().maxSide()).isEqualTo(8192);
    assertThat(able(NONE.withModel("ideogram-4-5")).inputLimits().maxPixels()).isEqualTo(4_194_304);
    assertThat(able(NONE).mask().partial()).isTrue();
  }

  private ProviderCapabilities able(IdeogramOptions options) throws IOException {
    return ideogram.session().capabilities(RequestOptions.of(List.of(options)));
  }

  private JobServer.Call sent(TestRequest request) throws IOException {
    ideogram.fused(request.build());
    return ideogram.server().calls().get(0);
  }

  private static ProviderInput.Image jpeg(int width, int height, int bytes) {
    return TestRequest.image("image/jpeg", width, height, bytes);
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
        String which = Arrays.equals(part.bytes(), PHOTO) ? "PHOTO" : "MASK";
        files.add(part.fileName() + " " + part.mediaType() + " " + which);
        form.put(part.name(), files);
      } else {
        form.put(part.name(), part.text());
      }
    }
    return form;
  }
}
