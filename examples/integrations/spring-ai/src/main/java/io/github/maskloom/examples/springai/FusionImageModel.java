package io.github.maskloom.examples.springai;

import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRecord;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.content.Media;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.image.ImageResponseMetadata;
import org.springframework.util.Assert;

/**
 * Spring AI's {@link ImageModel} in front of a {@link FusionClient}. Copy it when a backend is
 * built on Spring AI and wants images made the way it wants its other answers. As a bean:
 *
 * <pre>{@code
 * @Bean(destroyMethod = "close")
 * FusionClient fusionClient() throws IOException {
 *   return FusionClient.open("ark");
 * }
 *
 * @Bean
 * ImageModel fusionImageModel(FusionClient client) {
 *   return new FusionImageModel(client, MaskConvention.PAINTED, Path.of("/var/lib/pictures"));
 * }
 * }</pre>
 *
 * <p>The images of a request are the media of its messages, in order: the photo, then what is to be
 * put there. The mask is an option, see {@link FusionImageOptions}. Media are bytes, or {@code
 * data:} URIs, or {@code file:} URIs {@link #withFilesBelow below a folder} that you name: whoever
 * writes a prompt may name any URI. Others are not fetched. What goes out lies in a folder of
 * yours, and the response has {@code file:} URLs, and in its metadata what the service says was
 * used.
 *
 * @param client stays yours to close
 * @param convention what masks mean
 * @param results the folder for images, which stay there; it exists
 * @param defaults what is meant where a prompt says nothing
 * @param files the folder whose {@code file:} URIs are read, if there is one
 */
public record FusionImageModel(
    FusionClient client,
    MaskConvention convention,
    Path results,
    FusionImageOptions defaults,
    Optional<Path> files)
    implements ImageModel {
  /**
   * A model.
   *
   * @param client stays yours to close
   * @param convention what masks mean
   * @param results the folder for images, which stay there; it exists
   */
  public FusionImageModel(FusionClient client, MaskConvention convention, Path results) {
    this(client, convention, results, FusionImageOptions.NONE, Optional.empty());
  }

  /** The same, with options for what a prompt does not say. */
  public FusionImageModel withDefaults(FusionImageOptions options) {
    return new FusionImageModel(client, convention, results, options, files);
  }

  /** The same, but it also reads {@code file:} URIs of what is in a folder, or further below. */
  public FusionImageModel withFilesBelow(Path root) {
    return new FusionImageModel(client, convention, results, defaults, Optional.of(root));
  }

  /**
   * Fuses, and waits for it; throws what {@link FusionClient#fuse} throws.
   *
   * @throws IllegalArgumentException if there is no photo, or something that would be ignored
   */
  @Override
  public ImageResponse call(ImagePrompt prompt) {
    try {
      FusionRequest request = request(prompt);
      checkResults();
      try (FusionResult result = client.fuse(request)) {
        return response(result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An image is paid for by the time that it is written. */
  private void checkResults() throws IOException {
    if (!Files.isDirectory(results) || !Files.isWritable(results)) {
      throw new FileSystemException(results.toString(), null, "no folder that takes images");
    }
  }

  private ImageResponse response(FusionResult result) throws IOException {
    List<ImageGeneration> images = new ArrayList<>();
    for (FusedImage image : result.images()) {
      if (image.isPresent()) {
        Path file = results.resolve(UUID.randomUUID() + "." + image.extension());
        image.writeTo(file);
        images.add(new ImageGeneration(new Image(file.toUri().toString(), null)));
      }
    }
    return new ImageResponse(images, metadata(result.record()));
  }

  /** The usage as tokens, as far as it has any, and as the service says it. */
  private static ImageResponseMetadata metadata(FusionRecord call) {
    Map<String, Long> usage = call.received().usage();
    Integer in = tokens(usage, "input_tokens");
    Integer out = tokens(usage, "output_tokens");
    Integer all = tokens(usage, "total_tokens");
    long started = call.started().toEpochMilli();
    return new ImageResponseMetadata(started, new DefaultUsage(in, out, all, usage));
  }

  private static @Nullable Integer tokens(Map<String, Long> usage, String unit) {
    Long tokens = usage.get(unit);
    return tokens == null ? null : Math.toIntExact(tokens);
  }

  private FusionRequest request(ImagePrompt prompt) {
    List<Media> pictures =
        prompt.getInstructions().stream().flatMap(message -> message.getMedia().stream()).toList();
    Assert.notEmpty(pictures, "there is no image to change among the media");
    FusionImageOptions options = FusionImageOptions.of(prompt.getOptions()).over(defaults);
    FusionRequest.Builder request =
        FusionRequest.builder(source(pictures.get(0))).prompt(words(prompt));
    pictures.stream().skip(1).forEach(picture -> request.reference(source(picture)));
    if (options.mask() != null) {
      request.mask(options.mask(), convention);
    }
    options.applyTo(request);
    return request.build();
  }

  private static String words(ImagePrompt prompt) {
    return prompt.getInstructions().stream()
        .map(FusionImageModel::words)
        .collect(Collectors.joining("\n"));
  }

  private static String words(ImageMessage message) {
    Assert.isNull(message.getWeight(), "the weight of a message would be ignored");
    return message.getText();
  }

  private ImageSource source(Media media) {
    if (media.getData() instanceof byte[] bytes) {
      return ImageSource.of(bytes);
    }
    String text = media.getData().toString();
    if (text.startsWith("data:")) {
      return ImageSource.dataUrl(text);
    }
    Assert.isTrue(text.startsWith("file:"), "media are bytes, or data: or file: URIs");
    return ImageSource.of(allowed(Path.of(URI.create(text))));
  }

  /**
   * Follows links first, so that none leads out. What is not there is refused in the same words.
   */
  private Path allowed(Path file) {
    try {
      Path real = file.toRealPath();
      if (files.isPresent() && real.startsWith(files.get().toRealPath())) {
        return real;
      }
    } catch (IOException e) {
      // Nobody is told what there is elsewhere.
    }
    throw new IllegalArgumentException("this file: URI is not one that may be read");
  }
}
