package io.github.maskloom.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.JobRules;
import io.github.maskloom.http.wire.ServiceProfile;
import io.github.maskloom.testing.internal.server.JobServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An image of the request that cannot be read here, before anything went out and behind that. */
class LocalReadTest extends JobTrial {
  private static final JobRules RULES =
      JobRules.builder("/out/id", "/out/state").pollAt("jobs/{id}").done("done").build();

  /** A request that ends so many bytes after its start; none is made if there are fewer than 0. */
  private static PlainRequest broken(int before) {
    return PlainRequest.of(
        () -> {
          if (before < 0) {
            throw new NoSuchFileException("photo.png");
          }
          return List.of(BodyPart.of("{\"image\":".getBytes(UTF_8)), new Half(before));
        });
  }

  private record Half(int bytes) implements BodyPart {
    @Override
    public long length() {
      return bytes + 1L;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(new byte[bytes]);
      throw new NoSuchFileException("photo.png");
    }
  }

  private ProviderResponse sent(JobServer server, boolean queued, int before) throws IOException {
    sent = broken(before);
    ServiceProfile profile = new ServiceProfile("mine", ErrorTable.OF_CODES, AnswerRules.JSON);
    return service(server.address(), config -> config, queued ? profile.withJobs(RULES) : profile)
        .fuse(REQUEST, call);
  }

  @ParameterizedTest
  @CsvSource({"false, -1", "true, -1", "false, 0", "true, 0", "false, 1000", "true, 1000"})
  void beforeTheFirstByteWentOutNothingIsSent(boolean queued, int before) {
    JobServer server = serving(Wire.LINK);
    FusionException failure = failure(() -> sent(server, queued, before));

    assertThat(failure)
        .hasMessageContaining("an image could not be read or written here: NoSuchFile")
        .hasRootCauseInstanceOf(NoSuchFileException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(failure.failure().clientRequestIds()).hasSize(1);
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void behindItTheCallerJudges(boolean queued) {
    JobServer server = serving(Wire.LINK);
    assertThat(catchThrowable(() -> sent(server, queued, 1 << 20)))
        .isInstanceOf(NoSuchFileException.class);
  }
}
