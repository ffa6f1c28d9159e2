package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What listeners and journals hear of a call. */
class FusionNewsTest extends InFusionFolder {
  @Test
  void tellsHowACallGoesOn() throws IOException {
    List<FusionProgress> heard = new CopyOnWriteArrayList<>();
    FusionListener listener =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress progress) {
            heard.add(progress);
          }
        };

    files.fuse(
        ScriptedProvider.answering(),
        files.request().restore().count(2).listener(listener).build());

    assertThat(heard)
        .startsWith(
            new FusionProgress.Preparing("scene", 1),
            new FusionProgress.Preparing("reference", 1),
            new FusionProgress.Uploading(10, 10),
            new FusionProgress.Waiting(),
            new FusionProgress.ImageReceived(0, 1, 2),
            new FusionProgress.ImageReceived(1, 2, 2))
        .endsWith(new FusionProgress.Restoring(1, 40, 40));
  }

  @Test
  void aListenerAndAJournalThatThrowHarmNobody() throws IOException {
    FusionListener listener =
        new FusionListener() {
          @Override
          public void onProgress(FusionProgress progress) {
            throw new IllegalStateException("listener");
          }

          @Override
          public void onFinished(FusionRecord record) {
            throw new IllegalStateException("listener");
          }
        };
    FusionConfig config =
        files
            .config()
            .listener(listener)
            .journal(
                call -> {
                  throw new IOException("disk full");
                })
            .build();
    try (FusionClient client = FusionClient.open(ScriptedProvider.answering(), config);
        FusionResult result = client.fuse(files.request().listener(listener).build())) {
      assertThat(result.image().isPresent()).isTrue();
    }
  }

  @Test
  void writesALineAboutEachCallWithoutItsWords() throws IOException {
    Path journal = folder.resolve("journal.jsonl");
    FusionConfig config = files.config().journal(FusionJournal.file(journal)).build();
    ScriptedProvider provider = ScriptedProvider.answering();
    try (FusionClient client = FusionClient.open(provider, config)) {
      client.fuse(files.request().build()).close();
      assertThatThrownBy(() -> client.fuse(files.request().count(9).build()))
          .isInstanceOf(FusionRequestException.class);
    }

    List<String> lines = Files.readAllLines(journal);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .contains(
            "\"provider\":\"scripted\"",
            "\"model\":\"grey-1\"",
            "\"outcome\":\"SUCCEEDED\"",
            "\"delivery\":\"ACCEPTED\"",
            "\"serverRequestId\":\"server-7\"",
            "\"sceneWidth\":60",
            "\"promptCharacters\":14",
            "\"usage\":{\"images\":1}")
        .doesNotContain("sofa");
    assertThat(lines.get(1))
        .contains(
            "\"outcome\":\"FAILED\"",
            "\"error\":\"FusionRequestException\"",
            "\"delivery\":\"NOT_SENT\"");
  }
}
