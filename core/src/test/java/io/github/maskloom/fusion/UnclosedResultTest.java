package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.answering;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.RecordedLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result that is open when its client closes. */
class UnclosedResultTest {
  @TempDir Path folder;

  @Test
  void isLoggedOnceWithThePlaceOfItsImages() throws Exception {
    FusionFolder files = new FusionFolder(folder);
    Process child =
        ChildJvm.start(
            UnclosedResultTest.class,
            files.temp(),
            List.of(folder.toString()),
            RecordedLogs.OPTION);
    List<String> said = new String(child.getInputStream().readAllBytes(), UTF_8).lines().toList();

    assertThat(said).hasSize(2);
    assertThat(said.get(1))
        .startsWith("INFO ")
        .endsWith("a result is open though its client is closed; its images are in " + said.get(0));
  }

  /** Leaves one result open and closes another. Arguments: the folder. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    FusionConfig config = FusionConfig.builder().tempFolder(folder.resolve("temp")).build();
    FusionRequest request = FusionRequest.builder(folder.resolve("room.png")).prompt("a").build();
    FusionResult left;
    try (FusionClient client = FusionClient.open(answering(), config)) {
      left = client.fuse(request);
      client.fuse(request).discard();
    }
    System.out.println(left.image().file().getParent());
    RecordedLogs.loud().forEach(System.out::println);
  }
}
