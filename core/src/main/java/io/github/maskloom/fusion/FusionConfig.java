package io.github.maskloom.fusion;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How a client is set up. Immutable; equal configurations share a client. Listeners are equal if
 * they are the same object, and so are journals of your own; those of one file are equal.
 *
 * @param provider which provider, and how it is set up
 * @param maxConcurrent calls that run at once
 * @param maxQueued calls that wait; one more is refused
 * @param closeGrace how long {@link FusionClient#close} and the end of the process let calls go on
 * @param maxUploadSide longer side, in pixels, that photos and references are shrunk to
 * @param reading how photos, masks, references and results are read, and what they may ask for
 * @param working with what memory and threads calls composite and decode, and who may stop them
 * @param labeled whether images of a model say so; a request may say the same of its own
 * @param tempFolder where folders of calls are made
 * @param listener who hears of every call
 * @param journal what keeps a record of every call
 * @param jobs what keeps the tickets of queued jobs
 */
public record FusionConfig(
    ProviderConfig provider,
    int maxConcurrent,
    int maxQueued,
    Duration closeGrace,
    int maxUploadSide,
    ReadOptions reading,
    WorkOptions working,
    boolean labeled,
    Path tempFolder,
    FusionListener listener,
    FusionJournal journal,
    JobStore jobs) {

  /**
   * Checks the numbers.
   *
   * @param provider which provider, and how it is set up
   * @param maxConcurrent at least 1
   * @param maxQueued at least 0
   * @param closeGrace not negative
   * @param maxUploadSide at least 1, in pixels
   * @param reading for photos, masks, references and results
   * @param working for composites and restorations
   * @param labeled whether images of a model say so
   * @param tempFolder a folder that exists
   * @param listener who hears of every call
   * @param journal what keeps a record of every call
   * @param jobs what keeps tickets
   * @throws IllegalArgumentException if a number is out of its range
   */
  public FusionConfig {
    maxConcurrent = atLeast(1, maxConcurrent, "maxConcurrent");
    maxQueued = atLeast(0, maxQueued, "maxQueued");
    maxUploadSide = atLeast(1, maxUploadSide, "maxUploadSide");
    closeGrace = notNegative(closeGrace);
  }

  /** Every option at its default: the preview of the local provider, without a model. */
  public static final FusionConfig DEFAULT = builder().build();

  /** {@return a builder with every option at its default} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return a builder that begins with these options} */
  public Builder toBuilder() {
    return new Builder(this);
  }

  private static int atLeast(int least, int value, String name) {
    checkArgument(value >= least, "%s must be at least %s, not %s", name, least, value);
    return value;
  }

  private static Duration notNegative(Duration closeGrace) {
    checkArgument(!closeGrace.isNegative(), "closeGrace must not be negative");
    return closeGrace;
  }

  /** Collects a configuration. Not safe to share between threads. */
  public static final class Builder {
    private ProviderConfig provider = new ProviderConfig.Defaults("local");
    private int maxConcurrent = 4;
    private int maxQueued = 64;
    private Duration closeGrace = Duration.ofSeconds(10);
    private int maxUploadSide = Integer.MAX_VALUE;
    private ReadOptions reading = ReadOptions.DEFAULT;
    private WorkOptions working = WorkOptions.DEFAULT;
    private boolean labeled = true;
    private Path tempFolder = Path.of(System.getProperty("java.io.tmpdir"));
    private FusionListener listener = FusionListener.NONE;
    private FusionJournal journal = FusionJournal.NONE;
    private JobStore jobs = JobStore.home();

    private Builder() {}

    private Builder(FusionConfig from) {
      provider = from.provider;
      maxConcurrent = from.maxConcurrent;
      maxQueued = from.maxQueued;
      closeGrace = from.closeGrace;
      maxUploadSide = from.maxUploadSide;
      reading = from.reading;
      working = from.working;
      labeled = from.labeled;
      tempFolder = from.tempFolder;
      listener = from.listener;
      journal = from.journal;
      jobs = from.jobs;
    }

    /**
     * Sets which provider is asked, with its defaults. It is looked for when a client is opened.
     *
     * @param id such as {@code ark}, by default {@code local}: the preview without a model, which
     *     needs no key and no network
     * @return this builder
     */
    public Builder provider(String id) {
      return provider(new ProviderConfig.Defaults(Objects.requireNonNull(id, "id")));
    }

    /**
     * Sets which provider is asked, and how it is set up.
     *
     * @param value by default {@code local} with its defaults
     * @return this builder
     */
    public Builder provider(ProviderConfig value) {
      provider = Objects.requireNonNull(value, "provider");
      return this;
    }

    /**
     * Sets how many calls run at once, each on a thread of its own.
     *
     * @param calls at least 1, by default 4
     * @return this builder
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxConcurrent(int calls) {
      maxConcurrent = atLeast(1, calls, "maxConcurrent");
      return this;
    }

    /**
     * Sets how many calls wait for others to end. One more fails with {@link
     * FusionThrottledException}.
     *
     * @param calls at least 0, by default 64
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public Builder maxQueued(int calls) {
      maxQueued = atLeast(0, calls, "maxQueued");
      return this;
    }

    /**
     * Sets how long {@link FusionClient#close} lets calls go on. The end of the process lets those
     * of an open client go on as long, counted from its beginning. A framework such as Spring
     * closes the client after a shutdown of its own. This is then to be at least as long as that
     * shutdown.
     *
     * @param value by default 10 seconds; with 0 calls are cancelled at once
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public Builder closeGrace(Duration value) {
      closeGrace = notNegative(value);
      return this;
    }

    /**
     * Sets the longer side that photos and references are shrunk to before they are sent. Smaller
     * images are not enlarged for it.
     *
     * @param pixels at least 1; by default as large as the provider takes
     * @return this builder
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxUploadSide(int pixels) {
      maxUploadSide = atLeast(1, pixels, "maxUploadSide");
      return this;
    }

    /**
     * Sets how images are read, and within what limits. Providers get the limits too. An image that
     * is sent as base64 in JSON, as to Ark, must meet {@link
     * io.github.maskloom.image.ImageLimits#DEFAULT} as well. What a provider sends is read within
     * these limits, and never with damage.
     *
     * @param value by default {@link ReadOptions#DEFAULT}
     * @return this builder
     */
    public Builder reading(ReadOptions value) {
      reading = Objects.requireNonNull(value, "reading");
      return this;
    }

    /**
     * Sets how calls composite, prepare, restore and decode. They reserve their heap from its
     * budget. Its signal cancels every call at its next step. It does not wake a provider that
     * waits, as {@link FusionCall#cancel} does. The local provider's look at its images is not
     * reserved: 3 MB for each reference, and what reading an image takes.
     *
     * <p>Its timeout bounds each step of the client's own work alone: an image made ready, the
     * search for what is painted, an image restored or decoded. The queue and the provider do not
     * count. A step before anything is sent that takes longer ends the call as a cancel does. A
     * step after an image came leaves it as the provider made it: see {@link
     * FusedImage#unfinished}.
     *
     * <p>Its listener hears of each composite, preparation and restoration of a call. Its progress
     * listener hears of their rows. Both are called on the thread that works for the call.
     *
     * @param value by default {@link WorkOptions#DEFAULT}
     * @return this builder
     */
    public Builder working(WorkOptions value) {
      working = Objects.requireNonNull(value, "working");
      return this;
    }

    /**
     * Sets whether images that a model made, or had a part in, say so to machines.
     *
     * @param value by default true; false for all calls, whatever their {@link
     *     io.github.maskloom.image.OutputOptions#labeled} is
     * @return this builder
     */
    public Builder labeled(boolean value) {
      labeled = value;
      return this;
    }

    /**
     * Sets where folders of calls are made. Images that nobody took stay there for seven days, see
     * {@link FusionClient}. Opening a client sweeps away what else killed processes left.
     *
     * @param folder one that exists, or opening a client fails; by default {@code java.io.tmpdir}
     * @return this builder
     */
    public Builder tempFolder(Path folder) {
      tempFolder = Objects.requireNonNull(folder, "tempFolder");
      return this;
    }

    /**
     * Sets who hears of every call.
     *
     * @param value by default {@link FusionListener#NONE}
     * @return this builder
     */
    public Builder listener(FusionListener value) {
      listener = Objects.requireNonNull(value, "listener");
      return this;
    }

    /**
     * Sets what keeps a record of every call.
     *
     * @param value by default {@link FusionJournal#NONE}
     * @return this builder
     */
    public Builder journal(FusionJournal value) {
      journal = Objects.requireNonNull(value, "journal");
      return this;
    }

    /**
     * Sets what keeps the tickets of queued jobs. Only providers whose service queues jobs use it.
     *
     * @param value by default {@link JobStore#home}; {@link JobStore#files} for another folder, or
     *     {@link JobStore#NONE} if jobs that a crash cuts off may be lost though they are paid for
     * @return this builder
     */
    public Builder jobs(JobStore value) {
      jobs = Objects.requireNonNull(value, "jobs");
      return this;
    }

    /** {@return the configuration as it stands} */
    public FusionConfig build() {
      return new FusionConfig(
          provider,
          maxConcurrent,
          maxQueued,
          closeGrace,
          maxUploadSide,
          reading,
          working,
          labeled,
          tempFolder,
          listener,
          journal,
          jobs);
    }
  }
}
