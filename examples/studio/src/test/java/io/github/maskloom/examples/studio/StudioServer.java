package io.github.maskloom.examples.studio;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The studio on a free port, with a folder of its own, for the tests of a class. */
@NullMarked
final class StudioServer implements BeforeAllCallback, AfterAllCallback {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PATIENCE_NANOS = 90_000_000_000L;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Class<?>> sources = new ArrayList<>(List.of(StudioApplication.class));
  private final List<String> arguments = new ArrayList<>();
  private @Nullable ConfigurableApplicationContext context;
  private @Nullable Path folder;

  private StudioServer() {}

  /** A server with properties, such as {@code studio.retention=1s}. */
  static StudioServer with(String... properties) {
    StudioServer server = new StudioServer();
    for (String property : properties) {
      server.arguments.add("--" + property);
    }
    return server;
  }

  /** This server, with more beans. */
  StudioServer and(Class<?> configuration) {
    sources.add(configuration);
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext test) throws IOException {
    folder = Files.createTempDirectory("studio");
    arguments.add("--studio.folder=" + folder);
    arguments.add("--server.port=0");
    arguments.add("--logging.level.root=warn");
    for (String key : List.of("--studio.ark.api-key=", "--studio.openai.api-key=")) {
      if (arguments.stream().noneMatch(given -> given.startsWith(key))) {
        arguments.add(key);
      }
    }
    context =
        new SpringApplication(sources.toArray(Class<?>[]::new))
            .run(arguments.toArray(String[]::new));
  }

  @Override
  public void afterAll(ExtensionContext test) throws IOException {
    requireNonNull(context).close();
    FileSystemUtils.deleteRecursively(folder());
  }

  Path folder() {
    return requireNonNull(folder);
  }

  <T> T bean(Class<T> type) {
    return requireNonNull(context).getBean(type);
  }

  int port() {
    return Integer.parseInt(
        requireNonNull(requireNonNull(context).getEnvironment().getProperty("local.server.port")));
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + port() + path);
  }

  // Requests

  Answer get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).DELETE());
  }

  Answer post(String path, String type, byte[] body) throws IOException, InterruptedException {
    return send("POST", path, type, BodyPublishers.ofByteArray(body));
  }

  Answer put(String path, String type, byte[] body) throws IOException, InterruptedException {
    return send("PUT", path, type, BodyPublishers.ofByteArray(body));
  }

  Answer postJson(String path, String json) throws IOException, InterruptedException {
    return send("POST", path, "application/json", BodyPublishers.ofString(json));
  }

  Answer send(String method, String path, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path)).method(method, body).header("Content-Type", type));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
  }

  /** An answer, and what it says. */
  record Answer(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    byte[] body() {
      return response.body();
    }

    JsonNode json() {
      return JSON.readTree(response.body());
    }

    String text(String field) {
      return json().path(field).asString();
    }

    /** The last part of a problem document's type. */
    String problem() {
      return text("type").replaceFirst(".*:", "");
    }
  }

  /** Takes in a photo, and answers its id. */
  String photo(byte[] picture) throws IOException, InterruptedException {
    return post("/api/photos", "application/octet-stream", picture).text("id");
  }

  /** Asks for a fusion, waits for its end, and answers how it is told. */
  Answer fuse(String wish) throws IOException, InterruptedException {
    String id = postJson("/api/fusions", wish).text("id");
    FusionJob job = bean(Fusions.class).find(id).orElseThrow();
    await(() -> job.view().isFinal());
    return get("/api/fusions/" + id);
  }

  /** Stands the sofa in a photo of 300 x 200 pixels that is painted in its middle. */
  Answer fuseSofa() throws IOException, InterruptedException {
    String photo = photo(TestImages.photo("png", 300, 200));
    put("/api/photos/" + photo + "/mask", "image/png", TestImages.mask(300, 200, 60, 50, 90, 90));
    return fuse("{\"photo\":\"%s\",\"furniture\":\"sofa_modern_teal.png\"}".formatted(photo));
  }

  // What is left

  /** Everything that people brought about, but the journal. */
  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(folder().resolve("furniture")))
          .filter(file -> !file.startsWith(folder().resolve("calls")))
          .filter(file -> !file.endsWith("journal.jsonl"))
          .toList();
    }
  }

  /** Waits for something that another thread is about to bring about. */
  static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError("it did not come about");
      }
      LockSupport.parkNanos(10_000_000);
    }
  }
}
