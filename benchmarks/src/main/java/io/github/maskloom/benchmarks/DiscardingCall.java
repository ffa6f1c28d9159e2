package io.github.maskloom.benchmarks;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.image.ImageTarget;
import java.io.OutputStream;

/** A provider's call that is never cancelled, throws its images away, and counts what was sent. */
final class DiscardingCall implements ProviderCall {
  private long uploadedBytes;

  /** How long the request's body was. */
  long uploadedBytes() {
    return uploadedBytes;
  }

  @Override
  public void uploading(long bytes, long totalBytes) {
    uploadedBytes = bytes;
  }

  @Override
  public Cancellation cancellation() {
    return new Cancellation() {
      @Override
      public Registration onCancel(Runnable action) {
        return () -> {};
      }

      @Override
      public boolean isCancelled() {
        return false;
      }
    };
  }

  @Override
  public ImageTarget image(int index) {
    return ImageTarget.of(OutputStream.nullOutputStream());
  }

  @Override
  public void imageFailed(int index, FusionException failure) {
    throw failure;
  }
}
