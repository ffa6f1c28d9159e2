package io.github.maskloom.testing.internal;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionProgress.AttemptFailed;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The caller's side of a provider's call: images become files, and all else is noted. For tests of
 * providers. <b>Threads:</b> safe.
 */
public final class RecordingCall implements ProviderCall, ProviderCall.Cancellation {
  private final Path folder;
  private final Map<Integer, FusionException> failures = new TreeMap<>();
  private final Set<Integer> received = ConcurrentHashMap.newKeySet();
  private final List<Optional<String>> left = new ArrayList<>();
  private final List<AttemptFailed> failedAttempts = new ArrayList<>();
  private final List<Long> uploaded = new ArrayList<>();
  private final CountDownLatch downloading = new CountDownLatch(1);
  private final CountDownLatch pausing = new CountDownLatch(1);
  private final List<Runnable> actions = new CopyOnWriteArrayList<>();
  private boolean cancelled;
  private long questionsLeft = Long.MAX_VALUE;
  private final List<String> heard = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private Optional<FusionException> refusal = Optional.empty();
  private final List<ProviderJob> jobs = new ArrayList<>();
  private final List<ProviderJob.End> ends = new ArrayList<>();
  private volatile ImageLimits limits = ImageLimits.DEFAULT;
  private volatile MemoryBudget budget = MemoryBudget.shared();
  private long totalBytes;

  /**
   * Begins a call.
   *
   * @param folder for its images and previews; exists, is empty, and stays when the call has ended
   */
  public RecordingCall(Path folder) {
    this.folder = folder;
  }

  /**
   * Sets what {@link #imageLimits} tells the provider.
   *
   * @param value {@link ImageLimits#DEFAULT} unless set
   */
  public void setLimits(ImageLimits value) {
    limits = value;
  }

  /**
   * Sets what {@link #budget} tells the provider.
   *
   * @param value {@link MemoryBudget#shared} unless set
   */
  public void setBudget(MemoryBudget value) {
    budget = value;
  }

  /**
   * Has the call refuse every request that is about to be sent.
   *
   * @param failure what {@link #sending} throws; it throws nothing unless set
   * @return this call
   */
  public synchronized RecordingCall refusing(FusionException failure) {
    refusal = Optional.of(failure);
    return this;
  }

  /**
   * Has the call say that it is cancelled after a number of questions. Nothing else happens then:
   * actions that wait for a cancel are not run.
   *
   * @param questions how many times {@code isCancelled} is still false; 0 for none
   * @return this call
   */
  public synchronized RecordingCall cancelledAfter(long questions) {
    questionsLeft = questions;
    return this;
  }

  /**
   * {@return the reports of {@code waiting} and {@code downloading}, in order} They read {@code
   * waiting} and {@code image 0 has 1024 bytes}.
   */
  public synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  /** {@return the ids that requests were about to be sent under, one for each attempt, in order} */
  public synchronized List<String> sent() {
    return List.copyOf(sent);
  }

  /**
   * {@return the jobs that the provider had kept, in order} A job stands there again each time the
   * provider said more of it.
   */
  public synchronized List<ProviderJob> jobs() {
    return List.copyOf(jobs);
  }

  /** {@return the reports of why a job has ended without an image, in order} */
  public synchronized List<ProviderJob.End> ends() {
    return List.copyOf(ends);
  }

  /**
   * Cancels the call, and runs the actions that wait for that on this thread. A further cancel does
   * nothing.
   */
  public void cancel() {
    List<Runnable> waiting;
    synchronized (this) {
      waiting = cancelled ? List.of() : List.copyOf(actions);
      cancelled = true;
    }
    waiting.forEach(Runnable::run);
  }

  /**
   * {@return how many actions the provider has not taken back} Must be 0 once the call has ended.
   */
  public int cancelActions() {
    return actions.size();
  }

  /**
   * Reads an image that was received.
   *
   * @param index from 0
   * @return the whole file
   * @throws IOException if the image was not received
   */
  public byte[] bytes(int index) throws IOException {
    return Files.readAllBytes(file(index));
  }

