package com.example.room;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.maskloom.ark.ArkProvider;
import io.github.maskloom.dashscope.DashScopeProvider;
import io.github.maskloom.flux.FluxProvider;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.gemini.GeminiProvider;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.ideogram.IdeogramProvider;
import io.github.maskloom.openai.OpenAiProvider;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;

/** What a consumer does with the providers: each is asked over HTTP, at a server on loopback. */
final class Services {
  private final Rooms rooms;
  private URI url = URI.create("http://127.0.0.1");

  Services(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Each provider is found by its configuration, sends its request and reads the answer. */
  void ask() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    try {
      url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
      ask(OpenAiProvider.config().withApiKey("key").withBaseUrl(url));
      ask(ArkProvider.config().withApiKey("key").withBaseUrl(url));
      ask(GeminiProvider.config().withApiKey("key").withBaseUrl(url));
      ask(FluxProvider.config().withApiKey("key").withBaseUrl(url), rooms.masked());
      ask(dashScope(), rooms.masked());
      ask(IdeogramProvider.config().withApiKey("key").withBaseUrl(url), rooms.masked());
    } finally {
      server.stop(0);
    }
  }

  /** Its own model takes no image as small as these. */
  private HttpConfig dashScope() {
    String model = "wan-of-small-images";
    UploadLimits small = UploadLimits.NONE.withMediaTypes("image/png");
    return DashScopeProvider.config()
        .withApiKey("key")
        .withBaseUrl(url)
        .withModel(model)
        .withModels(
            ModelTable.of(
                DashScopeProvider.config().models()
                    .find(DashScopeProvider.DEFAULT_MODEL)
                    .orElseThrow()
                    .withIds(model)
                    .withInputLimits(small)));
  }

  private void ask(ProviderConfig config) throws IOException {
    ask(config, rooms.request());
  }

  private void ask(ProviderConfig config, FusionRequest request) throws IOException {
    FusionConfig fusion = FusionConfig.builder().provider(config).jobs(JobStore.NONE).build();
    try (FusionClient client = FusionClient.open(fusion);
        FusionResult result = client.fuse(request)) {
      Rooms.check(rooms.width(result) == Rooms.WIDTH, config.providerId() + " gave no image");
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String image = Base64.getEncoder().encodeToString(Files.readAllBytes(rooms.photo("png")));
    byte[] json = answer(exchange.getRequestURI().getPath(), image).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, json.length);
    exchange.getResponseBody().write(json);
    exchange.close();
  }

  /** A service that queues answers with a task, and with its image when that is asked for. */
  private String answer(String path, String image) {
    String link = "\"data:image/png;base64," + image + "\"";
    return switch (path) {
      case "/v1/flux-pro-1.0-fill" -> "{\"id\":\"a\",\"polling_url\":\"" + url + "/get_result\"}";
      case "/v1/get_result" ->
          "{\"id\":\"a\",\"status\":\"Ready\",\"result\":{\"sample\":" + link + "}}";
      case "/v1/services/aigc/image2image/image-synthesis" ->
          "{\"output\":{\"task_id\":\"b\",\"task_status\":\"PENDING\"}}";
      case "/v1/tasks/b" ->
          "{\"output\":{\"task_id\":\"b\",\"task_status\":\"SUCCEEDED\",\"results\":[{\"url\":"
              + link
              + "}]}}";
      case "/v1/image/precise-edit/ideogram-4-6" -> "{\"generation_id\":\"c\"}";
      case "/v1/generations/c" ->
          "{\"generation_id\":\"c\",\"status\":\"completed\",\"data\":[{\"url\":" + link + "}]}";
      default -> "{\"created\":1,\"data\":[{\"b64_json\":\"" + image + "\"}]}";
    };
  }
}
