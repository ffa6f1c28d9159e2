package io.github.maskloom.examples.cli;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.RestoreOptions.Comparison;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.ImagePreparer;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * What a model of few pixels brings without a focus and with one, side by side and pixel for pixel.
 *
 * <p>Both sides are the same answer. On the left it was made as small as the model's images while
 * it showed the whole room. On the right it showed the neighborhood of the paint.
 *
 * @param room the photo
 * @param mask what is painted
 * @param answer the room as a model without such a limit draws it, of the photo's size
 * @param width columns of the photo
 * @param height rows of the photo
 */
record DetailImage(Path room, Path mask, ImageSource answer, int width, int height) {
  private static final int GAP = 8;
  private static final int WIDEST = 500;
  private static final int HIGHEST = 330;
  private static final int LEAST_SENT = 512;

  /** Writes the middle of what is painted, by a model whose images have so many columns. */
  void write(BoundingBox painted, int modelSide, Path file) throws IOException {
    BoundingBox middle =
        around(painted, Math.min(painted.width(), WIDEST), Math.min(painted.height(), HIGHEST));
    int columns = middle.width();
    int rows = middle.height();
    BufferedImage both = new BufferedImage(2 * columns + GAP, rows, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = both.createGraphics();
    for (BoundingBox region : List.of(new BoundingBox(0, 0, width, height), sent(painted))) {
      BufferedImage restored = restored(region, modelSide);
      canvas.drawImage(restored.getSubimage(middle.x(), middle.y(), columns, rows), 0, 0, null);
      canvas.translate(columns + GAP, 0);
    }
    canvas.dispose();
    ImageIO.write(both, "png", file.toFile());
  }

  /** What a focus on the paint sends: one and a half times its sides. */
  BoundingBox sent(BoundingBox painted) {
    return around(
        painted,
        Math.max(LEAST_SENT, painted.width() * 3 / 2),
        Math.max(LEAST_SENT, painted.height() * 3 / 2));
  }

  private BoundingBox around(BoundingBox box, int wide, int high) {
    int columns = Math.min(wide, width);
    int rows = Math.min(high, height);
    int x = box.x() + (box.width() - columns) / 2;
    int y = box.y() + (box.height() - rows) / 2;
    return new BoundingBox(
        Math.max(0, Math.min(x, width - columns)),
        Math.max(0, Math.min(y, height - rows)),
        columns,
        rows);
  }

  /** The photo with what the model drew of a region, made as small as its images are. */
  private BufferedImage restored(BoundingBox region, int modelSide) throws IOException {
    Path small = Files.createTempFile("answer", ".png");
    try {
      ImagePreparer.create()
          .withMaxSide(modelSide)
          .withPart(
              new ImagePart(width, height, region.x(), region.y(), region.width(), region.height()))
          .prepare(answer, ImageTarget.of(small));
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      PhotoRestorer.create()
          .withRegion(region)
          .withComparison(Comparison.OFF)
          .withFormat(OutputFormat.PNG)
          .restore(
              ImageSource.of(room),
              ImageSource.of(small),
              ImageSource.of(mask),
              ImageTarget.of(png));
      return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
    } finally {
      Files.delete(small);
    }
  }
}
