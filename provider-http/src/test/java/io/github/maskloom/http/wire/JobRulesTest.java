package io.github.maskloom.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.http.wire.ErrorRule.Kind;
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
    assertThat(rules.isDone("ready")).isTrue();
    assertThat(rules.isUnknown("nowhere")).isTrue();
  }

  @Test
  void aStateThatIsNotNamedIsOneToWaitIn() {
    JobRules rules = rules().build();

    assertThat(rules.ended("new")).isEmpty();
    assertThat(rules.isDone("new")).isFalse();
    assertThat(rules.isUnknown("new")).isFalse();
  }

  @Test
  void whatIsNotSaidStandsNowhere() {
    JobRules rules = rules().build();

    assertThat(rules.pollPath()).isEqualTo("jobs/{id}");
    assertThat(Stream.of(rules.pollLink(), rules.links(), rules.base64())).containsOnly("");
    assertThat(Stream.of(rules.usage(), rules.code(), rules.refusalCode())).containsOnly("");
    assertThat(rules.messages()).isEmpty();
    assertThat(rules.refusalMessages()).isEmpty();
    assertThat(rules.pollHosts()).isEmpty();
    assertThat(rules.lifetime()).isEmpty();
    assertThat(rules.cancelling()).isEmpty();
  }

  @Test
  void whatIsSaidStandsWhereItIsSaid() {
    JobRules rules =
        JobRules.builder("/id", "/state")
            .pollLinkAt("/poll", "Queue.TEST")
            .linksAt("/links")
            .base64At("/base64")
            .usageAt("/usage")
            .reasonAt("/code", "/words", "/more")
            .refusalAt("/error", "/detail")
            .resultsLive(Duration.ofMinutes(10))
            .cancelBy("PUT", "jobs/{id}/cancel")
            .done("done")
            .build();

    assertThat(rules.id()).isEqualTo("/id");
    assertThat(rules.state()).isEqualTo("/state");
    assertThat(rules.pollPath()).isEmpty();
    assertThat(rules.pollLink()).isEqualTo("/poll");
    assertThat(rules.pollHosts()).containsExactly("queue.test");
    assertThat(rules.links()).isEqualTo("/links");
    assertThat(rules.base64()).isEqualTo("/base64");
    assertThat(rules.usage()).isEqualTo("/usage");
    assertThat(rules.code()).isEqualTo("/code");
    assertThat(rules.messages()).containsExactly("/words", "/more");
    assertThat(rules.refusalCode()).isEqualTo("/error");
    assertThat(rules.refusalMessages()).containsExactly("/detail");
    assertThat(rules.lifetime()).contains(Duration.ofMinutes(10));
    assertThat(rules.cancelling()).contains(new JobRules.Cancelling("PUT", "jobs/{id}/cancel"));
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
        rules -> rules.linksAt("links"),
        rules -> rules.base64At("base64"),
        rules -> rules.usageAt("usage"),
        rules -> rules.reasonAt("code"),
        rules -> rules.reasonAt("/code", "/words", "more"),
        rules -> rules.refusalAt("code"),
        rules -> rules.refusalAt("/code", "words"),
        rules -> rules.pollLinkAt("link"),
        rules -> rules.pollLinkAt("/link"),
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
