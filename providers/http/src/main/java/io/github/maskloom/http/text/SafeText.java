package io.github.maskloom.http.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes a service's texts fit for messages, logs and journals. A text is shown as a whole, or not
 * at all: {@code […]} stands in its place.
 *
 * <p>A text is not shown if it has escapes, or characters that are neither printable ASCII nor
 * Chinese: then it may spell something else. It is not shown either if it shares a part with a
 * secret, as it stands or as base64 or hexadecimal digits. Case, accents and whatever stands
 * between letters and digits do not count. A part is:
 *
 * <ul>
 *   <li>in a sentence, six letters or digits in a row
 *   <li>in a name, a code, a link or an id, eight of them
 *   <li>eight characters in a row, with one blank between words
 *   <li>four of any of these if the secret has Chinese characters
 *   <li>all of a shorter secret
 * </ul>
 *
 * <p>Words that came as settings are secrets too. Those of fewer than eight characters count only
 * where they stand alone. Numbers, sizes and the usual values of settings do not count. Nor do
 * texts of fewer than three characters, or of fewer than two if one is Chinese. <b>Threads:</b>
 * safe.
 */
public final class SafeText {
  private static final int MAX_READ_CHARS = 4096;
  private static final int MAX_QUOTED_CHARS = 400;
  private static final int MAX_NAME_CHARS = 128;
  private static final int TELLING_CHARS = 8;
  private static final int TELLING_LETTERS_OF_SENTENCE = 6;
  private static final int TELLING_IDEOGRAPHS = 4;
  private static final String MASKED = "[…]";
  private static final Pattern DATA_URL = Pattern.compile("(?i)data:[\\w.+-]*/?[^\\s\"'<>]*");
  private static final Pattern LINK_QUERY =
      Pattern.compile("(?i)(https?://[^\\s?\"'<>]+)\\?[^\\s\"'<>]*");
  private static final Pattern BEARER = Pattern.compile("(?i)bearer\\s+\\S+");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");
  private static final Pattern ID =
      Pattern.compile("(?!\\.{1,2}$)[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,256}");
  private static final Pattern NOT_NAME = Pattern.compile("[^A-Za-z0-9._:/-]");
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{8,}");

  /** Printable ASCII, dashes and quotation marks, and what Chinese texts have. */
  private static final Pattern PLAIN =
      Pattern.compile("[ -~\\u2010-\\u2027\\u3000-\\u303F\\uFF00-\\uFFEF\\p{IsHan}]*");

  /** How JSON, links, HTML, mails and hosts spell characters. */
  private static final Pattern ESCAPE =
      Pattern.compile("(?i)\\\\|%\\w\\w|&#|&\\w+;|(=[89A-F][0-9A-F]){2}|xn--");

  /** How UTF-8 is misread as Chinese. */
  private static final List<Charset> MISREADING =
      Stream.of("GB18030").filter(Charset::isSupported).map(Charset::forName).toList();

  /** Numbers, sizes, and words that settings have. */
  private static final Pattern SETTING =
      Pattern.compile(
          "(?i)[0-9.]+(k|x[0-9]+)?|true|false|null|none|auto|enabled|disabled|standard|fast|thinking"
              + "|adaptive|opaque|transparent|url|b64_json|png|jpe?g|webp|web_search|text|image"
              + "|image_url|type");

  /** Names in what was used that are no one's words. */
  private static final Pattern USAGE =
      Pattern.compile(
          "(generated|input)_images|image_count|(input|output)_tokens(_details)?|tool_usage"
              + "|(text|image|total)_tokens|web_search"
              + "|(prompt|candidates|thoughts|cachedContent|total)TokenCount");

  private final List<String> secrets = new ArrayList<>();
  private final List<String> wordsAlone = new ArrayList<>();
  private final List<String> names;

  /**
   * Hides secrets only.
   *
   * @param secrets to be hidden, such as the prompt and the key; empty ones are ignored
   */
  public SafeText(List<String> secrets) {
    this(secrets, List.of(), List.of());
  }

  /**
   * Hides secrets and words, and shows names.
   *
   * @param secrets to be hidden, such as the prompt and the key; empty ones are ignored
   * @param words of settings, hidden unless they are numbers, sizes or usual values
   * @param names that {@link #name} and {@link #code} always show, such as a model's id; also their
   *     beginnings of eight characters or more
   */
  public SafeText(List<String> secrets, List<String> words, List<String> names) {
    secrets.stream().map(SafeText::spaced).filter(SafeText::isLong).forEach(this.secrets::add);
    for (String each : words) {
      String word = spaced(each);
      if (isLong(word) && !SETTING.matcher(each).matches()) {
        boolean alone = each.length() < TELLING_CHARS;
        (alone ? wordsAlone : this.secrets).add(alone ? " " + word + " " : word);
      }
    }
    this.names = List.copyOf(names);
  }

  private static boolean isLong(String secret) {
    return secret.length() >= (isChinese(secret) ? 2 : 3);
  }

  /**
   * Returns a sentence for a message, with data URLs, queries of links and bearer tokens masked.
   *
   * @param text of which the first 4096 characters are read
   * @return one line of at most 400 characters, and an ellipsis if it was longer; {@code […]} if it
   *     may hold a part of a secret
   */
  public String quote(String text) {
    String line = CONTROLS.matcher(cut(text, MAX_READ_CHARS)).replaceAll(" ").strip();
    line = DATA_URL.matcher(line).replaceAll("[data URL]");
    line = LINK_QUERY.matcher(line).replaceAll("$1?" + MASKED);
    line = BEARER.matcher(line).replaceAll(MASKED);
    if (hides(line, TELLING_LETTERS_OF_SENTENCE)) {
      return MASKED;
    }
    return line.length() > MAX_QUOTED_CHARS ? cut(line, MAX_QUOTED_CHARS) + "…" : line;
  }

