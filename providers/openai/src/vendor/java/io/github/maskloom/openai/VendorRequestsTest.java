package io.github.maskloom.openai;

import static io.github.maskloom.openai.OpenAiFixture.KEY;
import static io.github.maskloom.openai.OpenAiFixture.MASK;
import static io.github.maskloom.openai.OpenAiFixture.PROMPT;
import static io.github.maskloom.openai.OpenAiFixture.REFERENCE;
import static io.github.maskloom.openai.OpenAiFixture.RESULT;
import static io.github.maskloom.openai.OpenAiFixture.SCENE;
import static io.github.maskloom.openai.OpenAiFixture.picture;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.core.http.StreamResponse;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageEditStreamEvent;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.openai.EditCall;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import io.github.maskloom.testing.internal.openai.SentPart;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same input makes the same form as OpenAI's own client, part for part, whatever their order.
 * Names of files are not compared; both have one. The client says of texts that they are plain.
 */
class VendorRequestsTest {
  private static final Answer IMAGE = Answer.json(EditAnswers.images(RESULT));

  @TempDir Path folder;

  @Test
  void oneImage() throws IOException {
    sameForm(
        vendor().image(file(SCENE, "image-0.png")).size("1024x1024"),
        ours(false, OutputSize.of(1024, 1024), 1, OpenAiOptions.NONE));
  }

  @Test
  void anImageWithAMask() throws IOException {
    sameForm(
        vendor().image(file(SCENE, "image-0.png")).mask(mask()).size("1024x1024").n(3),
        ours(true, OutputSize.of(1024, 1024), 3, OpenAiOptions.NONE));
  }

  @Test
  void paintAsMarkup() throws IOException {
    sameForm(
        vendor()
            .model("gpt-image-2.6-flare")
            .image(file(SCENE, "image-0.png"))
            .markup(mask())
            .size("auto"),
        ours(
            true,
            OutputSize.named("auto"),
            1,
            OpenAiOptions.NONE.withModel("gpt-image-2.6-flare").withMarkup(true)));
  }

  @Test
  void everythingThatTheNewestModelTakes() throws IOException {
    sameForm(
        vendor()
            .model("gpt-image-2.6-flare")
            .image(file(SCENE, "image-0.png"))
            .mask(mask())
            .size("1600x1200")
            .n(2)
            .quality(ImageEditParams.Quality.of("xhigh"))
            .complexity(ImageEditParams.Complexity.of("low"))
            .outputFormat(ImageEditParams.OutputFormat.WEBP)
            .outputCompression(80)
            .background(ImageEditParams.Background.of("transparent"))
            .safetyIdentifier("hash-of-a-user"),
        ours(
            true,
            OutputSize.of(1600, 1200),
            2,
            OpenAiOptions.NONE
                .withModel("gpt-image-2.6-flare")
                .withQuality("xhigh")
                .withComplexity("low")
                .withOutputFormat("webp")
                .withOutputCompression(80)
                .withBackground("transparent")
                .withSafetyIdentifier("hash-of-a-user")));
  }

  @Test
  void inputFidelityOfAnOlderModel() throws IOException {
    sameForm(
        vendor()
            .model("gpt-image-1.5")
            .image(file(SCENE, "image-0.png"))
            .size("1536x1024")
            .inputFidelity(ImageEditParams.InputFidelity.of("high")),
        ours(
            false,
            OutputSize.named("1536x1024"),
            1,
            OpenAiOptions.NONE
                .withModel("gpt-image-1.5")
                .withInputFidelity("high")));
  }

  @Test
  void framesOfAGif() throws IOException {
    sameForm(
        vendor()
            .model("gpt-image-2.6-flare")
            .image(file(SCENE, "image-0.png"))
            .size("auto")
            .outputFormat(ImageEditParams.OutputFormat.of("gif"))
            .frameCount(4)
            .frameDurationMs(120),
        ours(
            false,
            OutputSize.named("auto"),
            1,
            OpenAiOptions.NONE
                .withModel("gpt-image-2.6-flare")
                .withOutputFormat("gif")
                .withFrames(4, 120)));
  }

