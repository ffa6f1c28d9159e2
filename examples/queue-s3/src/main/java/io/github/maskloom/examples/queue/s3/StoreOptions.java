package io.github.maskloom.examples.queue.s3;

import io.github.maskloom.examples.queue.FolderStore;
import io.github.maskloom.examples.queue.JobQueue;
import io.github.maskloom.examples.queue.JobStore;
import io.github.maskloom.examples.queue.Place;
import io.github.maskloom.examples.s3.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Where the jobs and their images are. */
final class StoreOptions implements Place {
  @Option(
      names = "--folder",
      description = "shared by all: the images, and the database unless another is given")
  private @Nullable Path folder;

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

  @Option(names = "--database", description = Place.DATABASE)
  private @Nullable String database;

  @Override
  public String database() {
    check();
    if (database != null) {
      return database;
    }
    if (folder == null) {
      throw wrong("--store needs --database, such as jdbc:postgresql://host/jobs");
    }
    return JobQueue.fileIn(folder);
  }

  @Override
  public JobStore open() throws IOException {
    check();
    if (folder != null) {
      return new FolderStore(Files.createDirectories(folder));
    }
    S3Place place = place();
    try {
      return BucketStore.open(settings(System.getenv()), place);
    } catch (SdkClientException e) {
      throw wrong("--store needs --region, or AWS_REGION in the environment");
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

  private S3Place place() {
    try {
      return S3Place.of(String.valueOf(store));
    } catch (IllegalArgumentException e) {
      throw wrong("--store: " + e.getMessage());
    }
  }

  private void check() {
    if ((folder == null) == (store == null)) {
      throw wrong("state either --folder or --store");
    }
    if (folder != null && (endpoint != null || region != null || virtualHosts)) {
      throw wrong("--endpoint, --region and --virtual-hosts go with --store");
    }
    if (virtualHosts && endpoint == null) {
      throw wrong("--virtual-hosts goes with --endpoint");
    }
    if (endpoint != null && (endpoint.getHost() == null || !isHttp(endpoint.getScheme()))) {
      throw wrong("--endpoint is http://host or https://host, perhaps with a port");
    }
  }

  /** Whether a scheme, null if an address begins with two slashes, is one of the web. */
  private static boolean isHttp(@Nullable String scheme) {
    return "https".equals(scheme) || "http".equals(scheme);
  }

  private static IllegalArgumentException wrong(String message) {
    return new IllegalArgumentException(message);
  }
}
