package io.github.maskloom.examples.springai;

import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.content.Media;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImageOptions;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;

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
 * put there; the one named {@value #MASK} is the mask. Spring AI holds what comes in as arrays.
 * What goes out lies in a folder of yours, and the response has {@code file:} URLs.
 */
public final class FusionImageModel implements ImageModel {
  /** The name of the media that is the mask. */
  public static final String MASK = "mask";

  private final FusionClient client;
  private final MaskConvention convention;
  private final Path results;

  /**
   * A model.
   *
   * @param client stays yours to close
   * @param convention what masks mean
   * @param results the folder for images, which stay there; it exists
   */
  public FusionImageModel(FusionClient client, MaskConvention convention, Path results) {
    this.client = client;
    this.convention = convention;
    this.results = results;
  }

  /**
   * Fuses, and waits for it; throws what {@link FusionClient#fuse} throws.
   *
   * @throws IllegalArgumentException if there is no photo
   */
  @Override
  public ImageResponse call(ImagePrompt prompt) {
    try {
      checkResults();
      try (FusionResult result = client.fuse(request(prompt))) {
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
        images.add(new ImageGeneration(new Image(kept(image).toUri().toString(), null)));
      }
    }
    return new ImageResponse(images);
  }

  private FusionRequest request(ImagePrompt prompt) {
    List<Media> pictures = new ArrayList<>();
    Media mask = null;
    for (ImageMessage message : prompt.getInstructions()) {
      for (Media media : message.getMedia()) {
        if (media.getName().equals(MASK)) {
          mask = media;
        } else {
          pictures.add(media);
        }
      }
    }
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("there is no image to change among the media");
    }
    FusionRequest.Builder request =
        FusionRequest.builder(source(pictures.get(0))).prompt(words(prompt));
    pictures.stream().skip(1).forEach(picture -> request.reference(source(picture)));
    if (mask != null) {
      request.mask(source(mask), convention).restore();
    }
    setOptions(request, prompt.getOptions());
    return request.build();
  }

  private static String words(ImagePrompt prompt) {
    return prompt.getInstructions().stream()
        .map(ImageMessage::getText)
        .collect(Collectors.joining("\n"));
  }

  private static void setOptions(FusionRequest.Builder request, @Nullable ImageOptions options) {
    if (options == null) {
      return;
    }
    if (options.getN() != null) {
      request.count(options.getN());
    }
    if (options.getWidth() != null && options.getHeight() != null) {
      request.size(OutputSize.of(options.getWidth(), options.getHeight()));
    }
  }

  private static ImageSource source(Media media) {
    return ImageSource.of(media.getDataAsByteArray());
  }

  private Path kept(FusedImage image) throws IOException {
    Path file = results.resolve(UUID.randomUUID() + "." + image.extension());
    image.writeTo(file);
    return file;
  }
}
