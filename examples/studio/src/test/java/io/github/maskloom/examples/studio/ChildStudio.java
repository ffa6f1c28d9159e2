package io.github.maskloom.examples.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** The studio in a process of its own, with 64 MB of heap. */
@NullMarked
final class ChildStudio extends StudioClient implements AutoCloseable {
  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

  private final Path log;
  private final Process process;
  private int port;

  private ChildStudio(Path log, Process process) {
    this.log = log;
    this.process = process;
  }

  /** Starts it, with properties such as {@code studio.retention=1s}, and waits until it is up. */
  static ChildStudio start(Path folder, String... properties) throws IOException {
    Path log = folder.resolve("log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                StudioApplication.class.getName(),
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--studio.quota.per-visitor=10000",
                "--studio.folder=" + folder.resolve("data"),
                "--ARK_API_KEY="));
    for (String property : properties) {
      command.add("--" + property);
    }
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    ChildStudio studio = new ChildStudio(log, process);
    await(() -> !process.isAlive() || studio.hasStarted());
    return studio;
  }

  private boolean hasStarted() {
    try {
      Matcher started = STARTED.matcher(Files.readString(log));
      boolean found = started.find();
      if (found) {
        port = Integer.parseInt(started.group(1));
      }
      return found;
    } catch (IOException e) {
      return false;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  int port() {
    return port;
  }

  long liveHeapBytes() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    for (int i = 0; i < 3; i++) {
      new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), "GC.run")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
    Answer metric = get("/actuator/metrics/jvm.memory.used?tag=area:heap");
    return metric.json().path("measurements").path(0).path("value").asLong();
  }

  /** Ends it as a crash does. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
