package io.github.maskloom.local;

import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.CancelSignal;
import java.io.IOException;
import java.util.Map;

/** Works on the calling thread and holds nothing between calls. */
final class LocalSession implements ProviderSession {
  private volatile boolean closed;

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return LocalFusionProvider.CAPABILITIES;
  }

  @Override
  public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
    CancelSignal cancel = call.cancellation().or(CancelSignal.ON_INTERRUPT).or(() -> closed);
    call.listener().waiting();
    LocalFusion fusion = LocalFusion.of(request, new ImageReading(call.imageLimits(), cancel));
    for (int index = 0; index < request.count(); index++) {
      fusion.write(Variation.IN_ORDER.get(index), index, call);
    }
    return new ProviderResponse(
        "", "", "", Map.of("generated_images", (long) request.count()), fusion.notes());
  }

  @Override
  public void close() {
    closed = true;
  }
}
