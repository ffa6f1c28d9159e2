package io.github.maskloom.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes a service's texts fit for messages, logs and journals. The result is one line of limited
 * length. It has no control characters, data URLs, queries of links, or any part of what must stay
 * private. That holds in whatever case and spelling: escaped for JSON, HTML or links, as bytes, in
 * base64, or read with the wrong character set.
 *
 * <p>A secret is masked wherever eight characters in a row of it stand, four if it has Chinese
 * characters, or all of a shorter one. Words that came as settings are secrets too. Those of fewer
 * than eight characters count only where they stand alone. Numbers, sizes and the usual values of
 * settings do not count, as they would mask half of the text. Nor do texts of fewer than three
 * characters, or of fewer than two if one is Chinese. <b>Threads:</b> safe.
 */
public final class SafeText {
  private static final int MAX_READ_CHARS = 4096;
  private static final int MAX_QUOTED_CHARS = 400;
  private static final int SHORTEST_SECRET_CHARS = 3;
  private static final int SHORTEST_IDEOGRAPHS = 2;

  /** So many characters in a row that are also in a secret are taken for a part of it. */
  private static final int TELLING_CHARS = 8;

  /** The same for characters that are words. */
  private static final int TELLING_IDEOGRAPHS = 4;

  /** The same for a secret without its blanks, of which more is shared by chance. */
  private static final int TELLING_CHARS_WITHOUT_BLANKS = 12;

  private static final int FIRST_ACCENTED = 0xC0;
  private static final int LAST_ACCENTED = 0x24F;
  private static final int MAX_NAME_CHARS = 128;
  private static final Pattern DATA_URL = Pattern.compile("(?i)data:[\\w.+-]*/?[^\\s\"'<>]*");
  private static final Pattern LINK_QUERY =
      Pattern.compile("(?i)(https?://[^\\s?\"'<>]+)\\?[^\\s\"'<>]*");
  private static final Pattern BEARER = Pattern.compile("(?i)bearer\\s+\\S+");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
  private static final Pattern ID =
      Pattern.compile("(?!\\.{1,2}$)[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,256}");
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");
  private static final Pattern NOT_NAME = Pattern.compile("[^A-Za-z0-9._:/-]");
  private static final String MASKED = "[…]";
  private static final Pattern NOT_MASKED_NAME = Pattern.compile("(\\[…])|[^A-Za-z0-9._:/-]");

  /** Numbers, sizes, and words that settings have. */
  private static final Pattern SETTING =
      Pattern.compile(
          "(?i)[0-9.]+(k|x[0-9]+)?|true|false|null|none|auto|enabled|disabled|standard|fast|thinking"
              + "|adaptive|opaque|transparent|url|b64_json|png|jpe?g|webp|web_search|text|image"
              + "|image_url|type");

  /** Names in what was used that are no one's words. */
  private static final Set<String> USAGE_NAMES =
      Set.of(
          "generated_images",
          "input_images",
          "output_tokens",
          "total_tokens",
          "tool_usage",
          "web_search");

  private final List<Secret> secrets = new ArrayList<>();
  private final List<Secret> secretsWithoutBlanks = new ArrayList<>();
  private final List<String> names;

  /**
   * Makes a masker of secrets only.
   *
   * @param secrets to be masked, such as the prompt and the key; empty ones are ignored
   */
  public SafeText(List<String> secrets) {
    this(secrets, List.of(), List.of());
  }

  /**
   * Makes a masker of secrets and words, with names that are shown.
   *
   * @param secrets to be masked, such as the prompt and the key; empty ones are ignored
   * @param words of settings, masked unless they are numbers, sizes or usual values
   * @param names that {@link #name} and {@link #code} show unmasked, such as a model's id; also
   *     their beginnings of eight characters or more
   */
  public SafeText(List<String> secrets, List<String> words, List<String> names) {
    secrets.forEach(each -> add(each, false));
    words.stream()
        .filter(each -> !SETTING.matcher(each).matches())
        .forEach(each -> add(each, each.length() < TELLING_CHARS));
    this.names = List.copyOf(names);
  }

