package io.github.maskloom.gemini;

import static io.github.maskloom.gemini.GeminiFixture.KEY;
import static io.github.maskloom.gemini.GeminiFixture.RESULT;
import static io.github.maskloom.gemini.GeminiFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JsonServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a bill may name gets into the journal. */
class JournalTest {
  @Test
  void theJournalHasTheAnswersIdAndWhatItUsed() throws IOException {
    List<FusionRecord> journal = new CopyOnWriteArrayList<>();
    Answer made = Answer.json(ContentJson.of().image(RESULT).toString());
    Answer refused = Answer.json(ContentJson.of().finish("IMAGE_SAFETY").toString());
    try (JsonServer server = new JsonServer(made, refused).withoutRequestIds();
        FusionClient client =
            FusionClient.open(
                FusionConfig.builder()
                    .provider(GeminiProvider.config().withApiKey(KEY).withBaseUrl(server.baseUrl()))
                    .journal(journal::add)
                    .build())) {
      FusionRequest request =
          FusionRequest.builder(ImageSource.of(RESULT)).prompt("a chair").build();
      try (FusionResult result = client.fuse(request)) {
        assertThat(result.images()).hasSize(1);
      }
      assertThat(catchFailure(client, request).delivery()).isEqualTo(Delivery.ACCEPTED);
    }
    assertThat(journal)
        .hasSize(2)
        .allSatisfy(
            record -> {
              assertThat(record.received().requestIds()).containsExactly(ContentJson.ID);
              assertThat(record.toJson()).contains(ContentJson.MODEL);
            });
    assertThat(journal.get(0).toJson()).contains("\"candidatesTokenCount\":1290");
  }

  private static FusionException catchFailure(FusionClient client, FusionRequest request)
      throws IOException {
    try (FusionResult unexpected = client.fuse(request)) {
      throw new AssertionError("it did not fail: " + unexpected);
    } catch (FusionException e) {
      return e;
    }
  }
}
