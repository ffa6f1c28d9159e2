package io.github.maskloom.internal.jpeg.splice;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.jpeg.block.AcTable;
import io.github.maskloom.internal.jpeg.block.BlockEncoder;
import io.github.maskloom.internal.jpeg.block.CodedBits;
import io.github.maskloom.internal.jpeg.block.DcTable;
import io.github.maskloom.internal.jpeg.block.HuffmanCode;
import io.github.maskloom.internal.jpeg.block.McuLayout;
import io.github.maskloom.internal.jpeg.scan.HuffmanTable;
import io.github.maskloom.internal.jpeg.scan.JpegFrame;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.Component;
import io.github.maskloom.internal.jpeg.scan.JpegInput;
import io.github.maskloom.internal.jpeg.scan.JpegTables;
import io.github.maskloom.internal.jpeg.scan.ScanHeader;
import io.github.maskloom.internal.jpeg.scan.ScanHeader.ScanComponent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Huffman codes of a scan: those it is coded with, and those of its copy, which have a word for
 * whatever paint may need (ITU-T T.81, annex C).
 */
final class ScanCodes {
  private static final int AC_CLASS = 0x10;

  private final ScanHeader scan;

  /** By class and slot as in a DHT segment. */
  private final Map<Integer, HuffmanCode> source = new TreeMap<>();

  private final Map<Integer, HuffmanCode> copy = new TreeMap<>();
  private final boolean extended;
  private final boolean kept;

  /**
   * The codes of a scan.
   *
   * @param painted whether the copy needs codes with all words
   * @param offset where the scan's header begins, for messages
   */
  ScanCodes(ScanHeader scan, JpegTables tables, boolean painted, long offset) {
    this.scan = scan;
    for (ScanComponent component : scan.components()) {
      put(component.dcSlot(), tables.dc(component.dcSlot()), painted, offset);
      put(AC_CLASS | component.acSlot(), tables.ac(component.acSlot()), painted, offset);
    }
    extended = source.keySet().stream().anyMatch(slot -> source.get(slot) != copy.get(slot));
    kept = source.keySet().stream().allMatch(slot -> isKept(slot));
  }

  private void put(int slot, HuffmanTable table, boolean painted, long offset) {
    if (table.words() == 0) {
      throw wrong(offset, "a Huffman code that the scan uses was not defined");
    }
    HuffmanCode code = table.definition();
    source.put(slot, code);
    copy.put(slot, painted ? completed(slot, code, offset) : code);
  }

  private static HuffmanCode completed(int slot, HuffmanCode code, long offset) {
    return (slot < AC_CLASS ? code.completedForDc() : code.completedForAc())
        .orElseThrow(() -> wrong(offset, "a Huffman code has no room for the words that it lacks"));
  }

  private boolean isKept(int slot) {
    HuffmanCode code = code(source, slot);
    HuffmanCode other = code(copy, slot);
    return code == other || code.isKeptBy(other);
  }

  private static HuffmanCode code(Map<Integer, HuffmanCode> codes, int slot) {
    HuffmanCode code = codes.get(slot);
    if (code == null) {
      throw new IllegalStateException("no code in slot " + slot);
    }
    return code;
  }

  /** Whether the copy's codes have words that the source's lack. */
  boolean extended() {
    return extended;
  }

  /** Whether all words of the source are the same in the copy. */
  boolean kept() {
    return kept;
  }

  /** The content of a DHT segment with the copy's codes. */
  byte[] definitions() {
    ByteArrayOutputStream definitions = new ByteArrayOutputStream();
    copy.forEach(
        (slot, code) -> {
          definitions.write(slot);
          definitions.writeBytes(code.definition());
        });
    return definitions.toByteArray();
  }

  /** How the source's MCUs are decoded; a component's number is its place in the scan. */
  McuLayout layout(JpegFrame frame) {
    List<Integer> blocks = new ArrayList<>();
    List<DcTable> dc = new ArrayList<>();
    List<AcTable> ac = new ArrayList<>();
    for (int i = 0; i < scan.components().size(); i++) {
      ScanComponent component = scan.components().get(i);
      Component sampled = frame.components().get(component.index());
      for (int n = frame.mcuWidth(sampled) * frame.mcuHeight(sampled); n > 0; n--) {
        blocks.add(i);
      }
      dc.add(new DcTable(code(source, component.dcSlot())));
      ac.add(new AcTable(code(source, AC_CLASS | component.acSlot())));
    }
    return new McuLayout(
        blocks.stream().mapToInt(Integer::intValue).toArray(),
        dc.toArray(new DcTable[0]),
        ac.toArray(new AcTable[0]));
  }

  /** By component of the scan: what codes its blocks in the copy. */
  BlockEncoder[] encoders(CodedBits out) {
    return scan.components().stream()
        .map(
            component ->
                new BlockEncoder(
                    out, code(copy, component.dcSlot()), code(copy, AC_CLASS | component.acSlot())))
        .toArray(BlockEncoder[]::new);
  }

  private static ImageFormatException wrong(long offset, String rule) {
    return ImageFormatException.at(JpegInput.FORMAT, "SOS", offset, rule);
  }
}
