package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioClient.Answer;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.MemoryBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.util.FileSystemUtils;

class QuotaTest {
  @RegisterExtension
  static final StudioServer few =
      StudioServer.with(
          "studio.quota.photos.number=2",
          "studio.quota.jobs.number=3",
          "studio.quota.journal.number=4");

  @RegisterExtension
  static final StudioServer small =
      StudioServer.with(
          "studio.quota.photos.bytes=10KB",
          "studio.quota.jobs.bytes=10KB",
          "studio.quota.incoming=50KB",
          "studio.quota.journal.bytes=3KB");

  @RegisterExtension
  static final StudioServer busy =
      StudioServer.with(
          "studio.upload.max-at-work=1",
          "maskloom.memory.max-wait=60s",
          "studio.quota.per-visitor=2");

  @RegisterExtension
  static final StudioServer proxied =
      StudioServer.with("studio.quota.per-visitor=2", "server.forward-headers-strategy=native");

  @AfterEach
  void growOld() throws Exception {
    for (StudioServer studio : List.of(few, small, busy)) {
      growOld(studio);
    }
  }

  private static void growOld(StudioServer studio) throws Exception {
    for (String kind : List.of("photos", "results")) {
      try (Stream<Path> entries = Files.list(studio.folder().resolve(kind))) {
        for (Path entry : entries.toList()) {
          Files.setLastModifiedTime(entry, FileTime.from(Instant.EPOCH));
        }
      }
    }
    studio.bean(Quotas.class).deleteWhatIsOld();
  }

  @Test
  void takesSoManyPhotosUntilOldOnesAreDeleted() throws Exception {
    upload(few, 10);
    String second = upload(few, 10).text("id");

    assertFull(upload(few, 10), "photos");

    FileSystemUtils.deleteRecursively(few.folder().resolve("photos/" + second));
    assertThat(upload(few, 10).status()).isEqualTo(201);
    assertFull(upload(few, 10), "photos");
    growOld(few);
    assertThat(upload(few, 10).status()).isEqualTo(201);
  }

  @Test
  void keepsSoManyPhotosOfOneVisitor() throws Exception {
    upload(busy, 10);
    String second = upload(busy, 10).text("id");

    Answer refused = upload(busy, 10);
    assertThat(refused.problem()).isEqualTo("visitor-full");
    assertThat(refused.text("detail"))
        .contains("The limit of photos for one visitor is 2", "delete some");
    assertThat(uploadAs(busy, "X-Forwarded-For: 203.0.113.9")).startsWith("HTTP/1.1 507");
    assertThat(uploadAs(busy, "Forwarded: for=203.0.113.9")).startsWith("HTTP/1.1 507");

    busy.delete("/api/photos/" + second);
    assertThat(upload(busy, 10).status()).isEqualTo(201);
    assertThat(upload(busy, 10).status()).isEqualTo(507);
  }

  @Test
  void keepsSoManyResultsOfOneVisitor() throws Exception {
    String photo = proxied.painted(120, 120);
    proxied.fuse(photo, "");
    proxied.fuse(photo, "");

    Answer refused = proxied.fuse(photo, "");

    assertThat(refused.status()).isEqualTo(507);
    assertThat(refused.text("detail")).contains("The limit of results for one visitor is 2");
  }

  /** The proxy that stands on this machine is believed, if the studio is told that there is one. */
  @Test
  void tellsVisitorsApartByWhatAProxySaysIfThereIsOne() throws Exception {
    for (String visitor :
        List.of("203.0.113.9", "203.0.113.10", "2001:db8:1:2::3", "2001:db8:1:3::3")) {
      String forwarded = "X-Forwarded-For: " + visitor;
      assertThat(uploadAs(proxied, forwarded)).as(visitor).startsWith("HTTP/1.1 201");
      assertThat(uploadAs(proxied, forwarded)).as(visitor).startsWith("HTTP/1.1 201");
      assertThat(uploadAs(proxied, forwarded)).as(visitor).startsWith("HTTP/1.1 507");
    }
    assertThat(uploadAs(proxied, "X-Forwarded-For: 2001:db8:1:2:ffff::1"))
        .startsWith("HTTP/1.1 507");
  }

  private static String uploadAs(StudioServer studio, String header) throws Exception {
    byte[] photo = TestImages.photo("png", 10, 10);
    return RawClient.answer(studio, "POST /api/photos", photo, header, "Content-Type: image/png");
  }

  @Test
  void takesPhotosAndMasksOfSoManyBytes() throws Exception {
    small.painted(400, 400);
    int taken = 1;
    while (upload(small, 400).status() == 201) {
      taken++;
      assertThat(taken).isLessThan(20);
    }
    assertFull(upload(small, 400), "photos");
  }

  @Test
  void keepsSoManyResults() throws Exception {
    String photo = few.painted(120, 120);
    for (int i = 0; i < 3; i++) {
      assertThat(few.fuse(photo, "").text("state")).isEqualTo("SUCCEEDED");
    }
    assertFull(few.fuse(photo, ""), "results");
    growOld(few);
    assertThat(few.fuse(few.painted(120, 120), "").text("state")).isEqualTo("SUCCEEDED");
  }

  @Test
  void keepsResultsOfSoManyBytes() throws Exception {
    String photo = small.painted(120, 120);
    int taken = 0;
    while (small.fuse(photo, "").status() == 200) {
      taken++;
      assertThat(taken).isLessThan(50);
    }
    assertFull(small.fuse(photo, ""), "results");
  }

  @Test
  void keepsAJournalOfSoManyLinesOrBytes() throws Exception {
    for (StudioServer studio : List.of(few, small)) {
      for (int i = 0; i < 9; i++) {
        studio.fuse(studio.painted(120, 120), "");
        growOld(studio);
      }
    }
    assertThat(few.get("/api/journal").json()).hasSizeBetween(2, 4);
    assertThat(Files.readAllLines(few.folder().resolve("journal.jsonl"))).hasSizeBetween(1, 2);
    assertThat(Files.size(small.folder().resolve("journal.jsonl"))).isBetween(1L, 3 * 1024L);
    assertThat(small.get("/api/journal").json()).isNotEmpty();
  }

  @Test
  void takesNoMoreAtATimeThanThereIsRoomFor() throws Exception {
    assertThat(small.post("/api/photos", "image/png", new byte[60_000]).status()).isEqualTo(503);
    assertThat(upload(small, 10).status()).isEqualTo(201);
  }

  @Test
  void worksOnSoManyBodiesAtATime() throws Exception {
    MemoryBudget budget = busy.bean(MemoryBudget.class);
    FutureTask<Answer> first = new FutureTask<>(() -> upload(busy, 10));
    MemoryBudget.Reservation everything = budget.reserve(budget.ceilingBytes(), CancelSignal.NEVER);
    try (everything) {
      new Thread(first).start();
      StudioClient.await(() -> budget.waitingCount() > 0);

      Answer refused = upload(busy, 10);

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.problem()).isEqualTo("overloaded");
      assertThat(refused.text("detail")).contains("are worked on");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
      assertThat(busy.get("/api/furniture").status()).isEqualTo(200);
    }
    assertThat(first.get().status()).isEqualTo(201);
  }

  private static Answer upload(StudioServer studio, int side) throws Exception {
    return studio.post("/api/photos", "image/png", TestImages.photo("png", side, side));
  }

  private static void assertFull(Answer answer, String what) {
    assertThat(answer.status()).isEqualTo(507);
    assertThat(answer.problem()).isEqualTo("storage-full");
    assertThat(answer.text("detail")).contains(what);
  }
}
