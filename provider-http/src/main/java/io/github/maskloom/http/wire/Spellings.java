package io.github.maskloom.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Undoes the spellings in which gateways quote what they were sent, one within another too. */
final class Spellings {
  private static final int MAX_ROUNDS = 4;
  private static final char UNREADABLE = '\uFFFD';

  /** The number of a character, as JSON, scripts and HTML write it. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?i)(?:\\\\+|%)u([0-9a-f]{4})|(?:\\\\+u\\{|&#x)([0-9a-f]{1,6})(?:;|})?|&#([0-9]{1,7});?");

  private static final Pattern NAME = Pattern.compile("&(amp|lt|gt|quot|apos|nbsp|[A-Za-z]{3,8});");
  private static final Pattern ESCAPE = Pattern.compile("\\\\+([\"'/bfnrt])");

  /** Bytes as links, programs and mails write them. Those of mails are high: "=10" is a number. */
  private static final Pattern BYTES =
      Pattern.compile("(?:(?:%|\\\\+x)[0-9a-fA-F]{2})+|(?:=[89A-F][0-9A-F])+");

  private static final Pattern BETWEEN_BYTES = Pattern.compile("%|\\\\+x|=");
  private static final Pattern PUNYCODE = Pattern.compile("(?i)xn--[a-z0-9-]+");
  private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]{2,}");
  private static final Pattern FULL_WIDTH = Pattern.compile("[\uFF01-\uFF5E]+");
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
  private static final Charset WESTERN = Charset.forName("windows-1252");
  private static final List<Charset> CHINESE =
      Stream.of("GB18030").filter(Charset::isSupported).map(Charset::forName).toList();

  private Spellings() {}

  /** A text in plain characters, as far as its spelling is known. */
  static String plain(String text) {
    String plain = text;
    String before = "";
    for (int round = 0; round < MAX_ROUNDS && !plain.equals(before); round++) {
      before = plain;
      plain = replaced(NUMBER, plain, Spellings::numbered);
      plain = replaced(NAME, plain, name -> named(name.group(1)));
      plain = replaced(BYTES, plain, Spellings::bytes);
      plain = replaced(ESCAPE, plain, escape -> escape.group(1).replaceAll("[bfnrt]", " "));
      plain = replaced(PUNYCODE, plain, name -> IDN.toUnicode(name.group()));
      plain = replaced(NOT_ASCII, plain, run -> reread(run.group()));
    }
    plain = replaced(FULL_WIDTH, plain, run -> Normalizer.normalize(run.group(), Form.NFKC));
    return Normalizer.normalize(INVISIBLE.matcher(plain).replaceAll(""), Form.NFC);
  }

  /** What a word of letters and digits may stand for, in hexadecimal digits or base64. */
  static Stream<String> decoded(String word) {
    String base64 = word.replace('-', '+').replace('_', '/').replace("=", "");
    int whole = base64.length() - (base64.length() % 4 == 1 ? 1 : 0);
    Stream<byte[]> ofBase64 = Stream.of(Base64.getDecoder().decode(base64.substring(0, whole)));
    boolean isHex = word.length() % 2 == 0 && word.matches("[0-9a-fA-F]+");
    return Stream.concat(isHex ? Stream.of(HexFormat.of().parseHex(word)) : Stream.of(), ofBase64)
        .map(bytes -> new String(bytes, UTF_8));
  }

  private static String replaced(
      Pattern pattern, String text, Function<MatchResult, String> meaning) {
    return pattern
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(meaning.apply(match)));
  }

  private static String numbered(MatchResult number) {
    String decimal = number.group(3);
    String digits = number.group(1) == null ? number.group(2) : number.group(1);
    int point = decimal == null ? Integer.parseInt(digits, 16) : Integer.parseInt(decimal);
    return Character.isValidCodePoint(point) ? Character.toString(point) : " ";
  }

  /** Of an accented letter the letter is left, as which it counts when texts are compared. */
  private static String named(String name) {
    return switch (name) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot", "apos", "nbsp" -> " ";
      default -> name.substring(0, 1);
    };
  }

  private static String bytes(MatchResult spelled) {
    String digits = BETWEEN_BYTES.matcher(spelled.group()).replaceAll("");
    return new String(HexFormat.of().parseHex(digits), UTF_8);
  }

  /** What was written as UTF-8 and read as something else. */
  private static String reread(String run) {
    boolean western = run.chars().allMatch(Spellings::isWestern);
    return (western ? Stream.of(western(run)) : CHINESE.stream().map(run::getBytes))
        .map(written -> new String(written, UTF_8))
        .filter(Spellings::isText)
        .findFirst()
        .orElse(run);
  }

  /** Also what stands for bytes that Windows has no character for. */
  private static boolean isWestern(int c) {
    return c <= 0xFF || c == UNREADABLE || WESTERN.newEncoder().canEncode((char) c);
  }

  /** Characters that Windows has beyond Latin-1 take the place of controls. */
  private static byte[] western(String run) {
    byte[] windows = run.getBytes(WESTERN);
    byte[] bytes = new byte[run.length()];
    IntStream.range(0, bytes.length)
        .forEach(i -> bytes[i] = run.charAt(i) <= 0xFF ? (byte) run.charAt(i) : windows[i]);
    return bytes;
  }

  /** Whether most of it could be read; a quote may be cut within a character. */
  private static boolean isText(String text) {
    return text.length() > 3 * text.chars().filter(c -> c == UNREADABLE).count();
  }
}
