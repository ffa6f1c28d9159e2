package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.DeflateBlocks;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.ReferenceCompositor.Picture;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Photos whose compressed data no usual encoder writes, but a decoder must take or refuse. */
class SpliceOddStreamsTest {
  /** Its rows have 301 bytes. */
  private static final int WIDTH = 100;

  private static final int ROW_BYTES = 301;

  private static final int BLACK = 0xFF000000;

  /** The format lets a decoder read 258 from the symbol of 227 to 257 with all extra bits set. */
  @Test
  void aLongestMatchOfTheSymbolBelowIsCopiedWhole() throws IOException {
    int[] tokens = new int[2 + ROW_BYTES - 259];
    tokens[1] = DeflateBlocks.match(DeflateBlocks.LONGEST_WITH_EXTRA_BITS, 1);
    DeflateBlocks blocks = new DeflateBlocks();
    blocks.fixed(true, tokens);
    byte[] zlib = blocks.zlib(new byte[ROW_BYTES]);
    byte[] photo = black(1, zlib);
    assertThat(Picture.decoded(photo).samples()).containsOnly(0);
    assertThat(ImageIO.read(new ByteArrayInputStream(photo)).getRGB(WIDTH - 1, 0)).isEqualTo(BLACK);

    int[] spliced = Picture.decoded(painted(photo, 1, WIDTH - 1)).samples();

    int[] expected = new int[3 * WIDTH];
    expected[3 * WIDTH - 3] = 255;
    assertThat(spliced).isEqualTo(expected);
  }

  @Test
  void aLastMatchThatGoesOnAfterTheLastRowIsRefused() {
    DeflateBlocks blocks = new DeflateBlocks();
    blocks.fixed(true, 0, DeflateBlocks.match(250, 1), DeflateBlocks.match(51, 1));
    byte[] zlib = blocks.zlib(new byte[ROW_BYTES + 1]);
    byte[] photo = black(1, zlib);

    assertThatThrownBy(() -> Picture.decoded(photo)).isInstanceOf(ImageFormatException.class);
    assertThatThrownBy(() -> painted(photo, 1, 0)).isInstanceOf(ImageFormatException.class);
  }

  private static byte[] black(int height, byte[] zlib) {
    return TestPng.file(
        TestPng.rawChunk("IHDR", TestPng.of(ColorType.RGB, 8, WIDTH, height).header()),
        TestPng.rawChunk("IDAT", zlib),
        TestPng.rawChunk("IEND"));
  }

  /** Paints a pixel of the last row red. */
  private static byte[] painted(byte[] photo, int height, int x) throws IOException {
    byte[] mask =
        TestPng.of(ColorType.RGBA, 8, WIDTH, height)
            .samples(
                IntStream.range(0, 4 * WIDTH * height)
                    .map(i -> i / 4 == (height - 1) * WIDTH + x && i % 4 % 3 == 0 ? 255 : 0)
                    .toArray())
            .encode();
    Made<CompositeReport> made = Made.composite(MaskCompositor.create(), photo, mask);
    assertThat(made.report().strategy()).isEqualTo(Strategy.SPLICE);
    return made.file();
  }
}
