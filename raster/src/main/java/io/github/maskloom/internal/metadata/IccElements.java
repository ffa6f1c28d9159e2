package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The data of those tags of an ICC profile that travel, each as long as its type says (ICC.1:2022,
 * section 10; ICC.1:2001-04, section 6.5).
 *
 * <p>Texts are bounded and written anew. Numbers of curves and tables are copied whatever they
 * mean. A table of the types mAB and mBA is copied as a whole, since its parts may stand anywhere
 * in it.
 */
final class IccElements {
  /** Each tag that travels, before the types that it may have. */
  private static final Pattern TRAVELS =
      Pattern.compile(
          "(desc|cprt|dmnd|dmdd|vued)(text|desc|mluc)"
              + "|([rgb]XYZ|wtpt|bkpt|lumi)XYZ "
              + "|[rgbk]TRC(curv|para)"
              + "|A2B[012](mft[12]|mAB )|(B2A[012]|gamt)(mft[12]|mBA )"
              + "|chadsf32|chrmchrm|techsig |measmeas|viewview|cicpcicp");

  /** Bytes of those types that always have the same number, in the tags above. */
  private static final Map<String, Integer> BYTES =
      Map.of("XYZ ", 20, "sf32", 44, "chrm", 36, "sig ", 12, "meas", 36, "view", 36, "cicp", 12);

  /** Bytes of each kind of a parametric curve (table 68); there is no sixth. */
  private static final int[] PARAMETRIC = {16, 24, 28, 32, 40, Integer.MAX_VALUE};

  private static final int MAX_TEXT_BYTES = 1024;

  /** The name of a type, and four bytes that are reserved. */
  private static final int TYPE_BYTES = 8;

  /** A number that four bytes never are. */
  private static final long ABSENT = 1L << 40;

  /** Behind a description's text: its end, none in Unicode, and an empty one of fixed length. */
  private static final int NO_OTHER_TEXTS = 79;

  /** Where texts begin that stand in one language. */
  private static final int FIRST_TEXT_AT = 28;

  private final ByteBuffer profile;
  private final Map<Long, Element> elements = new LinkedHashMap<>();
  private ByteBuffer in = ByteBuffer.allocate(0);
  private long length;

  /** Data, and where they begin among all. */
  record Element(long at, ByteBuffer bytes) {}

  IccElements(ByteBuffer profile) {
    this.profile = profile;
  }

  /** How long all data are, each aligned; longer than the profile if tags claim the same bytes. */
  long length() {
    return length;
  }

  /** Writes all data; the reserved bytes of a type are zero. */
  void writeTo(ByteBuffer out) {
    for (Element element : elements.values()) {
      int at = out.position();
      out.put(element.bytes().duplicate()).put(new byte[-element.bytes().limit() & 3]);
      out.putInt(at + Integer.BYTES, 0);
    }
  }

  /**
   * Adds a tag's data, unless another tag shares them.
   *
   * @param place the offset and, in the lower half, the length
   * @return empty if the tag does not travel
   */
  Optional<Element> add(String tag, long place) {
    long from = place >>> Integer.SIZE;
    long bytes = place & 0xFFFF_FFFFL;
    if (bytes < TYPE_BYTES || from + bytes > profile.limit()) {
      return Optional.empty();
    }
    in = profile.slice((int) from, (int) bytes);
    String type = ISO_8859_1.decode(in.slice(0, Integer.BYTES)).toString();
    Optional<ByteBuffer> data =
        TRAVELS.matcher(tag + type).matches() ? data(type) : Optional.empty();
    return data.map(
        found -> {
          Element element = elements.computeIfAbsent(place, unseen -> new Element(length, found));
          length = Math.max(length, element.at() + found.limit() + 3 & ~3);
          return element;
        });
  }

  private Optional<ByteBuffer> data(String type) {
    return switch (type) {
      case "text" -> text(8, letters(8), ISO_8859_1, 1);
      case "desc" -> text(12, letters(12), ISO_8859_1, NO_OTHER_TEXTS, letters(12) + 1);
      case "mluc" -> localizedText();
      case "curv" -> first(12 + Short.BYTES * number(8));
      case "para" -> first(PARAMETRIC[(int) Math.min(number(8) >> Short.SIZE, 5)]);
      case "mft1" -> table(48, 1);
      case "mft2" -> table(52, 2);
      case "mAB ", "mBA " -> first(in.limit());
      default -> first(BYTES.getOrDefault(type, Integer.MAX_VALUE));
    };
  }

  private Optional<ByteBuffer> first(long bytes) {
    return bytes > in.limit() ? Optional.empty() : Optional.of(in.slice(0, (int) bytes));
  }

  private long number(int at) {
    return at + Integer.BYTES > in.limit() ? ABSENT : Integer.toUnsignedLong(in.getInt(at));
  }

  /** A matrix, curves, cells, and curves, in numbers of as many bytes. */
  private Optional<ByteBuffer> table(int head, int numberBytes) {
    if (in.limit() < head) {
      return Optional.empty();
    }
    int inputs = in.get(8) & 0xFF;
    int outputs = in.get(9) & 0xFF;
    long numbers = outputs;
    for (int i = 0; i < inputs && numbers < ABSENT; i++) {
      numbers *= in.get(10) & 0xFF;
    }
    numbers += inputs * (numberBytes == 1 ? 256L : in.getChar(48));
    numbers += outputs * (numberBytes == 1 ? 256L : in.getChar(50));
    return first(head + numberBytes * numbers);
  }

  /** How many letters stand before a zero. */
  private int letters(int from) {
    int end = from;
    while (end < in.limit() && in.get(end) != 0) {
      end++;
    }
    return end - from;
  }

  /** A text in the first of its languages. */
  private Optional<ByteBuffer> localizedText() {
    int[] head = {1, 12, (int) number(16), (int) number(20), FIRST_TEXT_AT};
    return text(number(24), number(20), UTF_16BE, 0, head);
  }

  /** A text behind its type and these numbers, and before so many zeros. */
  private Optional<ByteBuffer> text(
      long from, long bytes, Charset charset, int zeros, int... numbers) {
    if (bytes > MAX_TEXT_BYTES || from + bytes > in.limit()) {
      return Optional.empty();
    }
    ByteBuffer letters = in.slice((int) from, (int) bytes);
    int head = TYPE_BYTES + numbers.length * Integer.BYTES;
    ByteBuffer text = ByteBuffer.allocate(head + (int) bytes + zeros).put(in.slice(0, TYPE_BYTES));
    Arrays.stream(numbers).forEach(text::putInt);
    IntStream read = charset.decode(letters.duplicate()).chars();
    boolean sound = read.allMatch(c -> c >= ' ' || Character.isWhitespace(c));
    return sound ? Optional.of(text.put(letters).rewind()) : Optional.empty();
  }
}
