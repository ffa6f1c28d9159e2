package io.github.maskloom.examples.cli;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import io.github.maskloom.BoundingBox;
import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.image.Brush;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns what stands behind an option into a value; what cannot be turned is a usage error. */
final class OptionValues {
  /** What masks mean, by the names that options have for it. */
  static final ImmutableMap<String, MaskConvention> CONVENTIONS =
      ImmutableMap.of(
          "painted", MaskConvention.PAINTED,
          "painted-everywhere", MaskConvention.PAINTED_EVERYWHERE,
          "white", MaskConvention.WHITE_EDITS,
          "black", MaskConvention.BLACK_EDITS,
          "transparent", MaskConvention.TRANSPARENT_EDITS);

  private static final String BINARY = "binary:";

  private static final Pattern SIZE_IN_PIXELS =
      Pattern.compile("([1-9][0-9]{0,5})x([1-9][0-9]{0,5})");

  private static final Pattern REGION =
      Pattern.compile("[0-9]{1,7},[0-9]{1,7},[1-9][0-9]{0,6},[1-9][0-9]{0,6}");

  /** What somebody may write who means pixels. */
  private static final Pattern LIKE_PIXELS = Pattern.compile("[-+ 0-9.]*[xX*×,][-+ 0-9.]*");

  /** The longest path that systems take. */
  private static final int MAX_PATH = 4096;

  /** How an address begins. */
  static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://");

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\s]+=*");
  private static final int MIN_BASE64 = 256;

  /** How the first bytes of images are written. */
  private static final Pattern IMAGE_IN_BASE64 =
      Pattern.compile("iVBORw0KGgo|/9j/|R0lGOD|UklGR|Qk|SUkqA|TU0AK");

  private static final int MIN_IMAGE = 80;

  private OptionValues() {}

  /** An enum constant as it is written on the command line and in reports. */
  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A whole number within bounds. */
  static ValueType<Integer> integer(int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    return number("N", expected, Integer::valueOf, number -> number >= least && number <= most);
  }

  /** A number within bounds, by which something is multiplied. */
  static ValueType<Double> factor(double least, double most) {
    String expected = "a number from " + least + " to " + most;
    return number("FACTOR", expected, Double::valueOf, each -> each >= least && each <= most);
  }

  /** A number of meters, not negative. */
  static ValueType<Double> meters() {
    String expected = "a number of meters, such as 2.5";
    return number("METERS", expected, Double::valueOf, each -> each >= 0 && Double.isFinite(each));
  }

  private static <N extends Number> ValueType<N> number(
      String label, String expected, Function<String, N> parser, Predicate<N> isRight) {
    return ValueType.of(
        label,
        text -> {
          try {
            N number = parser.apply(text);
            require(isRight.test(number), expected, text);
            return number;
          } catch (NumberFormatException e) {
            throw expected(expected, text);
          }
        });
  }

  /** {@code x,y,width,height} in pixels. */
  static BoundingBox region(String text) {
    require(
        REGION.matcher(text).matches(), "X,Y,WIDTH,HEIGHT in pixels, such as 100,50,640,480", text);
    int[] pixels = Stream.of(text.split(",")).mapToInt(Integer::parseInt).toArray();
    return new BoundingBox(pixels[0], pixels[1], pixels[2], pixels[3]);
  }

  /** One of {@link #CONVENTIONS}, or {@code binary:N}. */
  static MaskConvention convention(String text) {
    if (text.startsWith(BINARY)) {
      return MaskConvention.binary(integer(0, 255).parser().apply(text.substring(BINARY.length())));
    }
    String names = String.join(", ", CONVENTIONS.keySet());
    require(CONVENTIONS.containsKey(text), names + " or binary:N", text);
    return Objects.requireNonNull(CONVENTIONS.get(text));
  }

  /** {@code RRGGBB} or {@code RRGGBB:opacity}. */
  static Brush brush(String text) {
    String what = "RRGGBB or RRGGBB:OPACITY, such as 0078FF:128";
    require(text.matches("[0-9a-fA-F]{6}(:.*)?"), what, text);
    int rgb = rgb(text.substring(0, 6));
    return text.length() == 6
        ? new Brush(rgb, Brush.BLUE.opacity())
        : new Brush(rgb, integer(1, 255).parser().apply(text.substring(7)));
  }

  /** {@code RRGGBB}. */
  static int rgb(String text) {
    require(text.matches("[0-9a-fA-F]{6}"), "RRGGBB, such as 0078FF", text);
    return Integer.parseInt(text, 16);
  }

  /**
   * An address that begins with {@code http://} or {@code https://}, and to which paths can be
   * added.
   */
  static URI url(String text) {
    String what = "an address that begins with http:// or https://, with a host and without ";
    require(
        text.matches("https?://[^/?#@]+(/[^?#]*)?") && URI.create(text).getHost() != null,
        what + "user, query or fragment",
        text.replaceFirst("//.*@", "//***@"));
    return URI.create(text);
  }

  /** Anything but white space. */
  static String notBlank(String text) {
    require(!text.isBlank(), "anything but blanks", text);
    return text;
  }

  /** {@code 1024x768}, or a name such as {@code 2K}. */
  static OutputSize outputSize(String text) {
    Matcher pixels = SIZE_IN_PIXELS.matcher(text);
    if (pixels.matches()) {
      return OutputSize.of(Integer.parseInt(pixels.group(1)), Integer.parseInt(pixels.group(2)));
    }
    require(
        !text.isBlank() && !LIKE_PIXELS.matcher(text).matches(),
        "a name such as 2K, or WxH with sides from 1 to 999999",
        text);
    return OutputSize.named(text);
  }

  /** The name of a format that is written, such as {@code png} or {@code jpeg}. */
  static ValueType<OutputFormat> outputFormat() {
    return ValueType.of("png|jpeg", OptionValues::outputFormat).proposing(List.of("png", "jpeg"));
  }

  private static OutputFormat outputFormat(String text) {
    List<ImageFormat> written = ImageFormats.installed().written();
    List<String> names =
        written.stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    return written.get(ValueType.indexOf(text, names)).output().orElseThrow();
  }

  /**
   * Refuses an empty word, which would name the current folder, an address, which would be a folder
   * of its scheme, and an image as text, which is too much to repeat.
   */
  static void requireFileName(String text) {
    checkArgument(!text.isEmpty(), "expected the name of a file, not an empty word");
    checkArgument(
        !ADDRESS.matcher(text).lookingAt(),
        "expected the name of a file, not an address: have another program fetch or send it");
    checkArgument(
        text.length() <= MAX_PATH && !isBase64(text),
        "expected the name of a file, not %s characters that look like an image in base64;"
            + " a data URL of one begins with data:image/png;base64,",
        text.length());
  }

  /** A long word without a dot, or one that begins as images do and is as long as the smallest. */
  private static boolean isBase64(String text) {
    int least = IMAGE_IN_BASE64.matcher(text).lookingAt() ? MIN_IMAGE : MIN_BASE64;
    return text.length() >= least && BASE64.matcher(text).matches();
  }

  /** Refuses a text that is not what was expected. */
  static void require(boolean isRight, String what, String text) {
    if (!isRight) {
      throw expected(what, text);
    }
  }

  /** Says what was expected instead of a text. */
  static IllegalArgumentException expected(String what, String text) {
    return new IllegalArgumentException(
        "expected " + what + " but got '" + Option.shortened(text) + "'");
  }
}
