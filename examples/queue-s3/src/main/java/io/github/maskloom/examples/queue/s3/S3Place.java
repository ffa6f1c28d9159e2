package io.github.maskloom.examples.queue.s3;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Strings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket, and how the keys in it begin.
 *
 * @param bucket its name
 * @param prefix empty, or with a slash at its end and none at its beginning
 */
public record S3Place(String bucket, String prefix) {
  private static final Pattern URL = Pattern.compile("s3://([A-Za-z0-9][A-Za-z0-9._-]*)(?:/(.*))?");

  /**
   * The place that a URL such as {@code s3://bucket/prefix} names.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static S3Place of(String url) {
    Matcher parts = URL.matcher(url);
    checkArgument(parts.matches(), "a store is s3://bucket or s3://bucket/prefix");
    String path = Strings.nullToEmpty(parts.group(2));
    String prefix = path.isEmpty() || path.endsWith("/") ? path : path + "/";
    checkArgument(!("/" + prefix).contains("//"), "a prefix has no empty parts");
    // On the way to the store somebody might take these for ways to another bucket.
    checkArgument(!("/" + prefix).matches("(?s).*/\\.\\.?/.*"), "a prefix has no parts of dots");
    return new S3Place(parts.group(1), prefix);
  }

  /** The key of something below this place. */
  String key(String path) {
    return prefix + path;
  }

  /** What a key names below this place. */
  String path(String key) {
    return key.substring(prefix.length());
  }

  /** As a URL. */
  String url(String path) {
    return "s3://" + bucket + "/" + key(path);
  }
}