  /** The client has one name and one type for all files of a list. */
  @Test
  void severalImages() throws IOException {
    ImageEditParams.Image images =
        ImageEditParams.Image.ofInputStreams(List.of(stream(SCENE), stream(REFERENCE)));
    ImageEditParams.Builder theirs =
        vendor()
            .image(
                MultipartField.<ImageEditParams.Image>builder()
                    .value(images)
                    .filename("image.png")
                    .contentType("image/png")
                    .build())
            .size("1024x1024");
    sameForm(
        theirs, ours(false, OutputSize.of(1024, 1024), 1, OpenAiOptions.NONE, picture(REFERENCE)));
  }

  @Test
  void aStreamWithPreviews() throws IOException {
    Answer answer =
        EditAnswers.events(EditAnswers.preview(0, RESULT), EditAnswers.completed(RESULT));
    ImageEditParams params =
        vendor().image(file(SCENE, "image-0.png")).size("1024x1024").partialImages(2).build();
    try (OpenAiServer server = new OpenAiServer(answer)) {
      OpenAIClient client = client(server);
      try (StreamResponse<ImageEditStreamEvent> events = client.images().editStreaming(params)) {
        assertThat(events.stream().count()).isEqualTo(2);
      }
      client.close();

      OpenAiOptions options = OpenAiOptions.NONE.withPreviews(2);
      same(sent(answer, ours(false, OutputSize.of(1024, 1024), 1, options)), server.call());
    }
  }

  private void sameForm(ImageEditParams.Builder theirs, ProviderRequest ours) throws IOException {
    try (OpenAiServer server = new OpenAiServer(IMAGE)) {
      OpenAIClient client = client(server);
      assertThat(client.images().edit(theirs.build()).data().orElseThrow()).hasSize(1);
      client.close();

      same(sent(IMAGE, ours), server.call());
    }
  }

  private static void same(EditCall ours, EditCall theirs) {
    assertThat(ours.method()).isEqualTo(theirs.method());
    assertThat(ours.path()).isEqualTo(theirs.path());
    assertThat(ours.header("Authorization")).isEqualTo(theirs.header("Authorization"));
    assertThat(new TreeMap<>(ours.fields())).isEqualTo(new TreeMap<>(theirs.fields()));
    assertThat(files(ours)).isEqualTo(files(theirs));
  }

  /** What is in the files, by the field and type that they have. */
  private static Map<String, List<ByteBuffer>> files(EditCall call) {
    Map<String, List<ByteBuffer>> files = new LinkedHashMap<>();
    for (SentPart part : call.parts()) {
      if (part.isFile()) {
        assertThat(part.fileName()).endsWith(".png");
        files
            .computeIfAbsent(part.name() + " " + part.mediaType(), key -> new ArrayList<>())
            .add(ByteBuffer.wrap(part.bytes()));
      }
    }
    return new TreeMap<>(files);
  }

  private EditCall sent(Answer answer, ProviderRequest request) throws IOException {
    try (OpenAiFixture openAi = new OpenAiFixture(() -> folder, answer)) {
      return openAi.sent(request);
    }
  }

  private static OpenAIClient client(OpenAiServer server) {
    return OpenAIOkHttpClient.builder()
        .apiKey(KEY)
        .baseUrl(server.baseUrl().toString())
        .maxRetries(0)
        .build();
  }

  private static ImageEditParams.Builder vendor() {
    return ImageEditParams.builder().model(OpenAiProvider.DEFAULT_MODEL).prompt(PROMPT);
  }

  private static MultipartField<ImageEditParams.Image> file(byte[] bytes, String name) {
    return MultipartField.<ImageEditParams.Image>builder()
        .value(ImageEditParams.Image.ofInputStream(stream(bytes)))
        .filename(name)
        .contentType("image/png")
        .build();
  }

  private static MultipartField<InputStream> mask() {
    return MultipartField.<InputStream>builder()
        .value(stream(MASK))
        .filename("mask.png")
        .contentType("image/png")
        .build();
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static ProviderRequest ours(
      boolean masked,
      OutputSize size,
      int count,
      OpenAiOptions options,
      ProviderInput... references) {
    return new ProviderRequest(
        picture(SCENE),
        masked ? Optional.of(picture(MASK)) : Optional.empty(),
        Arrays.asList(references),
        PROMPT,
        size,
        count,
        RequestOptions.of(List.of(options)));
  }
}
