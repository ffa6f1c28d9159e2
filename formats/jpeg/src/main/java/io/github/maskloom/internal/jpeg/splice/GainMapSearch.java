package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
import com.google.common.primitives.Bytes;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.jpeg.scan.ColorEncoding;
import io.github.maskloom.internal.jpeg.scan.GainMapSigns;
import io.github.maskloom.internal.jpeg.scan.JpegHeader;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import io.github.maskloom.internal.jpeg.scan.MultiPicture.Picture;
import io.github.maskloom.internal.jpeg.scan.ScanWalk;
import io.github.maskloom.internal.metadata.XmpPacket;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the gain map of a photo, where the index of its file says that further pictures stand.
 *
 * <p>Nothing is thrown for a map that is damaged: it is dropped, and why is said. Of each picture
 * only the head is read.
 *
 * @param photo the header of the file
 * @param source of the file; opened if it tells of a map
 * @param limits for each picture
 */
public record GainMapSearch(JpegHeader photo, ImageSource source, ImageLimits limits) {
  /** The most bytes of a map that stay in memory from when it is found. */
  static final int HELD_BYTES = 128 << 10;

  private static final int MAX_PICTURES = 8;
  private static final double SHAPE_TOLERANCE = 0.01;
  private static final String APPLE = "urn:com:apple:photo:2020:aux:hdrgainmap";

  /**
   * What was found.
   *
   * @param map the map, if it can be kept
   * @param whyDropped why it cannot; empty if it can, or if there is none
   * @param isThere whether a map stands in the file, be it kept or dropped
   */
  public record Found(Optional<KeptMap> map, Optional<String> whyDropped, boolean isThere) {
    /** There is no map. */
    public static final Found NOTHING = new Found(Optional.empty(), Optional.empty(), false);

    /** There is a map, which cannot be kept. */
    static Found dropped(String why) {
      return new Found(Optional.empty(), Optional.of(why), true);
    }

    /** There is to be a map, which is not found. */
    static Found missing(String why) {
      return new Found(Optional.empty(), Optional.of(why), false);
    }

    /** Whether there is no map. To compare records would link their methods in the first JPEG. */
    public boolean isNothing() {
      return map.isEmpty() && whyDropped.isEmpty();
    }
  }

  /**
   * A map that can be kept.
   *
   * @param picture where it stands in the file
   * @param source its bytes alone
   * @param rgb the color that has no gain
   * @param iso the segment of ISO 21496-1 that describes it; empty if there is none
   */
  public record KeptMap(
      Picture picture, ImageSource source, JpegHeader header, int rgb, ByteSource iso) {}

  /**
   * Searches the file.
   *
   * @throws IOException if the source cannot be read
   */
  public Found found() throws IOException {
    GainMapSigns signs = photo.signs();
    if (signs.index().isPresent()) {
      return search(signs.index().get().pictures());
    }
    // A file that describes itself is a map apart from its photo.
    if (!signs.announced() || !description(source, photo).maps.isEmpty()) {
      return Found.NOTHING;
    }
    return Found.missing(
        signs.indexed() ? "the index of pictures is damaged" : "no index lists it");
  }

  private Description description(ImageSource file, JpegHeader header) throws IOException {
    Description description = new Description();
    try (InputStream in = file.open()) {
      new ScanWalk(new JpegInput(in), header.frame(), limits).next(description);
    }
    return description;
  }

  private Found search(List<Picture> pictures) throws IOException {
    Found found = Found.NOTHING;
    int end = Math.min(pictures.size(), MAX_PICTURES);
    for (int i = 1; i < end && found.map().isEmpty(); i++) {
      Found next = look(pictures.get(i));
      found = next.isNothing() ? found : next;
    }
    boolean missed = found.isNothing() && photo.signs().announced();
    return missed ? Found.missing("none of the file's pictures is one") : found;
  }

  private Found look(Picture picture) throws IOException {
    try {
      return lookAt(picture);
    } catch (ImageFormatException e) {
      return damaged(e.rule());
    } catch (ImageLimitException e) {
      return damaged("it passes a limit");
    }
  }

  /** Of pictures that are no gain maps it does not matter whether they are damaged. */
  private Found damaged(String why) {
    return photo.signs().announced() ? Found.missing("it is damaged: " + why) : Found.NOTHING;
  }

