package io.github.maskloom.fusion.spi;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A request that a service has queued, and all that a provider needs to ask for its result, in
 * another process too. It is kept on disk, so it holds no key and no prompt. Immutable.
 *
 * @param id as the service calls it
 * @param submitted when the service took it
 * @param expires until when its result can be fetched; empty if that is not known
 * @param details what else the provider needs, such as an address to ask at
 */
public record ProviderJob(
    String id, Instant submitted, Optional<Instant> expires, Map<String, String> details) {
  private static final int MAX_CHARS = 8 << 10;
  private static final int MAX_DETAILS = 16;

  /**
   * Checks that the job can be kept, and copies the details.
   *
   * @param id not empty
   * @param submitted when the service took it
   * @param expires until when its result can be fetched; empty if that is not known
   * @param details at most 16; copied
   * @throws IllegalArgumentException if the id is empty, a text has more than 8192 characters, or
   *     there are more than 16 details
   */
  public ProviderJob {
    details = Map.copyOf(details);
    checkArgument(!id.isEmpty(), "a job has an id");
    checkArgument(details.size() <= MAX_DETAILS, "a job has at most %s details", MAX_DETAILS);
    checkArgument(
        Stream.of(Set.of(id), details.keySet(), details.values())
            .flatMap(Collection::stream)
            .allMatch(text -> text.length() <= MAX_CHARS),
        "a text of a job has over %s characters",
        MAX_CHARS);
  }

  /**
   * {@return a job of which only the id and the time are known}
   *
   * @param id as the service calls it, not empty
   * @param submitted when the service took it
   * @throws IllegalArgumentException if the id is empty or has more than 8192 characters
   */
  public static ProviderJob of(String id, Instant submitted) {
    return new ProviderJob(id, submitted, Optional.empty(), Map.of());
  }

  /**
   * {@return this job with a time until which its result can be fetched}
   *
   * @param until replaces the time before, if any
   */
  public ProviderJob withExpires(Instant until) {
    return new ProviderJob(id, submitted, Optional.of(until), details);
  }

  /** Says the id and the times. It leaves the details out, as an address may be signed. */
  @Override
  public String toString() {
    return "ProviderJob[id=%s, submitted=%s, expires=%s]"
        .formatted(id, submitted, expires.map(Instant::toString).orElse("unknown"));
  }

  /**
   * What a job was asked for, for the provider that takes it up again.
   *
   * @param prompt in words; may be empty
   * @param size of the images
   * @param count of the images, at least 1
   * @param options what only some providers know
   */
  public record Asked(String prompt, OutputSize size, int count, RequestOptions options) {
    /** Says everything but the prompt's words. */
    @Override
    public String toString() {
      return "Asked[prompt=%d characters, size=%s, count=%d, options=%s]"
          .formatted(prompt.length(), size, count, options);
    }
  }

  /** Why a job brings no image any more, as its service says. */
  public enum End {
    /** The service refused it, or failed. */
    FAILED,
    /** It was cancelled. */
    CANCELLED,
    /** Its result was there, and is gone. */
    EXPIRED
  }
}
