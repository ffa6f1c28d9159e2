package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.util.concurrent.Uninterruptibles;
import com.sun.net.httpserver.HttpServer;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.openai.EditCall;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import io.github.maskloom.testing.internal.server.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Furniture put into a room by services on loopback: by an {@code sd-server}, which needs no key,
 * and by OpenAI, whose key is in the environment of a process of its own.
 */
@Timeout(60)
class ServiceFuseTest {
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

  private String[] words(String provider, URI baseUrl, String more) {
    String line = "fuse ./room.jpg ./mask.png ./sofa.png --prompt sofa --provider ";
    return Run.words(folder, line + provider + " --base-url " + baseUrl + " " + more);
  }

  private Run sdServer(OpenAiServer server, String more) {
    return Run.of(words("sd-server", server.baseUrl(), more));
  }

  private Run openAi(OpenAiServer server, String more) throws Exception {
    return Child.in(folder)
        .with(Map.of("OPENAI_API_KEY", KEY))
        .run(words("openai", server.baseUrl(), more));
  }

  @Test
  void asksOpenAiWithTheKeyOfTheEnvironment() throws Exception {
    try (OpenAiServer server = new OpenAiServer(made())) {
      Run run = openAi(server, "--count 3 --focus ./out");

      run.done();
      EditCall call = server.call();
      assertThat(call.header("Authorization")).contains("Bearer " + KEY);
      assertThat(call.fields()).containsEntry("model", "gpt-image-2").containsKey("size");
      assertThat(call.images()).hasSize(2);
      assertThat(call.mask()).isPresent();
      assertThat(run.out()).contains("1 of 3 images came").doesNotContain(KEY);
      assertThat(folder.resolve("out")).isNotEmptyDirectory();
    }
  }

  @Test
  void asksForThePriceAloneAndMakesNothing() throws Exception {
    byte[] price = "{\"object\":\"price_quote\",\"usd_micros\":60000}".getBytes(UTF_8);
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, price.length);
          exchange.getResponseBody().write(price);
          exchange.close();
        });
    server.start();
    try {
      URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      Run run =
          Child.in(folder)
              .with(Map.of("IDEOGRAM_API_KEY", KEY))
              .run(words("ideogram", base, "--quote ./out"));

      run.done();
      assertThat(run.out().strip()).isEqualTo("0.06 USD");
      assertThat(asked).singleElement().asString().endsWith("ideogram-4-6?dry_run=true");
    } finally {
      server.stop(0);
    }
    Run other = Run.of(words("sd-server", URI.create("http://127.0.0.1:1/v1"), "--quote ./out"));
    other.done();
    assertThat(other.out()).contains("--provider sd-server tells no price before");
    assertThat(folder.resolve("out")).doesNotExist();
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
      Run run = openAi(server, "--json --journal ./journal.jsonl ./out");

      run.failed(4)
          .contains("invalid_api_key", "\"delivery\":\"REJECTED\"", "\"httpStatus\":401")
          .doesNotContain("nobody-may-see");
      assertThat(run.out()).isEmpty();
      assertThat(folder.resolve("journal.jsonl")).content().doesNotContain("nobody-may-see");
    }
  }

  @Test
  void asksAnSdServerWithoutAKey() throws IOException {
    try (OpenAiServer server = OpenAiServer.sdServer(made())) {
      Run run = sdServer(server, "./out");

      run.done();
      EditCall call = server.call();
      assertThat(call.header("Authorization")).isEmpty();
      assertThat(call.fields()).containsKey("size").doesNotContainKey("model");
      assertThat(call.images()).hasSize(2);
      assertThat(call.mask()).isPresent();
      assertThat(folder.resolve("out")).isNotEmptyDirectory();
    }
  }

  /** Where no file can be made, as root too, nothing is asked for that costs money. */
  @ParameterizedTest
  @ValueSource(strings = {"/proc/o.png", "/proc/new/o", "./room.jpg/o.png", "./room.jpg/in/o.png"})
  void asksForNothingThatCannotBeWritten(String out) throws IOException {
    assumeThat(Path.of("/proc/self")).exists();
    try (OpenAiServer server = OpenAiServer.sdServer(made())) {
      sdServer(server, out).failed(1).startsWith("maskloom: out: ").hasLineCount(1);

      assertThat(server.calls()).isEmpty();
      String files = "./room.jpg --mask ./mask.png --out " + out;
      for (String command : List.of("composite ", "restore --replacement ./sofa.png ")) {
        Run.in(folder, command + files)
            .failed(1)
            .startsWith("maskloom: out: ")
            .doesNotContain("Exception");
      }
      assertThat(folder.toFile().list()).hasSize(3);
    }
  }

  /** The image came, and is billed, but is not there. */
  @Test
  void saysThatWhatCannotBeWrittenMayBeBilled() throws IOException {
    try (OpenAiServer server = OpenAiServer.sdServer(made())) {
      Run run =
          Run.writing(
              InputStream.nullInputStream(),
              StandardStreamsTest.full(),
              words("sd-server", server.baseUrl(), "-"));

      run.failed(5)
          .contains("No space left on device", "delivery ACCEPTED", "it may be billed")
          .hasLineCount(1);
    }
  }

  /** What the person at the terminal reads when a gateway before the service gives up. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "504 | {\"error\":{\"code\":\"GatewayTimeout\",\"message\":\"gave up\"}}",
        "502 | <html><body><center>nginx</center></body></html>"
      })
  void saysInOneLineThatTheDeliveryIsUnknown(int status, String body) throws IOException {
    try (OpenAiServer server = OpenAiServer.sdServer(Answer.errorBody(status, body))) {
      Run run = sdServer(server, "./out");

      run.failed(5)
          .contains("delivery UNKNOWN", "HTTP " + status, "it may be billed")
          .hasLineCount(1);
      assertThat(server.calls()).hasSize(1);
      assertThat(folder.resolve("out")).doesNotExist();
    }
  }

  @Test
  void tellsProgramsWhatAFailureMayHaveCost() throws IOException {
    try (OpenAiServer server = OpenAiServer.sdServer(Answer.errorBody(504, "gave up"))) {
      Run run = sdServer(server, "./out --json");

      assertThat(run.exitCode()).isEqualTo(5);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .startsWith("{\"failure\":\"may-be-billed\",\"exitCode\":5,\"message\":")
          .contains("\"delivery\":\"UNKNOWN\"", "\"retry\":\"MAY_BILL_TWICE\"")
          .contains("\"httpStatus\":504", "\"clientRequestIds\":[\"", "\"serverRequestIds\":[")
          .hasLineCount(1);
    }
  }

  /** A signal to end is no reason to hide what may be billed. */
  @Test
  void saysThatACallThatIsStoppedMayBeBilled() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Answer held =
        call -> {
          call.exchange().body().transferTo(OutputStream.nullOutputStream());
          asked.countDown();
          Uninterruptibles.awaitUninterruptibly(ended);
        };
    try (OpenAiServer server = OpenAiServer.sdServer(held)) {
      String[] words = words("sd-server", server.baseUrl(), "./out");
      Process process = Child.in(folder).process(words).start();
      asked.await();
      // The process itself would close its streams.
      process.toHandle().destroy();
      Run run = Child.end(process);
      ended.countDown();

      run.failed(5).contains("may be billed").hasLineCount(1);
    }
  }
}
