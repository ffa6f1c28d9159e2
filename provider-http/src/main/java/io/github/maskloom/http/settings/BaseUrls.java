package io.github.maskloom.http.settings;

import java.net.URI;

/** What an address of a service may be. */
public final class BaseUrls {
  private BaseUrls() {}

  /**
   * Checks the address of a service.
   *
   * @param url address that requests are sent below
   * @return the same address
   * @throws IllegalArgumentException unless it is http or https, with a host and without user,
   *     query or fragment
   */
  public static URI checked(URI url) {
    String scheme = String.valueOf(url.getScheme());
    boolean web = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http");
    boolean bare =
        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    if (!web || url.getHost() == null || !bare) {
      throw new IllegalArgumentException(
          "a base URL is http or https, with a host and without user, query or fragment");
    }
    return url;
  }
}
