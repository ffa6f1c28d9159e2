package io.github.maskloom.spring;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.convert.converter.Converter;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The beans that controllers of Spring MVC use: images as parameters, problem documents, and event
 * streams by {@link FusionStreams}.
 */
@AutoConfiguration(after = MaskloomFusionAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(SseEmitter.class)
class MaskloomWebAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  MaskloomAdvice maskloomAdvice() {
    return new MaskloomAdvice();
  }

  @Bean
  @Lazy
  @ConditionalOnBean(FusionClient.class)
  @ConditionalOnMissingBean
  FusionStreams fusionStreams(FusionClient client) {
    return new FusionStreams(client);
  }

  @Bean
  @ConditionalOnMissingBean
  UploadedImage maskloomUploadedImage() {
    return new UploadedImage();
  }

  @Bean
  @ConditionalOnMissingBean
  DataUrlImage maskloomDataUrlImage() {
    return new DataUrlImage();
  }

  @Bean
  @ConditionalOnBean(FurnitureCatalog.class)
  @ConditionalOnMissingBean
  NamedFurniture maskloomNamedFurniture(FurnitureCatalog catalog) {
    return new NamedFurniture(catalog);
  }

  /** A file of a form as an {@code @RequestParam ImageSource}, which is opened in its place. */
  static final class UploadedImage implements Converter<MultipartFile, ImageSource> {
    @Override
    public ImageSource convert(MultipartFile file) {
      return ImageSource.reopening(file::getInputStream, file.getSize()).named(file.getName());
    }
  }

  /** A data URL as an {@code @RequestParam ImageSource}. No other text names an image. */
  static final class DataUrlImage implements Converter<String, ImageSource> {
    @Override
    public ImageSource convert(String text) {
      return ImageSource.dataUrl(text);
    }
  }

  /** A file name of the catalog as an {@code @RequestParam FurnitureItem}. */
  record NamedFurniture(FurnitureCatalog catalog) implements Converter<String, FurnitureItem> {
    @Override
    public FurnitureItem convert(String name) {
      try {
        return catalog.find(item -> item.fileName().equals(name)).stream()
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("the catalog has no such furniture"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
