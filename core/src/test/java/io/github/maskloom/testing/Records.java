package io.github.maskloom.testing;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRecord.Asked;
import io.github.maskloom.fusion.FusionRecord.Outcome;
import io.github.maskloom.fusion.FusionRecord.Received;
import io.github.maskloom.fusion.FusionRecord.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records of calls that went well, and say little. */
public final class Records {
  private Records() {}

  /** A call without words of which nothing came. */
  public static FusionRecord of(String provider, Instant started, String... clientRequestIds) {
    Sent sent =
        new Sent(
            0,
            0,
            Optional.empty(),
            0,
            1,
            0,
            Delivery.ACCEPTED,
            List.of(clientRequestIds),
            Optional.empty(),
            false);
    return new FusionRecord(
        started,
        Duration.ZERO,
        provider,
        Optional.empty(),
        Outcome.SUCCEEDED,
        Optional.empty(),
        Optional.empty(),
        Asked.of("", 1, 0),
        sent,
        Received.NOTHING);
  }
}
