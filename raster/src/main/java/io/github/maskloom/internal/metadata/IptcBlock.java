package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.internal.metadata.KeptFields.Rule;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * IPTC's fields (IIM 4.2), alone or in Photoshop's image resources, where they stand in a JPEG
 * (Adobe Photoshop file formats specification).
 *
 * <p>Nothing throws. What follows a damaged field or resource cannot be found, and goes.
 */
public final class IptcBlock {
  /** 8BIM, and what ImageReady, PhotoDeluxe and others write in its place. */
  private static final Set<Integer> SIGNATURES =
      Set.of(0x3842494D, 0x50485554, 0x41674867, 0x44435352, 0x4D655361);

  private static final int SIGNATURE = 0x3842494D;
  private static final int RESOLUTION = 0x03ED;
  private static final int IPTC = 0x0404;
  private static final int RESOLUTION_BYTES = 16;
  private static final int NAME_AT = 6;
  private static final int MIN_BYTES = 12;
  private static final int MARK = 0x1C;
  private static final int HEAD_BYTES = 5;

  private final byte[] bytes;
  private final KeptFields fields;

  /** Datasets by their numbers, each with its head, a byte a letter; files may repeat them. */
  private final Map<String, Set<String>> found = new LinkedHashMap<>();

  private byte[] resolution = {};

  private IptcBlock(byte[] bytes, KeptFields fields) {
    this.bytes = bytes;
    this.fields = fields;
  }

  /** What of a block is on the list, in new resources; empty if nothing is. */
  static byte[] kept(byte[] block, KeptFields fields) {
    IptcBlock iptc = new IptcBlock(block, fields);
    if (isFields(block)) {
      iptc.takeFields(0, block.length);
    } else {
      iptc.takeResources();
    }
    return iptc.written();
  }

  private static boolean isFields(byte[] block) {
    return block.length > 0 && block[0] == MARK;
  }

  /** Adds a block to resources of the same file: as it is, or as one of them if it is fields. */
  public static void append(byte[] block, ByteArrayOutputStream resources) {
    if (isFields(block)) {
      write(IPTC, block, resources);
    } else {
      resources.writeBytes(block);
    }
  }

  private void takeResources() {
    int at = 0;
    while (at <= bytes.length - MIN_BYTES && SIGNATURES.contains(int32(at))) {
      int data = at + NAME_AT + even(1 + (bytes[at + NAME_AT] & 0xFF)) + Integer.BYTES;
      long size = data > bytes.length ? bytes.length : int32(data - Integer.BYTES) & 0xFFFFFFFFL;
      if (data + size > bytes.length) {
        break;
      }
      take(int16(at + 4), data, data + (int) size);
      at = Math.min(bytes.length, data + even((int) size));
    }
    if (!isZero(at, bytes.length)) {
      fields.drop("Photoshop resources behind a damaged one", "they cannot be found");
    }
  }

  private boolean isZero(int from, int end) {
    int at = from;
    while (at < end && bytes[at] == 0) {
      at++;
    }
    return at >= end;
  }

  private void take(int id, int from, int end) {
    if (id == IPTC) {
      takeFields(from, end);
    } else if (id == RESOLUTION && end - from == RESOLUTION_BYTES) {
      resolution = Arrays.copyOfRange(bytes, from, end);
    } else {
      fields.drop("Photoshop 0x%04X".formatted(id), KeptFields.UNLISTED);
    }
  }

  private void takeFields(int from, int end) {
    int at = from;
    while (at <= end - HEAD_BYTES && bytes[at] == MARK) {
      int length = int16(at + 3);
      int next = at + HEAD_BYTES + length;
      if (next > end) {
        break;
      }
      String id = (bytes[at + 1] & 0xFF) + ":" + (bytes[at + 2] & 0xFF);
      String dataset = new String(bytes, at, next - at, ISO_8859_1);
      found.computeIfAbsent(id, unseen -> new LinkedHashSet<>()).add(dataset);
      at = next;
    }
    if (!isZero(at, end)) {
      fields.drop("IPTC behind a damaged field", "it cannot be found");
    }
  }

  private boolean isKept(String id, Set<String> datasets) {
    Rule rule = KeptFields.rule("iptc", id);
    if (rule == null) {
      fields.drop("IPTC " + id, KeptFields.UNLISTED);
      return false;
    }
    List<byte[]> values =
        datasets.stream().map(all -> all.substring(HEAD_BYTES).getBytes(ISO_8859_1)).toList();
    boolean isSound =
        values.stream()
            .allMatch(
                value ->
                    rule.isNumber() ? value.length <= rule.maxBytes() : KeptFields.isText(value));
    if (!isSound) {
      fields.drop("IPTC " + rule.name(), KeptFields.NO_TEXT);
    }
    return isSound
        && fields.takes(
            "IPTC " + rule.name(), rule, values.stream().map(value -> value.length).toList());
  }

  private byte[] written() {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    found.forEach(
        (id, datasets) -> {
          if (isKept(id, datasets)) {
            datasets.forEach(dataset -> kept.writeBytes(dataset.getBytes(ISO_8859_1)));
          }
        });
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    write(RESOLUTION, resolution, written);
    write(IPTC, kept.toByteArray(), written);
    return written.toByteArray();
  }

  private static void write(int id, byte[] data, ByteArrayOutputStream out) {
    if (data.length > 0) {
      ByteBuffer resource = ByteBuffer.allocate(MIN_BYTES + even(data.length));
      resource.putInt(SIGNATURE).putShort((short) id).putShort((short) 0).putInt(data.length);
      out.writeBytes(resource.put(data).array());
    }
  }

  private int int16(int at) {
    return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(at));
  }

  private int int32(int at) {
    return ByteBuffer.wrap(bytes).getInt(at);
  }

  private static int even(int length) {
    return length + 1 & ~1;
  }
}
