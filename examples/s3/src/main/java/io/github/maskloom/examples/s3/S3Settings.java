package io.github.maskloom.examples.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Where a store is. Credentials are found by the SDK: in the environment, in system properties, in
 * {@code ~/.aws}, or from the machine.
 *
 * @param region such as {@code eu-central-1}; the SDK's own unless given: {@code aws.region},
 *     {@code AWS_REGION}, {@code ~/.aws/config}, or the machine's
 * @param endpoint of a store that is not Amazon's
 * @param pathStyle whether the bucket stands in the path, as MinIO has it
 * @param timeout how long a connection may be silent
 * @param callTimeout how long a request may take with all that the SDK tries again; else for ever
 */
public record S3Settings(
    Optional<String> region,
    Optional<URI> endpoint,
    boolean pathStyle,
    Duration timeout,
    Optional<Duration> callTimeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_CONNECTIONS = 10_000;

  /** Amazon's store in a region. */
  public static S3Settings of(String region) {
    return new S3Settings(Optional.of(region), Optional.empty(), false, TIMEOUT, Optional.empty());
  }

  /** Another store that speaks the protocol, with buckets in the path. */
  public static S3Settings of(String region, URI endpoint) {
    return new S3Settings(
        Optional.of(region), Optional.of(endpoint), true, TIMEOUT, Optional.empty());
  }

  /**
   * Takes {@code MASKLOOM_S3_REGION} or {@code AWS_REGION}, {@code MASKLOOM_S3_ENDPOINT}, {@code
   * AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL}, and {@code MASKLOOM_S3_VIRTUAL_HOSTS}
   * (anything, for buckets in the host name, as TOS and OSS have them).
   */
  public static S3Settings fromEnvironment(Map<String, String> environment) {
    Optional<URI> endpoint =
        first(environment, "MASKLOOM_S3_ENDPOINT", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
            .map(URI::create);
    return new S3Settings(
        first(environment, "MASKLOOM_S3_REGION", "AWS_REGION"),
        endpoint,
        endpoint.isPresent() && !environment.containsKey("MASKLOOM_S3_VIRTUAL_HOSTS"),
        TIMEOUT,
        Optional.empty());
  }

  private static Optional<String> first(Map<String, String> environment, String... names) {
    return Stream.of(names)
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  /** The same with another time of silence. */
  public S3Settings withTimeout(Duration other) {
    return new S3Settings(region, endpoint, pathStyle, other, callTimeout);
  }

  /** The same with a limit for each request. */
  public S3Settings withCallTimeout(Duration most) {
    return new S3Settings(region, endpoint, pathStyle, timeout, Optional.of(most));
  }

  /** The region that is stated, or the SDK's own; other stores than Amazon's do without. */
  private Region signed() {
    try {
      return region
          .map(Region::of)
          .orElseGet(() -> DefaultAwsRegionProviderChain.builder().build().getRegion());
    } catch (SdkClientException e) {
      if (endpoint.isPresent()) {
        return Region.US_EAST_1;
      }
      throw e;
    }
  }

  /**
   * A client builder, for whoever wants to change more of it. It has as many connections as are
   * asked for: work that holds 32 ranges of a JPEG and waits for one more would wait for itself.
   *
   * <p>It speaks HTTP by Apache's client. The JDK's, as the SDK uses it, holds a second copy of
   * each part.
   *
   * @throws SdkClientException if it is Amazon's store, and nobody says in which region
   */
  public S3ClientBuilder clientBuilder() {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(signed())
            .forcePathStyle(pathStyle)
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(MAX_CONNECTIONS)
                    .connectionTimeout(timeout)
                    .socketTimeout(timeout));
    callTimeout.ifPresent(
        most -> builder.overrideConfiguration(calls -> calls.apiCallTimeout(most)));
    endpoint.ifPresent(
        uri ->
            builder
                .endpointOverride(uri)
                // Other stores know neither the trailers nor the algorithms of Amazon's checksums,
                // and OSS and R2 ask for bodies in one piece.
                .serviceConfiguration(other -> other.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED));
    return builder;
  }
}