  private Found lookAt(Picture picture) throws IOException {
    long length = source.length().orElse(Long.MAX_VALUE);
    if (picture.offset() == 0 || picture.offset() >= length) {
      return damaged("the file ends before it");
    }
    long available = Math.min(picture.length(), length - picture.offset());
    ImageSource part = part(picture.offset(), available);
    JpegHeader header;
    try (InputStream in = part.open()) {
      header = JpegHeader.read(in, limits);
    }
    Description description = description(part, header);
    Found found = judge(picture, part, header, description);
    return available < picture.length() && found.map().isPresent()
        ? damaged("the file ends before it does")
        : found;
  }

  private Found judge(Picture picture, ImageSource part, JpegHeader map, Description description) {
    if (description.descriptions == 0) {
      return description.isApples
          ? Found.dropped("it is of Apple's older kind, " + APPLE)
          : Found.NOTHING;
    }
    Optional<String> why = description.obstacle().or(() -> shapeObstacle(map));
    if (why.isPresent()) {
      return Found.dropped(why.get());
    }
    int rgb = description.maps.get(0).neutralRgb();
    boolean isGray = map.encoding() == ColorEncoding.GRAY;
    if (isGray && rgb != (rgb & 0xFF) * 0x010101) {
      return Found.dropped("its only component cannot mean no gain for all colors");
    }
    return new Found(
        Optional.of(new KeptMap(picture, part, map, rgb, description.iso)), Optional.empty(), true);
  }

  private Optional<String> shapeObstacle(JpegHeader map) {
    if (map.width() > photo.width() || map.height() > photo.height()) {
      return Optional.of("it is larger than the image");
    }
    double height = (double) map.width() * photo.height() / photo.width();
    double tolerance = 2 + height * SHAPE_TOLERANCE;
    return Math.abs(height - map.height()) <= tolerance
        ? Optional.empty()
        : Optional.of("it has another shape than the image");
  }

  /** The bytes of a picture alone: held, if they are few, so that the file is opened once. */
  private ImageSource part(long offset, long length) throws IOException {
    if (length <= HELD_BYTES) {
      try (InputStream in = open(offset, length)) {
        return ImageSource.of(in.readAllBytes());
      }
    }
    // A length is stated only where it is certain, as a stream that ends before it fails.
    return source.length().isPresent()
        ? ImageSource.reopening(() -> open(offset, length), length)
        : ImageSource.reopening(() -> open(offset, length));
  }

  private InputStream open(long offset, long length) throws IOException {
    if (source.ranges().isPresent()) {
      return source.ranges().get().open(offset, length);
    }
    InputStream in = source.open();
    try {
      in.skipNBytes(offset);
      return ByteStreams.limit(in, length);
    } catch (EOFException e) {
      in.close();
      return InputStream.nullInputStream();
    } catch (Throwable e) {
      in.close();
      throw e;
    }
  }

  /** What a picture says of itself, in the segments that would come along with it. */
  private static final class Description implements ScanWalk.Segments {
    final List<GainMap> maps = new ArrayList<>();
    boolean isApples;
    ByteSource iso = ByteSource.empty();

    /** How many descriptions there are, of which {@link #maps} has those that can be read. */
    private int descriptions;

    @Override
    public void take(int marker, byte[] content) {
      if (marker == JpegMarker.APP2 && JpegSegments.isNamed(content, GainMapSigns.ISO)) {
        int head = GainMapSigns.ISO.length();
        Optional<GainMap> map = GainMap.ofIso(content, head);
        add(map);
        if (map.isPresent()) {
          iso = ByteSource.wrap(content).slice(0, head + GainMap.isoBytes(content, head));
        }
      } else if (marker == JpegMarker.APP1 && JpegSegments.isNamed(content, JpegSegments.XMP)) {
        isApples |= Bytes.indexOf(content, APPLE.getBytes(ISO_8859_1)) >= 0;
        byte[] packet = Arrays.copyOfRange(content, JpegSegments.XMP.length(), content.length);
        Map<String, String> properties = XmpPacket.texts(packet, "map");
        if (properties.keySet().stream().anyMatch(name -> name.startsWith(GainMap.PREFIX))) {
          add(GainMap.ofXmp(properties));
        }
      }
    }

    private void add(Optional<GainMap> map) {
      descriptions++;
      map.ifPresent(maps::add);
    }

    Optional<String> obstacle() {
      if (maps.size() < descriptions) {
        return Optional.of("its description is damaged or not known");
      }
      Optional<String> why = maps.stream().flatMap(map -> map.obstacle().stream()).findFirst();
      if (why.isEmpty() && maps.stream().mapToInt(GainMap::neutralRgb).distinct().count() > 1) {
        return Optional.of("its descriptions contradict each other");
      }
      return why;
    }
  }
}
