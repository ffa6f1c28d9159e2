package io.github.maskloom.spring;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkListener;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * The beans that work on images, such as {@link MaskCompositor}: one of each for the whole
 * application. What holds settings is made at the start, so that a wrong one ends it. The others
 * are made when they are first asked for. A bean of yours of the same type takes the place of each.
 */
@AutoConfiguration
@Lazy
@EnableConfigurationProperties(MaskloomProperties.class)
class MaskloomAutoConfiguration {
  static final String DRAIN = "maskloomMemoryDrain";

  @Bean
  @Lazy(false)
  @ConditionalOnMissingBean
  MemoryBudget maskloomMemoryBudget(MaskloomProperties properties) {
    return new Setup<>("maskloom.memory.", MemoryBudget.shared())
        .set(
            "budget",
            "less than the heap, or give the JVM a larger heap with -Xmx",
            properties.memory().budget(),
            (shared, budget) -> MemoryBudget.ofBytes(withinHeap(budget)))
        .set("max-wait", properties.memory().maxWait(), MemoryBudget::waitingAtMost)
        .made();
  }

  /** A larger budget would be lent, and whoever uses it would run out of heap. */
  private static long withinHeap(DataSize budget) {
    long heap = Runtime.getRuntime().maxMemory();
    Assert.isTrue(
        budget.toBytes() < heap,
        () -> "%d bytes are not less than the heap of %d bytes".formatted(budget.toBytes(), heap));
    return budget.toBytes();
  }

  @Bean(DRAIN)
  @ConditionalOnMissingBean
  MemoryDrain maskloomMemoryDrain(MemoryBudget budget, MaskloomProperties properties) {
    return new Setup<>("maskloom.memory.", new MemoryDrain(budget, Duration.ZERO))
        .set(
            "close-grace",
            properties.memory().closeGrace(),
            (unset, grace) -> new MemoryDrain(budget, grace))
        .made();
  }

  @Bean
  @Lazy(false)
  @ConditionalOnMissingBean
  ImageLimits maskloomImageLimits(MaskloomProperties properties) {
    MaskloomProperties.Limits set = properties.limits();
    return new Setup<>("maskloom.limits.", ImageLimits.DEFAULT)
        .set(
            "max-input-size",
            set.maxInputSize(),
            (limits, size) -> limits.withMaxInputBytes(size.toBytes()))
        .set("max-pixels", set.maxPixels(), ImageLimits::withMaxPixels)
        .set("max-width", set.maxWidth(), ImageLimits::withMaxWidth)
        .set("max-height", set.maxHeight(), ImageLimits::withMaxHeight)
        .made();
  }

  @Bean
  @ConditionalOnMissingBean
  ReadOptions maskloomReadOptions(ImageLimits limits) {
    return ReadOptions.DEFAULT.withLimits(limits);
  }

  @Bean
  @Lazy(false)
  @ConditionalOnMissingBean
  @DependsOn(DRAIN)
  WorkOptions maskloomWorkOptions(
      MemoryBudget budget, MaskloomProperties properties, ObjectProvider<WorkListener> listeners) {
    List<WorkListener> all = listeners.orderedStream().toList();
    WorkOptions options =
        WorkOptions.DEFAULT.withBudget(budget).withListener(new AllListeners(all));
    return new Setup<>("maskloom.", options)
        .set("threads", properties.threads(), WorkOptions::withThreads)
        .set("timeout", properties.timeout(), WorkOptions::withTimeout)
        .made();
  }

  @Bean
  @ConditionalOnMissingBean
  MaskCompositor maskCompositor(ReadOptions reading, WorkOptions working) {
    return MaskCompositor.create().withReading(reading).withWork(working);
  }

  @Bean
  @ConditionalOnMissingBean
  PhotoRestorer photoRestorer(
      ReadOptions reading, WorkOptions working, MaskloomProperties properties) {
    OutputOptions output = OutputOptions.DEFAULT.withLabeled(properties.labeled());
    return PhotoRestorer.create().withOutput(output).withReading(reading).withWork(working);
  }

  @Bean
  @ConditionalOnMissingBean
  ImagePreparer imagePreparer(ReadOptions reading, WorkOptions working) {
    return ImagePreparer.create().withReading(reading).withWork(working);
  }

  /** It is read when it is first asked for, so it costs the start nothing. */
  @Bean
  @Lazy(false)
  @ConditionalOnMissingBean
  @ConditionalOnProperty("maskloom.catalog.folder")
  FurnitureCatalog furnitureCatalog(MaskloomProperties properties) {
    MaskloomProperties.Catalog set = properties.catalog();
    Path folder = Objects.requireNonNull(set.folder());
    Path metadata =
        set.metadata() == null ? folder.resolve(FurnitureCatalog.METADATA_FILE) : set.metadata();
    FurnitureCatalog usual = new FurnitureCatalog(metadata, folder, FurnitureCatalog.TIME_TO_LIVE);
    return new Setup<>("maskloom.catalog.", usual)
        .set("folder", "the folder of the images", folder, Setup::folder)
        .set("metadata", "a file of JSON", metadata, Setup::unlessFolder)
        .set(
            "time-to-live",
            set.timeToLive(),
            (unset, time) -> new FurnitureCatalog(metadata, folder, time))
        .made();
  }

  /** Tells several listeners of the same. */
  private record AllListeners(List<WorkListener> all) implements WorkListener {
    @Override
    public void onRows(long rowsDone, long rowsTotal) {
      all.forEach(listener -> listener.onRows(rowsDone, rowsTotal));
    }

    @Override
    public void onFinished(WorkRecord record) {
      all.forEach(listener -> listener.onFinished(record));
    }
  }
}
