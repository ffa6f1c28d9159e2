package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.internal.jpeg.scan.JpegSegments;
import io.github.maskloom.internal.metadata.XmpPacket;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The second part of an XMP packet, in segments that each say of which packet they are, how long it
 * is and where they belong (XMP specification, part 3, section 1.1.3.1).
 *
 * <p>It is the same in whole or it goes, as its digest stands in the first part.
 */
final class ExtendedXmp {
  private static final int GUID_AT = JpegSegments.EXTENDED_XMP.length();
  private static final int LENGTH_AT = GUID_AT + 32;
  private static final int OFFSET_AT = LENGTH_AT + Integer.BYTES;
  private static final int DATA_AT = OFFSET_AT + Integer.BYTES;

  private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
  private byte[] identity = {};
  private boolean found;
  private boolean broken;

  /** Takes the content of the next segment, in the order in which they belong together. */
  void add(byte[] content) {
    found = true;
    if (content.length < DATA_AT) {
      broken = true;
      return;
    }
    byte[] its = Arrays.copyOfRange(content, GUID_AT, OFFSET_AT);
    identity = packet.size() == 0 ? its : identity;
    int offset = ByteBuffer.wrap(content).getInt(OFFSET_AT);
    broken |= offset != packet.size() || !Arrays.equals(its, identity);
    packet.write(content, DATA_AT, content.length - DATA_AT);
  }

  /** Whether there is one that still holds. */
  boolean stays() {
    return found && whyLost().isEmpty();
  }

  /** Why it goes, as a clause; empty if it stays or there is none. */
  Optional<String> whyLost() {
    if (!found) {
      return Optional.empty();
    }
    int length = broken ? -1 : ByteBuffer.wrap(identity).getInt(LENGTH_AT - GUID_AT);
    if (length != packet.size()) {
      return Optional.of("a part of it is missing, or it is longer than 1 MiB");
    }
    Optional<XmpPacket> xmp = XmpPacket.of(packet.toByteArray());
    if (xmp.isEmpty()) {
      return Optional.of("it is not well-formed");
    }
    return xmp.get().holds()
        ? Optional.empty()
        : Optional.of("it shows or describes the photo as it was");
  }
}
