package io.github.maskloom.examples.studio;

import io.github.maskloom.examples.studio.http.BodyFilter;
import io.github.maskloom.examples.studio.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import okhttp3.MediaType;
import okhttp3.MultipartReader;
import okio.Okio;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;

/** Parts of a form, read as they stand in the body. */
final class FormParts {
  private FormParts() {}

  /**
   * Opens the first part of this name, whatever its file is called.
   *
   * @throws Problem if the body has none, or is no form
   */
  static InputStream open(String name, HttpServletRequest request) throws IOException {
    String boundary = MediaType.get(request.getContentType()).parameter("boundary");
    InputStream body = BodyFilter.body(request).open();
    MultipartReader parts =
        new MultipartReader(Okio.buffer(Okio.source(body)), String.valueOf(boundary));
    try {
      for (var part = parts.nextPart(); part != null; part = parts.nextPart()) {
        String what = String.valueOf(part.headers().get("Content-Disposition"));
        if (name.equals(ContentDisposition.parse(what).getName())) {
          return part.body().inputStream();
        }
      }
    } catch (EOFException | ProtocolException | IllegalArgumentException e) {
      // What is no form has no part either.
    }
    throw new Problem(HttpStatus.BAD_REQUEST, "The form has no part \"" + name + "\".");
  }
}
