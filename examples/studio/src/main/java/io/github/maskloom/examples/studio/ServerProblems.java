package io.github.maskloom.examples.studio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What Tomcat refuses before any of the studio's code sees it, such as a path with an encoded
 * slash, as a problem document. Tomcat makes it by its name.
 */
public final class ServerProblems extends ErrorReportValve {
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    HttpStatus status = HttpStatus.resolve(response.getStatus());
    if (status == null || !status.isError() || response.getContentWritten() > 0) {
      return;
    }
    if (!response.setErrorReported()) {
      return; // Somebody else has told it.
    }
    try {
      response.setContentType("application/problem+json");
      response.getOutputStream().write(document(status));
      response.finishResponse();
    } catch (IOException e) {
      getContainer().getLogger().debug("nobody is there to be told of a refusal", e);
    }
  }

  private static byte[] document(HttpStatus status) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", Problem.urn(Problem.typeOf(status)).toString());
      json.writeStringField("title", status.getReasonPhrase());
      json.writeNumberField("status", status.value());
      json.writeStringField("detail", Problem.reason(status));
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
