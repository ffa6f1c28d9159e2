package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.MODEL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.TestImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls that are cancelled, interrupted, or closed with their client, each at a random moment,
 * while they connect too. {@code -Psoak} makes ten thousand.
 */
@Tag("slow")
class CallStormTest {
  private static final int CALLS = Integer.getInteger("maskloom.storm", 300);

  @TempDir Path folder;

  /** A call that ended once, has one line in the journal, and no failure but declared ones. */
  private static final String SOUND =
      "storm-\\S+ \\S+ \\S+ 1 1 (-|CancelledCallException|Fusion\\w+) -";

  @Test
  void everyCallEndsOnceAndLeavesNothing() throws Exception {
    byte[] result = TestImages.largeJpeg(100_000, 3);
    try (StormServer server =
        new StormServer(ImagesJson.of(MODEL).base64(result, "2048x2048").toString())) {
      List<String> lines = storm(server);
      List<String> calls = lines.stream().filter(line -> line.startsWith("storm-")).toList();
      assertThat(lines.get(lines.size() - 1)).isEqualTo("left threads 0 files 0 sockets 0");
      assertThat(calls).hasSizeGreaterThanOrEqualTo(CALLS).allMatch(line -> line.matches(SOUND));
      assertDeliveries(calls, server.begun());
      assertThat(server.nameless()).isZero();
      server.awaitNoConnection();
    }
  }

  private static void assertDeliveries(List<String> calls, Set<String> begun) {
    assertThat(calls)
        .filteredOn(call -> begun.contains(call.split(" ", 2)[0]))
        .isNotEmpty()
        .noneMatch(call -> call.contains(" NOT_SENT ") || call.contains(" NONE "));
    assertThat(calls)
        .filteredOn(call -> call.contains(" REJECTED "))
        .allMatch(call -> call.split(" ", 2)[0].endsWith("LATER"));
    for (String delivery : List.of(" NOT_SENT ", " UNKNOWN ", " ACCEPTED ")) {
      assertThat(calls).anyMatch(call -> call.contains(delivery));
    }
  }

  private List<String> storm(StormServer server) throws Exception {
    Path scene = TestImages.largeJpeg(folder, "scene.jpg", 100_000, 1);
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Process child =
        ChildJvm.startWith(
            StormProbe.class,
            List.of(
                server.baseUrl().toString(),
                temporary.toString(),
                scene.toString(),
                String.valueOf(CALLS)));
    List<String> lines = new ArrayList<>();
    try (Scanner out = new Scanner(child.getInputStream(), UTF_8)) {
      while (out.hasNextLine()) {
        lines.add(out.nextLine());
      }
    }
    assertThat(child.waitFor()).isZero();
    return lines;
  }
}
