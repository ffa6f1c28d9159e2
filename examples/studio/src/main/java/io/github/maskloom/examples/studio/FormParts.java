package io.github.maskloom.examples.studio;

import io.github.maskloom.examples.studio.http.BodyFilter;
import io.github.maskloom.examples.studio.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.UploadContext;
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
    try {
      FileItemIterator parts = new FileUpload().getItemIterator(new Form(request));
      while (parts.hasNext()) {
        FileItemStream part = parts.next();
        if (name.equals(part.getFieldName())) {
          return part.openStream();
        }
      }
    } catch (FileUploadException e) {
      throw new Problem(HttpStatus.BAD_REQUEST, "The body is not the form that its type promises.");
    }
    throw new Problem(HttpStatus.BAD_REQUEST, "The form has no part \"" + name + "\".");
  }

  /** What the parser asks of a request. */
  private record Form(HttpServletRequest request) implements UploadContext {
    @Override
    public long contentLength() {
      return request.getContentLengthLong();
    }

    @Override
    public String getCharacterEncoding() {
      return "UTF-8";
    }

    @Override
    public String getContentType() {
      return request.getContentType();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return BodyFilter.body(request).open();
    }
  }
}
