package io.github.maskloom.http.call;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderListener;
import io.github.maskloom.http.wire.AnswerRules;
import io.github.maskloom.http.wire.ServiceError;
import io.github.maskloom.image.ImageTarget;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Hands the images of one answer over to the call, and says in the end which ones will not come:
 * only then it is known whether the answer announced any image, so that a failure may have been
 * billed. <b>Threads:</b> confined to one.
 */
public final class AnswerImages {
  /** No answer holds more images; an index beyond is nonsense. */
  private static final int MAX_IMAGES = 256;

  private final ProviderCall call;
  private final CallErrors errors;
  private final int maxImages;
  private final int maxPreviews;
  private final AnswerBounds bounds;
  private final BitSet received = new BitSet();
  private final SortedMap<Integer, Supplier<FusionException>> failing = new TreeMap<>();
  private final SortedMap<Integer, FusionException> failed = new TreeMap<>();
  private final Map<Integer, Integer> previews = new HashMap<>();
  private int taken;

  /**
   * Takes the images of one answer.
   *
   * @param maxImages how many are taken; those beyond are left
   * @param maxPreviews how many previews of each are taken; those beyond are dropped
   * @param bounds what the answer may have at most
   */
  public AnswerImages(
      ProviderCall call, CallErrors errors, int maxImages, int maxPreviews, AnswerBounds bounds) {
    this.call = call;
    this.errors = errors;
    this.maxImages = maxImages;
    this.maxPreviews = maxPreviews;
    this.bounds = bounds;
  }

  /** How many bytes an image may have. */
  public long maxImageBytes() {
    return bounds.maxImageBytes();
  }

  /** What the answer is made of. */
  public AnswerRules rules() {
    return errors.profile().answers();
  }

  /** What the answer may have at most. */
  public AnswerBounds bounds() {
    return bounds;
  }

  /** A name that the answer gives, fit to be shown. */
  public String name(String text) {
    return errors.name(text);
  }

  /** Notes that the answer has an image, or says that one was made: it may be billed. */
  public void announce() {
    errors.announce();
  }

  /** Takes an image on, unless it has come before, or as many were taken on as may be. */
  public boolean take(int index) {
    boolean more = isOpen(index) && taken < maxImages;
    taken += more ? 1 : 0;
    return more;
  }

  private boolean isOpen(int index) {
    return index >= 0 && index < MAX_IMAGES && !received.get(index);
  }

  /**
   * Leaves an image that is not taken on.
   *
   * @param link where it is; empty if it is nowhere
   */
  public void leave(String link) {
    call.imageLeft(Optional.of(link).filter(there -> !there.isEmpty()));
  }

  /** The first index of which nothing was heard. */
  public int nextIndex() {
    int index = 0;
    while (received.get(index) || failing.containsKey(index)) {
      index++;
    }
    return index;
  }

  /** Takes the id that the answer gives itself. */
  void identify(String id) {
    errors.identify(id);
  }

  /** How many images are taken. */
  int maxImages() {
    return maxImages;
  }

  /** How many images were handed over. */
  public int received() {
    return received.cardinality();
  }

  /** Begins an image that was {@link #take taken on}. */
  public IncomingImage begin(int index) throws LocalFailure {
    return IncomingImage.open(index, call.image(index), bounds.maxImageBytes(), call.listener());
  }

  /** Begins the next preview of an image, if anybody wants it. */
  public Optional<IncomingImage> beginPreview(int index) throws LocalFailure {
    int number = previews.getOrDefault(index, 0);
    // A stream that is not asked for previews, but sends thousands, would fill the disk.
    if (!isOpen(index) || index >= maxImages || number >= maxPreviews) {
      return Optional.empty();
    }
    Optional<ImageTarget> target = call.preview(index, number);
    if (target.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        IncomingImage.open(index, target.get(), bounds.maxImageBytes(), ProviderListener.NONE));
  }

  /** Hands a preview over, if it is fit; else nobody misses it. */
  public void finishPreview(IncomingImage image) throws LocalFailure {
    if (image.fault().isEmpty()) {
      previews.merge(image.index(), 1, Integer::sum);
      image.commit();
    }
  }

  /** Hands an image over that came completely, if it is fit. */
  public void finish(IncomingImage image) throws LocalFailure {
    String fault = image.fault().orElse("");
    if (fault.isEmpty()) {
      image.commit();
      received.set(image.index());
      failing.remove(image.index());
    } else {
      fail(image.index(), fault);
    }
  }

  /** Notes that an image will not come, since the answer is at fault. */
  public void fail(int index, String fault) {
    failLater(index, () -> errors.broken(fault));
  }

  /** Notes that an image will not come. */
  public void fail(int index, FusionException failure) {
    failLater(index, () -> failure);
  }

  /** Notes that an image will not come, since the service refused it. */
  public void refuse(int index, ServiceError error) {
    if (isOpen(index) && !failing.containsKey(index)) {
      ServiceError kept = error.withMessage(bounds.keep(error.message()));
      failLater(index, () -> errors.ofError(kept, false));
    }
  }

  private void failLater(int index, Supplier<FusionException> failure) {
    if (isOpen(index)) {
      failing.putIfAbsent(index, failure);
    }
  }

  /**
   * Tells the call of the images that will not come; the answer is at its end. A refusal of all
   * tells of none.
   */
  public void settle() {
    if (errors.isAccepted()) {
      resolved().forEach(call::imageFailed);
    }
  }

  /** Why images will not come, each said once and for all. */
  private SortedMap<Integer, FusionException> resolved() {
    failing.forEach((index, failure) -> failed.computeIfAbsent(index, key -> failure.get()));
    return failed;
  }

  /**
   * Makes sure that the answer was worth something.
   *
   * @param what it is, for the message
   * @throws FusionException if no image was handed over: why the first failed, or that there was
   *     none
   */
  public void requireAny(String what) {
    if (received.isEmpty()) {
      throw resolved().values().stream()
          .findFirst()
          .orElseGet(() -> errors.broken(what + " holds no image"));
    }
  }
}
