package io.github.maskloom.fusion;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.testing.ScriptedProvider;
import java.io.IOException;

/**
 * A provider that answers, and whose session may throw from methods that should not.
 *
 * @param beforeCapabilities runs before the session says what it can do
 * @param beforeClose runs before the session is closed
 */
record FaultyProvider(ScriptedProvider whole, Runnable beforeCapabilities, Runnable beforeClose)
    implements FusionProvider {
  FaultyProvider(Runnable beforeCapabilities, Runnable beforeClose) {
    this(ScriptedProvider.answering(), beforeCapabilities, beforeClose);
  }

  @Override
  public String id() {
    return whole.id();
  }

  @Override
  public ProviderCapabilities capabilities() {
    return whole.capabilities();
  }

  @Override
  public ProviderSession open(ProviderConfig config) {
    ProviderSession session = whole.open(config);
    return new ProviderSession() {
      @Override
      public ProviderCapabilities capabilities(RequestOptions options) {
        beforeCapabilities.run();
        return session.capabilities(options);
      }

      @Override
      public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
        return session.fuse(request, call);
      }

      @Override
      public void close() throws IOException {
        beforeClose.run();
        session.close();
      }
    };
  }
}
