package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ways in which gateways write what they were sent. */
public enum Spelling {
  /** As it is. */
  PLAIN(text -> text),
  /** In capitals. */
  UPPER_CASE(text -> text.toUpperCase(Locale.ROOT)),
  /** Every character as JSON's number of it. */
  JSON(Spelling::json),
  /** JSON within JSON. */
  JSON_TWICE(text -> json(text).replace("\\", "\\\\")),
  /** As a part of a link. */
  PERCENT(Spelling::percent),
  /** As a part of a link within a link. */
  PERCENT_TWICE(text -> percent(percent(text))),
  /** As a form has it, with a plus for each blank. */
  FORM(text -> URLEncoder.encode(text, UTF_8)),
  /** UTF-8, read as Latin-1. */
  LATIN_1(text -> new String(text.getBytes(UTF_8), ISO_8859_1)),
  /** UTF-8, read as the Windows of the West reads it. */
  WINDOWS(text -> new String(text.getBytes(UTF_8), Charset.forName("windows-1252"))),
  /** Every character as HTML's number of it. */
  HTML(text -> each(text, c -> "&#" + c + ";")),
  /** The same in hexadecimal digits. */
  HTML_HEX(text -> each(text, c -> "&#x" + Integer.toHexString(c) + ";")),
  /** Every byte of its UTF-8, as programs write it. */
  BYTES(text -> hex("\\x", text)),
  /** Every byte of its UTF-8, and no more. */
  HEX_DIGITS(text -> hex("", text)),
  /** Its UTF-8 in base64. */
  BASE64(text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));

  @SuppressWarnings("ImmutableEnumChecker") // A function without state.
  private final UnaryOperator<String> spelled;

  Spelling(UnaryOperator<String> spelled) {
    this.spelled = spelled;
  }

  /** A text in this spelling. */
  public String of(String text) {
    return spelled.apply(text);
  }

  private static String json(String text) {
    return each(text, c -> "\\u%04x".formatted(c));
  }

  private static String percent(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static String each(String text, IntFunction<String> spelled) {
    return text.chars().mapToObj(spelled).collect(Collectors.joining());
  }

  private static String hex(String before, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return IntStream.range(0, bytes.length)
        .mapToObj(i -> before + HexFormat.of().toHexDigits(bytes[i]))
        .collect(Collectors.joining());
  }
}
