package io.github.maskloom.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.MaskFit;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table in {@code docs/masks.md} that says which masks fit. */
public final class MaskTable {
  private static final Path PAGE = Path.of("../docs/masks.md");
  private static final int TURNED = 6;

  private MaskTable() {}

  /**
   * A row of the table.
   *
   * @param seen size of the photo, such as {@code 320x213}
   * @param stored size of it in its file
   * @param mask size of the mask
   * @param outcomes {@code taken}, or the reason why not
   */
  public record Row(String seen, String stored, String mask, Map<MaskFit, String> outcomes) {
    /** A JPEG of the photo, which EXIF turns if it is stored otherwise. */
    public byte[] photo() {
      byte[] jpeg = image(stored, BufferedImage.TYPE_INT_RGB, "jpeg");
      return seen.equals(stored) ? jpeg : Drawn.turned(TURNED, jpeg);
    }

    /** A PNG of the photo as it is seen. */
    public byte[] seenPhoto() {
      return image(seen, BufferedImage.TYPE_INT_RGB, "png");
    }

    /** A PNG of a mask that is painted in its left upper quarter. */
    public byte[] strokes() {
      return image(mask, BufferedImage.TYPE_INT_ARGB, "png");
    }

    /** What is said of the mask where the photo is one of rows, which nobody has turned. */
    public String ofRows(MaskFit fit) {
      String outcome = String.valueOf(outcomes.get(fit));
      return outcome.equals("ORIENTATION") ? "SHAPE" : outcome;
    }
  }

  /** The rows of the table. */
  public static Stream<Row> rows() throws IOException {
    List<Row> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| [0-9]+x[0-9]+ \\|.*"))
            .map(MaskTable::row)
            .toList();
    assertThat(rows).hasSize(12);
    return rows.stream();
  }

  private static Row row(String line) {
    String[] cells = line.replace("`", "").split(" *\\| *", -1);
    return new Row(
        cells[1],
        cells[2],
        cells[3],
        Map.of(MaskFit.SAME_SHAPE, cells[4], MaskFit.STRETCH, cells[5], MaskFit.EXACT, cells[6]));
  }

  private static byte[] image(String size, int type, String format) {
    String[] sides = size.split("x", 2);
    int width = Integer.parseInt(sides[0]);
    int height = Integer.parseInt(sides[1]);
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(Color.BLUE);
    canvas.fillRect(0, 0, width / 2, height / 2);
    canvas.dispose();
    return Drawn.encoded(image, format);
  }
}
