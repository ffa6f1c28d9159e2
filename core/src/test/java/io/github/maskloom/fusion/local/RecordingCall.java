package io.github.maskloom.fusion.local;

import io.github.maskloom.errors.FusionException;
import io.github.maskloom.fusion.spi.Cancellation;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderListener;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A call whose images go into a folder, and which can be cancelled after so many questions. */
final class RecordingCall implements ProviderCall {
  private final Path folder;
  private long questionsLeft;
  private final List<String> heard = new ArrayList<>();
  ImageLimits limits = ImageLimits.DEFAULT;
  MemoryBudget budget = MemoryBudget.shared();

  RecordingCall(Path folder) {
    this(folder, Long.MAX_VALUE);
  }

  /** A call that is cancelled once it was asked so often whether it is. */
  RecordingCall(Path folder, long questions) {
    this.folder = folder;
    questionsLeft = questions;
  }

  Path file(int index) {
    return folder.resolve("result-" + index);
  }

  byte[] bytes(int index) throws IOException {
    return Files.readAllBytes(file(index));
  }

  List<String> heard() {
    return heard;
  }

  @Override
  public ImageLimits imageLimits() {
    return limits;
  }

  @Override
  public MemoryBudget budget() {
    return budget;
  }

  @Override
  public Cancellation cancellation() {
    return new Cancellation() {
      @Override
      public boolean isCancelled() {
        questionsLeft--;
        return questionsLeft < 0;
      }

      @Override
      public Registration onCancel(Runnable action) {
        return () -> {};
      }
    };
  }

  @Override
  public ImageTarget image(int index) {
    return ImageTarget.of(file(index));
  }

  @Override
  public void imageFailed(int index, FusionException failure) {
    throw new AssertionError("image " + index + " failed", failure);
  }

  @Override
  public ProviderListener listener() {
    return new ProviderListener() {
      @Override
      public void waiting() {
        heard.add("waiting");
      }

      @Override
      public void downloading(int index, long bytes) {
        heard.add("image " + index + " has " + bytes + " bytes");
      }
    };
  }
}
