package io.github.maskloom.examples.studio.http;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What Tomcat refuses before any of the studio's code sees it, such as a path with an encoded
 * slash, and what fails, as a problem document. Tomcat makes it by its name.
 */
public final class ServerProblems extends ErrorReportValve {
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
      FrontDoor.secure(response); // A failure takes them away.
      new Problem(status, reason(status)).writeTo(response);
      response.finishResponse();
    } catch (IOException e) {
      getContainer().getLogger().debug("nobody is there to be told of a refusal", e);
    }
  }

  private static String reason(HttpStatus status) {
    if (status == HttpStatus.BAD_REQUEST) {
      return "The request is no HTTP, or its path holds what no path of this API does.";
    }
    return status.is4xxClientError()
        ? "The server refuses the request: " + status.getReasonPhrase() + "."
        : "The studio failed; its log says why.";
  }
}
