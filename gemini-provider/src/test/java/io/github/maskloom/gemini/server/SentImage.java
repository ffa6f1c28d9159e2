package io.github.maskloom.gemini.server;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands for an image in a recorded request.
 *
 * @param bytes decoded length
 * @param sha256 of the decoded bytes, in hexadecimal digits
 */
public record SentImage(long bytes, String sha256) {
  /** What an image is recorded as. */
  public static SentImage of(byte[] image) {
    return new SentImage(image.length, HexFormat.of().formatHex(newSha256().digest(image)));
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that a value holds, in order. */
  static List<SentImage> in(@Nullable Object value) {
    List<SentImage> found = new ArrayList<>();
    if (value instanceof SentImage image) {
      found.add(image);
    } else if (value instanceof List<?> list) {
      list.forEach(each -> found.addAll(in(each)));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(each -> found.addAll(in(each)));
    }
    return found;
  }
}
