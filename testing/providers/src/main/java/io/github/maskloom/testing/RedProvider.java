package io.github.maskloom.testing;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageTarget;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import javax.imageio.ImageIO;

/**
 * A provider that answers at once with red PNGs of the photo's size, and remembers what it was
 * asked. For tests of code that uses a client, without a network. Clients find it by its id, {@code
 * red}, or are opened on an instance. A size that is asked for plays no part.
 *
 * <p>It is its own session: {@link #open} returns the provider, whatever the configuration, and
 * {@link #close} does nothing. <b>Threads:</b> safe.
 */
public final class RedProvider implements FusionProvider, ProviderSession {
  private static final ProviderCapabilities CAPABILITIES =
      ProviderCapabilities.DEFAULT
          .withMask(MaskTransport.SEPARATE_IMAGE)
          .withMaxImages(4)
          .withSizes(Sizes.NONE.withPixels(1, 1_000_000, 100));

  private final boolean queues;
  private final List<ProviderRequest> asked = new ArrayList<>();
  private final Queue<FusionException> failures = new ArrayDeque<>();

  /** A provider that was asked nothing yet. */
  public RedProvider() {
    this(false);
  }

  private RedProvider(boolean queues) {
    this.queues = queues;
  }

  /**
   * {@return a provider whose service queues} A call keeps its job before it answers or fails, and
   * a client takes the job up by the ticket. A failure that is {@link Delivery#REJECTED} refuses
   * the request, so that there is no job.
   */
  public static RedProvider queueing() {
    return new RedProvider(true);
  }

  /**
   * Has a call fail: the next one, or the one behind those that other failures were given for.
   * Calls after that answer again.
   *
   * @param failure thrown as it is
   */
  public synchronized void failNext(FusionException failure) {
    failures.add(failure);
  }

  /** {@return a copy of the requests so far, of all sessions, in order} */
  public synchronized List<ProviderRequest> asked() {
    return List.copyOf(asked);
  }

  @Override
  public String id() {
    return "red";
  }

  @Override
  public ProviderCapabilities capabilities() {
    return CAPABILITIES.withJobs(queues);
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
  public synchronized ProviderResponse fuse(ProviderRequest request, ProviderCall call)
      throws IOException {
    asked.add(request);
    Map<String, String> size =
        Map.of(
            "width", String.valueOf(request.photo().width()),
            "height", String.valueOf(request.photo().height()));
    ProviderJob job = new ProviderJob("job-" + asked.size(), Instant.now(), Optional.empty(), size);
    FusionException next = failures.peek();
    boolean refused = next != null && next.delivery() == Delivery.REJECTED;
    if (queues && !refused) {
      call.keepJob(job);
    }
    return answer(job, request.count(), call);
  }

  @Override
  public synchronized ProviderResponse resume(
      ProviderJob job, ProviderJob.Asked what, ProviderCall call) throws IOException {
    return answer(job, what.count(), call);
  }

  private ProviderResponse answer(ProviderJob job, int count, ProviderCall call)
      throws IOException {
    FusionException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    BufferedImage red = red(job.details());
    for (int i = 0; i < count; i++) {
      try (ImageTarget.Draft draft = call.image(i).openDraft()) {
        ImageIO.write(red, "png", draft.stream());
        draft.commit();
      }
    }
    return ProviderResponse.NONE.withModel("red-1").withUsage(Map.of("images", (long) count));
  }

  private static BufferedImage red(Map<String, String> size) {
    int width = Integer.parseInt(size.getOrDefault("width", "1"));
    int height = Integer.parseInt(size.getOrDefault("height", "1"));
    BufferedImage red = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      red.setRGB(i % width, i / width, 0xFF0000);
    }
    return red;
  }

  @Override
  public void close() {}
}
