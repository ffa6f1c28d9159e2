package io.github.maskloom.raster.testing;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.RowReader;
import io.github.maskloom.raster.testing.RawFormat.Flaw;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The rows of a {@link RawFormat}, read with a flaw. */
final class RawRows extends RowReader {
  private final InputStream in;
  private final Flaw flaw;
  private final DamagePolicy damage;
  private int missingRows;

  RawRows(ImageGeometry geometry, InputStream in, Flaw flaw, DamagePolicy damage)
      throws IOException {
    super(geometry);
    this.in = flaw == Flaw.READS_ALL_AT_FIRST ? new ByteArrayInputStream(in.readAllBytes()) : in;
    this.flaw = flaw;
    this.damage = damage;
  }

  int missingRows() {
    return missingRows;
  }

  @Override
  protected void fill(RasterWindow window, int y, int rows) throws IOException {
    if (flaw == Flaw.ALLOCATES_MORE_THAN_IT_SAYS) {
      Arrays.fill(new byte[geometry().rowSamples() * rows * 2], (byte) 1);
    }
    for (int row = 0; row < rows; row++) {
      int from = window.rowOffset(row);
      if (missingRows > 0 || !read(window.bytes(), from)) {
        miss(y + row);
        Arrays.fill(window.bytes(), from, from + geometry().rowSamples(), (byte) 0);
      }
      if (flaw == Flaw.REPEATS_A_WINDOWS_FIRST_ROW && row > 0) {
        window.copyRows(window, 0, row, 1);
      }
    }
  }

  private void miss(int y) {
    if (damage == DamagePolicy.STRICT || y == 0) {
      if (flaw == Flaw.THROWS_WHAT_ARRAYS_THROW) {
        throw new ArrayIndexOutOfBoundsException("row " + y);
      }
      if (flaw != Flaw.HIDES_A_CUT) {
        throw ImageFormatException.at("raw", "", 0, "the file ends in row " + y);
      }
    } else {
      missingRows++;
    }
  }

  private boolean read(byte[] target, int from) throws IOException {
    int length = geometry().rowSamples();
    try {
      return flaw == Flaw.TAKES_FEW_BYTES_FOR_ALL
          ? in.read(target, from, length) >= 0
          : in.readNBytes(target, from, length) == length;
    } catch (IOException e) {
      if (flaw == Flaw.MAKES_ITS_OWN_OF_FAILURES) {
        throw new IllegalArgumentException(e);
      }
      throw e;
    }
  }
}
