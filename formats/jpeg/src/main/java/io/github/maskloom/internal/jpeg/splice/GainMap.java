package io.github.maskloom.internal.jpeg.splice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a gain map says of itself: in XMP (Adobe's gain map specification, Android's Ultra HDR), or
 * in a block of ISO 21496-1.
 *
 * <p>Nothing is thrown for what is damaged: it says nothing.
 *
 * @param baseIsHdr whether the image itself is the HDR rendition, and the map leads away from it
 * @param channels one for all, or those of red, green and blue
 */
record GainMap(boolean baseIsHdr, List<Channel> channels) {
  private static final String PREFIX = "hdrgm:";
  private static final int MAX_VALUE = 1000;
  private static final int MAX_SAMPLE = 255;

  private static final int MULTICHANNEL = 0x80;
  private static final int COMMON_DENOMINATOR = 0x08;
  private static final int BACKWARD = 0x04;

  /** Numbers of a channel in a block of ISO 21496-1, of which the first three are needed. */
  private static final int CHANNEL_NUMBERS = 5;

  GainMap {
    channels = List.copyOf(channels);
  }

  /**
   * How samples of a channel tell the gain.
   *
   * @param min the binary logarithm of the gain of sample 0
   * @param max that of the highest sample
   * @param gamma what the share between both was raised to
   */
  record Channel(double min, double max, double gamma) {
    boolean isSound() {
      return Double.isFinite(min) && Double.isFinite(max) && Double.isFinite(gamma) && gamma > 0;
    }

    /** The sample that changes nothing; empty if there is none. */
    Optional<Integer> neutral() {
      if (min > 0 || max < 0) {
        return Optional.empty();
      }
      double share = min < max ? -min / (max - min) : 0;
      return Optional.of((int) Math.rint(MAX_SAMPLE * Math.pow(share, gamma)));
    }
  }

  /** Why nothing can be painted over in the map, if so. */
  Optional<String> obstacle() {
    if (baseIsHdr) {
      return Optional.of("the image itself is the HDR one");
    }
    return channels.stream().allMatch(channel -> channel.neutral().isPresent())
        ? Optional.empty()
        : Optional.of("none of its values means that nothing changes");
  }

  /** The color without gain: red in the third byte, green in the second, blue in the first. */
  int neutralRgb() {
    int rgb = 0;
    for (int i = 0; i < 3; i++) {
      rgb = rgb << 8 | channels.get(i % channels.size()).neutral().orElseThrow();
    }
    return rgb;
  }

  /** Reads XMP. Empty if it does not describe a gain map soundly, or in a version not known. */
  static Optional<GainMap> ofXmp(byte[] content) {
    String packet = new String(content, ISO_8859_1);
    if (!value(packet, "Version").filter("1.0"::equals).isPresent()) {
      return Optional.empty();
    }
    Optional<double[]> min = numbers(packet, "GainMapMin", "0");
    Optional<double[]> max = numbers(packet, "GainMapMax", "");
    Optional<double[]> gamma = numbers(packet, "Gamma", "1");
    if (min.isEmpty() || max.isEmpty() || gamma.isEmpty()) {
      return Optional.empty();
    }
    String base = value(packet, "BaseRenditionIsHDR").orElse("False").toLowerCase(Locale.ROOT);
    return sound(base.equals("true"), channels(min.get(), max.get(), gamma.get()));
  }

