package io.github.maskloom.gemini;

import static io.github.maskloom.testing.internal.TestRequest.MASK;
import static io.github.maskloom.testing.internal.TestRequest.PHOTO;
import static io.github.maskloom.testing.internal.TestRequest.image;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.internal.Documented;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JsonServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
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
  private static final GeminiOptions NONE = GeminiOptions.NONE;
  private static final ProviderInput.Image PNG = ServiceTrial.picture(MASK, "image/png");

  @TempDir private Path folder;

  @AutoClose
  private final ServiceTrial<JsonServer, HttpConfig> gemini =
      GeminiHttpContractTest.trial(() -> folder);

  @Test
  void isTheDocumentedOneFieldByField() throws IOException {
    TestRequest request =
        new TestRequest(NONE.withAspectRatio("5:4"))
            .mask()
            .references(PNG)
            .size(OutputSize.named("2K"))
            .prompt("put the green velvet sofa where the red paint is");
    JsonServer.Call call = sent(request);
    String photo = ImagesJson.encode(PHOTO);
    String png = ImagesJson.encode(MASK);
    String documented =
        new Documented(RequestsTest.class)
            .example("edit-request.json", "PHOTO", photo, "REFERENCE", png);
    assertThat(call.json())
        .isEqualTo(Documented.recorded(new ByteArrayInputStream(documented.getBytes(UTF_8))));
    assertThat(call.path()).isEqualTo("/v1/models/gemini-3.1-flash-image:generateContent");
    assertThat(call.header("x-goog-api-key")).contains(ServiceTrial.KEY);
    assertThat(call.header("Authorization")).isEmpty();
  }

  @Test
  void takesExtrasInPlaceOfWhatIsSetOtherwise() throws IOException {
    GeminiOptions options =
        NONE.withField("seed", 7).withField("responseModalities", List.of("TEXT", "IMAGE"));
    assertThat(sent(new TestRequest(options).mask()).json().get("generationConfig"))
        .isEqualTo(Map.of("seed", 7, "responseModalities", List.of("TEXT", "IMAGE")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "..", "../x", "a/b", "a?b", "models/gemini-3-pro-image", "a b", "a:b"})
  void namesNoModelThatWouldLeadElsewhere(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> GeminiProvider.config().withModel(id));
    assertThatIllegalArgumentException().isThrownBy(() -> NONE.withModel(id));
  }

  static Stream<Arguments> refused() {
    ProviderInput.Image large = image("image/jpeg", 9, 9, 40_000_000);
    ProviderInput.Link link = new ProviderInput.Link(URI.create("https://host.test/a"));
    GeminiOptions old = NONE.withModel("gemini-2.5-flash-image");
    return Stream.of(
        Arguments.of(masked().size(OutputSize.named("3K")), "the size 3K is not known"),
        Arguments.of(masked().size(OutputSize.of(1024, 768)), "the size 1024x768 is in pixels"),
        Arguments.of(
            new TestRequest(old).mask().size(OutputSize.named("2K")), "the size 2K is not known"),
        Arguments.of(new TestRequest(NONE.withAspectRatio("7:3")).mask(), "aspectRatio: 7:3"),
        Arguments.of(
            masked().references(Collections.nCopies(14, PNG).toArray(ProviderInput[]::new)),
            "at most 13"),
        Arguments.of(masked().references(image("image/gif", 9, 9, 9)), "image/gif"),
        Arguments.of(masked().references(image("image/jpeg", 9, 9, 70_000_001)), "70000001 bytes"),
        Arguments.of(masked().references(large, large), "bytes, at most 74900000"),
        Arguments.of(masked().references(link), "a link"),
        Arguments.of(masked().prompt(" "), "no prompt"),
        Arguments.of(new TestRequest(), "the mask is an image of its own"));
  }

  /** The mask is within the photo. */
  private static TestRequest masked() {
    return new TestRequest().mask();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedUnsentWhereTheServiceWouldRefuseIt(TestRequest request, String why)
      throws IOException {
    gemini.refuses(request.build(), why);
  }

  private JsonServer.Call sent(TestRequest request) throws IOException {
    String image = ImagesJson.encode(MASK);
    gemini.server().answer(Answer.json(new GeminiHttpContractTest().answer(image)));
    gemini.fused(request.build());
    assertThat(gemini.call().bytes(0)).isEqualTo(MASK);
    return gemini.server().call();
  }
}
