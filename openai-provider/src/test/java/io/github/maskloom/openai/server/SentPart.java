package io.github.maskloom.openai.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a form, as it was received.
 *
 * @param disposition what says its name
 * @param mediaType empty if it has none
 * @param bytes its first megabytes
 * @param length of all of it
 */
public record SentPart(String disposition, String mediaType, byte[] bytes, long length) {
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern FILE_NAME = Pattern.compile("[; ]filename=\"([^\"]*)\"");

  /** The field's name. */
  public String name() {
    return first(NAME);
  }

  /** The file's name; empty if it has none. */
  public String fileName() {
    return first(FILE_NAME);
  }

  /** Whether it is a file. */
  public boolean isFile() {
    return !fileName().isEmpty() || !mediaType.isEmpty();
  }

  /** What it says. */
  public String text() {
    return new String(bytes, UTF_8);
  }

  private String first(Pattern pattern) {
    Matcher found = pattern.matcher(disposition);
    return found.find() ? found.group(1) : "";
  }

  @Override
  public String toString() {
    return isFile() ? name() + "=" + fileName() + " " + mediaType : name() + "=" + text();
  }
}
