package io.github.maskloom.examples.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.util.Map;
import java.util.TreeMap;

/** Short names for long things, by SHA-256. */
public final class Digest {
  private static final int JOB_DIGITS = 32;

  private Digest() {}

  /** 256 bits of a text. */
  static HashCode of(String text) {
    return Hashing.sha256().hashString(text, UTF_8);
  }

  /** The same for the same options in any order, in hexadecimal digits. */
  public static String ofJob(String command, Map<String, String> options) {
    StringBuilder text = new StringBuilder(command);
    new TreeMap<>(options)
        .forEach((name, value) -> text.append('\0').append(name).append('\0').append(value));
    return of(text.toString()).toString().substring(0, JOB_DIGITS);
  }
}
