package io.github.maskloom.fusion;

import io.github.maskloom.errors.FusionException;
import io.github.maskloom.fusion.spi.Cancellation;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderListener;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a provider hands over during one call, each image in a file of the call's folder. */
final class ReceivedImages implements ProviderCall {
  private static final int MAX_LINK_CHARS = 8 << 10;
  private static final int MAX_LINKS_CHARS = 1 << 20;

  private final CallFolder folder;
  private final Cancellation cancellation;
  private final CallEvents news;
  private final int count;
  private final FusionConfig config;
  private final SortedMap<Integer, Path> files = new TreeMap<>();
  private final SortedMap<Integer, FusionException> failures = new TreeMap<>();
  private final List<String> linksLeft = new ArrayList<>();
  private int linkCharsLeft = MAX_LINKS_CHARS;
  private int left;

  ReceivedImages(
      CallFolder folder,
      Cancellation cancellation,
      CallEvents news,
      int count,
      FusionConfig config) {
    this.folder = folder;
    this.cancellation = cancellation;
    this.news = news;
    this.count = count;
    this.config = config;
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public ImageTarget image(int index) {
    checkIndex(index);
    synchronized (files) {
      if (files.containsKey(index)) {
        throw new IllegalStateException("image " + index + " was received before");
      }
    }
    Path file = folder.file("image-" + index);
    return ImageTarget.of(file).onCommit(() -> received(index, file));
  }

  private void received(int index, Path file) {
    int received;
    synchronized (files) {
      files.put(index, file);
      failures.remove(index);
      received = files.size();
    }
    news.imageReceived(index, received, count);
  }

  @Override
  public void imageFailed(int index, FusionException failure) {
    checkIndex(index);
    Objects.requireNonNull(failure, "why an image failed must be said");
    synchronized (files) {
      if (!files.containsKey(index)) {
        failures.put(index, failure);
      }
    }
  }

  @Override
  public void imageLeft(String link) {
    news.imageLeft();
    synchronized (files) {
      left += left < Integer.MAX_VALUE ? 1 : 0;
      int length = link.length();
      if (length > 0 && length <= Math.min(MAX_LINK_CHARS, linkCharsLeft)) {
        linkCharsLeft -= length;
        linksLeft.add(link);
      }
    }
  }

  private static void checkIndex(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("images are counted from 0");
    }
  }

  @Override
  public ImageLimits imageLimits() {
    return config.imageLimits();
  }

  @Override
  public MemoryBudget budget() {
    return config.budget();
  }

  @Override
  public ProviderListener listener() {
    return news;
  }

  /** The images that came, by their index. */
  Map<Integer, Path> files() {
    synchronized (files) {
      return new TreeMap<>(files);
    }
  }

  /** The images that the provider made beyond those that were asked for. */
  SurplusImages surplus() {
    synchronized (files) {
      return new SurplusImages(left, linksLeft);
    }
  }

  /** The images that failed alone, by their index. */
  Map<Integer, FusionException> failures() {
    synchronized (files) {
      return new TreeMap<>(failures);
    }
  }
}
