package io.github.maskloom.internal.jpeg.scan;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.internal.jpeg.scan.JpegHeader.CodingProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A scan header (ITU-T T.81, B.2.3).
 *
 * @param components what the scan codes; several are interleaved
 * @param first the first coefficient in zigzag order, Ss
 * @param last the last coefficient, Se
 * @param high the low bits that the scan before left out, Ah; 0 if there was none
 * @param low the low bits that this scan leaves out, Al
 */
public record ScanHeader(List<ScanComponent> components, int first, int last, int high, int low) {
  public static final int LAST_COEFFICIENT = 63;

  private static final int MAX_COMPONENTS = 4;
  private static final int MAX_SLOT = 3;
  private static final int MAX_LOW = 13;

  /** How many blocks an MCU of an interleaved scan may have. */
  public static final int MAX_MCU_BLOCKS = 10;

  /**
   * A component of a scan.
   *
   * @param index its place in the frame
   * @param dcSlot number of its code for DC differences
   * @param acSlot number of its code for AC coefficients
   */
  public record ScanComponent(int index, int dcSlot, int acSlot) {}

  /**
   * Reads a scan header by the rules that hold whatever came before it.
   *
   * @param content the segment behind its length field
   * @param offset where the segment begins, for messages
   */
  public static ScanHeader parse(byte[] content, long offset, JpegFrame frame) {
    int count = content.length == 0 ? 0 : content[0];
    if (count < 1 || count > MAX_COMPONENTS || content.length != 4 + 2 * count) {
      throw wrong(offset, "the segment's length does not fit its number of components");
    }
    List<ScanComponent> components = new ArrayList<>();
    for (int at = 1; at <= 2 * count; at += 2) {
      components.add(component(content, at, components, offset, frame));
    }
    int end = content.length;
    int precision = content[end - 1] & 0xFF;
    ScanHeader header =
        new ScanHeader(
            List.copyOf(components),
            content[end - 3] & 0xFF,
            content[end - 2] & 0xFF,
            precision >> 4,
            precision & 0xF);
    header.check(offset, frame);
    return header;
  }

  private static ScanComponent component(
      byte[] content, int at, List<ScanComponent> before, long offset, JpegFrame frame) {
    int id = content[at] & 0xFF;
    int index = index(id, before, frame);
    if (index < 0) {
      boolean there = frame.componentIds().contains(id);
      throw wrong(
          offset,
          there ? "component " + id + " is there twice" : "the frame has no component " + id);
    }
    int slots = content[at + 1] & 0xFF;
    if (slots >> 4 > MAX_SLOT || (slots & 0xF) > MAX_SLOT) {
      throw wrong(offset, "Huffman codes have numbers 0 to 3");
    }
    return new ScanComponent(index, slots >> 4, slots & 0xF);
  }

  /** The first component of that name that has no place yet, as some files use a name twice. */
  private static int index(int id, List<ScanComponent> before, JpegFrame frame) {
    List<Integer> ids = frame.componentIds();
    return IntStream.range(0, ids.size())
        .filter(i -> ids.get(i) == id && before.stream().noneMatch(other -> other.index() == i))
        .findFirst()
        .orElse(-1);
  }

  private void check(long offset, JpegFrame frame) {
    boolean valid =
        frame.process() == CodingProcess.PROGRESSIVE
            ? isProgressive()
            : first == 0 && last == LAST_COEFFICIENT && high == 0 && low == 0;
    if (!valid) {
      throw wrong(
          offset,
          ("coefficients " + first + " to " + last + " from bit " + high + " to bit " + low)
              + " are no scan of this process");
    }
    if (interleaved() && mcuBlocks(frame) > MAX_MCU_BLOCKS) {
      throw wrong(offset, "an MCU has more than 10 blocks");
    }
  }

  /** G.1.1.1: DC coefficients stand alone, AC coefficients with those of one component. */
  private boolean isProgressive() {
    boolean band =
        first == 0 ? last == 0 : first <= last && last <= LAST_COEFFICIENT && !interleaved();
    return band && low <= MAX_LOW && (high == 0 || high == low + 1);
  }

  private int mcuBlocks(JpegFrame frame) {
    return components.stream()
        .mapToInt(component -> frame.mcuBlocks(frame.components().get(component.index())))
        .sum();
  }

  /** Whether the scan goes MCU by MCU, not block by block. */
  boolean interleaved() {
    return components.size() > 1;
  }

  /** Whether the scan adds a bit to what an earlier scan coded. */
  public boolean refines() {
    return high > 0;
  }

  /** Whether DC differences are Huffman-coded here. */
  boolean codesDc() {
    return first == 0 && !refines();
  }

  /** Whether AC coefficients are coded here. */
  boolean codesAc() {
    return last > 0;
  }

  private static ImageFormatException wrong(long offset, String rule) {
    return JpegInput.wrong("SOS", offset, rule);
  }
}
