package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.MODEL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.raster.testing.ChildJvm;
import io.github.maskloom.testing.server.ImagesJson;
import io.github.maskloom.testing.server.TestImages;
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

  /**
   * What is told of a call.
   *
   * @param ends how often its end was told
   * @param lines of it in the journal
   * @param odd what a caller got that is not declared
   */
  private record Told(
      String prompt,
      String delivery,
      String outcome,
      int ends,
      int lines,
      String error,
      String odd) {
    static Told of(String line) {
      String[] parts = line.split(" ", 7);
      return new Told(
          parts[0],
          parts[1],
          parts[2],
          Integer.parseInt(parts[3]),
          Integer.parseInt(parts[4]),
          parts[5],
          parts[6]);
    }
  }

  @Test
  void everyCallEndsOnceAndLeavesNothing() throws Exception {
    byte[] result = TestImages.largeJpeg(100_000, 3);
    try (StormServer server =
        new StormServer(ImagesJson.of(MODEL).base64(result, "2048x2048").toString())) {
      List<String> lines = storm(server);
      List<Told> calls =
          lines.stream().filter(line -> line.startsWith("storm-")).map(Told::of).toList();

      assertThat(lines.get(lines.size() - 1)).isEqualTo("left threads 0 files 0 sockets 0");
      assertThat(calls).hasSizeGreaterThanOrEqualTo(CALLS);
      assertThat(calls).allSatisfy(call -> assertThat(call.ends()).isEqualTo(1));
      assertThat(calls).allSatisfy(call -> assertThat(call.lines()).isEqualTo(1));
      assertThat(calls).allSatisfy(call -> assertThat(call.odd()).isEqualTo("-"));
      assertThat(calls).extracting(Told::error).allMatch(CallStormTest::isDeclared);
      assertDeliveries(calls, server.begun());
      assertThat(server.nameless()).isZero();
      server.awaitNoConnection();
    }
  }

  private static boolean isDeclared(String error) {
    return error.equals("-")
        || error.equals("CancelledCallException")
        || error.startsWith("Fusion");
  }

  /** Nothing that reached the service is said to have cost nothing. */
  private static void assertDeliveries(List<Told> calls, Set<String> begun) {
    assertThat(calls)
        .filteredOn(call -> begun.contains(call.prompt()))
        .isNotEmpty()
        .extracting(Told::delivery)
        .doesNotContain("NOT_SENT", "NONE");
    assertThat(calls)
        .filteredOn(call -> call.delivery().equals("REJECTED"))
        .extracting(Told::prompt)
        .allMatch(prompt -> prompt.endsWith("LATER"));
    assertThat(calls).extracting(Told::delivery).contains("NOT_SENT", "UNKNOWN", "ACCEPTED");
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
