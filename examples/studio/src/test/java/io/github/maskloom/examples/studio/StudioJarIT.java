package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who hands jars of others on says whose they are, and hands their licenses on as well. */
class StudioJarIT {
  private static final String LICENSES = "META-INF/licenses/";
  private static final Pattern NAMED =
      Pattern.compile("([\\w.]+(?:, [\\w.]+)*): .*?([\\w-]+\\.txt)?");

  private final List<String> packages = new ArrayList<>(List.of("io.github.maskloom"));
  private final List<String> files = new ArrayList<>();

  @Test
  void theNoticeNamesTheClassesOfOthersAndTheirLicenses() throws IOException {
    try (JarFile studio = new JarFile(System.getProperty("studio.jar"))) {
      notice(studio).lines().map(NAMED::matcher).filter(Matcher::matches).forEach(this::name);

      assertThat(studio.stream().map(JarEntry::getName).filter(e -> !e.startsWith("BOOT-INF")))
          .allMatch(this::isNamed);
      for (JarEntry library : studio.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        List<String> entries = entries(studio, library);
        assertThat(entries).as("what NOTICE does not name of " + library).allMatch(this::isNamed);
      }
      assertThat(studio.stream().map(JarEntry::getName)).containsAll(files);
      assertThat(files).contains(LICENSES + "image-webp-decoder.txt", LICENSES + "logback.txt");
    }
  }

  private void name(Matcher line) {
    packages.addAll(List.of(line.group(1).split(", ")));
    if (line.group(2) != null) {
      files.add(LICENSES + line.group(2));
    }
  }

  private boolean isNamed(String entry) {
    return !entry.endsWith(".class")
        || entry.endsWith("module-info.class")
        || packages.stream().anyMatch(name -> entry.startsWith(name.replace('.', '/') + "/"));
  }

  private static String notice(JarFile jar) throws IOException {
    try (InputStream in =
        jar.getInputStream(Objects.requireNonNull(jar.getEntry("META-INF/NOTICE")))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** What a library holds, but for what only newer Java sees of the same packages. */
  private static List<String> entries(JarFile jar, JarEntry library) throws IOException {
    List<String> names = new ArrayList<>();
    try (JarInputStream in = new JarInputStream(jar.getInputStream(library))) {
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        names.add(entry.getName().replaceFirst("META-INF/versions/\\d+/", ""));
      }
    }
    return names;
  }
}
