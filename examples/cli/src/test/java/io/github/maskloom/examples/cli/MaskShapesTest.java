package io.github.maskloom.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks of every shape, size and orientation, as the table in {@code docs/masks.md} says. */
class MaskShapesTest {
  private static final Path PAGE = Path.of("../../docs/masks.md");

  /** Orientation 6: turned right by a quarter. */
  private static final String EXIF =
      "ffe100224578696600004d4d002a00000008000101120003000000010006000000000000";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("rows")
  void aCommandTakesWhatTheTableSays(Row row) throws IOException {
    Files.write(folder.resolve("photo.jpg"), row.photo());
    Files.write(folder.resolve("mask.png"), row.strokes());

    Run composite = Run.in(folder, "composite ./photo.jpg ./mask.png ./out.jpg");
    Run restore = Run.in(folder, "restore ./photo.jpg ./photo.jpg ./mask.png ./out.jpg");
    Run stretched = Run.in(folder, "composite ./photo.jpg ./mask.png ./out.jpg --fit stretch");

    assertThat(stretched.exitCode()).isZero();
    for (Run run : List.of(composite, restore)) {
      assertThat(run.exitCode()).isEqualTo(row.taken() ? 0 : 1);
      if (!row.taken()) {
        assertThat(run.err()).contains(row.mask(), row.seen(), "mask.png").hasLineCount(1);
      }
    }
  }

  /**
   * A row of the table.
   *
   * @param seen size of the photo, such as {@code 320x213}
   * @param stored size of it in its file
   * @param mask size of the mask
   * @param taken whether it is, by default
   */
  private record Row(String seen, String stored, String mask, boolean taken) {
    byte[] photo() throws IOException {
      byte[] jpeg = image(stored, BufferedImage.TYPE_INT_RGB, "jpeg");
      return seen.equals(stored) ? jpeg : turned(jpeg);
    }

    byte[] strokes() throws IOException {
      return image(mask, BufferedImage.TYPE_INT_ARGB, "png");
    }
  }

  static Stream<Row> rows() throws IOException {
    List<Row> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| [0-9]+x[0-9]+ \\|.*"))
            .map(line -> line.split(" *\\| *", -1))
            .map(cells -> new Row(cells[1], cells[2], cells[3], cells[4].equals("taken")))
            .toList();
    assertThat(rows).hasSize(12);
    return rows.stream();
  }

  /** A JPEG with an EXIF block behind its first marker, by which it is seen turned. */
  private static byte[] turned(byte[] jpeg) {
    byte[] segment = HexFormat.of().parseHex(EXIF);
    return ByteBuffer.allocate(jpeg.length + segment.length)
        .put(jpeg, 0, 2)
        .put(segment)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static byte[] image(String size, int type, String format) throws IOException {
    String[] sides = size.split("x", 2);
    int width = Integer.parseInt(sides[0]);
    int height = Integer.parseInt(sides[1]);
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(Color.BLUE);
    canvas.fillRect(0, 0, width / 2, height / 2);
    canvas.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }
}
