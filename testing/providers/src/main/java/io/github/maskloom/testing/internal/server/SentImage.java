package io.github.maskloom.testing.internal.server;

import com.google.common.hash.Hashing;
import java.util.Base64;

/**
 * An image in the JSON of a request, in few bytes.
 *
 * @param mediaType of the data URL that it was; empty if it was base64 alone
 * @param bytes decoded length
 * @param sha256 of the decoded bytes, in hexadecimal digits
 */
public record SentImage(String mediaType, long bytes, String sha256) {
  private static final String SCHEME = "data:";

  /**
   * Records an image.
   *
   * @param mediaType of the data URL; empty for base64 alone
   * @param image its bytes
   * @return what stands for it
   */
  public static SentImage of(String mediaType, byte[] image) {
    return new SentImage(mediaType, image.length, Hashing.sha256().hashBytes(image).toString());
  }

  /**
   * Records a text that is base64, alone or in a data URL.
   *
   * @param text all of it
   * @return what stands for the image
   * @throws IllegalArgumentException if the text is not base64
   */
  public static SentImage ofText(String text) {
    int comma = text.startsWith(SCHEME) ? text.indexOf(";base64,") : -1;
    int start = comma < 0 ? 0 : comma + ";base64,".length();
    String mediaType = comma < 0 ? "" : text.substring(SCHEME.length(), comma);
    return of(mediaType, Base64.getDecoder().decode(text.substring(start)));
  }
}
