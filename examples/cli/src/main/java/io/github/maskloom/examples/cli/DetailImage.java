package io.github.maskloom.examples.cli;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.prepare.ImagePart;
import io.github.maskloom.prepare.ImagePreparer;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** What two images of one size show of the same place, side by side and pixel for pixel. */
final class DetailImage {
  private static final int GAP = 8;
  private static final int WIDEST = 800;
  private static final int HIGHEST = 600;

  private DetailImage() {}

  /** The middle of a box in both. */
  static BufferedImage of(FusedImage left, FusedImage right, BoundingBox box) throws IOException {
    BufferedImage one = part(left, box);
    BufferedImage other = part(right, box);
    BufferedImage both =
        new BufferedImage(
            one.getWidth() + GAP + other.getWidth(), one.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = both.createGraphics();
    canvas.drawImage(one, 0, 0, null);
    canvas.drawImage(other, one.getWidth() + GAP, 0, null);
    canvas.dispose();
    return both;
  }

  private static BufferedImage part(FusedImage image, BoundingBox box) throws IOException {
    int width = Math.min(box.width(), WIDEST);
    int height = Math.min(box.height(), HIGHEST);
    ImagePart part =
        new ImagePart(
            image.width(),
            image.height(),
            box.x() + (box.width() - width) / 2,
            box.y() + (box.height() - height) / 2,
            width,
            height);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImagePreparer.builder()
        .format(OutputFormat.PNG)
        .part(part)
        .build()
        .prepare(image.source(), ImageTarget.of(png));
    return ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
  }
}
