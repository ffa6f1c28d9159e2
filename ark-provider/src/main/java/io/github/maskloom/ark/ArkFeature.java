package io.github.maskloom.ark;

/** Something that only some models can do. Each stands for fields of the request. */
public enum ArkFeature {
  /** Several images that belong together: {@code sequential_image_generation}. */
  GROUPS("sequential_image_generation"),
  /** Images that come one by one: {@code stream}. */
  STREAM("stream"),
  /** Looking things up: {@code tools} with {@code web_search}. */
  WEB_SEARCH("tools"),
  /** A choice of file format: {@code output_format}. */
  OUTPUT_FORMAT("output_format"),
  /** A seed that makes results alike: {@code seed}. */
  SEED("seed"),
  /** How closely to follow the prompt: {@code guidance_scale}. */
  GUIDANCE_SCALE("guidance_scale");

  private final String field;

  ArkFeature(String field) {
    this.field = field;
  }

  /** The field of the request that it stands for. */
  String field() {
    return field;
  }
}
