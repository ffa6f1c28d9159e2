package io.github.maskloom.internal.png.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.internal.deflate.BitWriter;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.internal.png.Pngs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.zip.Adler32;
import java.util.zip.InflaterInputStream;

/** All rows of a PNG encoded with its tokens, some bytes of them changed. */
final class TokenCopy {
  private final byte[] file;
  private final int rowBytes;
  private int searchedRows;

  TokenCopy(byte[] file, int rowBytes) {
    this.file = file;
    this.rowBytes = rowBytes;
  }

  /** How many rows were searched for repeats. */
  int searchedRows() {
    return searchedRows;
  }

  /**
   * Encodes the rows as they are wanted; returns a stream of just these.
   *
   * @param changed what is said to differ in a row
   */
  byte[] encoded(byte[] wanted, boolean unfiltered, IntFunction<ByteRanges> changed)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BitWriter out = new BitWriter(bytes);
    try (PngReader reader = Pngs.plain(file)) {
      PngReader.CopySource copy = reader.beginCopy().orElseThrow();
      SpliceSource source =
          new SpliceSource(copy.scanlines().takeData(), 4 * rowBytes, rowBytes, out);
      SpliceTokens tokens = new SpliceTokens(source, out, rowBytes);
      out.copy(new byte[] {0x78, 0x01}, 0, 16);
      source.beginCopy(16, true);
      source.decode(0, null);
      tokens.begin(0, source.decoded().window(), source.decoded().index(0), source.cut());
      for (int at = 0; at < wanted.length; at += rowBytes) {
        byte[] row = Arrays.copyOfRange(wanted, at, at + rowBytes);
        encode(row, at, source, tokens, unfiltered, changed.apply(at / rowBytes));
      }
      source.finish(wanted.length);
      assertThat(tokens.position()).isEqualTo(wanted.length);
      tokens.endBlock(true);
      out.align();
      Adler32 adler = new Adler32();
      adler.update(wanted);
      out.write(Integer.reverseBytes((int) adler.getValue()) & 0xFFFFFFFFL, 32);
      out.flush();
    }
    byte[] zlib = bytes.toByteArray();
    assertThat(new InflaterInputStream(new ByteArrayInputStream(zlib)).readAllBytes())
        .isEqualTo(wanted);
    return zlib;
  }

  private void encode(
      byte[] row,
      int start,
      SpliceSource source,
      SpliceTokens tokens,
      boolean unfiltered,
      ByteRanges changed)
      throws IOException {
    source.decode(start + rowBytes, tokens.log());
    if (source.decoded().position() < start + rowBytes) {
      source.step(tokens.log());
    }
    tokens.beginRow(unfiltered);
    int known = (int) tokens.position() - start;
    tokens.append(row, known, rowBytes - known, changed);
    searchedRows += tokens.findsMatches() ? 1 : 0;
    source.decoded().release(rowBytes);
  }
}
