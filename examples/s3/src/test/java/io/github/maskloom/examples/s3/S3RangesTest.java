package io.github.maskloom.examples.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Shorts;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.examples.s3.WrongStore.Fault;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stores that answer something else than they were asked for. */
class S3RangesTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int FIRST_RANGE_BYTES = 1 << 16;
  private static final byte START_OF_SCAN = (byte) 0xDA;
  private static final byte COMMENT = (byte) 0xFE;

  @TempDir private Path folder;

  static Stream<Arguments> faults() {
    return Stream.of(Fault.values())
        .flatMap(
            fault -> Stream.of("bmp", "jpeg", "png").map(format -> Arguments.of(fault, format)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void pixelsOfAnotherRangeOrVersionAreRefusedByTheNameOfTheObject(Fault fault, String format)
      throws IOException {
    byte[] photo = photo(format, 1);
    byte[] replaced = Arrays.copyOf(photo(format, 2), photo.length);
    Path result = folder.resolve("result.png");
    try (WrongStore wrong = new WrongStore(photo, replaced, fault);
        S3Store store = wrong.store("rooms")) {
      ImageSource source = store.source("12/photo");

      assertThatThrownBy(
              () ->
                  MaskCompositor.create()
                      .composite(source, ImageSource.of(mask()), ImageTarget.of(result)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("s3://rooms/12/photo");
      assertThat(result).doesNotExist();
    }
  }

  private static byte[] photo(String format, int seed) throws IOException {
    byte[] image = encoded(format, noise(seed));
    return format.equals("jpeg") ? withScanBehindFirstRange(image) : image;
  }

  /** A JPEG whose tables serve another one's scan, because each range holds one of them. */
  private static byte[] withScanBehindFirstRange(byte[] jpeg) {
    int header = 2;
    while (jpeg[header + 1] != START_OF_SCAN) {
      header += 2 + Shorts.fromBytes(jpeg[header + 2], jpeg[header + 3]);
    }
    int scan = header + 2 + Shorts.fromBytes(jpeg[header + 2], jpeg[header + 3]);
    byte[] comment = new byte[FIRST_RANGE_BYTES - scan];
    comment[0] = (byte) 0xFF;
    comment[1] = COMMENT;
    comment[2] = (byte) ((comment.length - 2) >> 8);
    comment[3] = (byte) (comment.length - 2);
    return Bytes.concat(Arrays.copyOf(jpeg, 2), comment, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  private static BufferedImage noise(int seed) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      image.setRGB(i % WIDTH, i / WIDTH, random.nextInt(1 << 24));
    }
    return image;
  }

  /** Paint in the first rows alone. */
  private static byte[] mask() throws IOException {
    BufferedImage mask = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    mask.setRGB(8, 8, 0xFF0000FF);
    return encoded("png", mask);
  }

  private static byte[] encoded(String format, BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }
}
