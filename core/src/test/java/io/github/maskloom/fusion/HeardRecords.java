package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What a journal, a client's listener and a call's listener hear at the ends of calls. */
final class HeardRecords {
  final List<FusionRecord> journal = new CopyOnWriteArrayList<>();
  final List<FusionRecord> byClient = new CopyOnWriteArrayList<>();
  final List<FusionRecord> byCall = new CopyOnWriteArrayList<>();

  /** A configuration whose calls are heard. */
  FusionConfig.Builder in(FusionConfig.Builder config) {
    return config.journal(journal::add).listener(ends(byClient::add));
  }

  /** A request that is heard. */
  FusionRequest.Builder in(FusionRequest.Builder request) {
    return request.listener(ends(byCall::add));
  }

  /** A listener that hears of the ends of calls alone. */
  static FusionListener ends(Consumer<FusionRecord> ends) {
    return new FusionListener() {
      @Override
      public void onFinished(FusionRecord record) {
        ends.accept(record);
      }
    };
  }

  /** A listener that hears how calls go on. */
  static FusionListener progress(Consumer<FusionProgress> progress) {
    return new FusionListener() {
      @Override
      public void onProgress(FusionProgress heard) {
        progress.accept(heard);
      }
    };
  }

  /** The record of the only call, of which everybody heard once. Listeners hear of it soon. */
  FusionRecord onlyOne() {
    while (byClient.isEmpty() || byCall.isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(journal).hasSize(1);
    assertThat(byClient).containsExactlyElementsOf(journal);
    assertThat(byCall).containsExactlyElementsOf(journal);
    return journal.get(0);
  }
}
