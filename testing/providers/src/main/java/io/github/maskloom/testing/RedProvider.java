package io.github.maskloom.testing;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageTarget;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A provider that answers with red PNGs of the scene's size, and remembers what it was asked. For
 * tests of code that uses a client. Its id is {@code red}. A size that is asked for plays no part.
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

  private final List<ProviderRequest> asked = new ArrayList<>();

  /** A provider that was asked nothing yet. */
  public RedProvider() {}

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
  public synchronized ProviderResponse fuse(ProviderRequest request, ProviderCall call)
      throws IOException {
    asked.add(request);
    BufferedImage red =
        new BufferedImage(
            request.photo().width(), request.photo().height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < red.getWidth() * red.getHeight(); i++) {
      red.setRGB(i % red.getWidth(), i / red.getWidth(), 0xFF0000);
    }
    for (int i = 0; i < request.count(); i++) {
      try (ImageTarget.Draft draft = call.image(i).openDraft()) {
        ImageIO.write(red, "png", draft.stream());
        draft.commit();
      }
    }
    return ProviderResponse.NONE
        .withModel("red-1")
        .withUsage(Map.of("images", (long) request.count()));
  }

  @Override
  public void close() {}
}
