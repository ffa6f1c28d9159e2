package io.github.maskloom.internal.jpeg.splice;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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
  static final String PREFIX = "hdrgm:";
  private static final int MAX_SAMPLE = 255;

  private static final int MULTICHANNEL = 0x80;
  private static final int COMMON_DENOMINATOR = 0x08;
  private static final int BACKWARD = 0x04;

  /** Numbers of a channel in a block of ISO 21496-1, of which the first three are needed. */
  private static final int CHANNEL_NUMBERS = 5;

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

  /**
   * Takes properties of XMP by name. Empty if they do not describe a gain map soundly, or in a
   * version not known.
   */
  static Optional<GainMap> ofXmp(Map<String, String> properties) {
    if (!"1.0".equals(properties.get(PREFIX + "Version"))) {
      return Optional.empty();
    }
    Optional<double[]> min = numbers(properties, "GainMapMin", "0");
    Optional<double[]> max = numbers(properties, "GainMapMax", "");
    Optional<double[]> gamma = numbers(properties, "Gamma", "1");
    if (min.isEmpty() || max.isEmpty() || gamma.isEmpty()) {
      return Optional.empty();
    }
    boolean baseIsHdr = "true".equalsIgnoreCase(properties.get(PREFIX + "BaseRenditionIsHDR"));
    return sound(baseIsHdr, channels(min.get(), max.get(), gamma.get()));
  }

  private static List<Channel> channels(double[] min, double[] max, double[] gamma) {
    int count = Math.max(min.length, Math.max(max.length, gamma.length));
    return IntStream.range(0, count)
        .mapToObj(
            i -> new Channel(min[i % min.length], max[i % max.length], gamma[i % gamma.length]))
        .toList();
  }

  private static Optional<GainMap> sound(boolean baseIsHdr, List<Channel> channels) {
    return channels.stream().allMatch(Channel::isSound)
        ? Optional.of(new GainMap(baseIsHdr, channels))
        : Optional.empty();
  }

  /** One number or three; empty if there is another count of them, or something else. */
  private static Optional<double[]> numbers(
      Map<String, String> properties, String name, String otherwise) {
    String[] parts = properties.getOrDefault(PREFIX + name, otherwise).split("[\\s,]+", -1);
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
