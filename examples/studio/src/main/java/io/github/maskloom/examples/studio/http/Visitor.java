package io.github.maskloom.examples.studio.http;

import com.google.common.net.InetAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;

/**
 * Who asks, as far as the connection tells: its address, or the network of an IPv6 address, since
 * one visitor has all of it. No header counts, unless Tomcat is told to believe a proxy's.
 */
public final class Visitor {
  private Visitor() {}

  /** Tells a visitor from others. */
  public static String of(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    if (!InetAddresses.isInetAddress(address)) {
      return address;
    }
    byte[] bytes = InetAddresses.forString(address).getAddress();
    return HexFormat.of().formatHex(bytes, 0, bytes.length == 16 ? 8 : bytes.length);
  }
}
