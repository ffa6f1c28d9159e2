package io.github.maskloom.internal.jpeg.splice;

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
final class GainMapHead implements KeptSegments.Rule {
  private static final int SEGMENT_HEAD = 4;
  private static final int COPY_BYTES = 1 << 16;
  private static final int NONE = -1;

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
  private boolean hasXmp;

  /** Bytes of the file. */
  private record Range(long start, long end) {}

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

  @Override
  public Optional<byte[]> keep(int marker, byte[] content) {
    Optional<byte[]> kept = KeptSegments.keep(marker, content);
    if (kept.isPresent()) {
      return kept;
    }
    Optional<byte[]> speaking = ofMap(marker, content);
    speaking.ifPresent(this::note);
    return speaking;
  }

  private Optional<byte[]> ofMap(int marker, byte[] content) {
    if (marker == JpegMarker.APP1 && JpegSegments.isNamed(content, KeptSegments.XMP)) {
      return signs.inXmp() && !hasXmp ? Optional.of(xmp(content)) : Optional.empty();
    }
    if (marker != JpegMarker.APP2) {
      return Optional.empty();
    }
    if (JpegSegments.isNamed(content, MultiPicture.NAME) && index == NONE) {
      index = contentAt();
      return Optional.of(new byte[MultiPicture.BYTES_OF_TWO]);
    }
    return Optional.of(content).filter(iso -> JpegSegments.isNamed(iso, GainMapSigns.ISO));
  }

  private byte[] xmp(byte[] content) {
    GainMapXmp xmp = GainMapXmp.of(content);
    hasXmp = true;
    xmpLength = xmp.lengthAt() < 0 ? NONE : contentAt() + xmp.lengthAt();
    return xmp.content();
  }

  private long contentAt() {
    return file.length() + SEGMENT_HEAD;
  }

  private void note(byte[] content) {
    ofMap.add(new Range(file.length(), contentAt() + content.length));
  }

  /**
   * Writes the copy with its map, both of which are in the file.
   *
   * @param map where the map begins, behind the image
   * @return false if nothing is written, as the index cannot name places so far behind
   */
  boolean writeWithMap(long map, OutputStream out) throws IOException {
    SpliceHead.checkUnchanged(index != NONE);
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