  private void add(String text, boolean alone) {
    String stripped = UNPRINTABLE.matcher(Spellings.plain(text)).replaceAll(" ").strip();
    String line = folded(stripped);
    boolean ideographs = line.codePoints().anyMatch(Character::isIdeographic);
    if (line.length() >= (ideographs ? SHORTEST_IDEOGRAPHS : SHORTEST_SECRET_CHARS)) {
      int telling = ideographs ? TELLING_IDEOGRAPHS : TELLING_CHARS;
      secrets.add(new Secret(line, Math.min(telling, line.length()), alone));
    }
    String name = folded(NOT_NAME.matcher(stripped).replaceAll(""));
    if (name.length() >= TELLING_CHARS) {
      int telling = Math.min(TELLING_CHARS_WITHOUT_BLANKS, name.length());
      secretsWithoutBlanks.add(new Secret(name, telling, false));
    }
  }

  /**
   * Returns a text for a message, with secrets, data URLs, queries of links and bearer tokens
   * masked.
   *
   * @param text of which the first 4096 characters are read
   * @return one line of at most 400 characters, and an ellipsis if it was longer
   */
  public String quote(String text) {
    String line = UNPRINTABLE.matcher(plain(text)).replaceAll(" ").strip();
    line = DATA_URL.matcher(line).replaceAll("[data URL]");
    line = LINK_QUERY.matcher(line).replaceAll("$1?" + MASKED);
    line = BEARER.matcher(line).replaceAll(MASKED);
    line = masked(line);
    return line.length() > MAX_QUOTED_CHARS ? cut(line, MAX_QUOTED_CHARS) + "…" : line;
  }

  /**
   * Says whether a text holds a part of a secret.
   *
   * @param text of which the first 4096 characters are read
   * @return true if a part of a secret is in it; base64 and hexadecimal digits are not decoded
   */
  public boolean tells(String text) {
    String read = plain(text);
    return !masked(read, secrets).equals(read);
  }

  /**
   * Says whether a text is an id that may be kept, shown and sent.
   *
   * @param text as the service wrote it
   * @return whether it has 1 to 256 characters, none of which controls or formats text or is half a
   *     pair, is neither {@code .} nor {@code ..}, and holds no part of a secret
   */
  public boolean isId(String text) {
    String read = plain(text);
    return ID.matcher(text).matches() && masked(masked(read), secretsWithoutBlanks).equals(read);
  }

  /**
   * Returns a code or an id for a message, with secrets masked.
   *
   * @param text as the service wrote it
   * @return the code with secrets masked; empty if it has more than 128 characters, or any but
   *     letters, digits and {@code . _ : / -}
   */
  public String code(String text) {
    boolean named = text.length() <= MAX_NAME_CHARS && !NOT_NAME.matcher(text).find();
    return named ? name(text) : "";
  }

  /**
   * Returns the name of a model, a host or something used for a message. Only letters, digits and
   * {@code . _ : / -} are kept, and secrets are masked. One of the names that are shown, or its
   * beginning, is neither stripped nor masked.
   *
   * @param text of which the first 4096 characters are read
   * @return at most 128 characters; may be empty
   */
  public String name(String text) {
    if (USAGE_NAMES.contains(text) || isShown(text)) {
      return cut(text, MAX_NAME_CHARS);
    }
    String line = masked(plain(text));
    line = NOT_MASKED_NAME.matcher(line).replaceAll(SafeText::maskOrNothing);
    line = masked(line, secretsWithoutBlanks).replace(MASKED + MASKED, MASKED);
    return cut(line, MAX_NAME_CHARS);
  }

  private static String maskOrNothing(MatchResult match) {
    return match.group(1) == null ? "" : Matcher.quoteReplacement(MASKED);
  }

