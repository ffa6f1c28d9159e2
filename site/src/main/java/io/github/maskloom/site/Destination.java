package io.github.maskloom.site;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a link of a page leads.
 *
 * @param file the file or folder, relative to the root of the repository
 * @param anchor what follows {@code #}; empty if nothing does
 */
record Destination(Path file, String anchor) {
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");

  /** Whether a link leads out of the repository, to some other site or an address. */
  static boolean isElsewhere(String link) {
    return SCHEME.matcher(link).matches();
  }

  /** Follows a relative link of the page {@code from}. */
  static Destination of(Path from, String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    String anchor = hash < 0 ? "" : link.substring(hash + 1);
    Path file = path.isEmpty() ? from : from.resolveSibling(path).normalize();
    return new Destination(file, anchor);
  }
}
