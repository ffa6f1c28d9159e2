package io.github.maskloom.spring;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** An application on a port of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Backend {
  static ServletWebServerApplicationContext start(List<Class<?>> more, String... properties) {
    SpringApplication backend = new SpringApplication(Backend.class);
    backend.addPrimarySources(more);
    return (ServletWebServerApplicationContext)
        backend.run(
            Stream.concat(
                    Stream.of(
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "maskloom.fusion.provider=held"),
                    Stream.of(properties))
                .map(property -> "--" + property)
                .toArray(String[]::new));
  }

  static String url(ServletWebServerApplicationContext backend, String path) {
    return "http://127.0.0.1:" + Objects.requireNonNull(backend.getWebServer()).getPort() + path;
  }

  /** What it answers. */
  @RestController
  static final class Rooms {
    private final MaskCompositor compositor;
    private final FusionStreams streams;
    private final FusionClient client;

    Rooms(MaskCompositor compositor, FusionStreams streams, FusionClient client) {
      this.compositor = compositor;
      this.streams = streams;
      this.client = client;
    }

    @PostMapping(path = "/composites", produces = "image/png")
    byte[] composite(@RequestParam ImageSource photo, @RequestParam ImageSource mask)
        throws IOException {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      compositor.composite(photo, mask, ImageTarget.of(png));
      return png.toByteArray();
    }

    @PostMapping("/streams")
    SseEmitter stream(@RequestParam ImageSource photo, @RequestParam ImageSource mask)
        throws IOException {
      return streams.start(
          FusionRequest.builder(photo).mask(mask).prompt("a sofa"),
          result -> Map.of("width", result.image().width()));
    }

    @PostMapping("/fusions")
    int fuse(@RequestParam ImageSource photo, @RequestParam ImageSource mask) throws IOException {
      FusionRequest request = FusionRequest.builder(photo).mask(mask).prompt("a sofa").build();
      try (FusionResult result = client.fuse(request)) {
        return result.image().width();
      }
    }
  }
}
