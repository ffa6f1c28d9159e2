package io.github.maskloom.examples.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL server of its own, on a loopback port, gone when it is closed. */
public record Postgres(Process process, Path folder, int port) implements AutoCloseable {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  /** Where the newest server that is installed has its programs. */
  private static Optional<Path> programs() throws IOException {
    Stream<Path> onPath = Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of);
    Stream<Path> debian =
        Files.isDirectory(DEBIAN) ? MoreFiles.listFiles(DEBIAN).stream() : Stream.empty();
    return Stream.concat(
            onPath, debian.sorted(Comparator.reverseOrder()).map(version -> version.resolve("bin")))
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .filter(folder -> Files.isExecutable(folder.resolve("pg_ctl")))
        .findFirst();
  }

  /**
   * Starts the server that is installed, which ends when this process ends, however it does;
   * without one the test cannot be.
   */
  public static Postgres start() throws IOException, InterruptedException {
    Optional<Path> programs = programs();
    assumeTrue(programs.isPresent(), "PostgreSQL is not installed, so this cannot be tested");
    // Another user may not get to the folder of this build.
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "maskloom-postgres");
    if (isRoot()) {
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Process server =
        new ProcessBuilder(command(programs.orElseThrow(), folder, port))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Postgres postgres = new Postgres(server, folder, port);
    postgres.awaitReady();
    return postgres;
  }

  /** The shell waits for the end of its input, which the death of this process is too. */
  private static List<String> command(Path programs, Path folder, int port) {
    String script =
        """
        trap : INT TERM HUP
        "$1/initdb" --auth=trust --username=queue --no-sync -D "$2/data" &&
          "$1/pg_ctl" -D "$2/data" -l "$2/log" -w -o "-p $3 -c listen_addresses=127.0.0.1 \
            -c unix_socket_directories= -c fsync=off" start || exit 1
        : > "$2/ready"
        read end
        "$1/pg_ctl" -D "$2/data" -m immediate -w stop
        rm -rf "$2"/*
        """;
    // The server refuses to run as root.
    Stream<String> user = isRoot() ? Stream.of("runuser", "-u", "nobody", "--") : Stream.empty();
    Stream<String> shell =
        Stream.of(
            "sh", "-c", script, "sh", programs.toString(), folder.toString(), String.valueOf(port));
    return Stream.concat(user, shell).toList();
  }

  private void awaitReady() throws IOException, InterruptedException {
    while (!Files.exists(folder.resolve("ready"))) {
      if (process.waitFor(20, MILLISECONDS)) {
        throw new IOException("PostgreSQL does not start");
      }
    }
  }

  /** Its URL, without a password. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=queue";
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
    Files.delete(folder);
  }
}
