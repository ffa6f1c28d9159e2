package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.image.AiLabel;
import io.github.maskloom.internal.metadata.XmpParser.Element;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The digital source type in a store of C2PA manifests: boxes of JUMBF (ISO 19566-5), in which an
 * assertion of actions is CBOR (C2PA 2.2, sections 11 and 18). It is what the file says; no
 * signature is checked.
 *
 * <p>A box that is longer than what holds it, or shorter than its head, ends the look at that: what
 * stands before it counts. Every byte is looked at once, whatever the boxes say. <b>Memory:</b> a
 * copy of one assertion.
 */
public final class C2paManifest {
  private static final int SUPERBOX = 0x6A75_6D62;
  private static final int DESCRIPTION = 0x6A75_6D64;
  private static final int CBOR = 0x6362_6F72;
  private static final int HEAD_BYTES = 8;

  /** A type and toggles, before the label of a description. */
  private static final int LABEL_AT = 17;

  /** The boxes that hold each other: a store, a manifest, its assertions, one of them. */
  private static final int STORE = 1;

  private static final int ASSERTION = 4;

  /** The key and the head of its text, of up to 23 bytes or up to 255 (RFC 8949, section 3). */
  private static final Pattern KEY =
      Pattern.compile("qdigitalSourceType(?:([`-w])|x(.))", Pattern.DOTALL);

  private C2paManifest() {}

  /**
   * {@return what the last manifest says that tells of a model, since the last one is the active
   * one, and of its actions what tells of the largest part; else what any says, or nothing}
   *
   * @param store the content of a PNG's caBX, of a WebP's C2PA, or of a JPEG's segments together
   */
  public static AiLabel label(byte[] store) {
    return inside(ByteBuffer.wrap(store), 0);
  }

  private static AiLabel inside(ByteBuffer boxes, int depth) {
    AiLabel found = AiLabel.NONE;
    boolean holdsActions = false;
    while (boxes.remaining() >= HEAD_BYTES) {
      int said = boxes.getInt();
      int type = boxes.getInt();
      int length = said == 0 ? boxes.remaining() : said - HEAD_BYTES;
      if (length < 0 || length > boxes.remaining()) {
        return found;
      }
      ByteBuffer content = boxes.slice(boxes.position(), length);
      boxes.position(boxes.position() + length);
      if (type == DESCRIPTION) {
        holdsActions = text(content).startsWith("c2pa.actions", LABEL_AT);
      } else if (type == CBOR && holdsActions) {
        found = found.orMore(actions(text(content)));
      } else if (type == SUPERBOX && depth < ASSERTION) {
        AiLabel next = inside(content, depth + 1);
        found = depth == STORE && next.isOfModel() ? next : found.orMore(next);
      }
    }
    return found;
  }

  private static String text(ByteBuffer bytes) {
    return new String(bytes.array(), bytes.arrayOffset(), bytes.limit(), ISO_8859_1);
  }

  private static AiLabel actions(String cbor) {
    AiLabel found = AiLabel.NONE;
    Matcher key = KEY.matcher(cbor);
    while (key.find()) {
      int length = key.start(1) < 0 ? key.group(2).charAt(0) : key.group(1).charAt(0) - '`';
      int end = Math.min(cbor.length(), key.end() + length);
      Element term = Element.of("", cbor.substring(key.end(), end));
      found = found.orMore(XmpPacket.with(AiLabel.NONE, AiLabel::withDigitalSourceType, term));
    }
    return found;
  }
}
