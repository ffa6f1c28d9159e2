package io.github.maskloom.http.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/**
 * What gateways say in the place of the service. Envoy names why it has no answer; if it never had
 * a connection for the request, nothing of it has arrived. "Retried" before the reason means that
 * an earlier attempt of the gateway may have arrived.
 */
public final class GatewayText {
  private static final int UNAVAILABLE = 503;
  private static final int MAX_BYTES = 512;

  /** Whole bodies: a part of another text proves nothing. */
  private static final Pattern UNREACHED =
      Pattern.compile(
          "no healthy upstream"
              + "|upstream connect error or disconnect/reset before headers\\. reset reason: "
              + "(overflow|((local |remote )?connection failure|connection timeout)"
              + "(, transport failure reason: (delayed|immediate) connect error: "
              + "(\\d{1,3}|Connection refused|Connection timed out|No route to host"
              + "|Network is unreachable|Host is unreachable))?)");

  private GatewayText() {}

  /** Whether an answer says that the gateway never sent the request on. */
  public static boolean saysUnreached(int status, byte[] body) {
    return status == UNAVAILABLE
        && body.length <= MAX_BYTES
        && UNREACHED.matcher(new String(body, UTF_8).strip()).matches();
  }
}
