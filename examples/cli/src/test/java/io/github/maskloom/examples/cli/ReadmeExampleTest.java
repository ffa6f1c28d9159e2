package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.Restored;
import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.DataUrl;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.UploadLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Examples of the README and its pages are the methods below, to the letter, and do what they say.
 */
class ReadmeExampleTest {
  private static final String PAINT = "String paint(Path room, String dataUrl, Path output)";
  private static final String SEND =
      "void send(Path room, Path mask, Path sofa, OutputStream body)";

  private static final String KEEP = "String keep(Path room, Path answer, Path mask, Path output)";

  private static final String FURNISH = "void furnish(Path room, Path mask, Path sofa, Path out)";

  private static final String PAINT_LATER = "CompletableFuture<CompositeReport> paintLater(";

  private final MemoryBudget budget = MemoryBudget.ofBytes(64 << 20);
  private final MaskCompositor compositor =
      MaskCompositor.create().withWork(WorkOptions.DEFAULT.withBudget(budget));

  @TempDir Path folder;

  String paint(Path room, String dataUrl, Path output) throws IOException {
    CompositeReport report =
        MaskCompositor.create().composite(room, ImageSource.dataUrl(dataUrl), output);
    if (report.nothingPainted()) {
      throw new IllegalArgumentException("please paint where the sofa should go");
    }
    return "%.1f %% painted".formatted(report.mask().coverage() * 100);
  }

  void send(Path room, Path mask, Path sofa, OutputStream body) throws IOException {
    ImagePreparer preparer =
        ImagePreparer.create()
            .withMaxSide(1024)
            .withOutput(OutputOptions.DEFAULT.withMetadata(Metadata.NOTHING))
            .withLimits(UploadLimits.NONE.withMediaTypes("image/jpeg").withMaxBytes(1_000_000));
    Path upload = Files.createTempFile("upload", ".jpg");
    try {
      MaskCompositor.create()
          .composite(ImageSource.of(room), ImageSource.of(mask), preparer, ImageTarget.of(upload));
      DataUrl.of(ImageSource.of(upload)).writeTo(body);
      body.write('\n');
      DataUrl.of(ImageSource.of(sofa)).writeTo(body);
    } finally {
      Files.delete(upload);
    }
  }

  String keep(Path room, Path answer, Path mask, Path output) throws IOException {
    CompositeReport report = PhotoRestorer.create().restore(room, answer, mask, output);
    double changed =
        report
            .restored()
            .flatMap(Restored::unpainted)
            .map(UnpaintedChanges::visiblyChangedShare)
            .orElse(0.0);
    return "the model had changed %.0f %% of the rest".formatted(changed * 100);
  }

  void furnish(Path room, Path mask, Path sofa, Path out) throws IOException {
    FusionRequest request = FusionRequest.builder(room).mask(mask).reference(sofa).build();
    try (FusionClient client = FusionClient.local();
        FusionResult result = client.fuse(request)) {
      result.image().writeTo(out);
    }
  }

  CompletableFuture<CompositeReport> paintLater(
      ImageSource room, ImageSource mask, Path output, Executor executor) {
    return compositor
        .compositeAsync(room, mask, ImageTarget.of(output), executor)
        .orTimeout(30, TimeUnit.SECONDS);
  }

