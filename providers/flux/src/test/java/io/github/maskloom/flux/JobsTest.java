package io.github.maskloom.flux;

import static io.github.maskloom.flux.FluxFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.testing.JobWire;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a task, in the states that are documented and in those that are not. */
class JobsTest {
  @TempDir private Path folder;

  @AutoClose private final FluxFixture flux = new FluxFixture(() -> folder);

  @ParameterizedTest
  @CsvSource({
    "Request Moderated, FusionContentException",
    "Content Moderated, FusionContentException",
    "Error, FusionServiceException"
  })
  void aTaskWithoutAnImageCountsAsBilled(String status, String type) throws IOException {
    try (FluxFixture flux = new FluxFixture(() -> folder)) {
      flux.server().plan(Stage.POLL, Answer.json(FluxJobContractTest.status("job-1", status)));
      FusionException failure = flux.failure(request());

      assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
      assertThat(failure).hasMessageContaining("the job has ended as " + status);
      assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
      assertThat(flux.call().ends()).containsExactly(ProviderJob.End.FAILED);
    }
  }

  @Test
  void moderationSaysWhy() throws IOException {
    flux.server()
        .plan(Stage.POLL, Answer.json(FluxFixture.PAGES.example("reasons.json", "TASK", "job-1")));

    assertThat(flux.failure(request()))
        .isInstanceOf(FusionContentException.class)
        .hasMessageContaining("Derivative Works Filter");
  }

  @Test
  void aTaskThatIsNotFoundYetIsAskedForAgain() throws IOException {
    flux.server()
        .plan(Stage.POLL, Answer.json(FluxJobContractTest.status("job-1", "Task not found")));
    flux.server()
        .plan(
            Stage.POLL,
            Answer.errorBody(404, FluxJobContractTest.status("job-1", "Task not found")));
    flux.fused(request());

    assertThat(flux.call().bytes(0)).isEqualTo(JobWire.IMAGE);
  }

  @Test
  void aTaskOfTheServicesOwnMayBeAtAnyOfItsHosts() {
    for (URI own : List.of(FluxProvider.GLOBAL, FluxProvider.EU, FluxProvider.US)) {
      assertThat(FluxProvider.jobs(own).pollHosts()).contains("bfl.ai");
    }
    assertThat(FluxProvider.jobs(URI.create("https://evilbfl.ai/v1")).pollHosts()).isEmpty();
    assertThat(FluxProvider.jobs(URI.create("https://bfl.ai.test/v1")).pollHosts()).isEmpty();
  }
}
