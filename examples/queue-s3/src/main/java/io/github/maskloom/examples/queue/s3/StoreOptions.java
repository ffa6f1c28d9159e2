package io.github.maskloom.examples.queue.s3;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.examples.queue.JobStore;
import io.github.maskloom.examples.queue.Place;
import io.github.maskloom.examples.s3.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Where the jobs and their images are. */
final class StoreOptions extends Place {
  @Option(names = "--store", description = "instead of a folder: s3://bucket/prefix")
  private @Nullable String store;

  @Option(
      names = "--endpoint",
      description = "of a store that is not Amazon's: https://host; the environment's unless given")
  private @Nullable URI endpoint;

  @Option(
      names = "--region",
      description = "such as eu-central-1; the environment's, or the SDK's own, unless given")
  private @Nullable String region;

  @Option(
      names = "--virtual-hosts",
      description = "the endpoint has buckets in the host name, as TOS and OSS have them")
  private boolean virtualHosts;

  @Override
  public String database() {
    check();
    checkArgument(
        folder != null || database != null,
        "--store needs --database, such as jdbc:postgresql://host/jobs");
    return super.database();
  }

  @Override
  public JobStore open() throws IOException {
    check();
    if (store == null) {
      return super.open();
    }
    S3Settings settings = settings(System.getenv());
    try {
      return BucketStore.open(settings, S3Place.of(store));
    } catch (SdkClientException e) {
      throw new IllegalArgumentException(
          "--store needs --region, or AWS_REGION in the environment", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--store: " + e.getMessage(), e);
    }
  }

  /** What the options say, and of the environment what they leave open. */
  S3Settings settings(Map<String, String> environment) {
    S3Settings found = S3Settings.fromEnvironment(environment);
    return new S3Settings(
        Optional.ofNullable(region).or(found::region),
        Optional.ofNullable(endpoint).or(found::endpoint),
        endpoint == null ? found.pathStyle() : !virtualHosts,
        found.timeout(),
        found.callTimeout());
  }

  private void check() {
    checkArgument((folder == null) != (store == null), "state either --folder or --store");
    checkArgument(
        folder == null || (endpoint == null && region == null && !virtualHosts),
        "--endpoint, --region and --virtual-hosts go with --store");
    checkArgument(!virtualHosts || endpoint != null, "--virtual-hosts goes with --endpoint");
    checkArgument(
        endpoint == null
            || (endpoint.getHost() != null && endpoint.toString().matches("https?:.*")),
        "--endpoint is http://host or https://host, perhaps with a port");
  }
}
