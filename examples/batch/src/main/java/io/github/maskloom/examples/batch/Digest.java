package io.github.maskloom.examples.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Short names for long things, by SHA-256. */
public final class Digest {
  private static final int JOB_BYTES = 16;

  private Digest() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** 256 bits of a text, to be read as numbers. */
  static ByteBuffer of(String text) {
    return ByteBuffer.wrap(sha256().digest(text.getBytes(UTF_8)));
  }

  /** The same for the same options in any order, in hexadecimal digits. */
  public static String ofJob(String command, Map<String, String> options) {
    StringBuilder text = new StringBuilder(command);
    new TreeMap<>(options)
        .forEach((name, value) -> text.append('\0').append(name).append('\0').append(value));
    return HexFormat.of().formatHex(of(text.toString()).array(), 0, JOB_BYTES);
  }
}
