package io.github.maskloom.ark.server;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What stands for a data URL in a recorded request.
 *
 * @param mediaType as it was written
 * @param bytes decoded length
 * @param sha256 of the decoded bytes, in hexadecimal digits
 */
public record SentImage(String mediaType, long bytes, String sha256) {
  /** What an image's data URL is recorded as. */
  public static SentImage of(String mediaType, byte[] picture) {
    return new SentImage(
        mediaType, picture.length, HexFormat.of().formatHex(newSha256().digest(picture)));
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
