package com.example.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Sends photos and masks as a browser does, and looks at what comes back. */
public final class Upload {
  private static final String BOUNDARY = "between-parts";

  private Upload() {}

  public static void check(URI composites) throws IOException, InterruptedException {
    Rooms rooms = new Rooms(Files.createDirectories(Path.of("target", "room")));
    HttpResponse<byte[]> answer = answer(composites, rooms.photo("png"), rooms.mask());
    Rooms.check(answer.statusCode() == 200, "The answer is " + answer.statusCode());
    BufferedImage composite = ImageIO.read(new ByteArrayInputStream(answer.body()));
    Rooms.check(new Color(composite.getRGB(32, 24)).getBlue() > 200, "No paint");
    Rooms.check(new Color(composite.getRGB(120, 90)).getRed() > 200, "Paint all over");
    answer = answer(composites, Path.of("pom.xml"), rooms.mask());
    Rooms.check(answer.statusCode() == 422, "No image is answered with " + answer.statusCode());
  }

  private static HttpResponse<byte[]> answer(URI composites, Path photo, Path mask)
      throws IOException, InterruptedException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    part("photo", photo, form);
    part("mask", mask, form);
    form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(composites)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void part(String name, Path file, ByteArrayOutputStream form) throws IOException {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                .formatted(BOUNDARY, name, file.getFileName())
            + "Content-Type: image/png\r\n\r\n";
    form.writeBytes(head.getBytes(UTF_8));
    form.writeBytes(Files.readAllBytes(file));
    form.writeBytes("\r\n".getBytes(UTF_8));
  }
}
