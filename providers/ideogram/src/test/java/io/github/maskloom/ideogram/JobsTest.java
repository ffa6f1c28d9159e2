package io.github.maskloom.ideogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.testing.JobWire;
import io.github.maskloom.testing.internal.ServiceTrial;
import io.github.maskloom.testing.internal.TestRequest;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a generation, queued and at once. */
class JobsTest {
  @TempDir private Path folder;

  @AutoClose
  private final ServiceTrial<JobServer, HttpConfig> ideogram =
      IdeogramJobContractTest.trial(() -> folder);

  /** An answer of the service's pages about job-1, in which an image of the server is linked. */
  private String page(String name) {
    String image = ideogram.server().image("job-1").toString();
    return IdeogramJobContractTest.PAGES.example(name, "GENERATION", "job-1", "IMAGE", image);
  }

  private void answer(boolean queued, String json) {
    ideogram.with(config -> config.withSetting(IdeogramProvider.ASYNC, "" + queued));
    ideogram.server().plan(queued ? Stage.POLL : Stage.SUBMIT, Answer.json(json));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"url\": \"\",', true, withheld it",
    "'\"url\": \"\",', false, withheld it",
    "'\"url\": null,', true, withheld it",
    "'\"url\": null,', false, withheld it",
    "'', true, holds no image",
    "'', false, withheld it"
  })
  void anImageThatIsWithheldIsBilledAndSaidSo(String url, boolean queued, String said)
      throws IOException {
    answer(queued, page("completed.json").replaceFirst("\"url\": \"[^\"]*\",", url));
    FusionException failure = ideogram.failure(new TestRequest().build());
    boolean withheld = said.equals("withheld it");
    assertThat(failure instanceof FusionContentException).isEqualTo(withheld);
    assertThat(failure).hasMessageContaining(said);
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(ideogram.call().ends())
        .isEqualTo(queued && withheld ? List.of(ProviderJob.End.FAILED) : List.of());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofSeveralImagesThoseComeThatAreNotWithheld(boolean queued) throws IOException {
    answer(queued, page("partly.json"));
    ideogram.fused(new TestRequest().count(2).build());
    assertThat(ideogram.call().bytes(1)).isEqualTo(JobWire.IMAGE);
    assertThat(ideogram.call().failures().get(0)).isInstanceOf(FusionContentException.class);
    assertThat(ideogram.call().ends()).isEmpty();
  }

  @Test
  void whatComesAtOnceHasTheIdThatItCanBeFetchedByLater() throws IOException {
    answer(false, page("completed.json"));
    assertThat(ideogram.fuse(new TestRequest().build(), ideogram.newCall()).serverRequestIds())
        .hasSize(1);
    assertThat(ideogram.call().bytes(0)).isEqualTo(JobWire.IMAGE);
    assertThat(ideogram.call().jobs()).isEmpty();
  }
}
