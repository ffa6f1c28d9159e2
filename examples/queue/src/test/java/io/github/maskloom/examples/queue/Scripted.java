package io.github.maskloom.examples.queue;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageTarget;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** A provider that does what a test says, and counts how often it is asked. */
final class Scripted implements FusionProvider, ProviderSession {
  private static final ProviderCapabilities CAPABILITIES =
      ProviderCapabilities.DEFAULT.withMaxImages(4);

  final AtomicInteger asked = new AtomicInteger();
  private final Step step;

  Scripted(Step step) {
    this.step = step;
  }

  /** What it does when it is asked. */
  interface Step {
    void answer(ProviderCall call) throws IOException;
  }

  /** Answers with a black image. */
  static void picture(ProviderCall call) throws IOException {
    try (ImageTarget.Draft draft = call.image(0).openDraft()) {
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", draft.stream());
      draft.commit();
    }
  }

  @Override
  public String id() {
    return "scripted";
  }

  @Override
  public ProviderCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return CAPABILITIES;
  }

  @Override
  public ProviderSession open(ProviderConfig config) {
    return this;
  }

  @Override
  public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
    asked.incrementAndGet();
    step.answer(call);
    return ProviderResponse.NONE;
  }

  @Override
  public void close() {}
}
