package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.MODEL;
import static io.github.maskloom.ark.ArkFixture.RESULT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JsonServer;
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
 * The smallest heap in which the same call succeeds, here and with the vendor's client, on the same
 * OkHttp and Jackson. Prints a table for the README.
 */
class VendorMemoryTest {
  private static final int[] HEAPS_MEGABYTES = {
    8, 10, 12, 16, 20, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072,
    4096
  };
  private static final int CALL_TIMEOUT_MINUTES = 5;

  @TempDir Path folder;

  @Test
  void needsLessHeapThanTheVendorsClient() throws Exception {
    StringBuilder table =
        new StringBuilder("\n| call | Maskloom | vendor's Java SDK 2.0.11 |\n|---|---|---|\n");
    // As base64 just below the longest text that this Jackson gives the vendor's client.
    byte[] result = TestImages.largeJpeg(14_000_000, 2);

    compare(table, "2 images of 200 KB up, 30 KB down", 200_000, 2, RESULT);
    compare(table, "2 images of 10 MB up, 30 KB down", 10_000_000, 2, RESULT);
    compare(table, "2 images of 200 KB up, 14 MB down", 200_000, 2, result);
    compare(table, "14 images of 30 MB up, 30 KB down", 30_000_000, 14, RESULT);

    System.out.println(table);
    Files.writeString(Path.of("target", "vendor-memory.md"), table, UTF_8);
  }

  private void compare(
      StringBuilder table, String name, int pictureBytes, int pictures, byte[] result)
      throws Exception {
    Path picture = TestImages.largeJpeg(folder, "scene.jpg", pictureBytes, 1);
    String json = ImagesJson.of(MODEL).base64(result, "1x1").toString();
    try (JsonServer server = new JsonServer(Answer.json(json))) {
      int ours = smallestHeap(ArkProbe.class, server, picture, pictures, result);
      int theirs = smallestHeap(VendorProbe.class, server, picture, pictures, result);
      table.append("| %s | %d MB | %d MB |%n".formatted(name, ours, theirs));
      assertThat(ours).as(name).isLessThanOrEqualTo(theirs);
    }
  }

  private int smallestHeap(
      Class<?> probe, JsonServer server, Path picture, int pictures, byte[] result)
      throws Exception {
    int low = 0;
    int high = HEAPS_MEGABYTES.length - 1;
    assertThat(succeeds(probe, server, picture, pictures, result, HEAPS_MEGABYTES[high])).isTrue();
    while (low < high) {
      int middle = (low + high) / 2;
      if (succeeds(probe, server, picture, pictures, result, HEAPS_MEGABYTES[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return HEAPS_MEGABYTES[low];
  }

  private boolean succeeds(
      Class<?> probe, JsonServer server, Path picture, int pictures, byte[] result, int megabytes)
      throws IOException, InterruptedException {
    Path received = Files.createTempDirectory(folder, "received");
    List<String> arguments =
        List.of(
            server.baseUrl().toString(),
            picture.toString(),
            String.valueOf(pictures),
            received.toString());
    Process child =
        ChildJvm.startQuietly(
            probe,
            arguments,
            "-Xmx" + megabytes + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError");
    try {
      boolean ended = child.waitFor(CALL_TIMEOUT_MINUTES, TimeUnit.MINUTES);
      Path last = received.resolve("last");
      return ended
          && child.exitValue() == 0
          && Files.exists(last)
          && Arrays.equals(Files.readAllBytes(last), result);
    } finally {
      child.destroyForcibly();
    }
  }
}
