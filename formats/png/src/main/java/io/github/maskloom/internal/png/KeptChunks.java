package io.github.maskloom.internal.png;

import io.github.maskloom.image.MetadataOptions;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.internal.metadata.ExifBlock;
import io.github.maskloom.internal.metadata.PictureScan;
import io.github.maskloom.internal.metadata.XmpLabel;
import io.github.maskloom.internal.metadata.XmpPacket;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Writes chunks into a copy of a PNG in which pixels change, without pictures in them. */
public final class KeptChunks {
  private static final int MAX_XMP_BYTES = 1 << 20;

  private final ChunkWriter copy;
  private final MetadataOptions options;
  private final MetadataReport.Builder report = MetadataReport.builder();

  /** Whether there is a label that is not written. */
  private boolean labelDue;

  public KeptChunks(ChunkWriter copy, MetadataOptions options) {
    this.copy = copy;
    this.options = options;
    labelDue = !options.label().isEmpty();
  }

  /** What takes the chunks. */
  ChunkWriter copy() {
    return copy;
  }

  /** What was erased and left out so far. */
  public MetadataReport report() {
    return report.build();
  }

  /** Writes a packet of the label alone, if no other packet has taken it. */
  public void writeLabel() throws IOException {
    if (labelDue) {
      copy.write(ChunkType.ITXT, XmpChunk.of(XmpLabel.write(Optional.empty(), options.label())));
      labelDue = false;
    }
  }

  /** Whether a packet with the label is written: of two, readers take one or the other. */
  private boolean isLabeled() {
    return !labelDue && !options.label().isEmpty();
  }

  /** Reports a chunk that does not come along, as it does not hold for other pixels. */
  public void lose(int type) {
    if (type == ChunkType.CABX) {
      report.dropped("C2PA manifest", "it signs the photo as it was");
    } else if (!ChunkType.isAnimation(type)) {
      report.dropped("chunk that is unsafe to copy", "it may show or describe the photo as it was");
    }
  }

  /** Reports a chunk that is too long to be looked through for pictures. */
  void loseLong() {
    report.dropped("chunk that may hold a picture", "it is too long behind the pixels");
  }

  /** Writes a chunk as it is in a copy. */
  public void write(int type, byte[] data) throws IOException {
    if (type == ChunkType.TIME) {
      copy.write(type, MetadataWriter.time(Instant.now()));
    } else if (type == ChunkType.EXIF) {
      writeExif(data);
    } else if (XmpChunk.is(type, data)) {
      writeXmp(data);
    } else if (ChunkType.isText(type) && MetadataReader.TextChunk.mayHoldThumbnail(data)) {
      MetadataReader.TextChunk.report(report);
    } else if (ChunkType.isCritical(type) || type == ChunkType.ICCP) {
      copy.write(type, data);
    } else {
      copy.write(type, PictureScan.without(data).counted(report));
    }
  }

  private void writeExif(byte[] tiff) throws IOException {
    if (!ExifBlock.isTiff(tiff)) {
      report.dropped("EXIF", "it is no TIFF stream");
      return;
    }
    copy.write(ChunkType.EXIF, ExifBlock.travelling(tiff, options, report));
  }

  private void writeXmp(byte[] data) throws IOException {
    if (isLabeled()) {
      report.dropped("XMP", "the label stands in another packet");
      return;
    }
    Optional<byte[]> packet = XmpChunk.packet(data, MAX_XMP_BYTES);
    if (packet.isEmpty()) {
      report.dropped("XMP", "it cannot be read, or is longer than 1 MiB");
      return;
    }
    Optional<byte[]> left = XmpPacket.travelling(packet.get(), Set.of(), report);
    if (left.isPresent()) {
      byte[] labeled = XmpLabel.write(left, options.label());
      boolean same = Arrays.equals(labeled, packet.get());
      copy.write(ChunkType.ITXT, same ? data : XmpChunk.of(labeled));
      labelDue = false;
    }
  }
}
