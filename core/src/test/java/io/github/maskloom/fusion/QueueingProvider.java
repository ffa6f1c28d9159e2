package io.github.maskloom.fusion;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider whose service queues. What becomes of a job is for its script. */
final class QueueingProvider implements FusionProvider {
  /** What comes of a job that is asked for. */
  interface Outcome {
    void of(ProviderCall call) throws IOException;
  }

  /** How many requests were sent. */
  final AtomicInteger submitted = new AtomicInteger();

  private final AtomicInteger begun = new AtomicInteger();
  final List<ProviderJob> resumed = new CopyOnWriteArrayList<>();
  final List<ProviderJob.Asked> asked = new CopyOnWriteArrayList<>();
  private final boolean queues;
  private volatile Outcome outcome;

  /** What becomes of a request before its job is known. */
  private volatile Outcome answer = call -> {};

  /** One whose jobs bring a gray image. */
  QueueingProvider() {
    this(QueueingProvider::image);
  }

  QueueingProvider(Outcome outcome) {
    this(true, outcome);
  }

  QueueingProvider(boolean queues, Outcome outcome) {
    this.queues = queues;
    this.outcome = outcome;
  }

  /** A job brings a gray image. */
  static void image(ProviderCall call) throws IOException {
    ScriptedProvider.deliver(call, 0, ScriptedProvider.picture(60, 40));
  }

  /** A job is not done before the call is cancelled. */
  static void untilCancelled(ProviderCall call) {
    call.waiting();
    while (!call.cancellation().isCancelled()) {
      Thread.onSpinWait();
    }
    call.cancellation().throwIfCancelled();
  }

  void then(Outcome next) {
    outcome = next;
  }

  /** Lets something befall each request that was sent, before its job is known. */
  QueueingProvider answering(Outcome next) {
    answer = next;
    return this;
  }

  @Override
  public String id() {
    return "queueing";
  }

  @Override
  public ProviderCapabilities capabilities() {
    return ScriptedProvider.able().withMaxImages(1).withJobs(queues);
  }

  @Override
  public ProviderSession open(ProviderConfig config) {
    return new ProviderSession() {
      @Override
      public ProviderCapabilities capabilities(RequestOptions options) {
        return QueueingProvider.this.capabilities();
      }

      @Override
      public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
        int number = begun.incrementAndGet();
        call.modelKnown("pencil-1");
        call.sending("client-" + number);
        submitted.incrementAndGet();
        answer.of(call);
        Map<String, String> details = Map.of("poll", "https://service/jobs/" + number);
        call.keepJob(new ProviderJob("job-" + number, Instant.EPOCH, Optional.empty(), details));
        outcome.of(call);
        return ProviderResponse.NONE;
      }

      @Override
      public ProviderResponse resume(ProviderJob job, ProviderJob.Asked what, ProviderCall call)
          throws IOException {
        resumed.add(job);
        asked.add(what);
        outcome.of(call);
        return ProviderResponse.NONE;
      }

      @Override
      public void close() {}
    };
  }
}
