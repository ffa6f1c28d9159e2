package io.github.maskloom.examples.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Where a store is. Credentials are found by the SDK: in the environment, in system properties, in
 * {@code ~/.aws}, or from the machine.
 *
 * @param region such as {@code eu-central-1}; TOS and OSS have names of their own
 * @param endpoint of a store that is not Amazon's
 * @param pathStyle whether the bucket stands in the path, as MinIO has it
 * @param timeout how long a connection may be silent
 */
public record S3Settings(
    String region, Optional<URI> endpoint, boolean pathStyle, Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_CONNECTIONS = 10_000;

  /** Amazon's store in a region. */
  public static S3Settings of(String region) {
    return new S3Settings(region, Optional.empty(), false, TIMEOUT);
  }

  /** Another store that speaks the protocol, with buckets in the path. */
  public static S3Settings of(String region, URI endpoint) {
    return new S3Settings(region, Optional.of(endpoint), true, TIMEOUT);
  }

  /**
   * Takes {@code MASKLOOM_S3_REGION}, {@code MASKLOOM_S3_ENDPOINT} and {@code
   * MASKLOOM_S3_VIRTUAL_HOSTS} (anything, for buckets in the host name, as TOS and OSS have them).
   */
  public static S3Settings fromEnvironment(Map<String, String> environment) {
    String region = environment.getOrDefault("MASKLOOM_S3_REGION", "us-east-1");
    String endpoint = environment.get("MASKLOOM_S3_ENDPOINT");
    if (endpoint == null) {
      return of(region);
    }
    boolean pathStyle = !environment.containsKey("MASKLOOM_S3_VIRTUAL_HOSTS");
    return new S3Settings(region, Optional.of(URI.create(endpoint)), pathStyle, TIMEOUT);
  }

  /** The same with another time of silence. */
  public S3Settings withTimeout(Duration other) {
    return new S3Settings(region, endpoint, pathStyle, other);
  }

  /**
   * A client builder, for whoever wants to change more of it. It has as many connections as are
   * asked for: work that holds 32 ranges of a JPEG and waits for one more would wait for itself.
   *
   * <p>It speaks HTTP by Apache's client. The JDK's, as the SDK uses it, holds a second copy of
   * each part.
   */
  public S3ClientBuilder clientBuilder() {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(region))
            .forcePathStyle(pathStyle)
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(MAX_CONNECTIONS)
                    .connectionTimeout(timeout)
                    .socketTimeout(timeout));
    endpoint.ifPresent(
        uri ->
            builder
                .endpointOverride(uri)
                // Other stores know neither the trailers nor the algorithms of Amazon's checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED));
    return builder;
  }
}
