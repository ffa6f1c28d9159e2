package io.github.maskloom.examples.studio.http;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final Pattern NAME = Pattern.compile("[^\\[\\]:/@*]+");
  private static final Pattern ORIGIN = Pattern.compile("https?://(.+)");
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<Integer> USUAL_PORTS = Set.of(80, 443);

  private final Set<Authority> names;

  /**
   * The names by which people know the studio, with a port if it is not the usual one.
   *
   * @throws InvalidConfigurationPropertyValueException if one is written as no request has it
   */
  public Hosts(List<String> names) {
    this.names = names.stream().map(Hosts::known).collect(Collectors.toSet());
  }

  private static Authority known(String name) {
    String what = "a host is its name or address alone, perhaps with a port: studio.example:8443";
    return Authority.of(name)
        .orElseThrow(
            () ->
                new InvalidConfigurationPropertyValueException("studio.allowed-hosts", name, what));
  }

  /**
   * A host, and its port.
   *
   * @param name as domains and addresses are compared
   * @param port 0 for the usual ones
   */
  private record Authority(String name, int port) {
    static Optional<Authority> of(@Nullable String text) {
      try {
        HostAndPort parts = HostAndPort.fromString(String.valueOf(text).toLowerCase(Locale.ROOT));
        String host = parts.getHost().replaceFirst("\\.$", "");
        boolean isAddress = InetAddresses.isInetAddress(host);
        if (!isAddress && !NAME.matcher(host).matches()) {
          return Optional.empty();
        }
        String name = isAddress ? InetAddresses.forString(host).getHostAddress() : host;
        int port = parts.getPortOrDefault(0);
        return Optional.of(new Authority(name, USUAL_PORTS.contains(port) ? 0 : port));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    boolean isLoopback() {
      return name.equals("localhost")
          || (InetAddresses.isInetAddress(name)
              && InetAddresses.forString(name).isLoopbackAddress());
    }
  }

  /** Why a request is refused, if it is. */
  Optional<Problem> refusal(HttpServletRequest request) {
    String asked = request.getHeader("Host");
    Optional<Authority> host = asked == null ? Optional.empty() : Authority.of(asked);
    if (asked != null && host.filter(name -> isOurs(name, request.getLocalAddr())).isEmpty()) {
      String why = "The studio is not known under this name: studio.allowed-hosts says which are.";
      return Optional.of(new Problem(HttpStatus.MISDIRECTED_REQUEST, "wrong-host", why));
    }
    boolean foreign =
        !READING.contains(String.valueOf(request.getMethod()))
            && Collections.list(request.getHeaders("Origin")).stream()
                .anyMatch(origin -> !isOurPage(origin, host));
    String why = "A page of another origin may not change anything here.";
    return foreign
        ? Optional.of(new Problem(HttpStatus.FORBIDDEN, "foreign-origin", why))
        : Optional.empty();
  }

  /** Whether a host is set, or an address by which this machine was reached, or always can be. */
  private boolean isOurs(Authority host, @Nullable String local) {
    return host.isLoopback()
        || Stream.concat(names.stream(), Authority.of(local).stream())
            .anyMatch(known -> known.name().equals(host.name()));
  }

  /** A page is the studio's if it has the host of the request, or one that is set. */
  private boolean isOurPage(String origin, Optional<Authority> host) {
    Matcher page = ORIGIN.matcher(origin); // "null" is none, which every sandbox has.
    Optional<Authority> its = page.matches() ? Authority.of(page.group(1)) : Optional.empty();
    return its.isPresent() && (its.equals(host) || names.contains(its.get()));
  }
}
