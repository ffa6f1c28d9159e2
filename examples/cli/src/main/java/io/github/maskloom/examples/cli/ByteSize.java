package io.github.maskloom.examples.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as people write it; beside the other values, which are loaded more often. */
final class ByteSize {
  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?) ?((?i:[KMG]i?B|B)?)");

  private ByteSize() {}

  /** A number of bytes, with a unit or without. */
  static long parse(String text) {
    Matcher size = SIZE.matcher(text);
    if (size.matches()) {
      long unit = unit(size.group(2).toLowerCase(Locale.ROOT));
      BigDecimal bytes = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(unit));
      if (bytes.compareTo(BigDecimal.ONE) >= 0
          && bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
        return bytes.longValue();
      }
    }
    throw OptionValues.expected(
        "a size such as 500000, 500KB, 1.5MB, 488KiB or 1MiB, at least 1 byte", text);
  }

  private static long unit(String name) {
    return switch (name) {
      case "kb" -> 1_000;
      case "mb" -> 1_000_000;
      case "gb" -> 1_000_000_000;
      case "kib" -> 1L << 10;
      case "mib" -> 1L << 20;
      case "gib" -> 1L << 30;
      default -> 1;
    };
  }
}
