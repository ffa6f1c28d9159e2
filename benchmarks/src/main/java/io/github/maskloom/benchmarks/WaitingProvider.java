package io.github.maskloom.benchmarks;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.prepare.UploadLimits;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes a prepared scene as a model would, waits, and hands the scene back: all that a fusion costs
 * this process while a model elsewhere is at work, but for the connection.
 *
 * @param pause runs while the model is at work
 */
record WaitingProvider(Runnable pause) implements FusionProvider, ProviderSession {
  private static final ProviderCapabilities CAPABILITIES =
      ProviderCapabilities.DEFAULT
          .withMask(MaskTransport.PAINTED_INTO_PHOTO)
          .withReferences(0, 1)
          .withInputLimits(UploadLimits.NONE.withMediaTypes("image/jpeg").withMaxSide(2048));

  @Override
  public String id() {
    return "waiting";
  }

  @Override
  public ProviderCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public ProviderSession open(ProviderConfig config) {
    return this;
  }

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return CAPABILITIES;
  }

  @Override
  public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
    pause.run();
    try (InputStream scene = request.photo().source().open();
        ImageTarget.Draft draft = call.image(0).openDraft()) {
      scene.transferTo(draft.stream());
      draft.commit();
    }
    return ProviderResponse.NONE.withModel("none");
  }

  @Override
  public void close() {}
}
