package io.github.maskloom.examples.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionClient;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * LangChain4j's {@link ImageModel} in front of a {@link FusionClient}. Copy it when the rest of a
 * backend speaks LangChain4j, and editing images is one more model to it.
 *
 * <p>LangChain4j does not say what a mask means, so you do, once. Its request has no room for
 * reference images either: {@link #withReferences} makes a model that always places these, which
 * providers such as {@code local} need.
 *
 * <p>Images come in as base64, or as {@code data:} URLs. An agent may name any URL, so {@code
 * file:} URLs are refused but for those {@link #withFilesBelow below a folder} that you name, and
 * others are not fetched. Images go out as {@code file:} URLs into a folder of yours: none becomes
 * a string on its way out.
 *
 * <p>What a {@link FusionClient} throws comes through as it is, since it knows what a failure may
 * have cost. LangChain4j's own retries would not ask.
 *
 * @param client stays yours to close
 * @param convention what masks mean, such as {@link MaskConvention#TRANSPARENT_EDITS}
 * @param results the folder for images, which stay there; it exists
 * @param references what each edit places
 * @param files the folder whose {@code file:} URLs are read, if there is one
 */
public record FusionImageModel(
    FusionClient client,
    MaskConvention convention,
    Path results,
    List<ImageSource> references,
    Optional<Path> files)
    implements ImageModel {
  /**
   * A model.
   *
   * @param client stays yours to close
   * @param convention what masks mean, such as {@link MaskConvention#TRANSPARENT_EDITS}
   * @param results the folder for images, which stay there; it exists
   */
  public FusionImageModel(FusionClient client, MaskConvention convention, Path results) {
    this(client, convention, results, List.of(), Optional.empty());
  }

  /** The same, but each edit places what is to be seen on these images. */
  public FusionImageModel withReferences(ImageSource... images) {
    return new FusionImageModel(client, convention, results, List.of(images), files);
  }

  /** The same, but it also reads {@code file:} URLs of what is in a folder, or further below. */
  public FusionImageModel withFilesBelow(Path root) {
    return new FusionImageModel(client, convention, results, references, Optional.of(root));
  }

  /** Not supported: there must be an image to change. */
  @Override
  public Response<Image> generate(String prompt) {
    throw new UnsupportedFeatureException("fusing needs an image to change; call edit");
  }

  @Override
  public Response<Image> edit(Image image, String prompt) {
    return fuse(FusionRequest.builder(source(image)), prompt);
  }

  @Override
  public Response<Image> edit(Image image, Image mask, String prompt) {
    return fuse(FusionRequest.builder(source(image)).mask(source(mask), convention), prompt);
  }

  private Response<Image> fuse(FusionRequest.Builder request, String prompt) {
    references.forEach(request::reference);
    try {
      checkResults();
      try (FusionResult result = client.fuse(request.prompt(prompt).build())) {
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

  private Response<Image> response(FusionResult result) throws IOException {
    FusedImage made = result.image();
    Path file = results.resolve(UUID.randomUUID() + "." + made.extension());
    made.writeTo(file);
    Image image = Image.builder().url(file.toUri()).mimeType(made.mediaType()).build();
    return Response.from(image, null, null, Map.copyOf(result.record().received().usage()));
  }

  private ImageSource source(Image image) {
    if (image.base64Data() != null) {
      return ImageSource.dataUrl(image.base64Data());
    }
    URI url = image.url();
    if (url != null && "data".equals(url.getScheme())) {
      return ImageSource.dataUrl(url.toString());
    }
    if (url == null || !"file".equals(url.getScheme())) {
      throw new IllegalArgumentException("an image is base64 data, or a data: or file: URL");
    }
    return ImageSource.of(allowed(Path.of(url)));
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
    throw new IllegalArgumentException("this file: URL is not one that may be read");
  }
}