  /** The service leaves the date of a model away. */
  private boolean isShown(String text) {
    return names.stream()
        .anyMatch(
            name -> name.equals(text) || (text.length() >= TELLING_CHARS && name.startsWith(text)));
  }

  /** The first characters of a text, without half a pair of surrogates at the end. */
  static String cut(String text, int chars) {
    if (text.length() <= chars) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(chars - 1));
    return text.substring(0, splitsPair ? chars - 1 : chars);
  }

  private static String plain(String text) {
    return Spellings.plain(cut(text, MAX_READ_CHARS));
  }

  private String masked(String line) {
    return ENCODED
        .matcher(masked(line, secrets))
        .replaceAll(
            word -> {
              boolean tells = Spellings.decoded(word.group()).anyMatch(this::tells);
              return Matcher.quoteReplacement(tells ? MASKED : word.group());
            });
  }

  private static String masked(String text, List<Secret> secrets) {
    String line = text;
    for (Secret secret : secrets) {
      line = secret.masked(line);
    }
    return line;
  }

  /**
   * In lower case, without accents and with blanks between words, character for character, so that
   * places stay.
   */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    text.chars().map(SafeText::folded).forEach(c -> folded.append((char) c));
    return folded.toString();
  }

  private static int folded(int c) {
    if (Character.isSurrogate((char) c)) {
      return c;
    }
    boolean accented = c >= FIRST_ACCENTED && c <= LAST_ACCENTED;
    int base = accented ? Normalizer.normalize("" + (char) c, Form.NFD).charAt(0) : c;
    return Character.isLetterOrDigit(base) ? Character.toLowerCase(base) : ' ';
  }

  /**
   * What is masked.
   *
   * @param text in lower case
   * @param telling how many characters in a row are taken for a part of it
   * @param alone whether it counts only as a word of its own
   */
  private record Secret(String text, int telling, boolean alone) {
    String masked(String line) {
      String folded = folded(line);
      StringBuilder masked = new StringBuilder();
      int from = 0;
      while (from < line.length()) {
        int length = sharedLength(folded, from);
        masked.append(length == 0 ? line.substring(from, from + 1) : MASKED);
        from += Math.max(1, length);
      }
      return masked.toString();
    }

    private int sharedLength(String line, int from) {
      int length = telling;
      if (from + length > line.length() || !shares(line.substring(from, from + length))) {
        return 0;
      }
      if (alone) {
        boolean word = !isLetter(line, from - 1) && !isLetter(line, from + length);
        return word ? length : 0;
      }
      while (from + length < line.length()
          && text.contains(line.substring(from, from + length + 1))) {
        length++;
      }
      return line.substring(from, from + length).stripTrailing().length();
    }

    private boolean shares(String part) {
      return part.charAt(0) != ' ' && text.contains(part);
    }

    private static boolean isLetter(String line, int at) {
      return at >= 0 && at < line.length() && Character.isLetterOrDigit(line.charAt(at));
    }
  }

  /** Undoes the spellings in which gateways quote what they were sent, one within another too. */
  private static final class Spellings {
    private static final int MAX_ROUNDS = 4;
    private static final char UNREADABLE = '\uFFFD';

    /** The number of a character, as JSON, scripts and HTML write it. */
    private static final Pattern NUMBER =
        Pattern.compile(
            "(?i)(?:\\\\+|%)u([0-9a-f]{4})|(?:\\\\+u\\{|&#x)([0-9a-f]{1,6})(?:;|})?|&#([0-9]{1,7});?");

    private static final Pattern NAME =
        Pattern.compile("&(amp|lt|gt|quot|apos|nbsp|[A-Za-z]{3,8});");
    private static final Pattern ESCAPE = Pattern.compile("\\\\+([\"'/bfnrt])");

    /**
     * Bytes as links, programs and mails write them. Those of mails are high: "=10" is a number.
     */
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
}
