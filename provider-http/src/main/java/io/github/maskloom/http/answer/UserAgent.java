package io.github.maskloom.http.answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** How this library names itself to services and to the hosts of their images. */
public final class UserAgent {
  /** The value of the header {@code User-Agent}. */
  public static final String VALUE = "maskloom/" + version();

  private UserAgent() {}

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in =
        UserAgent.class.getResourceAsStream("/io/github/maskloom/http/version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the library's own version cannot be read", e);
    }
    return properties.getProperty("version", "unknown");
  }
}