  /**
   * Says whether a text may hold a part of a secret.
   *
   * @param text of which the first 4096 characters are read, with the escapes of links undone
   * @return true also if it has other escapes, or characters that are not plain
   */
  public boolean tells(String text) {
    try {
      String read = cut(text, MAX_READ_CHARS).replace("+", "%2B");
      return hides(URLDecoder.decode(read, UTF_8), TELLING_CHARS);
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  /**
   * Says whether a text is an id that may be kept, shown and sent.
   *
   * @param text as the service wrote it
   * @return whether it has 1 to 256 characters, none of which controls or formats text or is half a
   *     pair, is neither {@code .} nor {@code ..}, and {@link #tells} nothing
   */
  public boolean isId(String text) {
    return ID.matcher(text).matches() && !tells(text);
  }

  /**
   * Returns a code or an id for a message.
   *
   * @param text as the service wrote it
   * @return the code, or {@code […]} if it may hold a part of a secret; empty if it has more than
   *     128 characters, or any but letters, digits and {@code . _ : / -}
   */
  public String code(String text) {
    boolean named = text.length() <= MAX_NAME_CHARS && !NOT_NAME.matcher(text).find();
    return named ? name(text) : "";
  }

  /**
   * Returns the name of a model, a host or something used for a message. Only letters, digits and
   * {@code . _ : / -} are kept. One of the names that are shown, or its beginning, is kept as it
   * is.
   *
   * @param text of which the first 4096 characters are read
   * @return at most 128 characters; may be empty; {@code […]} if it may hold a part of a secret
   */
  public String name(String text) {
    if (USAGE.matcher(text).matches() || isShown(text)) {
      return cut(text, MAX_NAME_CHARS);
    }
    String line = CONTROLS.matcher(cut(text, MAX_READ_CHARS)).replaceAll(" ");
    String name = NOT_NAME.matcher(line).replaceAll("");
    boolean hides = hides(line, TELLING_CHARS) || hides(name, TELLING_CHARS);
    return hides ? MASKED : cut(name, MAX_NAME_CHARS);
  }

  /** The service leaves the date of a model away. */
  private boolean isShown(String text) {
    return names.stream()
        .anyMatch(
            name -> name.equals(text) || (text.length() >= TELLING_CHARS && name.startsWith(text)));
  }

  /**
   * Returns the first characters of a text, without half a pair of surrogates at the end.
   *
   * @param text of any length
   * @param chars how many are left at most
   * @return the text, or its beginning
   */
  public static String cut(String text, int chars) {
    if (text.length() <= chars) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(chars - 1));
    return text.substring(0, splitsPair ? chars - 1 : chars);
  }

  private boolean hides(String text, int tellingLetters) {
    Stream<String> misread = MISREADING.stream().map(its -> new String(text.getBytes(its), UTF_8));
    Stream<String> encoded = ENCODED.matcher(text).results().flatMap(it -> decoded(it.group()));
    return !PLAIN.matcher(text).matches()
        || Stream.concat(Stream.of(text), Stream.concat(misread, encoded))
            .distinct()
            .anyMatch(each -> isEscaped(each) || holds(spaced(each), tellingLetters));
  }

  /** Of bytes that are no text, some look like escapes by chance. */
  private static boolean isEscaped(String text) {
    return PLAIN.matcher(text).matches() && ESCAPE.matcher(text).find();
  }

  /** What a word of letters and digits may stand for, in hexadecimal digits or base64. */
  private static Stream<String> decoded(String word) {
    String base64 = word.replace('-', '+').replace('_', '/');
    int whole = base64.length() - (base64.length() % 4 == 1 ? 1 : 0);
    byte[] ofBase64 = Base64.getDecoder().decode(base64.substring(0, whole));
    boolean isHex = word.matches("([0-9a-fA-F]{2})+");
    return Stream.of(isHex ? HexFormat.of().parseHex(word) : ofBase64, ofBase64)
        .map(bytes -> new String(bytes, UTF_8));
  }

  private boolean holds(String text, int tellingLetters) {
    String letters = text.replace(" ", "");
    return wordsAlone.stream().anyMatch((" " + text + " ")::contains)
        || secrets.stream()
            .anyMatch(
                secret ->
                    shares(text, secret, TELLING_CHARS)
                        || shares(letters, secret.replace(" ", ""), tellingLetters));
  }

  private static boolean shares(String text, String secret, int telling) {
    int length = Math.min(isChinese(secret) ? TELLING_IDEOGRAPHS : telling, secret.length());
    return isLong(secret)
        && IntStream.rangeClosed(0, text.length() - length)
            .filter(from -> text.charAt(from) != ' ')
            .anyMatch(from -> secret.contains(text.substring(from, from + length)));
  }

  private static boolean isChinese(String text) {
    return text.codePoints().anyMatch(Character::isIdeographic);
  }

  /** Letters and digits alone, in lower case and without accents, and a blank between words. */
  private static String spaced(String text) {
    String letters = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Form.NFKD);
    return letters.replaceAll("\\p{M}+", "").replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
