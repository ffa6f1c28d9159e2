package io.github.maskloom.fusion.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionListener;
import io.github.maskloom.fusion.FusionProgress;
import io.github.maskloom.fusion.FusionProgress.Downloading;
import io.github.maskloom.fusion.FusionProgress.Heartbeat;
import io.github.maskloom.fusion.FusionProgress.ImageReceived;
import io.github.maskloom.fusion.FusionProgress.Preparing;
import io.github.maskloom.fusion.FusionProgress.Queued;
import io.github.maskloom.fusion.FusionProgress.Restoring;
import io.github.maskloom.fusion.FusionProgress.Stage;
import io.github.maskloom.fusion.FusionProgress.Uploading;
import io.github.maskloom.fusion.FusionProgress.Waiting;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.testing.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a listener hears that is slower than its call, and what it hears of one that is slow. */
class NewsTest {
  private final List<Object> heard = new ArrayList<>();
  private final Deque<Runnable> turns = new ArrayDeque<>();
  private long nanos;

  private final FusionListener hears =
      new FusionListener() {
        @Override
        public void onProgress(FusionProgress progress) {
          heard.add(progress);
        }

        @Override
        public void onFinished(FusionRecord record) {
          heard.add(record);
        }
      };

  private final News.Reader slow = new News.Reader(hears, turns::add);
  private final News news =
      new News(FusionJournal.NONE, List.of(hears), Runnable::run, () -> nanos);

  private void takeTurns() {
    while (!turns.isEmpty()) {
      turns.remove().run();
    }
  }

  private static FusionRecord record() {
    return Records.of("scripted", Instant.EPOCH);
  }

  @Test
  void hearsOnlyTheNewestNumbers() {
    List.of(
            new Preparing("photo", 1),
            new Uploading(1, 3),
            new Uploading(2, 3),
            new Uploading(3, 3),
            new Waiting(),
            new Heartbeat(new Waiting(), Duration.ofSeconds(1)),
            new Heartbeat(new Waiting(), Duration.ofSeconds(2)),
            new Downloading(0, 5),
            new Downloading(1, 5),
            new Downloading(0, 9),
            new ImageReceived(0, 1, 2),
            new Restoring(0, 1, 4),
            new Restoring(0, 4, 4),
            new Restoring(1, 1, 4))
        .forEach(slow::tell);
    takeTurns();

    assertThat(heard)
        .containsExactly(
            new Preparing("photo", 1),
            new Uploading(3, 3),
            new Waiting(),
            new Downloading(1, 5),
            new Downloading(0, 9),
            new ImageReceived(0, 1, 2),
            new Restoring(0, 4, 4),
            new Restoring(1, 1, 4));
  }

  @Test
  void hearsTheEndLastHoweverMuchItMissed() {
    FusionRecord end = record();
    for (int i = 0; i < 1000; i++) {
      slow.tell(new Preparing("reference", i));
    }
    slow.tellEnd(end);
    slow.tell(new Waiting());
    assertThat(slow.heard()).isNotDone();
    takeTurns();

    assertThat(heard).hasSize(257).startsWith(new Preparing("reference", 744)).endsWith(end);
    assertThat(slow.heard()).isDone();
  }

  @Test
  void aBeatIsHeardWhereThereIsNoNews() {
    news.beat();
    news.progress(new Uploading(1, 4));
    news.beat();
    nanos += 1_000_000_000L;
    news.beat();
    nanos += 1_000_000_000L;
    news.beat();
    news.progress(new Waiting());
    news.beat();
    nanos += 500_000_000L;
    news.beat();

    assertThat(heard)
        .containsExactly(
            new Heartbeat(new Queued(), Duration.ZERO),
            new Uploading(1, 4),
            new Heartbeat(new Uploading(1, 4), Duration.ofSeconds(1)),
            new Heartbeat(new Uploading(1, 4), Duration.ofSeconds(2)),
            new Waiting(),
            new Heartbeat(new Waiting(), Duration.ofMillis(500)));
    assertThat(news.last()).isEqualTo(heard.get(5));
  }

  @Test
  void noBeatIsHeardAfterTheEnd() {
    FusionRecord end = record();
    news.finished(end);
    news.beat();
    news.beat();

    assertThat(heard).containsExactly(end);
  }

  @Test
  void saysTheStageAndWhatShareOfItIsDone() {
    assertThat(new Queued().stage()).isEqualTo(Stage.QUEUED);
    assertThat(new Uploading(1, 4).fraction()).hasValue(0.25);
    assertThat(new Uploading(1, -1).fraction()).isEqualTo(OptionalDouble.empty());
    assertThat(new ImageReceived(0, 1, 2).fraction()).hasValue(0.5);
    assertThat(new ImageReceived(4, 3, 2).fraction()).hasValue(1);
    assertThat(new Restoring(0, 3, 4).fraction()).hasValue(0.75);
    Heartbeat beat = new Heartbeat(new Restoring(0, 3, 4), Duration.ofSeconds(1));
    assertThat(beat.stage()).isEqualTo(Stage.RESTORING);
    assertThat(beat.fraction()).hasValue(0.75);
  }
}
