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
      String unit = size.group(2).toLowerCase(Locale.ROOT) + "b";
      BigDecimal step = BigDecimal.valueOf(unit.contains("i") ? 1024 : 1000);
      BigDecimal bytes =
          new BigDecimal(size.group(1)).multiply(step.pow("bkmg".indexOf(unit.charAt(0))));
      if (bytes.compareTo(BigDecimal.ONE) >= 0
          && bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
        return bytes.longValue();
      }
    }
    throw OptionValues.expected(
        "a size such as 500000, 500KB, 1.5MB, 488KiB or 1MiB, at least 1 byte", text);
  }
}
