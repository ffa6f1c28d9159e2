package io.github.maskloom.errors;

import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;

/**
 * The bytes of an image break a rule of their format, or use a part of it that is not read here.
 *
 * <p>Says which format, which part of it (a PNG chunk, a JPEG segment), where, and which rule.
 */
public final class ImageFormatException extends ImageException {
  @Serial private static final long serialVersionUID = 1L;

  /** The offset of a rule that no single place in the bytes breaks. */
  public static final long NO_OFFSET = -1;

  private final Facts facts;

  private record Facts(String format, String part, long bitOffset, String rule)
      implements Serializable {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(format);
      if (!part.isEmpty()) {
        text.append(' ').append(part);
      }
      if (bitOffset >= 0) {
        text.append(" at byte ").append(bitOffset / 8);
        if (bitOffset % 8 != 0) {
          text.append(" bit ").append(bitOffset % 8);
        }
      }
      return text.append(": ").append(rule).toString();
    }
  }

  private ImageFormatException(Facts facts) {
    super(facts.toString(), Subject.UNKNOWN);
    this.facts = facts;
  }

  private ImageFormatException(ImageFormatException before, Subject subject) {
    super(before, subject);
    facts = before.facts;
  }

  @Override
  ImageException with(Subject known) {
    return new ImageFormatException(this, known);
  }

  /**
   * Reports a broken rule at a byte.
   *
   * @param format the format's name, such as {@code PNG}
   * @param part the chunk, segment or field, such as {@code IHDR}, or empty if none
   * @param byteOffset bytes from the start of the format's own stream, or {@link #NO_OFFSET}
   * @param rule what is wrong, in words
   * @return an exception to throw
   * @throws ArithmeticException if the offset is too large to be counted in bits
   */
  public static ImageFormatException at(String format, String part, long byteOffset, String rule) {
    long bitOffset = byteOffset < 0 ? NO_OFFSET : Math.multiplyExact(byteOffset, 8L);
    return atBit(format, part, bitOffset, rule);
  }

  /**
   * Reports a broken rule at a bit, as {@link #at} does at a byte.
   *
   * @param format the format's name, such as {@code JPEG}
   * @param part the chunk, segment or field, such as {@code scan}, or empty if none
   * @param bitOffset bits from the start of the format's own stream, or {@link #NO_OFFSET}
   * @param rule what is wrong, in words
   * @return an exception to throw
   */
  public static ImageFormatException atBit(
      String format, String part, long bitOffset, String rule) {
    return new ImageFormatException(new Facts(format, part, bitOffset, rule));
  }

  /**
   * {@return the format whose rule is broken, such as {@code PNG}, {@code JPEG}, {@code zlib};
   * {@code image} if no format knows the bytes}
   */
  public String format() {
    return facts.format;
  }

  /** {@return the chunk, segment or field that breaks it, or empty if none} */
  public Optional<String> part() {
    return Optional.of(facts.part).filter(some -> !some.isEmpty());
  }

  /**
   * {@return bytes from the start of the {@link #format} stream, or {@link #NO_OFFSET} if unknown}
   */
  public long byteOffset() {
    return bitOffset() < 0 ? NO_OFFSET : bitOffset() / 8;
  }

  /**
   * {@return bits from the start of the {@link #format} stream, or {@link #NO_OFFSET} if unknown}
   */
  public long bitOffset() {
    return facts.bitOffset;
  }

  /** {@return the broken rule in words, without the place} */
  public String rule() {
    return facts.rule;
  }
}
