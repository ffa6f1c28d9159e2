package io.github.maskloom.ark;

import io.github.maskloom.errors.FusionException;
import io.github.maskloom.fusion.spi.ProviderCall;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Hands the pictures of one answer over to the call. <b>Threads:</b> confined to one. */
final class PictureIntake {
  /** No answer holds more pictures; an index beyond is nonsense. */
  private static final int MAX_IMAGES = 256;

  private final ProviderCall call;
  private final ArkErrors errors;
  private final long maxImageBytes;
  private final BitSet received = new BitSet();
  private final BitSet failed = new BitSet();
  private @Nullable FusionException firstFailure;

  PictureIntake(ProviderCall call, ArkErrors errors, long maxImageBytes) {
    this.call = call;
    this.errors = errors;
    this.maxImageBytes = maxImageBytes;
  }

  /** How many bytes a picture may have. */
  long maxImageBytes() {
    return maxImageBytes;
  }

  /** Whether a picture of this index is still wanted. */
  boolean wants(int index) {
    return index >= 0 && index < MAX_IMAGES && !received.get(index);
  }

  /** The first index of which nothing was heard. */
  int nextIndex() {
    int index = 0;
    while (received.get(index) || failed.get(index)) {
      index++;
    }
    return index;
  }

  /** How many pictures were handed over. */
  int received() {
    return received.cardinality();
  }

  /**
   * Makes sure that the answer was worth something.
   *
   * @param what it is, for the message
   * @throws FusionException if no picture was handed over: why the first failed, or that there was
   *     none
   */
  void requireAny(String what) {
    if (!received.isEmpty()) {
      return;
    }
    FusionException failure = firstFailure;
    throw failure != null ? failure : errors.broken(what + " holds no picture");
  }

  /** Begins a picture that is {@link #wants wanted}. */
  PictureDraft begin(int index) throws LocalFailure {
    return PictureDraft.open(index, call.image(index), maxImageBytes, call.listener());
  }

  /** Hands a picture over that came completely, if it is fit. */
  void finish(PictureDraft draft) throws LocalFailure {
    String fault = draft.fault().orElse("");
    if (fault.isEmpty()) {
      draft.commit();
      received.set(draft.index());
      failed.clear(draft.index());
    } else {
      fail(draft.index(), errors.broken(fault));
    }
  }

  /** Says that a picture will not come. */
  void fail(int index, FusionException failure) {
    if (wants(index) && !failed.get(index)) {
      failed.set(index);
      firstFailure = firstFailure == null ? failure : firstFailure;
      call.imageFailed(index, failure);
    }
  }
}
