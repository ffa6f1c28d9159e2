package io.github.maskloom.spring;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PhotoRestorer;
import io.github.maskloom.catalog.CatalogCache;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.WorkListener;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.prepare.ImagePreparer;
import java.nio.file.Path;
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
import org.springframework.util.unit.DataSize;

/**
 * The beans that work on images, such as {@link MaskCompositor}: one of each for the whole
 * application, made when it is first asked for, so that the start pays for nothing that nobody
 * uses. A bean of yours of the same type takes the place of each.
 */
@AutoConfiguration
@Lazy
@EnableConfigurationProperties(MaskloomProperties.class)
public class MaskloomAutoConfiguration {
  static final String DRAIN = "maskloomMemoryDrain";

  /** Spring calls this. */
  public MaskloomAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  MemoryBudget maskloomMemoryBudget(MaskloomProperties properties) {
    DataSize bytes = properties.memory().budget();
    MemoryBudget budget =
        bytes == null ? MemoryBudget.shared() : MemoryBudget.ofBytes(bytes.toBytes());
    return budget.waitingAtMost(properties.memory().maxWait());
  }

  @Bean(DRAIN)
  @ConditionalOnMissingBean
  MemoryDrain maskloomMemoryDrain(MemoryBudget budget, MaskloomProperties properties) {
    return new MemoryDrain(budget, properties.memory().closeGrace());
  }

  @Bean
  @ConditionalOnMissingBean
  ImageLimits maskloomImageLimits(MaskloomProperties properties) {
    MaskloomProperties.Limits set = properties.limits();
    ImageLimits limits = ImageLimits.DEFAULT;
    if (set.maxInputSize() != null) {
      limits = limits.withMaxInputBytes(set.maxInputSize().toBytes());
    }
    if (set.maxPixels() != null) {
      limits = limits.withMaxPixels(set.maxPixels());
    }
    if (set.maxWidth() != null) {
      limits = limits.withMaxWidth(set.maxWidth());
    }
    return set.maxHeight() == null ? limits : limits.withMaxHeight(set.maxHeight());
  }

  @Bean
  @ConditionalOnMissingBean
  ReadOptions maskloomReadOptions(ImageLimits limits) {
    return ReadOptions.DEFAULT.withLimits(limits);
  }

  @Bean
  @ConditionalOnMissingBean
  @DependsOn(DRAIN)
  WorkOptions maskloomWorkOptions(
      MemoryBudget budget, MaskloomProperties properties, ObjectProvider<WorkListener> listeners) {
    List<WorkListener> all = listeners.orderedStream().toList();
    WorkOptions options =
        WorkOptions.DEFAULT
            .withBudget(budget)
            .withThreads(properties.threads())
            .withListener(record -> all.forEach(listener -> listener.onFinished(record)));
    return properties.timeout() == null ? options : options.withTimeout(properties.timeout());
  }

  @Bean
  @ConditionalOnMissingBean
  MaskCompositor maskCompositor(ReadOptions reading, WorkOptions working) {
    return MaskCompositor.builder().reading(reading).working(working).build();
  }

  @Bean
  @ConditionalOnMissingBean
  PhotoRestorer photoRestorer(ReadOptions reading, WorkOptions working) {
    return PhotoRestorer.builder().reading(reading).working(working).build();
  }

  @Bean
  @ConditionalOnMissingBean
  ImagePreparer imagePreparer(ReadOptions reading, WorkOptions working) {
    return ImagePreparer.builder().reading(reading).working(working).build();
  }

  /** It is read when it is first asked for, so it costs the start nothing. */
  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty("maskloom.catalog.folder")
  FurnitureCatalog furnitureCatalog(MaskloomProperties properties) {
    MaskloomProperties.Catalog set = properties.catalog();
    Path folder = Objects.requireNonNull(set.folder());
    Path metadata =
        set.metadata() == null ? folder.resolve(FurnitureCatalog.METADATA_FILE) : set.metadata();
    CatalogCache.Options usual = CatalogCache.Options.DEFAULT;
    return new FurnitureCatalog(
        metadata,
        folder,
        set.timeToLive() == null
            ? usual
            : new CatalogCache.Options(set.timeToLive(), usual.patience(), usual.listener()));
  }
}
