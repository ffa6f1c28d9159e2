package io.github.maskloom.fusion.call;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderListener;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import java.util.Optional;

/**
 * A call to a provider after others for the same request, whose images come after theirs.
 *
 * @param all what takes the images of all calls
 * @param first index that the first image of this call has there
 */
record LaterCall(ProviderCall all, int first) implements ProviderCall {
  @Override
  public Cancellation cancellation() {
    return all.cancellation();
  }

  @Override
  public ImageTarget image(int index) {
    return all.image(ofAll(index));
  }

  @Override
  public Optional<ImageTarget> preview(int index, int number) {
    return all.preview(ofAll(index), number);
  }

  @Override
  public void imageFailed(int index, FusionException failure) {
    all.imageFailed(ofAll(index), failure);
  }

  @Override
  public void imageLeft(String link) {
    all.imageLeft(link);
  }

  @Override
  public ImageLimits imageLimits() {
    return all.imageLimits();
  }

  @Override
  public MemoryBudget budget() {
    return all.budget();
  }

  @Override
  public ProviderListener listener() {
    ProviderListener hears = all.listener();
    return new ProviderListener() {
      @Override
      public void identified(String model, String clientRequestId, String serverRequestId) {
        hears.identified(model, clientRequestId, serverRequestId);
      }

      @Override
      public void uploading(long bytes, long totalBytes) {
        hears.uploading(bytes, totalBytes);
      }

      @Override
      public void waiting() {
        hears.waiting();
      }

      @Override
      public void downloading(int index, long bytes) {
        hears.downloading(ofAll(index), bytes);
      }

      @Override
      public void attemptFailed(FailedAttempt attempt) {
        hears.attemptFailed(attempt);
      }
    };
  }

  /** A negative index stays one, which is refused. */
  private int ofAll(int index) {
    return index < 0 ? index : first + index;
  }
}
