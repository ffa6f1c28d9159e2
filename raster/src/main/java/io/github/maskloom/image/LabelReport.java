package io.github.maskloom.image;

import static java.util.function.Predicate.not;

import java.util.List;
import java.util.stream.Stream;

/**
 * What became of labels.
 *
 * @param photo what the photo said of a model's part in it, in XMP or in a C2PA manifest; nothing
 *     if that travels as other metadata do, as no label was to be written
 * @param answer what the model's answer said, likewise
 * @param written what the result says of the two or of itself
 */
public record LabelReport(AiLabel photo, AiLabel answer, AiLabel written) {
  /** Nothing was read or written. */
  public static final LabelReport NONE = new LabelReport(AiLabel.NONE, AiLabel.NONE, AiLabel.NONE);

  /** {@return what was read and is not said any more, by short {@linkplain AiLabel#names names}} */
  public List<String> dropped() {
    List<String> said = written.names().toList();
    return Stream.concat(photo.names(), answer.names()).filter(not(said::contains)).toList();
  }
}
