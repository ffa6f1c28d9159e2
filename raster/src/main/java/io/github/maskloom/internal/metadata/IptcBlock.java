package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.internal.metadata.KeptFields.Rule;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

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

  private final ByteBuffer in;
  private final KeptFields fields;

  /** Datasets by their numbers, each with its head, a byte a letter; files may repeat them. */
  private final Map<String, Set<String>> found = new LinkedHashMap<>();

  private byte[] resolution = {};

  private IptcBlock(byte[] bytes, KeptFields fields) {
    in = ByteBuffer.wrap(bytes);
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
    int end = in.limit();
    while (at <= end - MIN_BYTES && SIGNATURES.contains(in.getInt(at))) {
      int data = at + NAME_AT + even(1 + (in.get(at + NAME_AT) & 0xFF)) + Integer.BYTES;
      long size = data > end ? end : Integer.toUnsignedLong(in.getInt(data - Integer.BYTES));
      if (data + size > end) {
        break;
      }
      take(in.getChar(at + 4), data, data + (int) size);
      at = Math.min(end, data + even((int) size));
    }
    dropRest(at, end, "Photoshop resources behind a damaged one", "they cannot be found");
  }

  /** Tells of bytes behind what was found, unless they only fill. */
  private void dropRest(int from, int end, String what, String why) {
    if (IntStream.range(from, end).anyMatch(at -> in.get(at) != 0)) {
      fields.drop(what, why);
    }
  }

  private void take(int id, int from, int end) {
    if (id == IPTC) {
      takeFields(from, end);
    } else if (id == RESOLUTION && end - from == RESOLUTION_BYTES) {
      resolution = Arrays.copyOfRange(in.array(), from, end);
    } else {
      fields.drop("Photoshop 0x%04X".formatted(id), KeptFields.UNLISTED);
    }
  }

  private void takeFields(int from, int end) {
    int at = from;
    while (at <= end - HEAD_BYTES && in.get(at) == MARK) {
      int next = at + HEAD_BYTES + in.getChar(at + 3);
      if (next > end) {
        break;
      }
      String id = (in.get(at + 1) & 0xFF) + ":" + (in.get(at + 2) & 0xFF);
      String dataset = new String(in.array(), at, next - at, ISO_8859_1);
      found.computeIfAbsent(id, unseen -> new LinkedHashSet<>()).add(dataset);
      at = next;
    }
    dropRest(at, end, "IPTC behind a damaged field", "it cannot be found");
  }

  private boolean isKept(String id, Set<String> datasets) {
    Rule rule = KeptFields.rule("iptc", id);
    if (rule == null) {
      fields.drop("IPTC " + id, KeptFields.UNLISTED);
      return false;
    }
    List<String> values = datasets.stream().map(all -> all.substring(HEAD_BYTES)).toList();
    IntSummaryStatistics lengths = values.stream().mapToInt(String::length).summaryStatistics();
    boolean sound =
        rule.isNumber()
            ? lengths.getMax() <= rule.maxBytes()
            : values.stream().allMatch(KeptFields::isText);
    return fields.takes("IPTC " + rule.name(), rule, sound, (int) lengths.getSum());
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

  private static int even(int length) {
    return length + 1 & ~1;
  }
}
