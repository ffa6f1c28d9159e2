package io.github.maskloom.fusion;

import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

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
 * @param tempFolder where folders of calls are made
 * @param listener who hears of every call
 * @param journal what keeps a record of every call
 * @param jobs what keeps the tickets of queued jobs; empty if that is not said
 */
public record FusionConfig(
    ProviderConfig provider,
    int maxConcurrent,
    int maxQueued,
    Duration closeGrace,
    int maxUploadSide,
    ReadOptions reading,
    WorkOptions working,
    Path tempFolder,
    FusionListener listener,
    FusionJournal journal,
    Optional<JobStore> jobs) {

  /**
   * A configuration.
   *
   * @throws IllegalArgumentException if a number is out of the range that its builder's method
   *     names
   */
  public FusionConfig {
    maxConcurrent = atLeast(1, maxConcurrent, "maxConcurrent");
    maxQueued = atLeast(0, maxQueued, "maxQueued");
    maxUploadSide = atLeast(1, maxUploadSide, "maxUploadSide");
    closeGrace = notNegative(closeGrace);
  }

  /** Every option at its default: the preview of the local provider, without a model. */
  public static final FusionConfig DEFAULT = builder().build();

  /** A builder with every option at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that begins with these options. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  private static int atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
    return value;
  }

  private static Duration notNegative(Duration closeGrace) {
    if (closeGrace.isNegative()) {
      throw new IllegalArgumentException("closeGrace must not be negative");
    }
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
    private Path tempFolder = Path.of(System.getProperty("java.io.tmpdir"));
    private FusionListener listener = FusionListener.NONE;
    private FusionJournal journal = FusionJournal.NONE;
    private Optional<JobStore> jobs = Optional.empty();

    private Builder() {}

    private Builder(FusionConfig from) {
      provider = from.provider;
      maxConcurrent = from.maxConcurrent;
      maxQueued = from.maxQueued;
      closeGrace = from.closeGrace;
      maxUploadSide = from.maxUploadSide;
      reading = from.reading;
      working = from.working;
      tempFolder = from.tempFolder;
      listener = from.listener;
      journal = from.journal;
      jobs = from.jobs;
    }

    /**
     * Which provider with its defaults, such as {@code ark}, by default {@code local}. It is the
     * preview without a model, which needs no key and no network.
     */
    public Builder provider(String id) {
      return provider(new ProviderConfig.Defaults(Objects.requireNonNull(id, "id")));
    }

    /** Which provider, and how it is set up, by default {@code local}. */
    public Builder provider(ProviderConfig value) {
      provider = Objects.requireNonNull(value, "provider");
      return this;
    }

    /**
     * Calls that run at once, each on a thread of its own, by default 4.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxConcurrent(int calls) {
      maxConcurrent = atLeast(1, calls, "maxConcurrent");
      return this;
    }

    /**
     * Calls that wait, by default 64. One more is refused.
     *
     * @throws IllegalArgumentException if negative
     */
    public Builder maxQueued(int calls) {
      maxQueued = atLeast(0, calls, "maxQueued");
      return this;
    }

    /**
     * How long {@link FusionClient#close} lets calls go on, by default 10 seconds. The end of the
     * process lets those of an open client go on as long, counted from its beginning. Where a
     * framework closes the client after a shutdown of its own, as Spring does, this is to be at
     * least as long as that shutdown.
     *
     * @throws IllegalArgumentException if negative
     */
    public Builder closeGrace(Duration value) {
      closeGrace = notNegative(value);
      return this;
    }

    /**
     * The longer side, in pixels, that photos and references are shrunk to before they are sent, by
     * default what the provider takes. The original system sent 1024.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder maxUploadSide(int pixels) {
      maxUploadSide = atLeast(1, pixels, "maxUploadSide");
      return this;
    }

    /**
     * How images are read, by default {@link ReadOptions#DEFAULT}. Providers get its limits, and
     * those of this library keep to them. Images of Ark must meet the limits of {@link
     * io.github.maskloom.prepare.DataUrl} as well when they are sent. What a provider sends is
     * always read strictly.
     */
    public Builder reading(ReadOptions value) {
      reading = Objects.requireNonNull(value, "reading");
      return this;
    }

    /**
     * How calls composite and decode, by default {@link WorkOptions#DEFAULT}. They reserve their
     * heap from its budget. Its signal cancels every call at its next step; providers are not woken
     * by it, as they are by a cancel of the call. The local provider's look at its images is not
     * reserved: 3 MB for each reference, and what reading an image takes.
     *
     * <p>Its timeout bounds each step of the client's own work alone: an image made ready, the
     * search for what is painted, an image restored or decoded. The queue and the provider do not
     * count. A step before anything is sent that takes longer ends the call as a cancel does. A
     * step after an image came leaves it as the provider made it: see {@link
     * FusedImage#unfinished}.
     *
     * <p>Its listener hears of each composite, preparation and restoration of a call, on the thread
     * that works for the call.
     */
    public Builder working(WorkOptions value) {
      working = Objects.requireNonNull(value, "working");
      return this;
    }

    /**
     * Where folders of calls are made, by default {@code java.io.tmpdir}. The folder exists. Images
     * that nobody took stay there for seven days, see {@link FusionClient}. Opening a client sweeps
     * away what else killed processes left.
     */
    public Builder tempFolder(Path folder) {
      tempFolder = Objects.requireNonNull(folder, "tempFolder");
      return this;
    }

    /** Who hears of every call, by default nobody. */
    public Builder listener(FusionListener value) {
      listener = Objects.requireNonNull(value, "listener");
      return this;
    }

    /** What keeps a record of every call, by default nothing. */
    public Builder journal(FusionJournal value) {
      journal = Objects.requireNonNull(value, "journal");
      return this;
    }

    /**
     * What keeps the tickets of queued jobs, by default unsaid. A provider whose service queues
     * needs it: {@link JobStore#files}, or {@link JobStore#NONE} where a crash may cost what it
     * cuts off.
     */
    public Builder jobs(JobStore value) {
      jobs = Optional.of(value);
      return this;
    }

    /** The configuration as it stands. */
    public FusionConfig build() {
      return new FusionConfig(
          provider,
          maxConcurrent,
          maxQueued,
          closeGrace,
          maxUploadSide,
          reading,
          working,
          tempFolder,
          listener,
          journal,
          jobs);
    }
  }
}
