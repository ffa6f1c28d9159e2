package com.example.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.context.WebApplicationContext;

/** The service of docs/spring-boot.md, on a real port, with Spring Boot 3.5 and 4. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "management.endpoint.health.show-details=always")
@ActiveProfiles("rooms")
class RoomServiceTest {
  private static final String BOUNDARY = "between-parts";
  private static final Pattern IMAGE = Pattern.compile("\"image\":\"([^\"]+)\"");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path folder;

  @Value("${local.server.port}")
  private int port;

  @Autowired private WebApplicationContext service;

  @DynamicPropertySource
  static void folders(DynamicPropertyRegistry properties) throws IOException {
    Path furniture = Files.createDirectories(folder.resolve("furniture"));
    Files.write(furniture.resolve("sofa.png"), image(Color.WHITE, Color.RED, false));
    Files.writeString(
        furniture.resolve("furniture_metadata.json"),
        "{\"furniture\":[{\"filename\":\"sofa.png\",\"display_name\":\"Sofa\",\"style\":\"modern\","
            + "\"type\":\"sofa\",\"description\":\"Red.\"}]}");
    properties.add("maskloom.catalog.folder", furniture::toString);
    properties.add("maskloom.fusion.journal", folder.resolve("calls.jsonl")::toString);
    properties.add("rooms.results", folder.resolve("results")::toString);
  }

  @Test
  void offersFurniture() throws Exception {
    assertThat(get("/furniture", "").body()).contains("\"fileName\":\"sofa.png\"", "modern");
  }

  @Test
  void compositesAndServesRanges() throws Exception {
    HttpResponse<String> made = post("/composites", photo(), mask(), "sofa.png");
    assertThat(made.statusCode()).isEqualTo(201);
    String place = made.headers().firstValue("Location").orElseThrow();

    HttpResponse<String> part = get(place, "bytes=1-3");

    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("PNG");
    assertThat(get("/results/other.png", "").statusCode()).isEqualTo(404);
  }

  @Test
  void streamsAFusionAndCountsIt() throws Exception {
    HttpResponse<String> events = post("/fusions", photo(), mask(), "sofa.png");

    assertThat(events.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(events.body()).contains("event:progress", "\"stage\":\"", "event:result");
    Matcher image = IMAGE.matcher(events.body());
    assertThat(image.find()).isTrue();
    assertThat(get(image.group(1), "").statusCode()).isEqualTo(200);
    assertThat(get("/actuator/metrics/maskloom.fusion", "").body())
        .contains("COUNT", "provider", "local", "delivery");
    assertThat(get("/actuator/metrics/maskloom.work", "").body()).contains("restore");
    assertThat(Files.readString(folder.resolve("calls.jsonl"))).contains("SUCCEEDED");
  }

  @Test
  void endsAFusionThatCannotBeMadeWithAProblem() throws Exception {
    String events = post("/fusions", photo(), image(null, null, true), "sofa.png").body();

    assertThat(events)
        .contains("event:problem", "urn:maskloom:problem:empty-mask", "\"delivery\":\"not_sent\"");
  }

  @Test
  void saysWhatIsWrongInTheWordsOfWhoeverAsks() throws Exception {
    webAppContextSetup(service)
        .build()
        .perform(
            multipart("/composites")
                .file(new MockMultipartFile("photo", new byte[100]))
                .file(new MockMultipartFile("mask", mask()))
                .header("Accept-Language", "zh"))
        .andExpect(status().is(422))
        .andExpect(jsonPath("$.type").value("urn:maskloom:problem:image-format"))
        .andExpect(jsonPath("$.detail").value(org.hamcrest.Matchers.containsString("照片")));
    assertThat(post("/fusions", photo(), mask(), "throne.png").statusCode()).isEqualTo(400);
  }

  @Test
  void tellsOfItsHealth() throws Exception {
    assertThat(get("/actuator/health", "").body())
        .contains("\"maskloom\"", "\"reservedBytes\":0", "\"local\"");
  }

  private HttpResponse<String> get(String path, String range) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (!range.isEmpty()) {
      request.header("Range", range);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, byte[] photo, byte[] mask, String furniture)
      throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    part("name=\"photo\"; filename=\"photo.png\"", photo, body);
    part("name=\"mask\"; filename=\"mask.png\"", mask, body);
    part("name=\"furniture\"", furniture.getBytes(UTF_8), body);
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static void part(String disposition, byte[] bytes, ByteArrayOutputStream body) {
    String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition;
    body.writeBytes((head + "\r\n\r\n").getBytes(UTF_8));
    body.writeBytes(bytes);
    body.writeBytes("\r\n".getBytes(UTF_8));
  }

  private static byte[] photo() {
    return image(Color.LIGHT_GRAY, null, false);
  }

  private static byte[] mask() {
    return image(null, Color.BLUE, true);
  }

  /** A ground with a thing on it; nothing where there is no color. */
  private static byte[] image(Color ground, Color thing, boolean transparent) {
    BufferedImage image =
        new BufferedImage(
            80, 60, transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    if (ground != null) {
      canvas.setColor(ground);
      canvas.fillRect(0, 0, 80, 60);
    }
    if (thing != null) {
      canvas.setColor(thing);
      canvas.fillRect(20, 15, 40, 30);
    }
    canvas.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return png.toByteArray();
  }
}
