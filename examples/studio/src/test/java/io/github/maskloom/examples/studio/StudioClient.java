package io.github.maskloom.examples.studio;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a studio on this machine, as its page does. */
@NullMarked
abstract class StudioClient {
  static final String SOFA = "sofa_modern_teal.png";

  private static final JsonMapper JSON = new JsonMapper();
  private static final long PATIENCE_NANOS = 90_000_000_000L;

  final HttpClient http = HttpClient.newHttpClient();

  abstract int port();

  URI uri(String path) {
    return URI.create("http://localhost:" + port() + path);
  }

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

  /** Takes in a photo, paints a square of 90 pixels in its middle, and answers its id. */
  String painted(int width, int height) throws IOException, InterruptedException {
    String id = photo(TestImages.photo("png", width, height));
    byte[] mask = TestImages.mask(width, height, width / 2 - 45, height / 2 - 45, 90, 90);
    put("/api/photos/" + id + "/mask", "image/png", mask);
    return id;
  }

  /** Asks for a piece of furniture in a photo. */
  Answer begin(String photo, String furniture, String more)
      throws IOException, InterruptedException {
    return postJson(
        "/api/fusions",
        "{\"photo\":\"%s\",\"furniture\":\"%s\"%s}".formatted(photo, furniture, more));
  }

  /** Asks for a sofa, waits for the end if there is to be one, and answers how it is told. */
  Answer fuse(String photo, String more) throws IOException, InterruptedException {
    Answer begun = begin(photo, SOFA, more);
    return begun.status() == 202 ? ended(begun.header("Location")) : begun;
  }

  /** How a job is told of once it has ended: its events end with it. */
  Answer ended(String path) throws IOException, InterruptedException {
    get(path + "/events");
    return get(path);
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
