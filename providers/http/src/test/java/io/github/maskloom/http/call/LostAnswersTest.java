package io.github.maskloom.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.RetryAdvice;
import io.github.maskloom.http.call.CallClock.Deadline;
import io.github.maskloom.http.text.SafeText;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ErrorTable;
import io.github.maskloom.http.wire.ServiceProfile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection that fails means for the bill, and what is told of it. */
class LostAnswersTest {
  private static final String SECRET = "private.host.test";

  private final FakeClock clock = new FakeClock();
  private final Deadline deadline = Deadline.after(Duration.ofMinutes(1), clock);
  private final CallErrors errors =
      new CallErrors(
          new ServiceProfile("mine", ErrorTable.OF_CODES, AnswerRules.JSON),
          new SafeText(List.of(SECRET)),
          "client-1",
          Optional.empty());

  private CallErrors heard(int status) {
    errors.heard(status, name -> Optional.empty(), Instant.EPOCH);
    return errors;
  }

  private static IOException silent() {
    return new SocketTimeoutException("timeout");
  }

  private static IOException broken() {
    return new SocketException("reset");
  }

  private static IOException distrust() {
    IOException handshake = new SSLHandshakeException("no path");
    handshake.initCause(new CertificateException("unknown issuer"));
    return handshake;
  }

  static Stream<Arguments> failuresBeforeAnAnswer() {
    return Stream.of(
        Arguments.of(new UnknownHostException("x"), "the service's host is not known"),
        Arguments.of(new ConnectException("x"), "no connection to the service"),
        Arguments.of(distrust(), "the service's certificate is not trusted"),
        Arguments.of(
            new SSLPeerUnverifiedException("x"), "the service's certificate is not trusted"),
        Arguments.of(silent(), "nothing moved in time before the request was sent"),
        Arguments.of(broken(), "the connection broke before the request was sent"));
  }

  @ParameterizedTest
  @MethodSource("failuresBeforeAnAnswer")
  void whatWasNotSentCostsNothing(IOException cause, String reason) {
    FusionException failure = errors.unanswered(cause, Delivery.NOT_SENT, deadline);
    boolean inVain = reason.contains("not trusted");

    assertThat(failure).isInstanceOf(FusionTransportException.class).hasCause(cause);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(failure.retry()).isEqualTo(inVain ? RetryAdvice.NEVER : RetryAdvice.SAFE);
    assertThat(failure.failure().httpStatus()).isEmpty();
    assertThat(failure.failure().clientRequestIds()).containsExactly("client-1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Delivery.class,
      names = {"UNKNOWN", "ACCEPTED"})
  void whatWasSentMayBeBilledAlthoughNoAnswerCame(Delivery delivery) {
    for (IOException cause : List.of(broken(), distrust())) {
      FusionException failure = errors.unanswered(cause, delivery, deadline);

      assertThat(failure.delivery()).isEqualTo(delivery);
      assertThat(failure.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
    }
    assertThat(errors.unanswered(broken(), delivery, deadline).reason())
        .isEqualTo("the connection broke after the request was sent, and no answer came");
  }

  @Test
  void aCallWhoseTimeIsUpSaysSo() {
    clock.pass(Duration.ofMinutes(1));
    String late = "the call took longer than PT1M";

    assertThat(errors.unanswered(silent(), Delivery.UNKNOWN, deadline).reason()).isEqualTo(late);
    assertThat(heard(200).lost(silent(), Duration.ofSeconds(9), deadline).reason())
        .isEqualTo(late + " while the answer came");
    assertThat(errors.lostImage("cdn.test", 5, 0, silent(), deadline).reason())
        .isEqualTo(late + " while an image was fetched from cdn.test");
  }

  @Test
  void anAnswerThatBreaksOffAfterItsHeadIsPaid() {
    FusionException silent = heard(200).lost(silent(), Duration.ofSeconds(9), deadline);
    FusionException broken = errors.lost(broken(), Duration.ofSeconds(9), deadline);

    assertThat(silent).isInstanceOf(FusionTransportException.class).hasCause(silent());
    assertThat(silent.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(silent.retry()).isEqualTo(RetryAdvice.MAY_BILL_TWICE);
    assertThat(silent.reason()).isEqualTo("nothing came for PT9S while the answer came");
    assertThat(broken.reason()).isEqualTo("the connection broke while the answer came");
  }

  @Test
  void aRefusalThatBreaksOffIsNoRefusal() {
    FusionException failure = heard(500).lost(broken(), Duration.ofSeconds(9), deadline);

    assertThat(failure).isInstanceOf(FusionServiceException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
  }

  static Stream<Arguments> failuresOfAnImage() {
    String has = ", which has the image";
    String none = "no connection to cdn.test" + has;
    IOException proxy = new IOException("Unexpected response code for CONNECT: 403");
    IOException busy = new IOException("Unexpected response code for CONNECT: 503");
    return Stream.of(
        Arguments.of(new ConnectException("x"), none, false),
        Arguments.of(new NoRouteToHostException("x"), none, false),
        Arguments.of(new UnknownHostException("x"), none, false),
        Arguments.of(distrust(), "the certificate of cdn.test" + has + ", is not trusted", true),
        Arguments.of(
            proxy, "the proxy refuses to connect to cdn.test" + has + ", with status 403", true),
        Arguments.of(
            busy, "the proxy refuses to connect to cdn.test" + has + ", with status 503", false),
        Arguments.of(silent(), "the host of the image, cdn.test, was silent after 5 bytes", false),
        Arguments.of(broken(), "the host of the image, cdn.test, broke off after 5 bytes", false));
  }

  @ParameterizedTest
  @MethodSource("failuresOfAnImage")
  void anImageThatIsLostOnItsWayIsPaid(IOException cause, String reason, boolean inVain) {
    FusionException failure = heard(200).lostImage("cdn.test", 5, 403, cause, deadline);

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
    assertThat(failure.retry()).isEqualTo(inVain ? RetryAdvice.NEVER : RetryAdvice.MAY_BILL_TWICE);
    assertThat(failure.failure().httpStatus()).hasValue(403);
  }

  static Stream<IOException> causesOfConnections() {
    return Stream.of(
        new InterruptedIOException("x"),
        new SocketException("x"),
        new SSLException("x"),
        new UnknownHostException("x"));
  }

  @ParameterizedTest
  @MethodSource("causesOfConnections")
  void whatTheJdkSaysOfAConnectionIsKept(IOException cause) {
    assertThat(heard(200).lost(cause, Duration.ZERO, deadline)).hasCause(cause);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatMayQuoteTheAnswerIsNotKept(boolean ofConnection) {
    IOException cause =
        ofConnection ? new UnknownHostException(SECRET) : new IOException("unexpected byte");

    assertThat(heard(200).lost(cause, Duration.ZERO, deadline))
        .cause()
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(cause.getClass().getSimpleName())
        .extracting(Throwable::getStackTrace)
        .isEqualTo(cause.getStackTrace());
  }

  @Test
  void aSecretInACauseOfTheCauseIsNotKeptEither() {
    IOException cause = new SSLException("x", new UnknownHostException(SECRET));

    assertThat(heard(200).lost(cause, Duration.ZERO, deadline))
        .cause()
        .isNotSameAs(cause)
        .hasMessage("SSLException");
  }
}
