package io.github.maskloom.internal.png.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.deflate.BitWriter;
import io.github.maskloom.internal.deflate.BlockHeader;
import io.github.maskloom.internal.deflate.Inflate;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.testing.TestPng;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All rows of a PNG encoded with its tokens, some bytes of them changed. */
class SpliceTokensTest {
  private static final int ROW = 301;
  private static final int ROWS = 40;
  private static final byte[] ZLIB = {0x78, 0x01};

  private final byte[] file;
  private final byte[] data;

  SpliceTokensTest() {
    int[] samples = new int[(ROW - 1) * ROWS];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i % 97 < 40 ? 7 : ((i * i) >> 5) & 0xFF;
    }
    TestPng png = TestPng.of(ColorType.GRAY, 8, ROW - 1, ROWS).filter(1).samples(samples);
    file = png.encode();
    data = png.filteredRows();
  }

  /** Encodes all rows; those that differ in {@code wanted} are said to differ in all bytes. */
  private byte[] encoded(byte[] wanted, boolean unfiltered) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BitWriter out = new BitWriter(bytes);
    try (PngReader reader =
        PngReader.open(new ByteArrayInputStream(file), ImageLimits.DEFAULT, DamagePolicy.STRICT)) {
      PngReader.CopySource copy = reader.beginCopy().orElseThrow();
      SpliceSource source = new SpliceSource(copy.scanlines().takeData(), 4 * ROW, ROW, out);
      SpliceTokens tokens = new SpliceTokens(source, out, ROW);
      Inflate decoded = source.decoded();
      out.copy(ZLIB, 0, 8L * ZLIB.length);
      source.beginCopyAtFirstBlock(ZLIB.length, true);
      source.decode(0, null);
      BlockHeader open = source.cut();
      tokens.begin(0, decoded.window(), decoded.index(0), open);
      for (int y = 0; y < ROWS; y++) {
        encodeRow(y, source, tokens, wanted, unfiltered);
      }
      source.finish(data.length);
      assertThat(tokens.position()).isEqualTo(data.length);
      tokens.endBlock(true);
      out.align();
      Adler32 adler = new Adler32();
      adler.update(wanted);
      out.write(Integer.reverseBytes((int) adler.getValue()) & 0xFFFFFFFFL, 32);
      out.flush();
    }
    return bytes.toByteArray();
  }

  private void encodeRow(
      int y, SpliceSource source, SpliceTokens tokens, byte[] wanted, boolean unfiltered)
      throws IOException {
    int start = y * ROW;
    source.decode(start + ROW, tokens.log());
    if (source.decoded().position() < start + ROW) {
      source.step(tokens.log());
    }
    tokens.beginRow(unfiltered);
    byte[] row = Arrays.copyOfRange(wanted, start, start + ROW);
    int known = (int) tokens.position() - start;
    int first = Arrays.mismatch(row, Arrays.copyOfRange(data, start, start + ROW));
    if (first < 0) {
      tokens.append(row, known, ROW - known, ByteRanges.NONE);
    } else {
      ByteRanges ranges = new ByteRanges(ROW);
      ranges.add(first, ROW);
      tokens.append(row, known, ROW - known, ranges);
    }
    source.decoded().release(ROW);
  }

  private static byte[] inflated(byte[] zlib) throws IOException {
    return new InflaterInputStream(new ByteArrayInputStream(zlib)).readAllBytes();
  }

  /** Compressed bytes of the file. */
  private int storedBytes() {
    return file.length - 8 - 25 - 12 - 12;
  }

  @Test
  void rowsThatStayTakeNoMoreRoom() throws IOException {
    byte[] zlib = encoded(data, false);

    assertThat(inflated(zlib)).isEqualTo(data);
    assertThat(zlib).hasSizeLessThanOrEqualTo(storedBytes() + 4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bytesThatChangeAreEncodedAnew(boolean unfiltered) throws IOException {
    byte[] wanted = data.clone();
    for (int y = 10; y < 20; y++) {
      Arrays.fill(wanted, y * ROW + 100, y * ROW + 160, (byte) (y * 7));
    }
    wanted[25 * ROW + 1] ^= 0x55;
    wanted[ROWS * ROW - 1] ^= 0x01;

    byte[] zlib = encoded(wanted, unfiltered);

    assertThat(inflated(zlib)).isEqualTo(wanted);
  }

  @Test
  void everythingMayChange() throws IOException {
    byte[] wanted = new byte[data.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = (byte) (~data[i] * 31);
    }

    assertThat(inflated(encoded(wanted, false))).isEqualTo(wanted);
  }
}
