package io.github.maskloom.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The smallest heap in which the same edit succeeds, here and with OpenAI's client, on the same
 * OkHttp and Jackson. Prints a table for the README.
 */
class VendorMemoryTest {
  private static final int[] HEAPS_MEGABYTES = {
    8, 10, 12, 16, 20, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048
  };
  private static final int NONE = 0;
  private static final int CALL_TIMEOUT_MINUTES = 5;

  @TempDir Path folder;

  /** An edit, and what it is answered with. */
  private record Row(String name, int sentBytes, int sent, int madeBytes, int made) {
    byte[] result() {
      return TestImages.largeJpeg(madeBytes, 2);
    }
  }

  @Test
  void needsLessHeapThanTheVendorsClient() throws Exception {
    StringBuilder table =
        new StringBuilder("\n| call | Maskloom | OpenAI's Java SDK 4.101.0 |\n|---|---|---|\n");
    compare(table, new Row("2 images of 200 KB up, one of 30 KB down", 200_000, 2, 30_000, 1));
    compare(table, new Row("2 images of 10 MB up, one of 30 KB down", 10_000_000, 2, 30_000, 1));
    compare(table, new Row("16 images of 40 MB up, one of 30 KB down", 40_000_000, 16, 30_000, 1));
    // In base64 below 20 million characters, the longest text that the client's Jackson takes.
    compare(table, new Row("2 images of 200 KB up, one of 14 MB down", 200_000, 2, 14_000_000, 1));
    compare(table, new Row("2 images of 200 KB up, one of 30 MB down", 200_000, 2, 30_000_000, 1));
    compare(table, new Row("2 images of 200 KB up, ten of 30 MB down", 200_000, 2, 30_000_000, 10));

    System.out.println(table);
    Files.writeString(Path.of("target", "vendor-memory.md"), table, UTF_8);
  }

  private void compare(StringBuilder table, Row row) throws Exception {
    Path image = TestImages.largeJpeg(folder, "scene.png", row.sentBytes(), 1);
    int ours = smallestHeap(EditProbe.class, image, row);
    int theirs = smallestHeap(VendorProbe.class, image, row);
    String said = theirs == NONE ? "fails" : theirs + " MB";
    table.append("| %s | %d MB | %s |%n".formatted(row.name(), ours, said));
    assertThat(ours).as(row.name()).isPositive();
    assertThat(theirs == NONE || ours <= theirs).as(table.toString()).isTrue();
  }

  /** The smallest heap in which it succeeds; {@link #NONE} if it fails with 2 GB too. */
  private int smallestHeap(Class<?> probe, Path image, Row row) throws Exception {
    int low = 0;
    int high = HEAPS_MEGABYTES.length - 1;
    if (!succeeds(probe, image, row, HEAPS_MEGABYTES[high])) {
      return NONE;
    }
    while (low < high) {
      int middle = (low + high) / 2;
      if (succeeds(probe, image, row, HEAPS_MEGABYTES[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return HEAPS_MEGABYTES[low];
  }

  private boolean succeeds(Class<?> probe, Path image, Row row, int megabytes)
      throws IOException, InterruptedException {
    byte[] result = row.result();
    try (OpenAiServer server = new OpenAiServer(EditMemoryTest.images(result, row.made()))) {
      Path received = Files.createTempDirectory(folder, "received");
      return ends(probe, server, image, row, received, megabytes)
          && isReceived(received, row.made(), result);
    }
  }

  private static boolean ends(
      Class<?> probe, OpenAiServer server, Path image, Row row, Path received, int megabytes)
      throws IOException, InterruptedException {
    Process child =
        ChildJvm.startQuietly(
            probe,
            List.of(
                server.baseUrl().toString(),
                image.toString(),
                String.valueOf(row.sent()),
                String.valueOf(row.made()),
                "0",
                received.toString()),
            "-Xmx" + megabytes + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError");
    try {
      boolean ended = child.waitFor(CALL_TIMEOUT_MINUTES, TimeUnit.MINUTES);
      return ended && child.exitValue() == 0;
    } finally {
      child.destroyForcibly();
    }
  }

  private static boolean isReceived(Path folder, int made, byte[] result) throws IOException {
    for (int i = 0; i < made; i++) {
      Path file = folder.resolve("image-" + i);
      if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), result)) {
        return false;
      }
      Files.delete(file);
    }
    return true;
  }
}
