package io.github.maskloom.internal.jpeg.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.format.Splicing.PaintedRows;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.Mutation;
import io.github.maskloom.testing.TestJpegs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files end in a splice or in an exception that says where. */
class JpegSpliceDamageTest {
  /** Of each file, in each way. */
  private static final int DAMAGES = 500;

  private static final ImageLimits LIMITS = ImageLimits.DEFAULT.withMaxPixels(1 << 18);

  private static final byte[][] FILES = {
    TestJpegs.ofKind(TestJpegs.picture(67, 45, 3), 2, 2, 0, true, 0.8f),
    TestJpegs.ofKind(TestJpegs.picture(67, 45, 3), 2, 1, 0, false, 0.9f),
    TestJpegs.restarting(67, 45, 2),
    TestJpegs.baseline(67, 45, 1),
    TestJpegs.progressive(67, 45, 3)
  };

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void survivesMutations(int file) throws IOException {
    for (int seed = 0; seed < DAMAGES; seed++) {
      splice(Mutation.of(FILES[file], seed), seed % 2 == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void survivesFlippedBitsInCodedData(int file) throws IOException {
    Random random = new Random(file);
    int scan = JpegEdits.indexOfMarker(FILES[file], 0xDA);
    for (int i = 0; i < DAMAGES; i++) {
      byte[] changed = FILES[file].clone();
      int at = scan + random.nextInt(changed.length - scan);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      splice(changed, true);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void reportsEveryCutBeforeTheEndMarker(int file) throws IOException {
    for (int length = 0; length < FILES[file].length - 2; length++) {
      assertThat(splice(Arrays.copyOf(FILES[file], length), length % 2 == 0)).isFalse();
    }
  }

  /** Returns whether there is a splice. */
  private static boolean splice(byte[] jpeg, boolean strict) throws IOException {
    try {
      JpegSplice splice = SpliceCase.open(ImageSource.of(jpeg), LIMITS);
      if (splice.obstacle(false).isPresent()) {
        return true;
      }
      JpegFrame frame = JpegHeader.read(new ByteArrayInputStream(jpeg), LIMITS).frame();
      splice.write(new EverySecondSquare(frame), strict, OutputStream.nullOutputStream());
      return true;
    } catch (ImageFormatException e) {
      assertThat(e.byteOffset()).isBetween(0L, (long) jpeg.length);
      return false;
    } catch (ImageLimitException e) {
      return false;
    }
  }

  /** Soft gray squares of 24 pixels in the upper half. */
  private static final class EverySecondSquare implements PaintedRows {
    private final JpegFrame frame;
    private int row = -1;

    EverySecondSquare(JpegFrame frame) {
      this.frame = frame;
    }

    @Override
    public int nextRow() {
      row++;
      return row < (frame.height() + 1) / 2 ? row : frame.height();
    }

    @Override
    public void read(byte[] target, int offset) {
      for (int x = 0; x < frame.width(); x++) {
        boolean painted = (x / 24 + row / 24) % 2 == 0;
        Arrays.fill(target, offset + 4 * x, offset + 4 * x + 4, painted ? (byte) (90 + x) : 0);
      }
    }

    @Override
    public void done(int doneRows) {}
  }
}
