package io.github.maskloom.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;

/** Makes ids by which the service's support finds a call, in the form of the vendor's clients. */
public final class RequestIds {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RANDOM_CHARACTERS = 20;

  private RequestIds() {}

  /** A new id: the time, and characters that nobody else has. */
  static String next(Instant now) {
    StringBuilder id = new StringBuilder(TIME.format(now));
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      id.append(CHARACTERS.charAt(ThreadLocalRandom.current().nextInt(CHARACTERS.length())));
    }
    return id.toString();
  }
}
