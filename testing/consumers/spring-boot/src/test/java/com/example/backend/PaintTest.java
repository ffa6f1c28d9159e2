package com.example.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The JavaScript of docs/recipes.md, in a browser. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PaintTest {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");

  @Value("${local.server.port}")
  private int port;

  @Test
  void aStrokeOnTheCanvasIsPaintedOnThePhoto() throws Exception {
    assumeTrue(Files.exists(BROWSER), "SKIPPED: Chromium is not installed");
    Process browser =
        new ProcessBuilder(
                BROWSER.toString(),
                "--headless",
                "--no-sandbox",
                "--virtual-time-budget=60000",
                "--dump-dom",
                "http://127.0.0.1:" + port + "/try.html")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    String page = new String(browser.getInputStream().readAllBytes(), UTF_8);

    assertThat(page).contains("<title>64x48, 0 120 255 255, 0 0 0 255</title>");
  }
}
