package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.internal.jpeg.scan.GainMapSigns;
import io.github.maskloom.internal.jpeg.scan.JpegMarker;
import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import io.github.maskloom.internal.jpeg.scan.MultiPicture;
import io.github.maskloom.internal.jpeg.scan.MultiPicture.Picture;
import io.github.maskloom.internal.pipeline.SpoolFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The metadata of a copy that has a gain map, which is kept in a temporary file meanwhile: its head
 * says how long the image and the map are, and that is only known at the end.
 *
 * <p>Indexed and listed are the image and its map, and no further images. Without the map the copy
 * is what {@link KeptSegments} alone would have made.
 */
final class GainMapHead {
  private static final int SEGMENT_HEAD = 4;
  private static final int COPY_BYTES = 1 << 16;
  private static final int NONE = -1;
  private static final byte[] NOTHING = {};

  /** The first version of the standard, as an image states it whose map is described there. */
  private static final byte[] ISO_VERSION = (GainMapSigns.ISO + "\0\0\0\0").getBytes(ISO_8859_1);

  private final SpoolFile file;
  private final long start;
  private final GainMapSigns signs;
  private final Picture source;
  private final CancelSignal cancel;

  /** Where segments that speak of the map begin in the file, and where each ends. */
  private final List<Range> ofMap = new ArrayList<>();

  /** Where the content of the index begins in the file, and the length that XMP states. */
  private long index = NONE;

  private long xmpLength = NONE;

  /** Bytes of the file, and what stands there if there is no map. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Range(long start, long end, byte[] otherwise) {}

  /**
   * A copy that begins at the end of a file.
   *
   * @param signs of the source
   * @param source the map in the source
   */
  GainMapHead(SpoolFile file, GainMapSigns signs, Picture source, CancelSignal cancel) {
    this.file = file;
    this.start = file.length();
    this.signs = signs;
    this.source = source;
    this.cancel = cancel;
  }

  /** Whether XMP is to state the map's length. */
  boolean takesXmp() {
    return signs.inXmp();
  }

  /**
   * Writes a segment of XMP at the end of the file.
   *
   * @param packet of properties, without those of the map; empty for none
   */
  void writeXmp(byte[] packet, OutputStream out) throws IOException {
    GainMapXmp xmp = GainMapXmp.in(packet);
    xmpLength = contentAt() + xmp.lengthAt();
    write(JpegMarker.APP1, xmp.content(), JpegSegments.xmp(packet), out);
  }

  /** Writes what says that there is a map, and an index of both. */
  void writeIndex(OutputStream out) throws IOException {
    if (signs.inIso()) {
      write(JpegMarker.APP2, ISO_VERSION, NOTHING, out);
    }
    index = contentAt();
    write(JpegMarker.APP2, new byte[MultiPicture.BYTES_OF_TWO], NOTHING, out);
  }

  private void write(int marker, byte[] content, byte[] otherwise, OutputStream out)
      throws IOException {
    ofMap.add(new Range(file.length(), contentAt() + content.length, otherwise));
    JpegSegments.write(marker, content, out);
  }

  private long contentAt() {
    return file.length() + SEGMENT_HEAD;
  }

  /**
   * Writes the copy with its map, both of which are in the file.
   *
   * @param map where the map begins, behind the image
   * @return false if nothing is written, as the index cannot name places so far behind
   */
  boolean writeWithMap(long map, OutputStream out) throws IOException {
    int attributes = signs.index().orElseThrow().pictures().get(0).attributes();
    Picture first = new Picture(attributes, start, map - start);
    Picture second = new Picture(source.attributes(), map, file.length() - map);
    Optional<byte[]> content = MultiPicture.index(first, second, index);
    if (content.isEmpty()) {
      return false;
    }
    file.write(index, ByteBuffer.wrap(content.get()));
    if (xmpLength != NONE) {
      file.write(xmpLength, ByteBuffer.wrap(GainMapXmp.length(second.length())));
    }
    write(start, file.length(), out);
    return true;
  }

  /**
   * Writes the copy without a map.
   *
   * @param end where the image ends
   */
  void writeWithoutMap(long end, OutputStream out) throws IOException {
    long from = start;
    for (Range range : ofMap) {
      write(from, range.start, out);
      out.write(range.otherwise);
      from = range.end;
    }
    write(from, end, out);
  }

  private void write(long from, long end, OutputStream out) throws IOException {
    byte[] chunk = new byte[(int) Math.min(COPY_BYTES, end - from)];
    for (long at = from; at < end; at += chunk.length) {
      cancel.throwIfCancelled();
      int count = (int) Math.min(chunk.length, end - at);
      file.read(at, ByteBuffer.wrap(chunk, 0, count));
      out.write(chunk, 0, count);
    }
  }
}
