package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job whose process ends at once, right behind its id. Its client states no store. */
@Timeout(120)
class KilledJobTest {
  private static final int KILLED = 9;

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void isTakenUpByTheNextProcess() throws Exception {
    FusionFolder files = new FusionFolder(folder);
    Process process =
        ChildJvm.start(
            KilledJobTest.class, files.temp(), List.of(folder.toString()), "-Duser.home=" + folder);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(KILLED);
    JobStore store = store(folder);
    JobTicket ticket = store.tickets().get(0);
    QueueingProvider provider = new QueueingProvider();

    try (FusionClient client = FusionClient.open(provider, files.config().jobs(store).build());
        FusionResult result = client.resume(ticket, request(folder)).result()) {
      assertThat(result.image().file()).isRegularFile();
    }

    assertThat(provider.submitted).hasValue(0);
    assertThat(provider.resumed).containsExactly(ticket.job().orElseThrow());
    assertThat(store.tickets()).isEmpty();
  }

  /** Arguments: the folder. Ends before the service is asked for the result. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    QueueingProvider provider = new QueueingProvider(call -> Runtime.getRuntime().halt(KILLED));
    FusionConfig config =
        FusionConfig.builder().tempFolder(Files.createTempDirectory(folder, "child")).build();
    FusionClient.open(provider, config).fuse(request(folder)).discard();
  }

  private static JobStore store(Path folder) {
    return JobStore.files(folder.resolve(".maskloom/jobs"));
  }

  private static FusionRequest request(Path folder) {
    return FusionRequest.builder(folder.resolve("room.png"))
        .mask(folder.resolve("mask.png"))
        .prompt("a sofa")
        .build();
  }
}
