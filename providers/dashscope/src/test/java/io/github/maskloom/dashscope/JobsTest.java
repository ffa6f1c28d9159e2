package io.github.maskloom.dashscope;

import static io.github.maskloom.dashscope.DashScopeFixture.MASK;
import static io.github.maskloom.dashscope.DashScopeFixture.PHOTO;
import static io.github.maskloom.dashscope.DashScopeFixture.picture;
import static io.github.maskloom.dashscope.DashScopeFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.JobServer.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a task, in the states that are documented and in those that are not. */
class JobsTest {
  @TempDir private Path folder;

  @AutoClose private final DashScopeFixture service = new DashScopeFixture(() -> folder);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 InvalidParameter Request REJECTED NEVER 2",
        "200 DataInspectionFailed Content REJECTED NEVER 2",
        "200 IPInfringementSuspect Content REJECTED NEVER 2",
        "200 InternalError.Timeout Service REJECTED SAFE 2",
        "200 Throttling Throttled REJECTED SAFE 2",
        "200 Strange Service REJECTED NEVER 2"
      })
  void aTaskThatFailedIsNotBilled(String row) throws IOException {
    String failed = DashScopeJobContractTest.failed("job-1", row.split(" ", 3)[1], "not like this");
    try (DashScopeFixture service = new DashScopeFixture(() -> folder)) {
      service.server().plan(Stage.POLL, Answer.json(failed));

      assertThat(service.told(request())).isEqualTo(row);
      assertThat(service.call().ends()).containsExactly(ProviderJob.End.FAILED);
    }
  }

  @Test
  void aTaskThatSomebodyCancelledSaysSo() throws IOException {
    service
        .server()
        .plan(Stage.POLL, Answer.json(DashScopeJobContractTest.state("job-1", "CANCELED")));
    FusionException failure = service.failure(request());

    assertThat(failure).hasMessageContaining("the job has ended as CANCELED");
    assertThat(service.call().ends()).containsExactly(ProviderJob.End.CANCELLED);
  }

  @Test
  void ofSeveralImagesThoseComeThatWereMade() throws IOException {
    String answer =
        DashScopeFixture.PAGES.example(
            "partly.json", "TASK", "job-1", "IMAGE", service.server().image("job-1").toString());
    service.server().plan(Stage.POLL, Answer.json(answer));
    ProviderResponse response =
        service.fuse(
            request(
                picture(PHOTO, "image/jpeg"),
                Optional.of(picture(MASK, "image/png")),
                2,
                DashScopeOptions.NONE),
            service.newCall());

    assertThat(response.usage()).isEqualTo(Map.of("image_count", 1L));
    assertThat(service.call().files()).containsExactly("image-0");
  }

  @Test
  void aTaskThatFailedBesideAnImageIsNotBelieved() throws IOException {
    String done = new DashScopeJobContractTest().done("job-1", service.server().image("job-1"));
    service.server().plan(Stage.POLL, Answer.json(done.replace("SUCCEEDED\"", "FAILED\"")));
    FusionException failure = service.failure(request());

    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    assertThat(service.call().ends()).isEmpty();
  }
}
