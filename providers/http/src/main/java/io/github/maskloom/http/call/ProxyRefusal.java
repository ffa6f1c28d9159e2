package io.github.maskloom.http.call;

import io.github.maskloom.http.call.Attempts.RetryPolicy;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy's refusal to connect to a host over TLS, before anything of a request is sent.
 *
 * @param status that the proxy answered {@code CONNECT} with
 */
record ProxyRefusal(int status) {
  private static final int NO_LOGIN = 407;

  // OkHttp has no type for these two, and no event, but always the same words.
  private static final String NOT_LOGGED_IN = "Failed to authenticate with proxy";
  private static final Pattern REFUSED =
      Pattern.compile("Unexpected response code for CONNECT: (\\d{3})");

  /** The refusal that a failure tells of; empty if it is another one. */
  static Optional<ProxyRefusal> of(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.equals(NOT_LOGGED_IN)) {
      return Optional.of(new ProxyRefusal(NO_LOGIN));
    }
    Matcher refused = REFUSED.matcher(message);
    return refused.matches()
        ? Optional.of(new ProxyRefusal(Integer.parseInt(refused.group(1))))
        : Optional.empty();
  }

  /** Whether the proxy refuses for good, unless somebody changes its settings or these. */
  boolean isFinal() {
    return !RetryPolicy.isTemporary(status);
  }

  /** What happened, with the host that it was about. */
  String reason(String host) {
    String hint = status == NO_LOGIN ? "; is its login right?" : "";
    return "the proxy refuses to connect to " + host + ", with status " + status + hint;
  }
}
