package io.github.maskloom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much an application takes on with this provider. */
class ClassPathTest {
  /** Written by the build: the jars that the module needs at run time, beside its own. */
  private static final Path RUNTIME_CLASS_PATH = Path.of("target", "runtime-classpath.txt");

  private static List<String> jars() throws IOException {
    return Arrays.stream(Files.readString(RUNTIME_CLASS_PATH).strip().split(File.pathSeparator))
        .map(entry -> String.valueOf(Path.of(entry).getFileName()))
        .toList();
  }

  @Test
  void isAtMostElevenJarsOfOthers() throws IOException {
    assertThat(jars())
        .filteredOn(jar -> !jar.equals("classes") && !jar.startsWith("maskloom-"))
        .hasSizeLessThanOrEqualTo(11)
        .anyMatch(jar -> jar.startsWith("okhttp-jvm"));
  }

  @Test
  void bringsNoLoggingBackendAndNoDataBinding() throws IOException {
    assertThat(jars())
        .noneMatch(jar -> jar.startsWith("logback"))
        .noneMatch(jar -> jar.startsWith("jackson-databind"))
        .noneMatch(jar -> jar.contains("mockwebserver"));
  }
}
