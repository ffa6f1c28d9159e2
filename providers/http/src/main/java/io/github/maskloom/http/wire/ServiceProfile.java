package io.github.maskloom.http.wire;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.http.wire.AnswerRules.Place;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a service speaks, and how its provider is called.
 *
 * @param provider the provider's id
 * @param errors say what failures mean
 * @param answers say what answers are made of
 * @param keyHeader name of the header that holds the key
 * @param keyScheme what the key follows in {@code Authorization}; no other header has it
 * @param headers by name, that every request has beside the key
 * @param jobs say how the service speaks of its jobs, or empty if it queues none
 * @param keysLive for how long, from the first time, the service does a request once that comes
 *     several times with one {@code Idempotency-Key}; empty if it promises nothing such
 */
public record ServiceProfile(
    String provider,
    ErrorTable errors,
    AnswerRules answers,
    String keyHeader,
    String keyScheme,
    Map<String, String> headers,
    Optional<JobRules> jobs,
    Optional<Duration> keysLive) {
  /** What holds the key unless the service says otherwise. */
  private static final String HEADER = "Authorization";

  /**
   * Checks where answers have what, and keeps all as it is.
   *
   * @param provider the provider's id
   * @param errors say what failures mean
   * @param answers say what answers are made of
   * @param keyHeader name of the header that holds the key
   * @param keyScheme what the key follows in {@code Authorization}
   * @param headers by name, that every request has beside the key
   * @param jobs say how the service speaks of its jobs
   * @param keysLive for how long the service replays keys
   * @throws IllegalArgumentException if a pointer does not begin with a slash, unless it is the
   *     empty one of an item that is the answer
   * @throws IllegalArgumentException if an answer has what only items have, or the reverse
   */
  public ServiceProfile {
    checkPlaces(answers.places(), Set.of(Place.DRAFT, Place.TYPE, Place.INDEX));
    checkPlaces(answers.itemPlaces(), Set.of(Place.ITEM, Place.CANDIDATE, Place.ID));
  }

  private static void checkPlaces(Map<String, Place> places, Set<Place> never) {
    places.forEach(
        (at, place) -> {
          boolean isWhole = at.isEmpty() && (place == Place.ITEM || place == Place.CANDIDATE);
          checkArgument(
              (at.startsWith("/") || isWhole) && !never.contains(place),
              "%s stands at no pointer \"%s\" here",
              place,
              at);
        });
  }

  /**
   * Makes the profile of a service that takes the key as {@code Bearer}, and queues nothing.
   *
   * @param provider the provider's id
   * @param errors say what failures mean
   * @param answers say what answers are made of
   */
  public ServiceProfile(String provider, ErrorTable errors, AnswerRules answers) {
    this(provider, errors, answers, HEADER, "Bearer", Map.of(), Optional.empty(), Optional.empty());
  }

  /**
   * Changes {@link #keyHeader}.
   *
   * @param name of the header
   * @return a copy
   */
  public ServiceProfile withKeyHeader(String name) {
    return new ServiceProfile(provider, errors, answers, name, keyScheme, headers, jobs, keysLive);
  }

  /**
   * Changes {@link #keyScheme}.
   *
   * @param scheme such as {@code Key}
   * @return a copy
   */
  public ServiceProfile withKeyScheme(String scheme) {
    return new ServiceProfile(
        provider, errors, answers, keyHeader, scheme, headers, jobs, keysLive);
  }

  /**
   * Changes {@link #headers}.
   *
   * @param values by name, in place of earlier ones
   * @return a copy
   */
  public ServiceProfile withHeaders(Map<String, String> values) {
    return new ServiceProfile(
        provider, errors, answers, keyHeader, keyScheme, Map.copyOf(values), jobs, keysLive);
  }

  /**
   * Changes {@link #jobs}.
   *
   * @param rules how the service speaks of them
   * @return a copy
   */
  public ServiceProfile withJobs(JobRules rules) {
    return new ServiceProfile(
        provider, errors, answers, keyHeader, keyScheme, headers, Optional.of(rules), keysLive);
  }

  /**
   * Says that the service replays keys: a request that comes again with the same {@code
   * Idempotency-Key} is done once. Only what the service documents may be said. A request of which
   * nobody knows the end is then sent again by itself, as {@link
   * io.github.maskloom.http.settings.HttpRetries} allow, and by {@link
   * io.github.maskloom.fusion.FusionClient#resume}. Its bytes must be the same each time, so it is
   * JSON and no form.
   *
   * @param value from the first time that the key comes
   * @return a copy
   * @throws IllegalArgumentException if the value is not above 0
   */
  public ServiceProfile withReplayedKeys(Duration value) {
    checkArgument(value.compareTo(Duration.ZERO) > 0, "keys are replayed for a while");
    Optional<Duration> some = Optional.of(value);
    return new ServiceProfile(provider, errors, answers, keyHeader, keyScheme, headers, jobs, some);
  }
}
