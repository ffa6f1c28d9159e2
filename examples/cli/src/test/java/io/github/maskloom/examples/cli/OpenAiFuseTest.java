package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.openai.EditCall;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Furniture put into a room by OpenAI and by an {@code sd-server}, both on loopback. A key is in
 * the environment, so the command runs in a process of its own there.
 */
@Timeout(60)
class OpenAiFuseTest {
  private static final String KEY = "sk-that-nobody-may-see-77aa";

  @TempDir Path folder;

  @BeforeEach
  void draw() throws IOException {
    Images.demo(folder, 400);
  }

  /** The sofa's own image as the answer. */
  private Answer made() throws IOException {
    byte[] image = Files.readAllBytes(folder.resolve("sofa.png"));
    return EditAnswers.strictly(Answer.json(EditAnswers.images(image)));
  }

  @Test
  void asksOpenAiWithTheKeyOfTheEnvironment() throws Exception {
    try (OpenAiServer server = new OpenAiServer(made())) {
      Ended run = fuse(Map.of("OPENAI_API_KEY", KEY), "openai", server.baseUrl());

      assertThat(run.exitCode()).as(run.said()).isZero();
      EditCall call = server.call();
      assertThat(call.header("Authorization")).contains("Bearer " + KEY);
      assertThat(call.fields()).containsEntry("model", "gpt-image-2").containsKey("size");
      assertThat(call.images()).hasSize(2);
      assertThat(call.mask()).isPresent();
      assertThat(run.said()).doesNotContain(KEY);
      assertThat(folder.resolve("out")).isNotEmptyDirectory();
    }
  }

  @Test
  void sendsOnlyThePartAroundThePaint() throws Exception {
    try (OpenAiServer server = new OpenAiServer(made())) {
      Ended run = fuse(Map.of("OPENAI_API_KEY", KEY), "openai", server.baseUrl(), "--focus");

      assertThat(run.exitCode()).as(run.said()).isZero();
      assertThat(server.call().fields()).containsKey("size");
    }
  }

  @Test
  void saysThatFewerImagesCameThanWereAskedFor() throws Exception {
    try (OpenAiServer server = new OpenAiServer(made())) {
      Ended run = fuse(Map.of("OPENAI_API_KEY", KEY), "openai", server.baseUrl(), "--count", "3");

      assertThat(run.exitCode()).as(run.said()).isZero();
      assertThat(run.said()).contains("1 of 3 images came");
      assertThat(server.calls()).hasSize(1);
    }
  }

  @Test
  void saysWhereAKeyIsToBeSet() throws Exception {
    try (OpenAiServer server = new OpenAiServer(made())) {
      Ended run = fuse(Map.of("OPENAI_API_KEY", ""), "openai", server.baseUrl());

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.said()).contains("there is no API key", "OPENAI_API_KEY").hasLineCount(1);
      assertThat(server.calls()).isEmpty();
    }
  }

  /** Not even where the service quotes it. */
  @Test
  void neverShowsTheKey() throws Exception {
    Answer quoting =
        Answer.errorBody(
            401,
            EditAnswers.error(
                "invalid_request_error",
                "invalid_api_key",
                "Incorrect API key provided: " + KEY + ". Bearer " + KEY));
    try (OpenAiServer server = new OpenAiServer(quoting)) {
      Path journal = folder.resolve("journal.jsonl");
      Ended run =
          fuse(
              Map.of("OPENAI_API_KEY", KEY),
              "openai",
              server.baseUrl(),
              "--json",
              "--journal",
              journal.toString());

      assertThat(run.exitCode()).isEqualTo(4);
      assertThat(run.said())
          .contains("invalid_api_key", "\"delivery\":\"REJECTED\"", "\"httpStatus\":401")
          .doesNotContain(KEY)
          .doesNotContain("nobody-may-see");
      assertThat(Files.readString(journal)).doesNotContain("nobody-may-see");
    }
  }

  @Test
  void asksAnSdServerWithoutAKey() throws IOException {
    try (OpenAiServer server = OpenAiServer.sdServer(made())) {
      Run run = Run.of(arguments("sd-server", server.baseUrl()));

      assertThat(run.exitCode()).as(run.err()).isZero();
      EditCall call = server.call();
      assertThat(call.header("Authorization")).isEmpty();
      assertThat(call.fields()).containsKey("size").doesNotContainKey("model");
      assertThat(call.images()).hasSize(2);
      assertThat(call.mask()).isPresent();
      assertThat(folder.resolve("out")).isNotEmptyDirectory();
    }
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    OpenAiServer server = OpenAiServer.sdServer();
    server.close();

    Run run = Run.of(arguments("sd-server", server.baseUrl()));

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("no connection to the service", "NOT_SENT").hasLineCount(1);
  }

  /** The image came, and is billed, but is not there. */
  @Test
  void saysThatWhatCannotBeWrittenMayBeBilled() throws IOException {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (OpenAiServer server = OpenAiServer.sdServer(made())) {
      String[] arguments = arguments("sd-server", server.baseUrl());
      arguments[arguments.length - 1] = "-";

      int exitCode = Run.execute(InputStream.nullInputStream(), full, err, arguments);

      assertThat(exitCode).isEqualTo(5);
      assertThat(err.toString(UTF_8))
          .contains("No space left on device", "delivery ACCEPTED", "it may be billed")
          .hasLineCount(1);
    }
  }

  @Test
  void saysWhatABaseUrlIs() {
    Run run = Run.of(arguments("sd-server", URI.create("ftp://gpu-1/v1")));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--base-url").doesNotContain("Exception");
  }

  private String[] arguments(String provider, URI baseUrl, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "fuse",
                "--provider",
                provider,
                "--base-url",
                baseUrl.toString(),
                "--photo",
                folder.resolve("room.jpg").toString(),
                "--mask",
                folder.resolve("mask.png").toString(),
                "--reference",
                folder.resolve("sofa.png").toString(),
                "--prompt",
                "a sofa",
                "--out",
                folder.resolve("out").toString()));
    arguments.addAll(Arrays.asList(more));
    return arguments.toArray(String[]::new);
  }

  /** How a process ended, and all that it said. */
  private record Ended(int exitCode, String said) {}

  private Ended fuse(Map<String, String> environment, String provider, URI baseUrl, String... more)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments(provider, baseUrl, more)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), said);
  }
}
