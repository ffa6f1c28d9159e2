package io.github.maskloom.examples.qoi;

import io.github.maskloom.format.FormatInput;
import io.github.maskloom.format.ImageFile;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.RowEncoding;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The <a href="https://qoiformat.org">Quite OK Image Format</a>, read and written in one pass. Copy
 * the four files to connect a format of your own: this is all that a format has to be.
 */
public final class QoiFormat implements ImageFormat {
  /** The format; nothing is opened before it is asked to. */
  public QoiFormat() {}

  @Override
  public String name() {
    return "QOI";
  }

  @Override
  public String mediaType() {
    return QoiOutput.MEDIA_TYPE;
  }

  @Override
  public List<String> extensions() {
    return List.of("qoi");
  }

  @Override
  public boolean begins(byte[] head) {
    return head.length >= 4 && head[0] == 'q' && head[1] == 'o' && head[2] == 'i' && head[3] == 'f';
  }

  @Override
  public ImageFile open(FormatInput input) throws IOException {
    return QoiReader.open(input);
  }

  @Override
  public Optional<OutputFormat> output() {
    return Optional.of(new QoiOutput());
  }

  @Override
  public RowEncoding encoding(ImageGeometry rows, OutputFormat output) {
    return new Encoding(rows.withSamples(rows.hasAlpha() ? 4 : 3, 8));
  }

  /** Every size fits: QOI has 32 bits for each side. */
  private record Encoding(ImageGeometry geometry) implements RowEncoding {
    @Override
    public boolean keepsProfile() {
      return false;
    }

    @Override
    public long heapBytes(int windowRows) {
      long rows = Math.min(windowRows, geometry.height());
      return rows * geometry.rowBytes() + QoiPixel.HEAP_BYTES;
    }

    @Override
    public void write(WindowReader rows, int windowRows, OutputStream out) throws IOException {
      QoiWriter writer = new QoiWriter(out, geometry, rows.metadata());
      rows.push(windowRows, writer);
      writer.finish();
    }
  }
}
