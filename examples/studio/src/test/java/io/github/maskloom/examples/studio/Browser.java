package io.github.maskloom.examples.studio;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chromium without a window, over the WebDriver protocol (W3C), of which a few commands are all
 * that is needed. Tests are skipped where it is not installed.
 */
@NullMarked
final class Browser implements BeforeAllCallback, AfterAllCallback {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

  /** Its own files, and those that are chosen in it. */
  final Path profile;

  private final HttpClient http = HttpClient.newHttpClient();
  private String server = "";
  private String session = "";
  private @Nullable Process driver;

  Browser() {
    try {
      profile = Files.createTempDirectory("chromium");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    for (String program : List.of("/usr/bin/chromium", "/usr/bin/chromedriver")) {
      assumeTrue(Files.isExecutable(Path.of(program)), "Chromium and its driver are installed");
    }
    try (ServerSocket free = new ServerSocket(0)) {
      server = "http://localhost:" + free.getLocalPort();
    }
    driver =
        new ProcessBuilder("/usr/bin/chromedriver", "--port=" + URI.create(server).getPort())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    await(() -> call("GET", "/status", Map.of()).path("ready").asBoolean());
    begin();
  }

  /** Waits for what may fail until it is so. */
  private static void await(Callable<Boolean> condition) {
    StudioClient.await(
        () -> {
          try {
            return condition.call();
          } catch (Exception e) {
            return false;
          }
        });
  }

  private void begin() throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                ("--headless --no-sandbox --disable-gpu --disable-quic --disable-sync"
                        + " --disable-component-update --disable-background-networking"
                        + " --no-first-run --hide-scrollbars --lang=en --window-size=1280,900")
                    .split(" ")));
    arguments.add("--user-data-dir=" + profile);
    Map<String, ?> chromium = Map.of("binary", "/usr/bin/chromium", "args", arguments);
    Map<String, ?> wanted = Map.of("browserName", "chrome", "goog:chromeOptions", chromium);
    JsonNode begun =
        call("POST", "/session", Map.of("capabilities", Map.of("alwaysMatch", wanted)));
    session = "/session/" + begun.path("sessionId").asString();
  }

  void go(URI page) throws IOException, InterruptedException {
    post("/url", Map.of("url", page.toString()));
  }

  /** Runs JavaScript, which may {@code return} something. */
  JsonNode run(String script) throws IOException, InterruptedException {
    return post("/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** Waits until a JavaScript expression is true. */
  void waitUntil(String expression) {
    await(() -> run("return Boolean(" + expression + ")").asBoolean());
  }

  void click(String selector) throws IOException, InterruptedException {
    post("/element/" + find(selector) + "/click", Map.of());
  }

  /** What the pages are shown in, from then on. */
  void resize(int width, int height) throws IOException, InterruptedException {
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 800));
  }

  /** Presses keys one after the other, on whatever has the focus. */
  void press(String keys) throws IOException, InterruptedException {
    List<Map<String, ?>> steps = new ArrayList<>();
    for (String key : keys.codePoints().mapToObj(Character::toString).toList()) {
      steps.add(Map.of("type", "keyDown", "value", key));
      steps.add(Map.of("type", "keyUp", "value", key));
    }
    act("key", steps);
  }

  private void act(String device, List<Map<String, ?>> steps)
      throws IOException, InterruptedException {
    Map<String, ?> source = Map.of("type", device, "id", device, "actions", steps);
    post("/actions", Map.of("actions", List.of(source)));
  }

  /** Runs JavaScript that calls back with what it found. */
  JsonNode runAsync(String script) throws IOException, InterruptedException {
    return post("/execute/async", Map.of("script", script, "args", List.of()));
  }

  /** Deletes what pages of this origin keep. */
  void forgetEverything() throws IOException, InterruptedException {
    String origin = run("return location.origin").asString();
    cdp("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
  }

  /** A command of the DevTools protocol. */
  JsonNode cdp(String command, Map<String, ?> parameters) throws IOException, InterruptedException {
    return post("/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
  }

  /** Types into an element; a file input takes a path. */
  void type(String selector, String text) throws IOException, InterruptedException {
    post("/element/" + find(selector) + "/value", Map.of("text", text));
  }

  private String find(String selector) throws IOException, InterruptedException {
    return post("/element", Map.of("using", "css selector", "value", selector))
        .path(ELEMENT)
        .asString();
  }

  /** Draws with the mouse; points are offsets from the middle of an element, in CSS pixels. */
  void drag(String selector, int[]... points) throws IOException, InterruptedException {
    Map<String, String> origin = Map.of(ELEMENT, find(selector));
    List<Map<String, ?>> steps = new ArrayList<>();
    for (int[] point : points) {
      Map<String, Object> move =
          new HashMap<>(Map.of("type", "pointerMove", "duration", 40, "origin", origin));
      move.put("x", point[0]);
      move.put("y", point[1]);
      steps.add(move);
      if (steps.size() == 1) {
        steps.add(Map.of("type", "pointerDown", "button", 0));
      }
    }
    steps.add(Map.of("type", "pointerUp", "button", 0));
    act("pointer", steps);
  }

  private JsonNode post(String command, Map<String, ?> parameters)
      throws IOException, InterruptedException {
    return call("POST", session + command, parameters);
  }

  private JsonNode call(String method, String path, Map<String, ?> parameters)
      throws IOException, InterruptedException {
    boolean posts = method.equals("POST");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + path))
            .method(method, posts ? ofByteArray(JSON.writeValueAsBytes(parameters)) : noBody())
            .build();
    JsonNode value = JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    value = value.path("value");
    if (value.has("error")) {
      throw new AssertionError(path + ": " + value.path("message").asString());
    }
    return value;
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (driver != null) {
      try {
        call("DELETE", session, Map.of());
      } finally {
        driver.destroy();
        driver.onExit().join();
      }
    }
    FileSystemUtils.deleteRecursively(profile);
  }
}
