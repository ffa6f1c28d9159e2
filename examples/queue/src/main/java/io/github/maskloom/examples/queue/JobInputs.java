package io.github.maskloom.examples.queue;

import io.github.maskloom.image.ImageSource;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images that a job is about.
 *
 * @param photo the photo that is changed
 * @param mask where, if that is said
 * @param references what is to be seen there
 */
public record JobInputs(
    ImageSource photo, Optional<ImageSource> mask, List<ImageSource> references) {
  private static final String PHOTO = "photo";
  private static final String MASK = "mask";

  /** The images, in a list that stays as it is. */
  public JobInputs {
    references = List.copyOf(references);
  }

  /** Images that are files. */
  public static JobInputs of(Path photo, Optional<Path> mask, List<Path> references) {
    return new JobInputs(
        ImageSource.of(photo),
        mask.map(ImageSource::of),
        references.stream().map(ImageSource::of).toList());
  }

  /**
   * The images that a store has by the names of {@link #named}; others are passed over.
   *
   * @throws NoSuchFileException if there is no photo
   */
  public static JobInputs of(Map<String, ImageSource> named) throws NoSuchFileException {
    ImageSource photo = named.get(PHOTO);
    if (photo == null) {
      throw new NoSuchFileException("the photo of a job is not in the store");
    }
    return new JobInputs(
        photo,
        Optional.ofNullable(named.get(MASK)),
        Stream.iterate(1, number -> number + 1)
            .map(number -> named.get(reference(number)))
            .takeWhile(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList());
  }

  /** The images by the names that a store gives them: {@code photo}, {@code reference-1}. */
  public Map<String, ImageSource> named() {
    Map<String, ImageSource> named = new LinkedHashMap<>();
    named.put(PHOTO, photo);
    mask.ifPresent(image -> named.put(MASK, image));
    for (int i = 0; i < references.size(); i++) {
      named.put(reference(i + 1), references.get(i));
    }
    return named;
  }

  private static String reference(int number) {
    return "reference-" + number;
  }
}
