package io.github.maskloom.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.http.wire.ErrorRule.Kind;
import io.github.maskloom.http.wire.JobRules.Place;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a service that queues says of its jobs. */
class JobRulesTest {
  private static JobRules.Builder rules() {
    return JobRules.builder("/id", "/state").pollAt("jobs/{id}").done("done");
  }

  @Test
  void aStateMeansWhatItIsSaidToMean() {
    JobRules rules =
        rules()
            .done("done", "ready")
            .failed(Kind.CONTENT, Delivery.REJECTED, "refused", "moderated")
            .cancelled("stopped")
            .expired("old")
            .unknown("nowhere")
            .build();

    assertThat(rules.ended("refused"))
        .contains(new JobRules.Ended(Kind.CONTENT, Delivery.REJECTED, ProviderJob.End.FAILED));
    assertThat(rules.ended("moderated")).isEqualTo(rules.ended("refused"));
    assertThat(rules.ended("stopped"))
        .contains(new JobRules.Ended(Kind.REQUEST, Delivery.ACCEPTED, ProviderJob.End.CANCELLED));
    assertThat(rules.ended("old"))
        .contains(new JobRules.Ended(Kind.SERVICE, Delivery.ACCEPTED, ProviderJob.End.EXPIRED));
    assertThat(rules.done()).containsExactlyInAnyOrder("done", "ready");
    assertThat(rules.unknown()).containsExactly("nowhere");
  }

  @Test
  void aStateThatIsNotNamedIsOneToWaitIn() {
    JobRules rules = rules().build();

    assertThat(rules.ended("new")).isEmpty();
    assertThat(rules.done()).doesNotContain("new");
    assertThat(rules.unknown()).isEmpty();
  }

  @Test
  void whatIsNotSaidStandsNowhere() {
    JobRules rules = rules().build();

    assertThat(rules.pollPath()).isEqualTo("jobs/{id}");
    assertThat(rules.places()).containsOnlyKeys(Place.ID, Place.STATE);
    assertThat(rules.at(Place.LINK)).isEmpty();
    assertThat(rules.pollHosts()).isEmpty();
    assertThat(rules.lifetime()).isEmpty();
    assertThat(rules.cancelling()).isEmpty();
  }

  @Test
  void whatIsSaidStandsWhereItIsSaid() {
    JobRules rules =
        JobRules.builder("/id", "/state")
            .pollLinkAt("/poll", "Queue.TEST")
            .at(Place.RESULT_LINK, "/result")
            .at(Place.CANCEL_LINK, "/cancel")
            .at(Place.LINK, "/links", "/more/links")
            .at(Place.MESSAGE, "/words", "/more")
            .resultsLive(Duration.ofMinutes(10))
            .cancelBy("PUT", "")
            .done("done")
            .build();

    assertThat(rules.at(Place.ID)).containsExactly("/id");
    assertThat(rules.at(Place.STATE)).containsExactly("/state");
    assertThat(rules.pollPath()).isEmpty();
    assertThat(rules.at(Place.POLL_LINK)).containsExactly("/poll");
    assertThat(rules.pollHosts()).containsExactly("queue.test");
    assertThat(rules.at(Place.RESULT_LINK)).containsExactly("/result");
    assertThat(rules.at(Place.CANCEL_LINK)).containsExactly("/cancel");
    assertThat(rules.at(Place.LINK)).containsExactly("/links", "/more/links");
    assertThat(rules.at(Place.MESSAGE)).containsExactly("/words", "/more");
    assertThat(rules.lifetime()).contains(Duration.ofMinutes(10));
    assertThat(rules.cancelling()).contains(new JobRules.Cancelling("PUT", ""));
  }

  @Test
  void rulesStayAsTheyWereWhenTheyWereBuilt() {
    JobRules.Builder builder = rules();
    JobRules rules = builder.build();

    builder.cancelled("stopped").build();

    assertThat(rules.ended("stopped")).isEmpty();
  }

  static Stream<UnaryOperator<JobRules.Builder>> changesThatAreRefused() {
    return Stream.of(
        rules -> JobRules.builder("id", "/state"),
        rules -> JobRules.builder("/id", "state"),
        rules -> rules.at(Place.LINK, "links"),
        rules -> rules.at(Place.MESSAGE, "/words", "more"),
        rules -> rules.at(Place.CANCEL_LINK, "/cancel"),
        rules -> rules.at(Place.CANCEL_LINK, "/cancel").cancelBy("PUT", "jobs/{id}"),
        rules -> rules.cancelBy("PUT", ""),
        rules -> rules.pollLinkAt("link"),
        rules ->
            JobRules.builder("/id", "/state").done("done").pollLinkAt("/link", "a.test", "A.test"),
        rules -> rules.pollAt(""),
        rules -> rules.done());
  }

  @ParameterizedTest
  @MethodSource("changesThatAreRefused")
  void rulesThatLeaveAQuestionAreRefused(UnaryOperator<JobRules.Builder> change) {
    assertThatIllegalArgumentException().isThrownBy(() -> change.apply(rules()).build());
  }
}
