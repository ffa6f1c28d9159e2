package io.github.maskloom.http.wire;

import java.util.Map;
import java.util.Optional;

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
 */
public record ServiceProfile(
    String provider,
    ErrorRules errors,
    AnswerRules answers,
    String keyHeader,
    String keyScheme,
    Map<String, String> headers,
    Optional<JobRules> jobs) {
  private static final String AUTHORIZATION = "Authorization";

  /**
   * Makes the profile of a service that takes the key as {@code Bearer}, and queues nothing.
   *
   * @param provider the provider's id
   * @param errors say what failures mean
   * @param answers say what answers are made of
   */
  public ServiceProfile(String provider, ErrorRules errors, AnswerRules answers) {
    this(provider, errors, answers, AUTHORIZATION, "Bearer", Map.of(), Optional.empty());
  }

  /**
   * Changes {@link #keyHeader}.
   *
   * @param name of the header
   * @return a copy
   */
  public ServiceProfile withKeyHeader(String name) {
    return new ServiceProfile(provider, errors, answers, name, keyScheme, headers, jobs);
  }

  /**
   * Changes {@link #keyScheme}.
   *
   * @param scheme such as {@code Key}
   * @return a copy
   */
  public ServiceProfile withKeyScheme(String scheme) {
    return new ServiceProfile(provider, errors, answers, keyHeader, scheme, headers, jobs);
  }

  /**
   * Changes {@link #headers}.
   *
   * @param values by name, in place of earlier ones
   * @return a copy
   */
  public ServiceProfile withHeaders(Map<String, String> values) {
    return new ServiceProfile(
        provider, errors, answers, keyHeader, keyScheme, Map.copyOf(values), jobs);
  }

  /**
   * Changes {@link #jobs}.
   *
   * @param rules how the service speaks of them
   * @return a copy
   */
  public ServiceProfile withJobs(JobRules rules) {
    return new ServiceProfile(
        provider, errors, answers, keyHeader, keyScheme, headers, Optional.of(rules));
  }
}
