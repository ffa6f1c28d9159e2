package io.github.maskloom.ark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a Java process of the JVM under test, with the classes of this build. */
final class ChildJvm {
  private ChildJvm() {}

  /** Starts a main class with options of the JVM; its errors go where ours go. */
  static Process start(Class<?> main, List<String> arguments, String... options)
      throws IOException {
    return builder(main, arguments, options).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Starts a main class whose words are of no interest. */
  static Process startQuietly(Class<?> main, List<String> arguments, String... options)
      throws IOException {
    return builder(main, arguments, options)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static ProcessBuilder builder(Class<?> main, List<String> arguments, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-Djava.awt.headless=true", "-cp", classPath(), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  /** Main and test classes, and every library, as they stand in this build. */
  private static String classPath() {
    return String.join(
        File.pathSeparator,
        Path.of("target", "classes").toString(),
        Path.of("target", "test-classes").toString(),
        System.getProperty("jdk.module.path", ""),
        System.getProperty("java.class.path"));
  }
}
