package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the notice of a jar says of the classes of others.
 *
 * @param packages that are named
 * @param licenses files that are named, as entries of the jar
 */
record Notices(List<String> packages, List<String> licenses) {
  private static final Pattern LINE =
      Pattern.compile("([\\w.]+(?:, [\\w.]+)*): .*?([\\w-]+\\.txt)?");
  private static final String OWN = "io.github.maskloom.";

  static Notices of(JarFile jar) throws IOException {
    Notices named = new Notices(new ArrayList<>(), new ArrayList<>());
    String text =
        new String(
            jar.getInputStream(Objects.requireNonNull(jar.getEntry("META-INF/NOTICE")))
                .readAllBytes(),
            UTF_8);
    text.lines().map(LINE::matcher).filter(Matcher::matches).forEach(named::add);
    return named;
  }

  private void add(Matcher line) {
    packages.addAll(List.of(line.group(1).split(", ")));
    if (line.group(2) != null) {
      licenses.add("META-INF/licenses/" + line.group(2));
    }
  }

  /** Whether an entry is of this project, no class, or in a package that is named. */
  boolean cover(String entry) {
    String type = entry.replace('/', '.');
    return !entry.endsWith(".class")
        || type.startsWith(OWN)
        || packages.stream().anyMatch(name -> type.startsWith(name + "."));
  }
}
