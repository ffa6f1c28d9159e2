package io.github.maskloom.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionAccessException;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionException.Failure;
import io.github.maskloom.fusion.FusionQuotaException;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.FusionThrottledException;
import io.github.maskloom.fusion.FusionTransportException;
import io.github.maskloom.fusion.JobStore;
import io.github.maskloom.fusion.RetryAdvice;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests of docs/testing.md, to the letter. */
class RedProviderTest {
  private final RedProvider red = new RedProvider();

  @TempDir Path folder;

  private FusionRequest request() throws IOException {
    Path room = folder.resolve("room.png");
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", room.toFile());
    return FusionRequest.builder(room).prompt("a sofa").build();
  }

  @Test
  void isFoundByItsId() throws IOException {
    try (FusionClient client = FusionClient.open("red");
        FusionResult result = client.fuse(request())) {
      assertEquals(64, result.image().width());
      result.discard();
    }
  }

  @Test
  void remembersWhatItWasAsked() throws IOException {
    try (FusionClient client = FusionClient.open(red, FusionConfig.DEFAULT)) {
      client.fuse(request()).discard();
    }
    assertEquals("a sofa", red.asked().get(0).prompt());
  }

  static Stream<FusionException> failures() {
    Failure refused = Failure.notSent("red").withDelivery(Delivery.REJECTED);
    Failure lost = refused.withDelivery(Delivery.UNKNOWN).withRetry(RetryAdvice.MAY_BILL_TWICE);
    return Stream.of(
        new FusionRequestException("too large", refused),
        new FusionContentException("moderated", refused),
        new FusionAccessException("wrong key", refused),
        new FusionQuotaException("used up", refused),
        new FusionThrottledException(
            "busy", refused.withRetry(RetryAdvice.safeAfter(Duration.ofSeconds(7)))),
        new FusionServiceException("failed", lost),
        new FusionTransportException("broke off", lost));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failsOnceAndAnswersAgain(FusionException failure) throws IOException {
    red.failNext(failure);
    try (FusionClient client = FusionClient.open(red, FusionConfig.DEFAULT)) {
      FusionException thrown = assertThrows(failure.getClass(), () -> client.fuse(request()));
      assertEquals(failure.retry(), thrown.retry());
      assertEquals(failure.mayBeBilled(), thrown.mayBeBilled());
      client.fuse(request()).discard();
    }
  }

  @Test
  void takesAJobUp() throws IOException {
    RedProvider queueing = RedProvider.queueing();
    queueing.failNext(new FusionTransportException("broke off", Failure.notSent("red")));
    FusionConfig config = FusionConfig.builder().jobs(JobStore.files(folder)).build();
    try (FusionClient client = FusionClient.open(queueing, config)) {
      FusionException lost = assertThrows(FusionException.class, () -> client.fuse(request()));
      assertTrue(lost.mayBeBilled());
      try (FusionResult result = client.resume(lost.ticket().orElseThrow(), request()).result()) {
        assertEquals(64, result.image().width());
        result.discard();
      }
    }
    assertEquals(1, queueing.asked().size());
  }

  @Test
  void makesNoJobOfWhatItRefuses() throws IOException {
    RedProvider queueing = RedProvider.queueing();
    Failure refused = Failure.notSent("red").withDelivery(Delivery.REJECTED);
    queueing.failNext(new FusionContentException("moderated", refused));
    FusionConfig config = FusionConfig.builder().jobs(JobStore.files(folder)).build();
    try (FusionClient client = FusionClient.open(queueing, config)) {
      FusionException thrown =
          assertThrows(FusionContentException.class, () -> client.fuse(request()));
      assertEquals(Delivery.REJECTED, thrown.delivery());
      assertTrue(thrown.ticket().isEmpty());
      client.fuse(request()).discard();
    }
  }
}
