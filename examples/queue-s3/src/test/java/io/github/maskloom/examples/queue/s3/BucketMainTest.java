package io.github.maskloom.examples.queue.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.queue.JobQueue;
import io.github.maskloom.examples.s3.S3Settings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
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
    Path photo = image("photo.png", BufferedImage.TYPE_INT_RGB, 0);
    Path sofa = image("sofa.png", BufferedImage.TYPE_INT_RGB, 0xFF0000);
    Path mask = image("mask.png", BufferedImage.TYPE_INT_ARGB, 0x800000FF);
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
    assertThat(run(2, line.split(" ", -1))).contains(why);
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

  /** An image with a spot in it. */
  private Path image(String name, int type, int color) throws IOException {
    BufferedImage image = new BufferedImage(64, 48, type);
    for (int x = 16; x < 48; x++) {
      for (int y = 12; y < 36; y++) {
        image.setRGB(x, y, color);
      }
    }
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private String queue(int exitCode, String store, String... arguments) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "--store=" + store,
                "--endpoint=" + S3Mock.endpoint(),
                "--database=" + JobQueue.fileIn(folder)));
    line.addAll(List.of(arguments));
    return run(exitCode, line.toArray(String[]::new));
  }

  private static String run(int exitCode, String... line) {
    StringWriter output = new StringWriter();
    CommandLine commands = io.github.maskloom.examples.queue.Main.commandLine(new StoreOptions());
    commands.setOut(new PrintWriter(output)).setErr(new PrintWriter(output));
    assertThat(commands.execute(line)).as("%s", output).isEqualTo(exitCode);
    return output.toString();
  }
}