  private static List<Channel> channels(double[] min, double[] max, double[] gamma) {
    int count = Math.max(min.length, Math.max(max.length, gamma.length));
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      channels.add(new Channel(min[i % min.length], max[i % max.length], gamma[i % gamma.length]));
    }
    return channels;
  }

  private static Optional<GainMap> sound(boolean baseIsHdr, List<Channel> channels) {
    return channels.stream().allMatch(Channel::isSound)
        ? Optional.of(new GainMap(baseIsHdr, channels))
        : Optional.empty();
  }

  /** One number or three; empty if there is another count of them, or something else. */
  private static Optional<double[]> numbers(String packet, String name, String otherwise) {
    String[] parts = value(packet, name).orElse(otherwise).strip().split("[\\s,]+", -1);
    if (parts.length != 1 && parts.length != 3) {
      return Optional.empty();
    }
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        numbers[i] = Double.parseDouble(parts[i]);
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
    return Optional.of(numbers);
  }

  /** A property: an attribute, or an element of text or of a sequence, whose items are parted. */
  private static Optional<String> value(String packet, String name) {
    String property = PREFIX + name;
    for (int at = packet.indexOf(property); at >= 0; at = packet.indexOf(property, at + 1)) {
      int end = at + property.length();
      Optional<String> value =
          packet.startsWith("<", at - 1)
              ? element(packet, end, "</" + property)
              : attribute(packet, end);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> attribute(String packet, int behindName) {
    int at = pastSpace(packet, behindName);
    if (!packet.startsWith("=", at)) {
      return Optional.empty();
    }
    int quote = pastSpace(packet, at + 1);
    if (!packet.startsWith("\"", quote) && !packet.startsWith("'", quote)) {
      return Optional.empty();
    }
    int end = packet.indexOf(packet.charAt(quote), quote + 1);
    return text(packet, quote + 1, end);
  }

  private static Optional<String> element(String packet, int behindName, String close) {
    int start = packet.indexOf('>', behindName);
    boolean named = pastSpace(packet, behindName) > behindName || start == behindName;
    int end = start < 0 || !named ? -1 : packet.indexOf(close, start);
    return text(packet, start + 1, end).map(inner -> inner.replaceAll("<[^>]*>", " ").strip());
  }

  private static Optional<String> text(String packet, int from, int end) {
    return end < from || end - from > MAX_VALUE
        ? Optional.empty()
        : Optional.of(packet.substring(from, end));
  }

  private static int pastSpace(String packet, int from) {
    int at = from;
    while (at < packet.length() && Character.isWhitespace(packet.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * Reads the block of ISO 21496-1, annex C, behind its name: numerators and denominators. Empty if
   * it is cut short, is not sound, or asks for a later version than the first.
   */
  static Optional<GainMap> ofIso(byte[] block, int from) {
    ByteBuffer in = ByteBuffer.wrap(block, from, block.length - from).slice();
    if (in.remaining() < 5 || in.getShort() != 0) {
      return Optional.empty();
    }
    int flags = in.position(4).get() & 0xFF;
    int channels = (flags & MULTICHANNEL) == 0 ? 1 : 3;
    boolean common = (flags & COMMON_DENOMINATOR) != 0;
    if (block.length - from < isoBytes(block, from)) {
      return Optional.empty();
    }
    Fractions fractions =
        new Fractions(in, common, common ? Integer.toUnsignedLong(in.getInt()) : 0);
    double baseHeadroom = fractions.next(false);
    boolean baseIsHdr = baseHeadroom > fractions.next(false) || (flags & BACKWARD) != 0;
    List<Channel> read = new ArrayList<>();
    for (int i = 0; i < channels; i++) {
      read.add(new Channel(fractions.next(true), fractions.next(true), fractions.next(false)));
      fractions.skipOffsets();
    }
    return sound(baseIsHdr, read);
  }

  /** Bytes of a block that can be read, behind its name. */
  static int isoBytes(byte[] block, int from) {
    int flags = block[from + 4];
    int numbers = 2 + CHANNEL_NUMBERS * ((flags & MULTICHANNEL) == 0 ? 1 : 3);
    return 5 + Integer.BYTES * ((flags & COMMON_DENOMINATOR) != 0 ? 1 + numbers : 2 * numbers);
  }

  /** Fractions with one denominator, or each with its own. */
  private record Fractions(ByteBuffer in, boolean common, long denominator) {
    /** Passes over the offsets of both renditions, which have no part in what changes nothing. */
    void skipOffsets() {
      in.position(in.position() + 2 * Integer.BYTES * (common ? 1 : 2));
    }

    double next(boolean signed) {
      int numerator = in.getInt();
      long divisor = common ? denominator : Integer.toUnsignedLong(in.getInt());
      return (double) (signed ? numerator : Integer.toUnsignedLong(numerator)) / divisor;
    }
  }
}
