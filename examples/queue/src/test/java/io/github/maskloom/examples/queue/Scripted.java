package io.github.maskloom.examples.queue;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that does what a test says, and counts how often it is asked. */
class Scripted implements FusionProvider, ProviderSession {
  final AtomicInteger asked = new AtomicInteger();
  final AtomicInteger takenUp = new AtomicInteger();
  private final boolean queues;
  Step step;

  Scripted(Step step) {
    this(step, false);
  }

  /** A provider whose service queues a job of each request before it does what a test says. */
  Scripted(Step step, boolean queues) {
    this.step = step;
    this.queues = queues;
  }

  /** What it does when it is asked. */
  interface Step {
    void answer(ProviderCall call) throws IOException;
  }

  /** Answers with a black image. */
  static void picture(ProviderCall call) throws IOException {
    try (ImageTarget.Draft draft = call.image(0).openDraft()) {
      draft.stream().write(JobImages.small(0));
      draft.commit();
    }
  }

  @Override
  public String id() {
    return "scripted";
  }

  @Override
  public ProviderCapabilities capabilities() {
    return ProviderCapabilities.DEFAULT.withMaxImages(4).withJobs(queues);
  }

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return capabilities();
  }

  @Override
  public ProviderSession open(ProviderConfig config) {
    return this;
  }

  @Override
  public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
    asked.incrementAndGet();
    if (queues) {
      call.keepJob(ProviderJob.of("job-1", Instant.EPOCH));
    }
    step.answer(call);
    return ProviderResponse.NONE;
  }

  @Override
  public ProviderResponse resume(ProviderJob job, ProviderJob.Asked asked, ProviderCall call)
      throws IOException {
    takenUp.incrementAndGet();
    step.answer(call);
    return ProviderResponse.NONE;
  }

  @Override
  public void close() {}
}
