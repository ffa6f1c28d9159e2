package io.github.maskloom.examples.queue.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.queue.JobImages;
import io.github.maskloom.examples.queue.JobQueue;
import io.github.maskloom.examples.queue.MainTest;
import io.github.maskloom.examples.s3.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command line with a bucket in place of a folder. */
class BucketMainTest {
  @TempDir Path folder;
  private final String place = "s3://" + S3Mock.BUCKET + "/" + UUID.randomUUID();

  /** As somebody does who has no file of the SDK. */
  @BeforeAll
  static void giveCredentials() {
    System.setProperty("aws.accessKeyId", "key");
    System.setProperty("aws.secretAccessKey", "secret");
  }

  @Test
  void takesAJobFromSubmitToItsImages() throws IOException {
    Path photo = JobImages.photo(folder, "photo.png");
    Path sofa = JobImages.photo(folder, "sofa.png");
    Path mask = JobImages.mask(folder);
    String id =
        queue(0, place, "submit", "--photo=" + photo, "--mask=" + mask, "--reference=" + sofa)
            .strip();

    queue(0, place, "work", "--until-idle", "--threads", "1");

    assertThat(queue(0, place, "list"))
        .contains(id + "  DONE  " + place + "/" + id + "/sent-")
        .endsWith("/\n");
    assertThat(folder).isDirectoryNotContaining("glob:**/" + id);
    assertThat(queue(1, "s3://no-such-bucket/jobs", "list"))
        .contains(id + "  DONE  1 of 1 images")
        .contains("where images are is not known: s3://no-such-bucket/jobs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list | either --folder or --store",
        "--folder=x --store=s3://b list | either --folder or --store",
        "--store=s3://b list | --store needs --database",
        "--store=b --database=x --region=r list | s3://bucket",
        "--store=https://b/x --database=x --region=r list | s3://bucket",
        "--store=s3://b//x --database=x --region=r list | no empty parts",
        "--store=s3://b/../x --database=x --region=r list | no parts of dots",
        "--store=s3://b --database=x --endpoint=host:9000 list | --endpoint is http",
        "--store=s3://b --database=x --endpoint=ftp://host list | --endpoint is http",
        "--store=s3://b --database=x --endpoint=//host list | --endpoint is http",
        "--store=s3://b --database=x --region=r --virtual-hosts list | goes with --endpoint",
        "--folder=x --region=r list | go with --store"
      })
  void saysWhichOptionsDoNotFit(String line, String why) {
    assertThat(MainTest.run(new StoreOptions(), 2, List.of(), line.split(" ", -1))).contains(why);
  }

  @Test
  void theEnvironmentNamesTheStoreThatOptionsLeaveOpen() {
    Map<String, String> environment =
        Map.of("MASKLOOM_S3_ENDPOINT", "http://minio:9000", "MASKLOOM_S3_REGION", "here");

    assertThat(new StoreOptions().settings(environment))
        .isEqualTo(S3Settings.of("here", URI.create("http://minio:9000")));
    assertThat(
            CommandLine.populateCommand(new StoreOptions(), "--endpoint=https://other")
                .settings(environment))
        .isEqualTo(S3Settings.of("here", URI.create("https://other")));
  }

  @Test
  void saysWhichBucketIsNotThere() {
    assertThat(queue(1, "s3://no-such-bucket/jobs", "submit", "--photo=x"))
        .contains("s3://no-such-bucket/jobs");
    assertThat(queue(1, "s3://no-such-bucket/jobs", "work", "--until-idle"))
        .contains("s3://no-such-bucket/jobs");
  }

  private String queue(int exitCode, String store, String... arguments) {
    return MainTest.run(
        new StoreOptions(),
        exitCode,
        List.of(
            "--store=" + store,
            "--endpoint=" + S3Mock.endpoint(),
            "--database=" + JobQueue.fileIn(folder)),
        arguments);
  }
}