  private static Map<String, String> pages() {
    return Map.of(
        PAINT, "README.md",
        FURNISH, "README.md",
        SEND, "docs/prepare.md",
        KEEP, "docs/restore.md",
        PAINT_LATER, "docs/memory.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {FURNISH, PAINT, SEND, KEEP, PAINT_LATER})
  void standsOnItsPageAsItIsCompiled(String firstLine) throws IOException {
    Path source =
        Path.of("src/test/java", ReadmeExampleTest.class.getName().replace('.', '/') + ".java");
    Path page = Path.of("../..", pages().get(firstLine));

    assertThat(method(firstLine, page, 0)).isEqualTo(method(firstLine, source, 2));
  }

  @Test
  void sendsASmallSceneAndTheSofaAsItIs() throws IOException {
    Path room = Images.emptyMask(folder.resolve("room.png"), 2000, 1000);
    Path mask = Images.emptyMask(folder.resolve("mask.png"), 2000, 1000);
    ByteArrayOutputStream body = new ByteArrayOutputStream();

    send(room, mask, mask, body);

    List<String> urls = body.toString(StandardCharsets.US_ASCII).lines().toList();
    assertThat(urls.get(0)).startsWith("data:image/jpeg;base64,");
    assertThat(urls.get(1))
        .isEqualTo(
            "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(Files.readAllBytes(mask)));
    byte[] output = Base64.getDecoder().decode(urls.get(0).substring(urls.get(0).indexOf(',') + 1));
    assertThat(ImageIO.read(new ByteArrayInputStream(output)).getWidth()).isEqualTo(1024);
  }

  @Test
  void furnishesTheDemosRoom() throws IOException {
    Images.demo(folder, 320);
    Path out = folder.resolve("furnished.jpg");

    furnish(
        folder.resolve("room.jpg"), folder.resolve("mask.png"), folder.resolve("sofa.png"), out);

    Run.in(folder, "fuse ./room.jpg ./mask.png ./sofa.png ./fused --focus");
    assertThat(Files.mismatch(out, folder.resolve("fused/fused-1.jpg"))).isEqualTo(-1);
  }

  @Test
  void compositesWhatWasPainted() throws IOException {
    Path room = Images.photo(folder.resolve("room.png"));
    Path output = folder.resolve("output.png");
    Images.mask(folder.resolve("mask.png"));

    assertThat(paint(room, dataUrl(), output)).isEqualTo("%.1f %% painted", 50 / 12.0);
    assertThat(ImageIO.read(output.toFile()).getRGB(4, 6)).isEqualTo(0xFF_316EB1);
  }

  private String dataUrl() {
    return Run.in(folder, "data-url ./mask.png").out().strip();
  }

  @Test
  void compositesOnAnotherThread() throws IOException {
    ImageSource room = ImageSource.of(Images.photo(folder.resolve("room.png")));
    ImageSource mask = ImageSource.of(Images.mask(folder.resolve("mask.png")));
    Path output = folder.resolve("output.png");

    CompositeReport report = paintLater(room, mask, output, ForkJoinPool.commonPool()).join();

    assertThat(report.nothingPainted()).isFalse();
    assertThat(output).isNotEmptyFile();
    assertThat(budget.reservedBytes()).isZero();
  }

  @Test
  void keepsWhatWasNotPainted() throws IOException {
    Path room = Images.photo(folder.resolve("room.png"));
    Path answer = Images.whiteMask(folder.resolve("answer.png"));
    Path mask = Images.mask(folder.resolve("mask.png"));
    Path output = folder.resolve("output.png");

    assertThat(keep(room, answer, mask, output))
        .isEqualTo("the model had changed 100 % of the rest");
    assertThat(ImageIO.read(output.toFile()).getRGB(0, 0)).isEqualTo(0xFF_646464);
  }

  @Test
  void asksForPaintWhereThereIsNone() throws IOException {
    Path room = Images.photo(folder.resolve("room.png"));
    Images.emptyMask(folder.resolve("mask.png"), 40, 30);

    assertThatThrownBy(() -> paint(room, dataUrl(), folder.resolve("output.png")))
        .hasMessageContaining("please paint");
  }

  /** The lines of the method in a file, without their first {@code indent} columns. */
  private static List<String> method(String firstLine, Path file, int indent) throws IOException {
    String end = " ".repeat(indent) + "}";
    List<String> lines = Files.readAllLines(file);
    int from = 0;
    while (!lines.get(from).startsWith(" ".repeat(indent) + firstLine)) {
      from++;
    }
    int to = from;
    while (!lines.get(to).equals(end)) {
      to++;
    }
    return lines.subList(from, to + 1).stream().map(line -> line.substring(indent)).toList();
  }
}
