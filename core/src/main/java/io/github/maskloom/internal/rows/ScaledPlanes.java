package io.github.maskloom.internal.rows;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.format.PlaneReader;
import io.github.maskloom.format.PlaneReader.Layout;
import io.github.maskloom.format.PlaneReader.Layout.Plane;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.scale.Area;
import io.github.maskloom.internal.scale.Lanczos;
import io.github.maskloom.internal.scale.Span;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The components of an image, each made smaller for itself: no sample is converted to another
 * color. Owns the source.
 *
 * <p><b>Memory:</b> {@link #heapBytes}: what scaling gray images takes.
 */
public final class ScaledPlanes implements PlaneReader {
  /**
   * How much the kernel is to shrink luma at least, where a format reduces planes before. Of chroma
   * it may have nothing left to do: that makes less than 0.1 dB.
   */
  private static final double LEFT_FOR_KERNEL = 1.4;

  /**
   * How many rows a plane may lag behind its share: its kernel sees below, and rows come by fours.
   */
  private static final int LAG = 8;

  private final PlaneReader source;
  private final Layout layout;
  private final ImageMetadata metadata;
  private final WorkOptions work;
  private final List<RasterWindow> band;
  private final List<ScaledPlane> planes = new ArrayList<>();

  ScaledPlanes(PlaneReader source, Layout layout, ImageMetadata metadata, WorkOptions work) {
    this.source = source;
    this.layout = layout;
    this.metadata = metadata;
    this.work = work;
    band = source.layout().windows();
    for (int i = 0; i < band.size(); i++) {
      planes.add(new ScaledPlane(source.layout(), layout, i));
    }
  }

  /**
   * The components of an image at a smaller size, in the place of its rows.
   *
   * @param wanted how they are to lie
   * @param kept what of the image's metadata comes along
   * @param work who stops it, asked for every band, and who hears of rows
   * @return empty if the image does not have them apart, or not so many samples of each
   */
  public static Optional<Stage<PlaneReader>> stage(
      EncodedImage image, Layout wanted, UnaryOperator<ImageMetadata> kept, WorkOptions work) {
    List<Plane> least = new ArrayList<>();
    for (Plane plane : wanted.planes()) {
      double left = least.isEmpty() ? LEFT_FOR_KERNEL : 1;
      least.add(new Plane(left * plane.across(), left * plane.down(), 1));
    }
    return image
        .planes(new Layout(least))
        .filter(source -> shrinks(source.layout(), wanted))
        .map(
            source ->
                image
                    .stage(source)
                    .then(
                        "scale planes",
                        wanted.planes().get(0).geometry(),
                        Cost.heap(scalingBytes(source.layout(), wanted)),
                        (opened, scope) ->
                            new ScaledPlanes(opened, wanted, kept.apply(opened.metadata()), work)));
  }

  private static boolean shrinks(Layout from, Layout to) {
    boolean all = !from.planes().get(0).geometry().equals(to.planes().get(0).geometry());
    for (int i = 0; i < to.planes().size(); i++) {
      Plane wanted = to.planes().get(i);
      all &= from.planes().get(i).covers(wanted.across(), wanted.down());
    }
    return all;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public ImageMetadata metadata() {
    return metadata;
  }

  @Override
  public long heapBytes() {
    return source.heapBytes() + scalingBytes(source.layout(), layout);
  }

  private static long scalingBytes(Layout from, Layout to) {
    long bytes = from.windowBytes();
    for (int i = 0; i < to.planes().size(); i++) {
      Plane seen = from.planes().get(i);
      Plane wanted = to.planes().get(i);
      bytes +=
          Lanczos.heapBytes(seen.geometry(), area(seen), area(wanted), Lanczos.Averaging.SAMPLES);
      bytes += (long) wanted.geometry().width() * readyRows(from, to, i);
    }
    return bytes;
  }

  private static Area area(Plane plane) {
    return new Area(
        new Span(plane.geometry().width(), 0, plane.across()),
        new Span(plane.geometry().height(), 0, plane.down()));
  }

  /**
   * How many scaled rows of a plane there can be at once: a band that is wanted, those of a band of
   * the source, and those by which another plane lags behind.
   */
  private static int readyRows(Layout from, Layout to, int plane) {
    Plane seen = from.planes().get(plane);
    Plane wanted = to.planes().get(plane);
    double lag = 0;
    for (Plane other : to.planes()) {
      lag = Math.max(lag, LAG * wanted.down() / other.down());
    }
    double made = seen.bandRows() * wanted.down() / seen.down();
    return wanted.bandRows() + (int) Math.ceil(made + lag) + 1;
  }

  @Override
  public boolean read(List<RasterWindow> windows) throws IOException {
    while (planes.stream().anyMatch(ScaledPlane::lacksRows) && readBand()) {
      for (int i = 0; i < band.size(); i++) {
        planes.get(i).take(band.get(i));
      }
    }
    boolean any = false;
    for (int i = 0; i < windows.size(); i++) {
      any |= planes.get(i).give(windows.get(i));
    }
    if (any) {
      RasterWindow first = windows.get(0);
      work.listener().onRows(first.y() + first.rows(), first.geometry().height());
      return true;
    }
    while (readBand()) {
      // The last rows may weigh nothing, but what is wrong with them must come out.
    }
    return false;
  }

  private boolean readBand() throws IOException {
    work.cancel().throwIfCancelled();
    return source.read(band);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /** A component: rows go in as they come, and wait until they are asked for. */
  private static final class ScaledPlane {
    private final Lanczos scaler;

    /** Whether the plane has the wanted size already. */
    private final boolean fits;

    private final int bandRows;

    /** Row y of the result, once it is there, stands at y modulo the capacity. */
    private final RasterWindow ready;

    private int made;
    private int given;

    ScaledPlane(Layout from, Layout to, int plane) {
      Plane seen = from.planes().get(plane);
      Plane wanted = to.planes().get(plane);
      scaler = new Lanczos(seen.geometry(), area(seen), area(wanted), Lanczos.Averaging.SAMPLES);
      fits = area(seen).isSameAs(area(wanted));
      bandRows = wanted.bandRows();
      ready = new RasterWindow(wanted.geometry(), readyRows(from, to, plane));
    }

    boolean lacksRows() {
      return made < Math.min(ready.geometry().height(), given + bandRows);
    }

    void take(RasterWindow rows) {
      for (int row = 0; row < rows.rows(); row++) {
        if (fits) {
          ready.copyRows(rows, row, slot(), 1);
          made++;
        } else if (scaler.needsRow()) {
          scaler.feed(rows, row);
          make();
        }
      }
    }

    private void make() {
      while (made < ready.geometry().height() && !scaler.needsRow()) {
        scaler.emit(ready, slot());
        made++;
      }
    }

    /** Where the next row goes. */
    private int slot() {
      checkState(
          made - given < ready.capacityRows(), "the bands of two planes are of other shares");
      return made % ready.capacityRows();
    }

    /** Whether there was a row to give. */
    boolean give(RasterWindow window) {
      int rows = Math.min(bandRows, made - given);
      for (int row = 0; row < rows; row++) {
        window.copyRows(ready, (given + row) % ready.capacityRows(), row, 1);
      }
      window.place(given, rows);
      given += rows;
      return rows > 0;
    }
  }
}
