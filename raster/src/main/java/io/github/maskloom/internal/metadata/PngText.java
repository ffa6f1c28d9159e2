package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.internal.metadata.KeptFields.Rule;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
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

  /** A keyword, no language, and the text. */
  private static final Pattern NARROW = Pattern.compile("([^\0]++)\0()(.*+)", Pattern.DOTALL);

  /** A keyword, no compression, its method, a language, the keyword in that, and the text. */
  private static final Pattern WIDE =
      Pattern.compile("([^\0]++)\0\0.([^\0]*+)\0[^\0]*+\0(.*+)", Pattern.DOTALL);

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
    return switch (chunk.type()) {
      case "tEXt" -> of(NARROW.matcher(new String(chunk.data(), ISO_8859_1)));
      case "iTXt" -> of(WIDE.matcher(new String(chunk.data(), UTF_8)));
      default -> Optional.empty();
    };
  }

  private static Optional<PngText> of(Matcher found) {
    return found.matches()
        ? Optional.of(new PngText(found.group(1), found.group(2), found.group(3)))
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
    boolean sound = rule != null && texts.stream().allMatch(PngText::isSound);
    int bytes = sound ? texts.stream().mapToInt(each -> each.text.getBytes(UTF_8).length).sum() : 0;
    return fields.takes("text " + keyword, rule, sound, bytes);
  }

  private boolean isSound() {
    return KeptFields.isText(text) && LANGUAGE.matcher(language).matches();
  }
}
