package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.CanvasMasks;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of image that PNG knows, compared with the samples it was made of and with what {@code
 * javax.imageio} reads.
 */
class PngConformanceTest {
  private static final int[][] SIZES = {
    {1, 1}, {1, 7}, {9, 1}, {2, 2}, {3, 5}, {4, 8}, {5, 4}, {7, 5}, {8, 8}, {33, 17}
  };
  private static final int[] BIT_DEPTHS = {1, 2, 4, 8, 16};
  private static final int MIXED_FILTERS = 5;

  record Kind(ColorType type, int bitDepth, boolean transparency, boolean interlaced) {
    TestPng picture(int width, int height, int filter) {
      TestPng png = TestPng.of(type, bitDepth, width, height).interlaced(interlaced);
      if (filter != MIXED_FILTERS) {
        png.filter(filter);
      }
      if (!transparency) {
        return png;
      }
      return type == ColorType.PALETTE
          ? png.paletteAlpha((byte) 0, (byte) 127)
          : png.transparentColorOf(width * height / 2);
    }

    /**
     * What javax.imageio reads differently: for gray of 1, 2 and 4 bits it widens the samples, but
     * not the transparent one, before it compares them. The key of white is 255 to us, 15 to it.
     */
    boolean imageIoMissesTransparency() {
      return transparency && type == ColorType.GRAY && bitDepth < 8;
    }
  }

  static Stream<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    for (ColorType type : ColorType.values()) {
      for (int bitDepth : BIT_DEPTHS) {
        for (boolean interlaced : new boolean[] {false, true}) {
          if (type.allows(bitDepth)) {
            kinds.add(new Kind(type, bitDepth, false, interlaced));
          }
          if (type.allows(bitDepth) && type.channels() % 2 == 1) {
            kinds.add(new Kind(type, bitDepth, true, interlaced));
          }
        }
      }
    }
    return kinds.stream();
  }

  @ParameterizedTest
  @MethodSource("io.github.maskloom.testing.CanvasMasks#names")
  void readsTheMasksOfCanvases(String name) throws IOException {
    byte[] mask = CanvasMasks.read(name);
    try (PngReader reader = Pngs.plain(mask)) {
      int[] expected = Pngs.readByImageIo(mask, reader.geometry());
      assertThat(Arrays.equals(Pngs.read(reader, 64), expected)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void deliversTheSamplesOfTheImage(Kind kind) throws IOException {
    for (int[] size : SIZES) {
      for (int filter = 0; filter <= MIXED_FILTERS; filter++) {
        TestPng png = kind.picture(size[0], size[1], filter);
        String picture = kind + " of " + size[0] + "x" + size[1] + " with filter " + filter;
        try (PngRowReader reader = Pngs.open(png.encode())) {
          assertThat(reader.geometry()).as(picture).isEqualTo(png.geometry());
          assertThat(Pngs.read(reader, 3)).as(picture).isEqualTo(png.delivered());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void agreesWithImageIo(Kind kind) throws IOException {
    for (int[] size : SIZES) {
      TestPng png = kind.picture(size[0], size[1], MIXED_FILTERS);
      int[] expected = Pngs.readByImageIo(png.encode(), png.geometry());
      int[] actual = Pngs.read(png.encode());
      if (kind.imageIoMissesTransparency()) {
        Pngs.makeOpaque(expected);
        Pngs.makeOpaque(actual);
      }
      assertThat(actual).as(size[0] + "x" + size[1]).isEqualTo(expected);
    }
  }

  /** Rows of a mask are mostly empty, and such rows take a way of their own. */
  @Test
  void emptyRowsAreReadWhateverTheirFilterAndTheRowsAroundThem() throws IOException {
    int rows = 100;
    for (int filter = 0; filter <= MIXED_FILTERS; filter++) {
      int[] samples = new int[4 * 3 * rows];
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < 3 && y % 10 >= 7; x++) {
          samples[4 * (3 * y + x) + y % 4] = 1 + y + x;
        }
      }
      TestPng png = TestPng.of(ColorType.RGBA, 8, 3, rows).samples(samples);
      TestPng filtered =
          filter == MIXED_FILTERS ? png.filters(row -> row * 7 / 3 % 5) : png.filter(filter);

      assertThat(Pngs.read(filtered.encode())).as("filter " + filter).isEqualTo(samples);
    }
  }
}
