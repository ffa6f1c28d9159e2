package io.github.maskloom.image;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an image says of a model's part in it, in its XMP: IPTC's digital source type, and the label
 * that China asks for of generated content (GB 45438-2025). Start from {@link #COMPOSITE} or {@link
 * #NONE}: {@code AiLabel.COMPOSITE.withAigc(Map.of("Label", "1"))}.
 *
 * @param digitalSourceType the value of {@code Iptc4xmpExt:DigitalSourceType}, a term of IPTC's
 *     vocabulary, such as {@link #COMPOSITE_SOURCE}; not looked up; empty if nothing is said
 * @param aigc the value of {@code TC260:AIGC}, an object in JSON, of which only the braces and
 *     characters are checked; empty if nothing is said
 */
public record AiLabel(Optional<String> digitalSourceType, Optional<String> aigc) {
  private static final String TERMS = "http://cv.iptc.org/newscodes/digitalsourcetype/";

  /** IPTC's term for an image of which a trained model made a part. */
  public static final String COMPOSITE_SOURCE = TERMS + "compositeWithTrainedAlgorithmicMedia";

  /** IPTC's term for an image that a trained model made. */
  public static final String TRAINED_SOURCE = TERMS + "trainedAlgorithmicMedia";

  /** Terms that tell of a model, from what says little to what says all of it. */
  private static final List<String> OF_MODELS = List.of(COMPOSITE_SOURCE, TRAINED_SOURCE);

  /** No character of XML 1.0 (section 2.2), as is a surrogate without its other half. */
  private static final Pattern NO_XML =
      Pattern.compile("[\\x00-\\x08\\x0B\\f\\x0E-\\x1F\\p{Cs}\\uFFFE\\uFFFF]");

  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F]");

  /** The most characters that each of its texts may have. */
  public static final int MAX_CHARACTERS = 4096;

  /** Says nothing. */
  public static final AiLabel NONE = new AiLabel(Optional.empty(), Optional.empty());

  /** Says that a trained model made a part of the image. */
  public static final AiLabel COMPOSITE = NONE.withDigitalSourceType(COMPOSITE_SOURCE);

  /** Says that a trained model made the image. */
  public static final AiLabel TRAINED = NONE.withDigitalSourceType(TRAINED_SOURCE);

  /**
   * Checks the texts.
   *
   * @param digitalSourceType a term, or empty
   * @param aigc an object in JSON, or empty
   * @throws IllegalArgumentException if a text is blank, has more than {@value #MAX_CHARACTERS}
   *     characters, or one that XML cannot hold; or if the object does not stand in braces
   */
  public AiLabel {
    digitalSourceType.ifPresent(term -> check(term, "a digital source type"));
    aigc.ifPresent(json -> check(json, "an AIGC label"));
    boolean isObject = aigc.map(json -> json.strip().matches("(?s)\\{.*}")).orElse(true);
    checkArgument(isObject, "an AIGC label is an object in JSON");
  }

  /** {@return whether the label says nothing} */
  public boolean isEmpty() {
    return digitalSourceType.isEmpty() && aigc.isEmpty();
  }

  /**
   * {@return the same with another digital source type}
   *
   * @param term of IPTC's vocabulary, such as {@link #COMPOSITE_SOURCE}; not looked up
   * @throws IllegalArgumentException if the term is blank, has more than {@value #MAX_CHARACTERS}
   *     characters, or one that XML cannot hold
   */
  public AiLabel withDigitalSourceType(String term) {
    return new AiLabel(Optional.of(term), aigc);
  }

  /**
   * {@return the same with another AIGC label}
   *
   * @param json an object as the standard has it; only its braces and characters are checked
   * @throws IllegalArgumentException if the text does not stand in braces, has more than {@value
   *     #MAX_CHARACTERS} characters, or one that XML cannot hold
   */
  public AiLabel withAigc(String json) {
    return new AiLabel(digitalSourceType, Optional.of(json));
  }

  private static void check(String text, String what) {
    checkArgument(!text.isBlank(), "%s is not blank", what);
    checkArgument(
        text.length() <= MAX_CHARACTERS,
        "%s has at most %s characters, not %s",
        what,
        MAX_CHARACTERS,
        text.length());
    checkArgument(!NO_XML.matcher(text).find(), "%s has characters of XML", what);
  }

  /**
   * {@return the same with an AIGC label of these fields} The standard has {@code Label}, {@code
   * ContentProducer}, {@code ProduceID}, {@code ReservedCode1}, {@code ContentPropagator}, {@code
   * PropagateID} and {@code ReservedCode2}.
   *
   * @param fields texts by their names, written in the map's order; none may be null
   * @throws IllegalArgumentException if {@link #withAigc(String)} refuses the object
   */
  public AiLabel withAigc(Map<String, String> fields) {
    StringJoiner json = new StringJoiner(",", "{", "}");
    fields.forEach((name, value) -> json.add(quoted(name, "name") + ':' + quoted(value, name)));
    return withAigc(json.toString());
  }

  private static String quoted(String text, String what) {
    String plain = Objects.requireNonNull(text, what).replace("\\", "\\\\").replace("\"", "\\\"");
    return CONTROL
        .matcher('"' + plain + '"')
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  /**
   * {@return the same, and where it says nothing, what another label says}
   *
   * @param other says what this one leaves open
   */
  public AiLabel or(AiLabel other) {
    return new AiLabel(digitalSourceType.or(other::digitalSourceType), aigc.or(other::aigc));
  }

  /**
   * {@return the same, or with the other's digital source type if that tells of a larger part of a
   * trained model} {@link #TRAINED} is more than {@link #COMPOSITE}, and that more than any other
   * term, such as {@code digitalCapture}. Where this says nothing it says what the other does.
   *
   * @param other another label of the same image
   */
  public AiLabel orMore(AiLabel other) {
    AiLabel more = other.modelPart() > modelPart() ? other : this;
    return new AiLabel(more.digitalSourceType, aigc).or(other);
  }

  /** {@return whether the digital source type tells of a trained model} */
  public boolean isOfModel() {
    return modelPart() >= 0;
  }

  /** The place among what tells of models, or -1. */
  private int modelPart() {
    return OF_MODELS.indexOf(TERMS + names().findFirst().orElse(""));
  }

  /**
   * {@return what is said, by short names} That is the last part of the digital source type's
   * address, such as {@code digitalCapture}, unless it is no code of letters, and {@code AIGC}.
   */
  public Stream<String> names() {
    return Stream.concat(
        digitalSourceType.stream()
            .map(term -> term.substring(term.lastIndexOf('/') + 1).strip())
            .filter(code -> code.matches("[A-Za-z]{1,64}")),
        aigc.stream().map(json -> "AIGC"));
  }
}
