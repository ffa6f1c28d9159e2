package io.github.maskloom.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Processes of the command line, for what one process cannot show: keys, signals, and the end.
 *
 * @param start what they are started with
 * @param environment variables beside those of this process
 */
record Child(List<String> start, Path folder, Map<String, String> environment) {
  /** Processes with the class path of this one, in a folder. */
  static Child in(Path folder, String... jvmOptions) {
    return withClasses(folder, System.getProperty("java.class.path"), jvmOptions);
  }

  /** Processes that also have a provider of a plug-in, or whatever lies in a folder. */
  static Child withPlugin(Path folder, Path plugin, String... jvmOptions) {
    String classes = System.getProperty("java.class.path") + File.pathSeparator + plugin;
    return withClasses(folder, classes, jvmOptions);
  }

  private static Child withClasses(Path folder, String classPath, String... jvmOptions) {
    List<String> words = new ArrayList<>(jvm());
    words.addAll(List.of(jvmOptions));
    words.addAll(List.of("-cp", classPath, Main.class.getName()));
    return new Child(words, folder, Map.of());
  }

  /** The command that starts this JVM, for short work and with the same folder for files. */
  static List<String> jvm() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
  }

  /** The same, with more variables. */
  Child with(Map<String, String> variables) {
    return new Child(start, folder, variables);
  }

  /** A process that is not started yet. A JVM says which options it takes from its environment. */
  ProcessBuilder process(String... words) {
    List<String> all = new ArrayList<>(start);
    all.addAll(List.of(words));
    ProcessBuilder process = new ProcessBuilder(all).directory(folder.toFile());
    process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    process.environment().putAll(environment);
    return process;
  }

  /** A process that has ended. */
  Run run(String... words) throws IOException, InterruptedException {
    return end(process(words).start());
  }

  /** Waits for the end of a process; it may say much on either stream. */
  static Run end(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    CompletableFuture<ByteArrayOutputStream> err =
        CompletableFuture.supplyAsync(() -> all(process.getErrorStream()));
    ByteArrayOutputStream out = all(process.getInputStream());
    return new Run(process.waitFor(), out, err.join().toString(UTF_8));
  }

  private static ByteArrayOutputStream all(InputStream stream) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      stream.transferTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }
}
