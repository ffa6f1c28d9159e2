package io.github.maskloom.examples.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An S3 server on loopback, in a process of its own; one for all tests. */
public final class S3Server {
  /** The bucket that there is. */
  public static final String BUCKET = "images";

  /** The id of the key that it knows. */
  static final String KMS_KEY = "valid-test-key-id";

  private static final Pattern PORT = Pattern.compile("Tomcat started on ports? (\\d+)");

  /** Apart, so that who ends the server need not wait for who starts it. */
  private static final class Shared {
    private static final S3Server SERVER = start();
  }

  private final int port;

  private S3Server(int port) {
    this.port = port;
  }

  /** The server, which is started if it was not. */
  public static S3Server shared() {
    return Shared.SERVER;
  }

  /** Its address. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static S3Server start() {
    try {
      Path folder = Files.createTempDirectory("s3");
      Process server =
          ChildJvm.startWith(
              S3ServerMain.class,
              List.of(
                  "--server.address=127.0.0.1",
                  "--server.port=0",
                  "--server.ssl.enabled=false",
                  "--com.adobe.testing.s3mock.httpPort=0",
                  "--com.adobe.testing.s3mock.max-payload-size=4GB",
                  "--com.adobe.testing.s3mock.store.root=" + folder,
                  "--com.adobe.testing.s3mock.store.validKmsKeys=arn:aws:kms:us-east-1:1234567890:key/"
                      + KMS_KEY,
                  "--com.adobe.testing.s3mock.store.initialBuckets=" + BUCKET),
              "-Xmx256m");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
      BufferedReader log =
          new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
      int port = port(log);
      Thread rest = new Thread(() -> log.lines().forEach(line -> {}), "server log");
      rest.setDaemon(true);
      rest.start();
      return new S3Server(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int port(BufferedReader log) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      said.append(line).append('\n');
      Matcher found = PORT.matcher(line);
      if (found.find()) {
        return Integer.parseInt(found.group(1));
      }
    }
    throw new IOException("the server ended: " + said);
  }

  private static void end(Process server, Path folder) {
    server.destroyForcibly();
    try {
      server.waitFor();
    } catch (InterruptedException e) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // What is left lies in the folder for temporary files.
    }
  }
}
