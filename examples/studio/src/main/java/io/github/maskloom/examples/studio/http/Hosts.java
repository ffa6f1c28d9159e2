package io.github.maskloom.examples.studio.http;

import com.google.common.net.InetAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.http.HttpStatus;

/**
 * Under which names the studio is asked, and from whose pages.
 *
 * <p>A page of a stranger can point a name of its own at this machine, and a browser then takes the
 * studio for a part of that page. So of names only those are taken that are set, and of addresses
 * those of loopback and the one that the request came to.
 */
public final class Hosts {
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>\\[[0-9a-f:.]+]|[^\\[\\]:/@*]+?)\\.?(?<port>:\\d+)?");
  private static final Pattern ORIGIN = Pattern.compile("https?://(.+)");
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> USUAL_PORTS = Set.of(":80", ":443");

  private final Set<String> names;

  /**
   * The names by which people know the studio, with a port if it is not the usual one.
   *
   * @throws InvalidConfigurationPropertyValueException if one is written as no request has it
   */
  public Hosts(List<String> names) {
    this.names = names.stream().map(Hosts::known).collect(Collectors.toSet());
  }

  private static String known(String name) {
    String authority = withoutUsualPort(name);
    if (authority.isEmpty()) {
      throw new InvalidConfigurationPropertyValueException(
          "studio.allowed-hosts",
          name,
          "a host is its name or address alone, perhaps with a port: studio.example:8443");
    }
    return authority;
  }

  /** Why a request is refused, if it is. */
  Optional<Problem> refusal(HttpServletRequest request) {
    String host = request.getHeader("Host");
    if (host != null && !isOurs(host, request.getLocalAddr())) {
      return Optional.of(
          new Problem(
              HttpStatus.MISDIRECTED_REQUEST,
              "wrong-host",
              "The studio is not known under this name: studio.allowed-hosts says which are."));
    }
    boolean foreign =
        !READING.contains(String.valueOf(request.getMethod()))
            && Collections.list(request.getHeaders("Origin")).stream()
                .anyMatch(origin -> !isOurPage(origin, host == null ? "" : host));
    return foreign
        ? Optional.of(
            new Problem(
                HttpStatus.FORBIDDEN,
                "foreign-origin",
                "A page of another origin may not change anything here."))
        : Optional.empty();
  }

  private boolean isOurs(String host, @Nullable String local) {
    String name = name(host);
    return name.equals("localhost")
        || isAddressOf(local, name)
        || names.stream().anyMatch(known -> name(known).equals(name));
  }

  /** Whether a name is an address by which this machine was reached, or always can be. */
  private static boolean isAddressOf(@Nullable String local, String name) {
    if (!InetAddresses.isUriInetAddress(name)) {
      return false;
    }
    InetAddress address = InetAddresses.forUriString(name);
    return address.isLoopbackAddress()
        || (local != null
            && InetAddresses.isInetAddress(local)
            && InetAddresses.forString(local).equals(address));
  }

  /** A page is the studio's if it has the host of the request, or one that is set. */
  private boolean isOurPage(String origin, String host) {
    Matcher page = ORIGIN.matcher(origin);
    if (!page.matches()) {
      return false; // Such as "null", which every sandbox has.
    }
    String authority = withoutUsualPort(page.group(1));
    boolean ours = authority.equals(withoutUsualPort(host)) || names.contains(authority);
    return ours && !authority.isEmpty();
  }

  /** The host of an authority; empty if it is none. */
  private static String name(String authority) {
    Matcher parts = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
    return parts.matches() ? parts.group("host") : "";
  }

  private static String withoutUsualPort(String authority) {
    Matcher parts = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return "";
    }
    String port = parts.group("port");
    boolean usual = port == null || USUAL_PORTS.contains(port);
    return parts.group("host") + (usual ? "" : port);
  }
}
