package io.github.maskloom.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.format.PlaneReader;
import io.github.maskloom.format.PlaneReader.Layout.Plane;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos;
import io.github.maskloom.internal.scale.Span;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaledPlanesTest {
  @Test
  void eachPlaneIsScaledAsAnImageOfItsOwnWhateverTheBands() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      double times = 1 + random.nextInt(40) / 8.0;
      double width = 1 + random.nextInt(90);
      double height = 1 + random.nextInt(300);
      int band = 1 + random.nextInt(8);
      PlaneReader.Layout from =
          layout(width * times, height * times, 1, 1 << random.nextInt(2), band);
      PlaneReader.Layout to = layout(width, height, 1 << random.nextInt(2), 2, 8);
      Given given = new Given(from, i);

      List<byte[]> planes =
          all(new ScaledPlanes(given, to, ImageMetadata.NONE, WorkOptions.DEFAULT));

      for (int plane = 0; plane < 3; plane++) {
        assertThat(planes.get(plane)).isEqualTo(given.scaled(plane, to.planes().get(plane)));
      }
    }
  }

  @Test
  void whatIsWrongWithRowsThatDoNotCountComesOut() {
    PlaneReader.Layout from = layout(40, 3000, 2, 2, 1);
    Given given = new Given(from, 1);
    given.failing = 1499;

    assertThatThrownBy(
            () ->
                all(
                    new ScaledPlanes(
                        given, layout(4, 2, 2, 2, 8), ImageMetadata.NONE, WorkOptions.DEFAULT)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void stopsBetweenTwoBands() {
    PlaneReader.Layout from = layout(40, 3000, 2, 2, 1);
    Given given = new Given(from, 1);
    CancelSignal cancel = () -> given.bands == 7;

    assertThatThrownBy(
            () ->
                all(
                    new ScaledPlanes(
                        given,
                        layout(20, 1500, 2, 2, 8),
                        ImageMetadata.NONE,
                        WorkOptions.DEFAULT.withCancel(cancel))))
        .isInstanceOf(CancelledException.class);
  }

  private static PlaneReader.Layout layout(
      double width, double height, int across, int down, int band) {
    Plane luma = new Plane(width, height, band * down);
    Plane chroma = new Plane(width / across, height / down, band);
    return new PlaneReader.Layout(List.of(luma, chroma, chroma));
  }

  private static List<byte[]> all(PlaneReader planes) throws IOException {
    List<RasterWindow> windows = planes.layout().windows();
    List<ByteArrayOutputStream> samples = new ArrayList<>();
    windows.forEach(window -> samples.add(new ByteArrayOutputStream()));
    while (planes.read(windows)) {
      for (int i = 0; i < windows.size(); i++) {
        RasterWindow window = windows.get(i);
        samples.get(i).write(window.bytes(), 0, window.rowOffset(window.rows()));
      }
    }
    return samples.stream().map(ByteArrayOutputStream::toByteArray).toList();
  }

  /** Noise. */
  private static final class Given implements PlaneReader {
    private final PlaneReader.Layout layout;
    private final List<RasterWindow> whole = new ArrayList<>();
    private int bands;
    private int failing = Integer.MAX_VALUE;

    Given(PlaneReader.Layout layout, long seed) {
      this.layout = layout;
      Random random = new Random(seed);
      for (Plane plane : layout.planes()) {
        ImageGeometry geometry = plane.geometry();
        RasterWindow window = new RasterWindow(geometry, geometry.height());
        random.nextBytes(window.bytes());
        whole.add(window);
      }
    }

    byte[] scaled(int plane, Plane wanted) {
      ImageGeometry geometry = layout.planes().get(plane).geometry();
      Lanczos scaler =
          new Lanczos(
              geometry, area(layout.planes().get(plane)), area(wanted), Lanczos.Averaging.SAMPLES);
      ImageGeometry result = scaler.targetGeometry();
      RasterWindow target = new RasterWindow(result, result.height());
      int fed = 0;
      for (int row = 0; row < result.height(); row++) {
        while (scaler.needsRow()) {
          scaler.feed(whole.get(plane), fed++);
        }
        scaler.emit(target, row);
      }
      return target.bytes();
    }

    private static Area area(Plane plane) {
      return new Area(
          new Span(plane.geometry().width(), 0, plane.across()),
          new Span(plane.geometry().height(), 0, plane.down()));
    }

    @Override
    public PlaneReader.Layout layout() {
      return layout;
    }

    @Override
    public ImageMetadata metadata() {
      return ImageMetadata.NONE;
    }

    @Override
    public long heapBytes() {
      return 0;
    }

    @Override
    public boolean read(List<RasterWindow> windows) throws IOException {
      if (bands == failing) {
        throw new IOException("broken");
      }
      boolean any = false;
      for (int i = 0; i < windows.size(); i++) {
        RasterWindow window = windows.get(i);
        int height = window.geometry().height();
        int y = Math.min(height, bands * layout.planes().get(i).bandRows());
        int rows = Math.min(layout.planes().get(i).bandRows(), height - y);
        window.copyRows(whole.get(i), y, 0, rows);
        window.place(y, rows);
        any |= rows > 0;
      }
      bands++;
      return any;
    }

    @Override
    public void close() {}
  }
}
