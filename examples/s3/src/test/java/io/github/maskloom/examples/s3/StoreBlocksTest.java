package io.github.maskloom.examples.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;

/** What the README's blocks make of a request: where it goes, and what it is signed for. */
class StoreBlocksTest {
  private static final Path README = Path.of("README.md");
  private static final Pattern BLOCK =
      Pattern.compile("```sh\\n# ([^\\n]+)\\n(.*?)```", Pattern.DOTALL);
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
  private static final Pattern VARIABLE = Pattern.compile("export (\\w+)=(\\S+)");

  @ParameterizedTest
  @CsvSource({
    "Amazon S3, https://rooms.s3.eu-central-1.amazonaws.com/a.png, eu-central-1",
    "MinIO, https://minio.example:9000/rooms/a.png, us-east-1",
    "TOS, https://rooms.tos-s3-cn-beijing.volces.com/a.png, cn-beijing",
    "OSS, https://rooms.s3.oss-cn-hangzhou.aliyuncs.com/a.png, cn-hangzhou",
    "Cloudflare R2, https://0123456789abcdef.r2.cloudflarestorage.com/rooms/a.png, auto",
  })
  void aBlockLeadsToItsStore(String store, String url, String region) throws IOException {
    SdkHttpRequest sent =
        sent(S3Settings.fromEnvironment(Objects.requireNonNull(blocks().get(store))));

    assertThat(sent.getUri()).hasToString(url);
    assertThat(sent.firstMatchingHeader("Authorization").orElseThrow())
        .contains("/" + region + "/s3/aws4_request");
    boolean amazon = store.equals("Amazon S3");
    assertThat(sent.firstMatchingHeader("x-amz-content-sha256").orElseThrow())
        .as("trailers, which only Amazon knows")
        .satisfies(hash -> assertThat(hash.contains("TRAILER")).isEqualTo(amazon));
  }

  @Test
  void everyBlockIsTested() throws IOException {
    assertThat(blocks()).containsOnlyKeys("Amazon S3", "MinIO", "TOS", "OSS", "Cloudflare R2");
  }

  @Test
  void theSdksOwnVariablesCount() {
    S3Settings amazon = S3Settings.fromEnvironment(Map.of("AWS_REGION", "eu-central-1"));
    S3Settings other =
        S3Settings.fromEnvironment(Map.of("AWS_ENDPOINT_URL_S3", "https://minio.example:9000"));

    assertThat(amazon).isEqualTo(S3Settings.of("eu-central-1"));
    assertThat(other.endpoint()).isPresent();
    assertThat(other.pathStyle()).isTrue();
  }

  @Test
  void aRequestMayHaveALimit() {
    S3Settings hurried = S3Settings.of("eu-central-1").withCallTimeout(Duration.ofSeconds(1));

    try (S3Client client = hurried.clientBuilder().credentialsProvider(CREDENTIALS).build()) {
      assertThat(client.serviceClientConfiguration().overrideConfiguration().apiCallTimeout())
          .contains(Duration.ofSeconds(1));
    }
  }

  private static Map<String, Map<String, String>> blocks() throws IOException {
    Map<String, Map<String, String>> blocks = new HashMap<>();
    for (MatchResult block : BLOCK.matcher(Files.readString(README)).results().toList()) {
      Map<String, String> variables = new HashMap<>();
      VARIABLE
          .matcher(block.group(2))
          .results()
          .forEach(variable -> variables.put(variable.group(1), variable.group(2)));
      blocks.put(block.group(1), variables);
    }
    return blocks;
  }

  /** The request of a put, as it would leave. */
  private static SdkHttpRequest sent(S3Settings settings) {
    List<SdkHttpRequest> requests = new ArrayList<>();
    ExecutionInterceptor stop =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            requests.add(context.httpRequest());
            throw new IllegalStateException("nothing is sent");
          }
        };
    try (S3Client client =
        settings
            .clientBuilder()
            .credentialsProvider(CREDENTIALS)
            .overrideConfiguration(calls -> calls.addExecutionInterceptor(stop))
            .build()) {
      assertThatThrownBy(
              () ->
                  client.putObject(
                      put -> put.bucket("rooms").key("a.png"),
                      RequestBody.fromBytes(new byte[] {1})))
          .isInstanceOf(RuntimeException.class);
    }
    return requests.get(0);
  }
}
