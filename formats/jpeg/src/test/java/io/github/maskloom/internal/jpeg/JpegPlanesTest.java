package io.github.maskloom.internal.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.format.PlaneReader;
import io.github.maskloom.format.PlaneReader.Layout.Plane;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.testing.ArrayRows;
import io.github.maskloom.testing.TestJpegs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Components of a JPEG that are read, and written, without being put together. */
class JpegPlanesTest {
  private static final int WIDTH = 101;
  private static final int HEIGHT = 67;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 8, 9, 16, 17, 101})
  void thePlaneOfAGrayImageHoldsItsRows(int side) throws IOException {
    byte[] jpeg = TestJpegs.baseline(side, HEIGHT, 1);

    List<byte[]> planes = planes(jpeg, least(1, Double.MAX_VALUE));

    assertThat(planes).hasSize(1);
    assertThat(planes.get(0)).isEqualTo(ArrayRows.collect(Jpegs.open(jpeg), 8));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 2", "2, 2"})
  void theFirstPlaneOfAColoredImageIsItsLuma(int h, int v) throws IOException {
    byte[] jpeg = TestJpegs.subsampled(WIDTH, HEIGHT, h, v);
    byte[] rgb = ArrayRows.collect(Jpegs.open(jpeg), 8);

    List<byte[]> planes = planes(jpeg, least(3, Double.MAX_VALUE));

    assertThat(planes.get(1)).hasSize(ceil(WIDTH, h) * ceil(HEIGHT, v));
    assertThat(planes.get(2)).hasSameSizeAs(planes.get(1));
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      double luma =
          0.299 * at(rgb, 3 * i) + 0.587 * at(rgb, 3 * i + 1) + 0.114 * at(rgb, 3 * i + 2);
      assertThat((double) at(planes.get(0), i)).isBetween(luma - 1.5, luma + 1.5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "101, 8", "88.4, 8", "88.3, 7", "64, 6", "63.2, 6", "63.1, 5", "40, 4", "37.8, 3", "25, 2",
    "12.6, 1", "0.1, 1"
  })
  void aPlaneIsReducedAsFarAsLeavesWhatIsWanted(double least, int side) throws IOException {
    byte[] jpeg = TestJpegs.subsampled(WIDTH, WIDTH, 2, 2);

    List<Plane> planes = Jpegs.open(jpeg).planes(least(3, least)).orElseThrow().layout().planes();

    assertThat(planes.get(0).across()).isEqualTo(WIDTH * side / 8.0);
    assertThat(planes.get(0).bandRows()).isEqualTo(2 * side);
    assertThat(planes.get(1).across()).isEqualTo(WIDTH / 2.0 * Math.min(8, chroma(least)) / 8.0);
  }

  private static int chroma(double least) {
    return Math.max(1, (int) Math.ceil(16 * least / WIDTH));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void aProgressiveImageHasThePlanesOfASequentialOne(int side) throws IOException {
    PlaneReader.Layout least = least(3, WIDTH * side / 8.0);
    byte[] sequential = TestJpegs.encodeAsIs(TestJpegs.picture(WIDTH, HEIGHT, 3).getRaster());
    byte[] progressive =
        TestJpegs.encodeProgressively(TestJpegs.picture(WIDTH, HEIGHT, 3).getRaster());

    List<byte[]> planes = planes(progressive, least);

    assertThat(planes).usingRecursiveComparison().isEqualTo(planes(sequential, least));
  }

  @ParameterizedTest
  @CsvSource({"RATIO_444", "RATIO_422", "RATIO_420"})
  void planesThatAreWrittenAreReadAgain(OutputFormat.ChromaSampling chroma) throws IOException {
    for (int width : new int[] {1, 7, 16, 33, 101}) {
      byte[] once = written(TestJpegs.subsampled(width, HEIGHT, 2, 2), width, chroma);
      byte[] twice = written(once, width, chroma);

      List<byte[]> planes = planes(once, least(3, Double.MAX_VALUE));
      List<byte[]> again = planes(twice, least(3, Double.MAX_VALUE));
      for (int i = 0; i < planes.size(); i++) {
        assertThat(again.get(i)).hasSameSizeAs(planes.get(i));
        for (int at = 0; at < planes.get(i).length; at++) {
          int sample = at(planes.get(i), at);
          assertThat(at(again.get(i), at)).isBetween(sample - 3, sample + 3);
        }
      }
    }
  }

  /** Of the planes of a file, or of a plain one where its components have other sizes. */
  private static byte[] written(byte[] jpeg, int width, OutputFormat.ChromaSampling chroma)
      throws IOException {
    OutputFormat.Jpeg format = new OutputFormat.Jpeg(100, 0xFFFFFF, chroma, false, false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageGeometry geometry = ImageGeometry.of(width, HEIGHT, 3, 8);
    PlaneReader.Layout layout = JpegWriter.layout(geometry, format);
    PlaneReader planes = Jpegs.open(jpeg).planes(least(3, Double.MAX_VALUE)).orElseThrow();
    if (planes.layout().planes().equals(layout.planes())) {
      JpegWriter.writePlanes(planes, geometry, format, out);
    } else {
      JpegReader rows = Jpegs.open(jpeg);
      JpegWriter.write(rows, format, rows.metadata(), out);
    }
    return out.toByteArray();
  }

  @Test
  void inksAndWhatMayLackRowsHaveNoPlanes() throws IOException {
    byte[] inks = TestJpegs.inks(WIDTH, HEIGHT, new int[] {10, 20, 30, 40}, 2);
    byte[] gray = TestJpegs.baseline(WIDTH, HEIGHT, 1);
    byte[] color = TestJpegs.baseline(WIDTH, HEIGHT, 3);

    assertThat(Jpegs.open(inks).planes(least(3, 1))).isEmpty();
    assertThat(Jpegs.open(gray).planes(least(3, 1))).isEmpty();
    assertThat(Jpegs.open(color).planes(least(1, 1))).isEmpty();
    assertThat(Jpegs.open(color, DamagePolicy.LENIENT).planes(least(3, 1))).isEmpty();
  }

  @Test
  void aFileThatIsCutFailsAndIsDead() throws IOException {
    byte[] whole = TestJpegs.baseline(WIDTH, HEIGHT, 3);
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    PlaneReader planes = Jpegs.open(cut).planes(least(3, 20)).orElseThrow();
    List<RasterWindow> windows = planes.layout().windows();

    assertThatThrownBy(
            () -> {
              while (planes.read(windows)) {
                assertThat(windows.get(0).rows()).isPositive();
              }
            })
        .isInstanceOf(ImageFormatException.class);
    assertThatThrownBy(() -> planes.read(windows)).isInstanceOf(IllegalStateException.class);
  }

  private static List<byte[]> planes(byte[] jpeg, PlaneReader.Layout least) throws IOException {
    try (PlaneReader planes = Jpegs.open(jpeg).planes(least).orElseThrow()) {
      List<RasterWindow> windows = planes.layout().windows();
      List<ByteArrayOutputStream> samples = new ArrayList<>();
      windows.forEach(window -> samples.add(new ByteArrayOutputStream()));
      while (planes.read(windows)) {
        for (int i = 0; i < windows.size(); i++) {
          RasterWindow window = windows.get(i);
          assertThat(window.y() * window.geometry().width()).isEqualTo(samples.get(i).size());
          samples.get(i).write(window.bytes(), 0, window.rowOffset(window.rows()));
        }
      }
      return samples.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }
  }

  private static PlaneReader.Layout least(int planes, double samples) {
    Plane plane = new Plane(samples, 0, 1);
    return new PlaneReader.Layout(Collections.nCopies(planes, plane));
  }

  private static int ceil(int pixels, int ratio) {
    return (pixels + ratio - 1) / ratio;
  }

  private static int at(byte[] samples, int i) {
    return samples[i] & 0xFF;
  }
}
