package io.github.maskloom.examples.queue;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL server of its own, on a loopback port, gone when it is closed. */
public final class Postgres implements AutoCloseable {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  private final Process process;
  private final Path folder;
  private final int port;

  private Postgres(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** Where the newest server that is installed has its programs. */
  public static Optional<Path> programs() throws IOException {
    Stream<Path> onPath = Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of);
    Stream<Path> debian =
        Files.isDirectory(DEBIAN) ? MoreFiles.listFiles(DEBIAN).stream() : Stream.empty();
    return Stream.concat(
            onPath, debian.sorted(Comparator.reverseOrder()).map(version -> version.resolve("bin")))
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .filter(folder -> Files.isExecutable(folder.resolve("pg_ctl")))
        .findFirst();
  }

  /** Starts the server that is installed; without one the test cannot be. */
  public static Postgres start() throws IOException {
    Optional<Path> programs = programs();
    assumeTrue(programs.isPresent(), "PostgreSQL is not installed, so this cannot be tested");
    return start(programs.orElseThrow());
  }

  /** Starts a server, which ends when this process ends, however it does. */
  public static Postgres start(Path programs) throws IOException {
    Path folder = Files.createTempDirectory("maskloom-postgres");
    giveAway(folder);
    int port = freePort();
    Process server =
        new ProcessBuilder(command(programs, folder, port))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Postgres postgres = new Postgres(server, folder, port);
    try {
      postgres.awaitReady();
    } catch (IOException e) {
      postgres.close();
      throw e;
    }
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
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      // The server refuses to run as root.
      command.addAll(List.of("runuser", "-u", "nobody", "--"));
    }
    command.addAll(
        List.of(
            "sh",
            "-c",
            script,
            "sh",
            programs.toString(),
            folder.toString(),
            Integer.toString(port)));
    return command;
  }

  private void awaitReady() throws IOException {
    while (!Files.exists(folder.resolve("ready"))) {
      try {
        if (process.waitFor(20, MILLISECONDS)) {
          throw new IOException("PostgreSQL does not start");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("PostgreSQL");
      }
    }
  }

  /** The process of the server itself. */
  long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0));
  }

  /** Its URL, without a password. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=queue";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void giveAway(Path folder) throws IOException {
    if (isRoot()) {
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
    Files.delete(folder);
  }
}
