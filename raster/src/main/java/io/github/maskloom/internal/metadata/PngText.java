package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.internal.metadata.KeptFields.Rule;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A text with a keyword, as PNG has it, not compressed (PNG 3rd edition, section 11.3.3). A comment
 * of a JPEG or a GIF is one, too.
 *
 * @param language a language tag; empty if none is stated
 */
public record PngText(String keyword, String language, String text) {
  /** The keyword of a comment. */
  public static final String COMMENT = "Comment";

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9-]{0,35}");

  /**
   * {@return the chunk of a comment}
   *
   * @param text in UTF-8, or else in Latin-1
   */
  public static PngChunk comment(byte[] text) {
    String decoded = new String(text, UTF_8);
    boolean isUtf8 = decoded.indexOf('\uFFFD') < 0;
    return new PngText(COMMENT, "", isUtf8 ? decoded : new String(text, ISO_8859_1)).chunk();
  }

  /**
   * {@return the text of a chunk; empty if it is none, or compressed, or damaged}
   *
   * @param chunk of any type
   */
  public static Optional<PngText> of(PngChunk chunk) {
    boolean wide = chunk.type().equals("iTXt");
    if (!wide && !chunk.type().equals("tEXt")) {
      return Optional.empty();
    }
    String all = new String(chunk.data(), wide ? UTF_8 : ISO_8859_1);
    int keyword = all.indexOf('\0');
    if (keyword < 1 || !wide) {
      return keyword < 1
          ? Optional.empty()
          : Optional.of(new PngText(all.substring(0, keyword), "", all.substring(keyword + 1)));
    }
    int language = all.indexOf('\0', keyword + 3);
    int translated = language < 0 ? -1 : all.indexOf('\0', language + 1);
    boolean sound = translated >= 0 && all.charAt(keyword + 1) == 0;
    return sound
        ? Optional.of(
            new PngText(
                all.substring(0, keyword),
                all.substring(keyword + 3, language),
                all.substring(translated + 1)))
        : Optional.empty();
  }

  /** {@return the chunk that holds it} */
  public PngChunk chunk() {
    boolean narrow = language.isEmpty() && ISO_8859_1.newEncoder().canEncode(text);
    return narrow
        ? new PngChunk("tEXt", (keyword + '\0' + text).getBytes(ISO_8859_1))
        : new PngChunk("iTXt", (keyword + "\0\0\0" + language + "\0\0" + text).getBytes(UTF_8));
  }

  /** Whether all texts of one keyword are on the list, and of letters only. */
  static boolean areKept(String keyword, List<PngText> texts, KeptFields fields) {
    Rule rule = KeptFields.rule("text", keyword);
    String field = "text " + keyword;
    if (rule == null) {
      fields.drop(field, KeptFields.UNLISTED);
    } else if (!texts.stream().allMatch(PngText::isSound)) {
      fields.drop(field, KeptFields.NO_TEXT);
    } else {
      return fields.takes(field, rule, texts.stream().map(PngText::bytes).toList());
    }
    return false;
  }

  private boolean isSound() {
    return KeptFields.isText(text) && LANGUAGE.matcher(language).matches();
  }

  private int bytes() {
    return text.getBytes(UTF_8).length;
  }
}
