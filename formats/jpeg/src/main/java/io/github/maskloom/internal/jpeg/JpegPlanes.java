package io.github.maskloom.internal.jpeg;

import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.format.PlaneReader;
import io.github.maskloom.format.PlaneReader.Layout.Plane;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The components of a JPEG file, each reduced for itself, a row of MCUs at a time.
 *
 * <p>A component that is reduced has the samples of {@code N} x {@code N} for each of its blocks,
 * with the least {@code N} that will do. <b>Memory:</b> {@link #heapBytes}.
 */
final class JpegPlanes implements PlaneReader {
  private final JpegReader file;
  private final JpegFrame frame;
  private final List<ScaledSize> sizes;
  private final PlaneReader.Layout layout;
  private ComponentPlane[] planes = {};
  private int mcuRows;
  private boolean dead;

  /**
   * Planes before their first row.
   *
   * @param file gray or YCbCr, of which nothing is read yet; closed with this
   * @param least what each plane is to have at least
   */
  JpegPlanes(JpegReader file, JpegFrame frame, PlaneReader.Layout least) {
    this.file = file;
    this.frame = frame;
    this.sizes = new ArrayList<>();
    List<Plane> laid = new ArrayList<>();
    for (int i = 0; i < least.planes().size(); i++) {
      Component component = frame.components().get(i);
      int side = side(frame, component, least.planes().get(i));
      sizes.add(new ScaledSize(side, frame.mcuWidth(component), frame.mcuHeight(component)));
      laid.add(plane(frame, component, side));
    }
    this.layout = new PlaneReader.Layout(laid);
  }

  private static int side(JpegFrame frame, Component component, Plane least) {
    int side = 1;
    while (side < JpegFrame.BLOCK_SIDE
        && !plane(frame, component, side).covers(least.across(), least.down())) {
      side++;
    }
    return side;
  }

  /** A plane of a component whose blocks have so many samples across and down. */
  static Plane plane(JpegFrame frame, Component component, int side) {
    int width = frame.mcuWidth(component);
    int height = frame.mcuHeight(component);
    return new Plane(
        samples(frame.width(), width * side, frame.maxMcuWidth()),
        samples(frame.height(), height * side, frame.maxMcuHeight()),
        height * side);
  }

  private static double samples(int pixels, int samples, int blocks) {
    return (double) ((long) pixels * samples) / (blocks * JpegFrame.BLOCK_SIDE);
  }

  @Override
  public PlaneReader.Layout layout() {
    return layout;
  }

  @Override
  public ImageMetadata metadata() {
    return file.metadata();
  }

  @Override
  public long heapBytes() {
    long bytes = file.codedHeapBytes();
    for (int i = 0; i < sizes.size(); i++) {
      bytes += ComponentPlane.bytes(frame, frame.components().get(i), sizes.get(i), 0);
    }
    return bytes;
  }

  @Override
  public boolean read(List<RasterWindow> windows) throws IOException {
    checkState(!dead, "the reader failed before or is closed");
    if (mcuRows == frame.mcusDown()) {
      return false;
    }
    dead = true;
    if (mcuRows == 0) {
      allocate();
    }
    McuRows coded = file.coded();
    coded.decodeRow(planes);
    for (int i = 0; i < planes.length; i++) {
      planes[i].copyTo(windows.get(i), mcuRows * layout.planes().get(i).bandRows());
    }
    mcuRows++;
    if (mcuRows == frame.mcusDown()) {
      coded.finish();
      file.close();
    }
    dead = false;
    return true;
  }

  private void allocate() {
    planes = new ComponentPlane[sizes.size()];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = new ComponentPlane(frame, frame.components().get(i), sizes.get(i), 0);
    }
  }

  @Override
  public void close() throws IOException {
    dead = true;
    file.close();
  }
}
