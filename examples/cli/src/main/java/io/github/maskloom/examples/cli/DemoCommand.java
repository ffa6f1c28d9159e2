package io.github.maskloom.examples.cli;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.ImagePreparer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** {@code maskloom demo}: brings a room, a sofa and a mask, composites and fuses them. */
final class DemoCommand extends Command {
  private static final int MODEL_SHRINKS = 3;
  private static final int SOFA_WIDTH = 900;
  private static final int SOFA_HEIGHT = 600;

  private final Option<Path> out =
      options.required("--out -o", ValueType.of("DIR", Path::of)).orAlone();
  private final Option<Integer> width =
      options.optional("--width", OptionValues.integer(160, 8000), 1600);
  private final Option<Boolean> quiet = options.quiet();

  DemoCommand() {
    super("demo");
  }

  @Override
  void run(Streams streams) throws IOException {
    FileChecks.folder("out", out.value());
    Path folder = Files.createDirectories(out.value());
    DemoTable table = new DemoTable(Streams.unless(quiet.value(), streams.out()));
    Path room = folder.resolve("room.jpg");
    Path mask = folder.resolve("mask.png");
    Path composite = folder.resolve("composite.png");
    table.heading();
    bring(folder, width.value(), table);
    BoundingBox painted;
    try (HeapPeak peak = HeapPeak.watchHeap()) {
      CompositeReport report = MaskCompositor.create().composite(room, mask, composite);
      painted = report.mask().boundingBox();
      table.picture(composite, report.geometry().width(), report.geometry().height());
      table.composite(report, peak.bytes());
    }
    fuse(folder, painted, table);
  }

  /**
   * The local provider stands the sofa where the mask is painted. Its answer also shows what a
   * focus is for: it is taken once as a model of a third of its columns would draw the whole room,
   * and once as it would draw the neighborhood of the paint.
   */
  private void fuse(Path folder, BoundingBox painted, DemoTable table) throws IOException {
    Path fused = folder.resolve("fused.png");
    Path detail = folder.resolve("detail.png");
    Path room = folder.resolve("room.jpg");
    Path mask = folder.resolve("mask.png");
    FusionRequest request =
        FusionRequest.builder(room)
            .mask(mask)
            .reference(folder.resolve("sofa.png"))
            .format(OutputFormat.PNG)
            .build();
    try (FusionClient client = FusionClient.open(FusionConfig.DEFAULT);
        FusionResult result = client.fuse(request)) {
      FusedImage image = result.image();
      image.writeTo(fused);
      table.fused(fused, result);
      DetailImage both =
          new DetailImage(room, mask, image.modelImage().source(), image.width(), image.height());
      ImageIO.write(both.of(painted, width.value() / MODEL_SHRINKS), "png", detail.toFile());
      table.detail(detail, both.sent(painted), width.value() / MODEL_SHRINKS);
    }
  }

  /** Brings the images that others are made of. */
  static void bring(Path folder, int width, DemoTable table) throws IOException {
    bring("room.jpg", width, Math.round(width * 2 / 3f), folder, table);
    bring("sofa.png", SOFA_WIDTH, SOFA_HEIGHT, folder, table);
    bring("mask.png", width, Math.round(width * 2 / 3f), folder, table);
  }

  /** An image that has the size already is copied. */
  private static void bring(String name, int width, int height, Path folder, DemoTable table)
      throws IOException {
    ImagePreparer.create()
        .withExactSize(width, height)
        .prepare(
            ImageSource.reopening(() -> DemoCommand.class.getResourceAsStream("demo/" + name)),
            ImageTarget.of(folder.resolve(name)));
    table.picture(folder.resolve(name), width, height);
  }
}
