package io.github.maskloom.ideogram;

import static io.github.maskloom.ideogram.IdeogramFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.testing.JobWire;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a generation, queued and at once. */
class JobsTest {
  @TempDir private Path folder;

  @AutoClose private final IdeogramFixture ideogram = new IdeogramFixture(() -> folder);

  private void answer(boolean queued, String json) {
    ideogram.with(queued ? config -> config : IdeogramFixture::atOnce);
    ideogram.server().plan(queued ? Stage.POLL : Stage.SUBMIT, Answer.json(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"url\": \"\",", "\"url\": null,", ""})
  void anImageThatIsWithheldIsBilledAndSaidSo(String url) throws IOException {
    for (boolean queued : new boolean[] {true, false}) {
      try (IdeogramFixture one = new IdeogramFixture(() -> folder)) {
        String page = one.page("completed.json").replaceFirst("\"url\": \"[^\"]*\",", url);
        one.with(queued ? config -> config : IdeogramFixture::atOnce);
        one.server().plan(queued ? Stage.POLL : Stage.SUBMIT, Answer.json(page));
        FusionException failure = one.failure(request());

        if (url.isEmpty() && queued) {
          assertThat(failure).hasMessageContaining("holds no image");
          assertThat(one.call().ends()).isEmpty();
        } else {
          assertThat(failure)
              .isInstanceOf(FusionContentException.class)
              .hasMessageContaining("withheld it")
              .hasMessageContaining("it is billed");
          assertThat(one.call().ends())
              .isEqualTo(queued ? List.of(ProviderJob.End.FAILED) : List.of());
        }
        assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofSeveralImagesThoseComeThatAreNotWithheld(boolean queued) throws IOException {
    answer(queued, ideogram.page("partly.json"));
    ideogram.fuse(request(2, IdeogramOptions.NONE), ideogram.newCall());

    assertThat(ideogram.call().bytes(1)).isEqualTo(JobWire.IMAGE);
    assertThat(ideogram.call().failures().get(0)).isInstanceOf(FusionContentException.class);
    assertThat(ideogram.call().ends()).isEmpty();
  }

  @Test
  void aGenerationThatFailedIsFreeAndSaysWhy() throws IOException {
    answer(true, ideogram.page("failed.json"));
    FusionException failure = ideogram.failure(request());

    assertThat(failure.delivery()).isEqualTo(Delivery.REJECTED);
    assertThat(failure).hasMessageContaining("the service says: REASON");
    assertThat(ideogram.call().ends()).containsExactly(ProviderJob.End.FAILED);
  }

  @Test
  void whatComesAtOnceHasTheIdThatItCanBeFetchedByLater() throws IOException {
    answer(false, ideogram.page("completed.json"));

    assertThat(ideogram.fuse(request(), ideogram.newCall()).serverRequestIds()).hasSize(1);
    assertThat(ideogram.call().bytes(0)).isEqualTo(JobWire.IMAGE);
    assertThat(ideogram.call().jobs()).isEmpty();
  }
}
