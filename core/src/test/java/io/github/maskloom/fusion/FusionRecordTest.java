package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import io.github.maskloom.testing.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of a call, and the line of JSON that a journal has of it. */
class FusionRecordTest {
  private static final PhotoPart PART =
      new PhotoPart(new BoundingBox(10, 20, 300, 200), 4000, 3000, 1000, 667);

  private static final String EMPTY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final FusionRecord full =
      new FusionRecord(
          Instant.parse("2026-11-29T03:00:00Z"),
          Duration.ofMillis(1234),
          "queueing",
          Optional.of("pencil-1"),
          FusionRecord.Outcome.PARTIAL,
          Optional.of(new FusionRecord.Failed("FusionServiceException", Optional.of("Busy"))),
          FusionRecord.Asked.of("a desk", 4, 2),
          new FusionRecord.Sent(
              1000,
              667,
              Optional.of(PART),
              5000,
              5,
              6,
              Delivery.UNKNOWN,
              List.of("client-1", "client-2")),
          new FusionRecord.Received(
              3,
              1,
              Map.of("tokens", 12L, "images", 4L),
              List.of("one was dark", "\"two\""),
              List.of("server-1", "server-2")),
          new FusionRecord.Job(Optional.of("0123"), true));

  @Test
  void itsLineHoldsAllThatIsKnown() {
    assertThat(full.toJson())
        .isEqualTo(
            """
            {"schema":1,"time":"2026-11-29T03:00:00Z","durationMillis":1234,\
            "provider":"queueing","model":"pencil-1","outcome":"PARTIAL","ticket":"0123",\
            "resumed":true,"sentWidth":1000,"sentHeight":667,\
            "part":{"x":10,"y":20,"width":300,"height":200,\
            "photoWidth":4000,"photoHeight":3000,"scale":3.3333},\
            "references":2,"uploadBytes":5000,\
            "imagesAsked":4,"imagesReceived":3,"imagesSurplus":1,\
            "promptSha256":"06725498923ef5ba18881708ee3c9e06bcbdd4979797ec0e7e403b8c330792f7",\
            "promptCharacters":6,"calls":5,"failedAttempts":6,\
            "error":"FusionServiceException","errorCode":"Busy","delivery":"UNKNOWN",\
            "clientRequestId":"client-1 client-2","serverRequestId":"server-1 server-2",\
            "usage":{"images":4,"tokens":12},"notes":["one was dark","\\"two\\""]}\
            """);
  }

  @Test
  void itsLineLeavesOutWhatIsEmpty() {
    assertThat(Records.of("local", Instant.EPOCH))
        .hasToString(
            """
            FusionRecord{"schema":1,"time":"1970-01-01T00:00:00Z","durationMillis":0,\
            "provider":"local","outcome":"SUCCEEDED","sentWidth":0,"sentHeight":0,\
            "references":0,"uploadBytes":0,"imagesAsked":1,"imagesReceived":0,\
            "promptSha256":"%s","promptCharacters":0,"failedAttempts":0,\
            "delivery":"ACCEPTED"}\
            """
                .formatted(EMPTY_SHA256));
  }
}
