package io.github.maskloom.raster.testing.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Starts a Java process of the JVM under test, with the classes of this build. It compiles and
 * collects as this JVM does, unless its options say otherwise. To be called in the folder of a
 * Maven module. Whoever starts a child reads its output, unless it is discarded.
 */
public final class ChildJvm {
  private static final long MAX_MINUTES = 30;
  private static final String SEPARATOR = System.getProperty("path.separator");

  private ChildJvm() {}

  /**
   * {@return options of a JVM that measures what it holds} The heap in use is what was held at the
   * last collection, and what was allocated since then, to the byte.
   */
  public static String[] exactCollections() {
    return new String[] {"-XX:+UseSerialGC", "-XX:-UseTLAB", "-XX:MarkSweepAlwaysCompactCount=1"};
  }

  /**
   * Starts a main class with a heap of 24 MB and no plug-in of ImageIO, whose classes would count
   * for memory that is not ours. Its errors go where ours go. The child is killed after half an
   * hour.
   *
   * @param main a class with a {@code main} method
   * @param temporaryFolder the child's {@code java.io.tmpdir}
   * @param arguments of the {@code main} method
   * @param options more options of the JVM, such as another {@code -Xmx}
   * @return the running child
   * @throws IOException if the child cannot be started
   */
  public static Process start(
      Class<?> main, Path temporaryFolder, List<String> arguments, String... options)
      throws IOException {
    String withoutPlugIns =
        Arrays.stream(classPath().split(SEPARATOR, -1))
            .filter(entry -> !entry.contains("twelvemonkeys"))
            .collect(Collectors.joining(SEPARATOR));
    return start(withoutPlugIns, main, temporaryFolder, arguments, options);
  }

  /**
   * Starts a main class as {@link #start} does, but with the plug-ins of ImageIO that the tests
   * have.
   *
   * @param main a class with a {@code main} method
   * @param temporaryFolder the child's {@code java.io.tmpdir}
   * @param arguments of the {@code main} method
   * @return the running child
   * @throws IOException if the child cannot be started
   */
  public static Process startWithPlugIns(
      Class<?> main, Path temporaryFolder, List<String> arguments) throws IOException {
    return start(classPath(), main, temporaryFolder, arguments);
  }

  /**
   * Starts a main class with a heap of the JVM's usual size. Its errors go where ours go. Nothing
   * ends the child but itself or the caller.
   *
   * @param main a class with a {@code main} method
   * @param arguments of the {@code main} method
   * @param options of the JVM, which is headless too
   * @return the running child
   * @throws IOException if the child cannot be started
   */
  public static Process startWith(Class<?> main, List<String> arguments, String... options)
      throws IOException {
    return builder(classPath(), main, arguments, List.of(options)).start();
  }

  /**
   * Starts a main class as {@link #startWith} does, but discards its output and its errors.
   *
   * @param main a class with a {@code main} method
   * @param arguments of the {@code main} method
   * @param options of the JVM, which is headless too
   * @return the running child
   * @throws IOException if the child cannot be started
   */
  public static Process startQuietly(Class<?> main, List<String> arguments, String... options)
      throws IOException {
    return builder(classPath(), main, arguments, List.of(options))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static ProcessBuilder builder(
      String classPath, Class<?> main, List<String> arguments, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.matches("-XX:(TieredStopAtLevel=.|[+]UseSerialGC)"))
            .toList());
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.addAll(options);
    command.addAll(List.of("-Djava.awt.headless=true", "-cp", classPath, main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private static Process start(
      String classPath,
      Class<?> main,
      Path temporaryFolder,
      List<String> arguments,
      String... options)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("-Xmx24m"));
    all.addAll(List.of(options));
    all.add("-Djava.io.tmpdir=" + temporaryFolder);
    Process child = builder(classPath, main, arguments, all).start();
    child
        .onExit()
        .orTimeout(MAX_MINUTES, TimeUnit.MINUTES)
        .exceptionally(late -> child.destroyForcibly());
    return child;
  }

  /**
   * {@return the class path of this build, as {@code -cp} takes it: the main classes and the test
   * classes of the current folder's module, and every library}
   */
  public static String classPath() {
    return String.join(
        SEPARATOR,
        Path.of("target", "classes").toString(),
        Path.of("target", "test-classes").toString(),
        System.getProperty("jdk.module.path", ""),
        System.getProperty("java.class.path"));
  }
}
