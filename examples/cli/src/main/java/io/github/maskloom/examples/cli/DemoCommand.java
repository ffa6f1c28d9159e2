package io.github.maskloom.examples.cli;

import static com.google.common.base.Strings.lenientFormat;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.Restored;
import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.ImagePreparer;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** {@code maskloom demo}: brings a room, a sofa and a mask, composites and fuses them. */
final class DemoCommand extends Command {
  private static final int MODEL_SHRINKS = 3;
  private static final int SOFA_WIDTH = 900;
  private static final int SOFA_HEIGHT = 600;

  /** Pixels of what is shown in detail. */
  private static final int WIDEST = 500;

  private static final int HIGHEST = 330;
  private static final int GAP = 8;

  private final Option<Path> out = options.required("--out -o", ValueType.path("DIR")).orAlone();
  private final Option<Integer> width =
      options.optional("--width", OptionValues.integer(160, 8000), 1600);
  private final Option<Boolean> quiet = options.lastFlag("--quiet -q");

  @Override
  void run(Streams streams) throws IOException {
    FileChecks.folder("out", out.value());
    Path folder = Files.createDirectories(out.value());
    PrintStream said = Streams.unless(quiet.value(), streams.out());
    row(said, "picture", "pixels", "size");
    row(said, "-------", "------", "----");
    bring(folder, width.value(), said);
    fuse(folder, composite(folder, said), said);
  }

  /** Brings the images that others are made of. */
  static void bring(Path folder, int width, PrintStream said) throws IOException {
    bring("room.jpg", width, Math.round(width * 2 / 3f), folder, said);
    bring("sofa.png", SOFA_WIDTH, SOFA_HEIGHT, folder, said);
    bring("mask.png", width, Math.round(width * 2 / 3f), folder, said);
  }

  /** An image that has the size already is copied. */
  private static void bring(String name, int width, int height, Path folder, PrintStream said)
      throws IOException {
    ImagePreparer.create()
        .withExactSize(width, height)
        .prepare(
            ImageSource.reopening(() -> DemoCommand.class.getResourceAsStream("demo/" + name)),
            ImageTarget.of(folder.resolve(name)));
    picture(said, folder.resolve(name), width, height);
  }

  /** Makes the composite, and returns the box of what is painted. */
  private static BoundingBox composite(Path folder, PrintStream said) throws IOException {
    Path file = folder.resolve("composite.png");
    try (HeapPeak peak = new HeapPeak()) {
      CompositeReport report =
          MaskCompositor.create()
              .composite(folder.resolve("room.jpg"), folder.resolve("mask.png"), file);
      MaskStatistics mask = report.mask();
      picture(said, file, report.geometry().width(), report.geometry().height());
      said.println();
      figure(said, "painted", ReportText.share(mask.coverage()) + " of the pixels");
      figure(said, "bounding box", ReportText.box(mask.boundingBox()));
      figure(said, "dominant alpha", mask.dominantAlpha() + " of 255");
      figure(said, "strategy", OptionValues.nameOf(report.strategy()));
      figure(said, "elapsed", report.elapsed().toMillis() + " ms");
      figure(said, "peak heap", ReportText.bytes(peak.bytes()) + " in use after a collection");
      return mask.boundingBox();
    }
  }

  /** The local provider stands the sofa where the mask is painted. */
  private void fuse(Path folder, BoundingBox painted, PrintStream said) throws IOException {
    Path fused = folder.resolve("fused.png");
    FusionRequest.Builder request =
        FusionRequest.builder(folder.resolve("room.jpg"))
            .mask(folder.resolve("mask.png"))
            .reference(folder.resolve("sofa.png"))
            .format(OutputFormat.PNG);
    try (FusionClient client = FusionClient.open(FusionConfig.DEFAULT)) {
      try (FusionResult result = client.fuse(request.build())) {
        FusedImage image = result.image();
        image.writeTo(fused);
        said.println();
        picture(said, fused, image.width(), image.height());
        said.println();
        figure(said, "provider", result.record().provider() + ", a preview without a model");
        figure(said, "elapsed", result.record().duration().toMillis() + " ms");
        image
            .restored()
            .flatMap(CompositeReport::restored)
            .flatMap(Restored::unpainted)
            .ifPresent(changes -> figure(said, "restored", undone(changes)));
      }
      int columns = width.value() / MODEL_SHRINKS;
      request.size(OutputSize.of(columns, columns * 2 / 3));
      String sent = detail(client, request, painted, folder.resolve("detail.png"));
      figure(said, "detail", "detail.png: without a focus on the left, with it on the right,");
      figure(said, "", "by a model of " + columns + " columns, sent " + sent);
    }
  }

  /**
   * Draws what is painted as a model of few columns makes it, pixel for pixel: when it is sent the
   * whole room, and beside that when it is sent the neighborhood of the paint. What is below the
   * feet is left out.
   *
   * @return what of the room is sent then
   */
  private static String detail(
      FusionClient client, FusionRequest.Builder request, BoundingBox painted, Path file)
      throws IOException {
    int columns = Math.min(painted.width(), WIDEST);
    int rows = Math.min(painted.height() * 15 / 16, HIGHEST);
    int x = painted.x() + (painted.width() - columns) / 2;
    int y = painted.y();
    BufferedImage both = new BufferedImage(2 * columns + GAP, rows, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = both.createGraphics();
    String sent = "";
    for (FusionRequest each : List.of(request.build(), request.focus().build())) {
      try (FusionResult result = client.fuse(each);
          InputStream png = result.image().source().open()) {
        canvas.drawImage(ImageIO.read(png).getSubimage(x, y, columns, rows), 0, 0, null);
        canvas.translate(columns + GAP, 0);
        sent = result.record().sent().part().map(part -> ReportText.box(part.box())).orElse("");
      }
    }
    canvas.dispose();
    ImageIO.write(both, "png", file.toFile());
    return sent;
  }

  private static String undone(UnpaintedChanges changes) {
    return lenientFormat(
        "the model had changed %s of the unpainted pixels, %s visibly: all undone",
        ReportText.share(changes.changedShare()), ReportText.share(changes.visiblyChangedShare()));
  }

  /** An image that is in its file. */
  private static void picture(PrintStream said, Path file, int width, int height)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    row(said, name, ReportText.size(width, height), ReportText.bytes(Files.size(file)));
  }

  private static void row(PrintStream said, String picture, String pixels, String size) {
    said.println(String.format(Locale.ROOT, "%-14s  %10s  %10s", picture, pixels, size));
    said.flush();
  }

  private static void figure(PrintStream said, String name, String value) {
    said.println(String.format(Locale.ROOT, "%-14s  %s", name, value));
  }
}
