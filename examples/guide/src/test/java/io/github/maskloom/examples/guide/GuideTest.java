package io.github.maskloom.examples.guide;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.fusion.spi.FusionProvider;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's code is the code of {@link Guide}, to the letter, and does what the guide says. */
class GuideTest {
  private static final int WALL = 0xFF8899AA;

  @TempDir Path folder;

  /** The blocks of a web backend come last, and are only compiled. */
  @Test
  void everyMethodStandsInTheGuide() throws IOException {
    String guide = source(Guide.class);

    assertThat(String.join("\n\n", blocks("java")))
        .startsWith(imports(guide) + "\n\n" + members(guide, "  private Guide() {}\n\n"));
  }

  @Test
  void theDependencyIsThisBuilds() throws IOException {
    Matcher version =
        Pattern.compile("<artifactId>maskloom-parent</artifactId>\\s*(<version>[^<]+</version>)")
            .matcher(Files.readString(Path.of("../../pom.xml")));

    assertThat(version.find()).isTrue();
    assertThat(blocks("xml"))
        .singleElement()
        .asString()
        .contains("<artifactId>maskloom-core</artifactId>", version.group(1));
  }

  @Test
  void compositesAndDescribes() throws IOException {
    CompositeReport report =
        Guide.composite(room(), dataUrl(strokes()), folder.resolve("output.png"));

    assertThat(Guide.describe(report))
        .isEqualTo("%.1f %% painted, 20 pixels wide at (10, 10)", 12.5);
    CompositeReport nothing =
        Guide.composite(
            room(),
            dataUrl(new BufferedImage(80, 40, BufferedImage.TYPE_INT_ARGB)),
            folder.resolve("output.png"));
    assertThat(Guide.describe(nothing)).startsWith("please paint");
  }

  @Test
  void preparesAndChooses() throws IOException {
    assertThat(Guide.prepare(room(), folder.resolve("room.jpg")).mediaType())
        .isEqualTo("image/jpeg");
    Files.writeString(
        folder.resolve("furniture_metadata.json"),
        "{\"furniture\": [{\"file_name\": \"room.jpg\", \"style\": \"modern\"}]}");
    assertThat(Guide.choose(FurnitureCatalog.of(folder))).isNotNull();
  }

  @Test
  void makesAPreview() throws IOException {
    Path image = folder.resolve("image.png");

    Guide.preview(room(), mask(), sofa(), image);

    BufferedImage made = ImageIO.read(image.toFile());
    assertThat(made.getWidth()).isEqualTo(80);
  }

  @Test
  void keepsTheRest() throws Exception {
    try (FusionClient client = FusionClient.open(Guide.production(folder, FusionListener.NONE));
        FusionResult result =
            Guide.within(
                Duration.ofMinutes(1), client, Guide.keepTheRest(room(), mask(), sofa()))) {
      BufferedImage made = ImageIO.read(result.image().file().toFile());
      assertThat(made.getRGB(70, 35)).isEqualTo(WALL);
      assertThat(result.image().restored()).isPresent();
    }
    assertThat(Files.readAllLines(folder.resolve("calls.jsonl"))).hasSize(1);
  }

  @Test
  void fillsCirclesAndLeavesRoomForShadows() throws IOException {
    FusionRequest request = Guide.circled(room(), mask(), sofa());

    assertThat(request.maskOptions().fillEnclosed()).isTrue();
    assertThat(request.restoreOptions().orElseThrow().growPixels()).isEqualTo(12);
  }

  @Test
  void everyProviderIsFoundOnOneClassPath() {
    assertThat(FusionProvider.installed())
        .extracting(FusionProvider::id)
        .containsExactlyInAnyOrder(
            "local", "ark", "openai", "gemini", "flux", "dashscope", "fal", "ideogram", "red");
  }

  @Test
  void asksArkFirst() throws IOException {
    try (FusionClient client = Guide.arkOrPreview("a key")) {
      assertThat(client.providerId()).isEqualTo("ark");
    }
  }

  @Test
  void compositesOnAnotherThread() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      CompositeReport report =
          Guide.compositeSoon(room(), mask(), folder.resolve("output.png"), threads)
              .get(1, MINUTES);
      assertThat(report.mask().paintedPixels()).isEqualTo(400);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void stopsWaiting() throws Exception {
    try (FusionClient client = FusionClient.open(Guide.production(folder, FusionListener.NONE))) {
      assertThatThrownBy(
              () -> Guide.within(Duration.ZERO, client, Guide.keepTheRest(room(), mask(), sofa())))
          .isInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void explainsWhatToDoAndWhatItCost() {
    FusionException.Failure unsent = FusionException.Failure.notSent("ark");

    assertThat(
            Guide.explain(
                new FusionThrottledException(
                    "busy", unsent.withRetry(RetryAdvice.safeAfter(Duration.ofSeconds(7))))))
        .isEqualTo("send it again, in 7 s; it cost nothing");
    assertThat(
            Guide.explain(
                new FusionTransportException(
                    "silence",
                    unsent.withDelivery(Delivery.UNKNOWN).withRetry(RetryAdvice.MAY_BILL_TWICE))))
        .isEqualTo("somebody decides whether to send it again; it may have been billed");
    assertThat(Guide.explain(new FusionContentException("no", unsent)))
        .startsWith("choose another image");
  }

  private static List<String> blocks(String language) throws IOException {
    return MarkdownPage.of("docs/guide.md").blocks().stream()
        .filter(block -> block.language().equals(language))
        .map(MarkdownPage.Block::code)
        .toList();
  }

  private static String source(Class<?> type) throws IOException {
    return Files.readString(Path.of("src/main/java", type.getName().replace('.', '/') + ".java"));
  }

  private static String imports(String source) {
    return source
        .lines()
        .filter(line -> line.startsWith("import "))
        .collect(Collectors.joining("\n"));
  }

  /** What the class holds from its start on, without the first two columns. */
  private static String members(String source, String start) {
    return source
        .substring(source.indexOf(start) + start.length(), source.length() - 2)
        .lines()
        .map(line -> line.isEmpty() ? "" : line.substring(2))
        .collect(Collectors.joining("\n"));
  }

  private Path room() throws IOException {
    BufferedImage room = new BufferedImage(80, 40, BufferedImage.TYPE_INT_RGB);
    fill(room, new Color(WALL), 0, 0, 80, 40);
    return written(room, "room.png");
  }

  private static BufferedImage strokes() {
    BufferedImage strokes = new BufferedImage(80, 40, BufferedImage.TYPE_INT_ARGB);
    fill(strokes, new Color(0, 120, 255, 128), 10, 10, 20, 20);
    return strokes;
  }

  private Path mask() throws IOException {
    return written(strokes(), "mask.png");
  }

  private Path sofa() throws IOException {
    BufferedImage sofa = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    fill(sofa, Color.WHITE, 0, 0, 40, 20);
    fill(sofa, Color.RED, 5, 5, 30, 10);
    return written(sofa, "sofa.png");
  }

  private static void fill(BufferedImage image, Color color, int x, int y, int w, int h) {
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(color);
    canvas.fillRect(x, y, w, h);
    canvas.dispose();
  }

  private Path written(BufferedImage image, String name) throws IOException {
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static String dataUrl(BufferedImage image) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }
}
