package io.github.maskloom.http.call;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.http.wire.ServiceError;
import io.github.maskloom.image.ImageTarget;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands the images of one answer over to the call, and says in the end which ones will not come.
 * Only then it is known whether the answer announced any image, so that a failure may have been
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
  private final Map<Integer, Integer> previews = new HashMap<>();
  private int taken;

  /**
   * Begins with no image of an answer.
   *
   * @param call takes the images
   * @param errors makes the failures of images
   * @param maxImages how many images are taken; those beyond are left
   * @param maxPreviews how many previews of each image are taken; those beyond are dropped
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

  /** {@return what makes the failures of images} */
  public CallErrors errors() {
    return errors;
  }

  /** {@return what the answer may have at most} */
  public AnswerBounds bounds() {
    return bounds;
  }

  /**
   * Takes an image on if there is room for one more, and counts it.
   *
   * @param index of the image in the answer, from 0
   * @return false if as many were taken on as may be, this one was handed over before, or the index
   *     is not 0 to 255
   */
  public boolean take(int index) {
    boolean more = isOpen(index) && taken < maxImages;
    taken += more ? 1 : 0;
    return more;
  }

  private boolean isOpen(int index) {
    return index >= 0 && index < MAX_IMAGES && !received.get(index);
  }

  /**
   * Tells the call of an image that was not taken on.
   *
   * @param link where the image is; empty if it is not linked
   */
  public void leave(String link) {
    call.imageLeft(Optional.of(link).filter(there -> !there.isEmpty()));
  }

  /** {@return the first index of which no image was handed over or failed} */
  public int nextIndex() {
    int index = 0;
    while (received.get(index) || failing.containsKey(index)) {
      index++;
    }
    return index;
  }

  /** How many images are taken. */
  int maxImages() {
    return maxImages;
  }

  /** {@return how many images were handed over} */
  public int received() {
    return received.cardinality();
  }

  /**
   * Opens the place of an image that was {@link #take taken on}.
   *
   * @param index of the image in the answer, from 0
   * @return the image, to be written, then handed over with {@link #finish}, and closed
   * @throws LocalFailure if the place cannot be opened
   */
  public IncomingImage begin(int index) throws LocalFailure {
    return new IncomingImage(
        index, call.image(index), bounds.maxImageBytes(), bytes -> call.downloading(index, bytes));
  }

  /**
   * Opens the place of the next preview of an image.
   *
   * @param index of the image in the answer, from 0
   * @return null if the call wants no preview, as many came as may, or the image is not taken or
   *     was handed over
   * @throws LocalFailure if the place cannot be opened
   */
  public @Nullable IncomingImage beginPreview(int index) throws LocalFailure {
    int number = previews.getOrDefault(index, 0);
    // A stream that is not asked for previews, but sends thousands, would fill the disk.
    boolean mayCome = isOpen(index) && index < maxImages && number < maxPreviews;
    Optional<ImageTarget> target = mayCome ? call.preview(index, number) : Optional.empty();
    return target.isEmpty()
        ? null
        : new IncomingImage(index, target.get(), bounds.maxImageBytes(), bytes -> {});
  }

  /**
   * Hands a preview over to the call if it looks like an image; else drops it.
   *
   * @param image that was written completely
   * @throws LocalFailure if it cannot be written
   */
  public void finishPreview(IncomingImage image) throws LocalFailure {
    if (image.fault().isEmpty()) {
      previews.merge(image.index(), 1, Integer::sum);
      image.commit();
    }
  }

  /**
   * Hands an image over to the call if it looks like one; else notes that it will not come.
   *
   * @param image that was written completely
   * @throws LocalFailure if it cannot be written
   */
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

  /**
   * Notes that an image will not come, since the answer is at fault; {@link #settle} tells the
   * call. Does nothing if the image was handed over or noted before, or its index is not 0 to 255.
   *
   * @param index of the image in the answer, from 0
   * @param fault what is wrong, in words
   */
  public void fail(int index, String fault) {
    fail(index, () -> errors.broken(fault));
  }

  /**
   * Notes that the service refused an image; {@link #settle} tells the call. Does nothing if the
   * image was handed over or noted before, or its index is not 0 to 255. If the image still comes,
   * it counts.
   *
   * @param index of the image in the answer, from 0
   * @param error what the service says
   */
  public void refuse(int index, ServiceError error) {
    if (isOpen(index) && !failing.containsKey(index)) {
      ServiceError kept = error.withMessage(bounds.keep(error.message()));
      fail(index, () -> errors.ofError(kept, false));
    }
  }

  /**
   * Notes that an image will not come; {@link #settle} tells the call. Does nothing if the image
   * was handed over or noted before, or its index is not 0 to 255.
   *
   * @param index of the image in the answer, from 0
   * @param failure says why, once
   */
  public void fail(int index, Supplier<FusionException> failure) {
    if (isOpen(index)) {
      failing.putIfAbsent(index, Suppliers.memoize(failure));
    }
  }

  /**
   * Tells the call of the images that will not come, once the answer is at its end. If the service
   * has refused the whole request, the call hears of none.
   */
  public void settle() {
    if (errors.isAccepted()) {
      failing.forEach((index, failure) -> call.imageFailed(index, failure.get()));
    }
  }

  /**
   * Says whether all images failed in one way.
   *
   * @param way of a failure
   * @return true if images failed, and none in another way
   */
  public boolean allFailed(Predicate<FusionException> way) {
    return received.isEmpty()
        && !failing.isEmpty()
        && failing.values().stream().map(Supplier::get).allMatch(way);
  }

  /**
   * Throws unless an image was handed over.
   *
   * @param what the answer is, for the message
   * @throws FusionException why the image of the lowest index failed, or that there was no image
   */
  public void requireAny(String what) {
    if (received.isEmpty()) {
      throw failing.values().stream()
          .map(Supplier::get)
          .findFirst()
          .orElseGet(() -> errors.broken(what + " holds no image"));
    }
  }
}