  /**
   * Says where an image is, once it was received.
   *
   * @param index from 0
   * @return the file {@code image-<index>} in the folder of this call; it need not exist
   */
  public Path file(int index) {
    return folder.resolve("image-" + index);
  }

  /**
   * Waits until an image was received. Does not sleep meanwhile, and heeds no interrupt.
   *
   * @param index from 0
   * @throws AssertionError if the image did not come within 30 seconds
   */
  public void awaitImage(int index) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(file(index))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the image did not come");
      }
      Thread.onSpinWait();
    }
  }

  /**
   * {@return the names of all files in the folder, sorted as texts} They are the images as {@code
   * image-0}, the previews as {@code preview-0-0}, and what drafts may have left over.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  /** {@return the failures of single images that were reported, by index} */
  public synchronized Map<Integer, FusionException> failures() {
    return Map.copyOf(failures);
  }

  /**
   * Finds why an image will not come.
   *
   * @param index from 0
   * @return the failure that was reported
   * @throws AssertionError if none was reported so far
   */
  public synchronized FusionException failure(int index) {
    return Optional.ofNullable(failures.get(index))
        .orElseThrow(() -> new AssertionError("image " + index + " did not fail"));
  }

  /** {@return the links of images that were not taken, empty where there was none} */
  public synchronized List<Optional<String>> left() {
    return List.copyOf(left);
  }

  /** {@return the attempts that failed, in order} */
  public synchronized List<AttemptFailed> failedAttempts() {
    return List.copyOf(failedAttempts);
  }

  /** {@return how many bytes of a request had been sent, at each report of it, in order} */
  public synchronized List<Long> uploaded() {
    return List.copyOf(uploaded);
  }

  /** {@return the length of the request in bytes, as last reported; -1 if unknown, 0 if never} */
  public synchronized long totalBytes() {
    return totalBytes;
  }

  /** {@return a latch that opens when the provider first reports bytes of an image} */
  public CountDownLatch whenDownloading() {
    return downloading;
  }

  /** {@return a latch that opens when an attempt first fails after which there will be another} */
  public CountDownLatch whenPausing() {
    return pausing;
  }

  @Override
  public ProviderCall.Cancellation cancellation() {
    return this;
  }

  @Override
  public ImageTarget image(int index) {
    checkArgument(index >= 0, "an index is not negative");
    checkState(!received.contains(index), "the image was received before");
    return ImageTarget.of(file(index)).onCommit(() -> received.add(index));
  }

  @Override
  public Optional<ImageTarget> preview(int index, int number) {
    String name = "preview-" + index + "-" + number;
    return Optional.of(ImageTarget.of(folder.resolve(name)));
  }

  @Override
  public synchronized void imageFailed(int index, FusionException failure) {
    checkState(failures.put(index, failure) == null, "the image failed before");
  }

  @Override
  public synchronized void imageLeft(Optional<String> link) {
    left.add(link);
  }

  @Override
  public synchronized void sending(String clientRequestId) {
    sent.add(clientRequestId);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  @Override
  public synchronized void keepJob(ProviderJob job) {
    jobs.add(job);
  }

  @Override
  public void keepDoubtedJob(ProviderJob job) {
    keepJob(job);
  }

  @Override
  public synchronized void jobEnded(ProviderJob.End why) {
    ends.add(why);
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
  public synchronized void uploading(long bytes, long total) {
    uploaded.add(bytes);
    totalBytes = total;
  }

  @Override
  public synchronized void waiting() {
    heard.add("waiting");
  }

  @Override
  public synchronized void downloading(int index, long bytes) {
    heard.add("image " + index + " has " + bytes + " bytes");
    downloading.countDown();
  }

  @Override
  public synchronized void attemptFailed(AttemptFailed attempt) {
    failedAttempts.add(attempt);
    if (attempt.retryAfter().isPresent()) {
      pausing.countDown();
    }
  }

  @Override
  public synchronized boolean isCancelled() {
    questionsLeft--;
    return cancelled || questionsLeft < 0;
  }

  @Override
  public Registration onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        return () -> actions.remove(action);
      }
    }
    action.run();
    return () -> {};
  }
}
