package io.github.maskloom.raster.testing.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * How much an application takes on with a provider over HTTP: just these jars of others, and none
 * for data binding or logging. The module's build writes its run-time class path to {@code
 * target/runtime-classpath.txt}. The test is skipped where the module was not compiled.
 */
public abstract class RuntimeJarsContract {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path CLASS_PATH = Path.of("target", "runtime-classpath.txt");

  /** The jars of others by name, without versions. Six of them come with Guava. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "annotations",
          "error_prone_annotations",
          "failureaccess",
          "guava",
          "j2objc-annotations",
          "jackson-core",
          "jspecify",
          "kotlin-stdlib",
          "listenablefuture",
          "okhttp-jvm",
          "okio-jvm",
          "slf4j-api");

  /** A contract that is to be kept. */
  protected RuntimeJarsContract() {}

  @Test
  void bringsTheseJarsOfOthersAndNoMore() throws IOException {
    Set<String> names = jars();
    names.removeIf(name -> name.equals("classes") || name.startsWith("maskloom-"));
    assertEquals(new TreeSet<>(OF_OTHERS), names);
  }

  private static Set<String> jars() throws IOException {
    assumeTrue(
        Files.exists(CLASSES.resolve("module-info.class")), "the module was not compiled here");
    return Arrays.stream(Files.readString(CLASS_PATH).strip().split(File.pathSeparator))
        .map(entry -> String.valueOf(Path.of(entry).getFileName()))
        .map(jar -> jar.replaceFirst("-\\d.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
