package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.fusion.FusedImage.PhotoPart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of a call, and the line of JSON that a journal has of it. */
class FusionRecordTest {
  private static final PhotoPart PART =
      new PhotoPart(new BoundingBox(10, 20, 300, 200), 4000, 3000, 1000, 667);

  private static final String EMPTY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final FusionRecord full =
      FusionRecord.builder("queueing")
          .started(Instant.parse("2026-11-29T03:00:00Z"))
          .duration(Duration.ofMillis(1234))
          .model("pencil-1")
          .outcome(FusionRecord.Outcome.PARTIAL)
          .sent(1000, 667)
          .part(PART)
          .references(2)
          .uploadBytes(5000)
          .prompt("a desk")
          .imagesAsked(4)
          .imagesReceived(3)
          .imagesSurplus(1)
          .calls(5)
          .failedAttempts(6)
          .error("FusionServiceException")
          .errorCode("Busy")
          .delivery(Delivery.UNKNOWN)
          .clientRequestIds(List.of("client-1", "client-2"))
          .serverRequestIds(List.of("server-1", "server-2"))
          .usage(Map.of("tokens", 12L, "images", 4L))
          .notes(List.of("one was dark", "\"two\""))
          .ticket("0123")
          .resumed(true)
          .build();

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
    assertThat(FusionRecord.builder("local").build())
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

  @Test
  void itHoldsWhatItsBuilderWasTold() {
    assertThat(full.part()).contains(PART);
    assertThat(full.imagesSurplus()).isEqualTo(1);
    assertThat(full.calls()).isEqualTo(5);
    assertThat(full.failedAttempts()).isEqualTo(6);
    assertThat(full.error()).contains("FusionServiceException");
    assertThat(full.errorCode()).contains("Busy");
    assertThat(full.usage()).containsOnly(Map.entry("tokens", 12L), Map.entry("images", 4L));
    assertThat(full.notes()).containsExactly("one was dark", "\"two\"");
    assertThat(full.ticket()).contains("0123");
    assertThat(full.resumed()).isTrue();
  }
}
