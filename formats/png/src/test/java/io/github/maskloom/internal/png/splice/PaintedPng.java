package io.github.maskloom.internal.png.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.internal.png.PngReader;
import io.github.maskloom.internal.png.Pngs;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/** A PNG of depth 8 with paint over it, for tests. */
final class PaintedPng {
  private final byte[] file;
  private final ImageGeometry geometry;

  /** By sample: the color that is painted, or a negative number. */
  private final int[] paint;

  private final BitSet paintedRows = new BitSet();
  private OutputOptions metadata = OutputOptions.DEFAULT;

  /** What became of what stands beside the rows. */
  MetadataReport report = MetadataReport.NONE;

  /** How many rows were done at each word of it. */
  final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  PaintedPng(byte[] file) throws IOException {
    this.file = file;
    try (PngReader reader = Pngs.plain(file)) {
      geometry = reader.geometry();
    }
    paint = new int[geometry.rowSamples() * geometry.height()];
    Arrays.fill(paint, -1);
  }

  /** What color a sample gets. */
  interface Colors {
    int at(int x, int y);
  }

  /** Paints the samples of some columns of some rows. */
  PaintedPng samples(int left, int right, int top, int bottom, Colors colors) {
    paintedRows.set(top, bottom);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        paint[y * geometry.rowSamples() + x] = colors.at(x, y) & 0xFF;
      }
    }
    return this;
  }

  /** Says what of the metadata is to be kept. */
  PaintedPng metadata(OutputOptions options) {
    metadata = options;
    return this;
  }

  byte[] spliced() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PngReader reader = Pngs.plain(file)) {
      PngSplicer.SplicedPng copy = new PngSplicer.SplicedPng(reader.beginCopy().orElseThrow());
      report = copy.write(new Rows(), false, out).metadata();
    }
    return out.toByteArray();
  }

  /** What a copy of a file is said to take. */
  static long heapBytes(byte[] file) throws IOException {
    try (PngReader reader = Pngs.plain(file)) {
      return new PngSplicer.SplicedPng(reader.beginCopy().orElseThrow()).heapBytes();
    }
  }

  /** The file's samples, with the paint over them. */
  byte[] expected() throws IOException {
    byte[] samples = decoded(file);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = paint[i] < 0 ? samples[i] : (byte) paint[i];
    }
    return samples;
  }

  static byte[] decoded(byte[] file) throws IOException {
    try (PngReader reader = Pngs.plain(file)) {
      RasterWindow window = new RasterWindow(reader.geometry(), reader.geometry().height());
      assertThat(reader.read(window)).isEqualTo(reader.geometry().height());
      assertThat(reader.read(new RasterWindow(reader.geometry(), 1))).isNotPositive();
      return window.bytes();
    }
  }

  private final class Rows implements Splicing.Paint {
    private int row = -1;

    @Override
    public OutputOptions output() {
      return metadata;
    }

    @Override
    public int nextRow() {
      int next = paintedRows.nextSetBit(row + 1);
      row = next < 0 ? geometry.height() : next;
      return row;
    }

    @Override
    public void edit(RasterWindow photo) {
      assertThat(photo.y()).isEqualTo(row);
      for (int x = 0; x < geometry.rowSamples(); x++) {
        int color = paint[row * geometry.rowSamples() + x];
        photo.bytes()[x] = color < 0 ? photo.bytes()[x] : (byte) color;
      }
    }

    @Override
    public void read(byte[] target, int offset) {
      throw new AssertionError("rows of a PNG are painted where they stand");
    }

    @Override
    public void done(int doneRows) {
      progress.write(doneRows);
    }
  }
}
