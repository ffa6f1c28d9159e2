package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.internal.jpeg.scan.BlockEncoder;
import io.github.maskloom.internal.jpeg.scan.CodedBits;
import io.github.maskloom.internal.jpeg.scan.HuffmanCode;
import io.github.maskloom.internal.jpeg.scan.HuffmanTable;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import io.github.maskloom.internal.jpeg.scan.ScanWalk.JpegScan;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The Huffman codes of the copy of a scan, which have a word for whatever paint may need (ITU-T
 * T.81, annex C).
 */
final class ScanCodes {
  private static final int AC_CLASS = 0x10;

  private final List<ScanComponent> components;

  /** By class and slot as in a DHT segment. */
  private final SortedMap<Integer, HuffmanCode> copy = new TreeMap<>();

  /** Whether the copy's codes have words that the source's lack. */
  boolean extended;

  /** Whether all words of the source are the same in the copy. */
  boolean kept = true;

  /**
   * The codes of a scan.
   *
   * @param painted whether the copy needs codes with all words
   */
  ScanCodes(JpegScan scan, boolean painted) {
    components = scan.header().components();
    for (int i = 0; i < components.size(); i++) {
      put(components.get(i).dcSlot(), scan.dcTables().get(i), painted, scan.offset());
      put(AC_CLASS | components.get(i).acSlot(), scan.acTables().get(i), painted, scan.offset());
    }
  }

  private void put(int slot, HuffmanTable table, boolean painted, long offset) {
    HuffmanCode code = table.code();
    HuffmanCode completed = painted ? completed(slot, code, offset) : code;
    copy.put(slot, completed);
    extended |= completed != code;
    kept &= completed == code || code.isKeptBy(completed);
  }

  private static HuffmanCode completed(int slot, HuffmanCode code, long offset) {
    return code.completed(slot >= AC_CLASS)
        .orElseThrow(
            () ->
                JpegInput.wrong(
                    "SOS", offset, "a Huffman code has no room for the words that it lacks"));
  }

  /** The content of a DHT segment with the copy's codes. */
  byte[] definitions() {
    ByteArrayOutputStream definitions = new ByteArrayOutputStream();
    copy.forEach((slot, code) -> definitions.writeBytes(code.definition(slot)));
    return definitions.toByteArray();
  }

  /** By component of the scan: what codes its blocks in the copy. */
  BlockEncoder[] encoders(CodedBits out) {
    return components.stream()
        .map(
            component ->
                new BlockEncoder(
                    out, code(component.dcSlot()), code(AC_CLASS | component.acSlot())))
        .toArray(BlockEncoder[]::new);
  }

  private HuffmanCode code(int slot) {
    return Objects.requireNonNull(copy.get(slot));
  }
}
