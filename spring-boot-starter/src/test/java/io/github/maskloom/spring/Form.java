package io.github.maskloom.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;

/** A multipart form that is sent. */
final class Form {
  private static final String BOUNDARY = "between-parts";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  Form text(String name, String value) {
    return part("name=\"" + name + "\"", value.getBytes(UTF_8));
  }

  Form file(String name, byte[] bytes) {
    return part("name=\"" + name + "\"; filename=\"" + name + ".png\"", bytes);
  }

  private Form part(String disposition, byte[] bytes) {
    String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition;
    body.writeBytes((head + "\r\n\r\n").getBytes(UTF_8));
    body.writeBytes(bytes);
    body.writeBytes("\r\n".getBytes(UTF_8));
    return this;
  }

  HttpRequest post(String url) {
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return HttpRequest.newBuilder(URI.create(url))
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
        .build();
  }
}
