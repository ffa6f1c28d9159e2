package io.github.maskloom.fal;

import static io.github.maskloom.fal.FalOptions.MASK_FIELD;
import static io.github.maskloom.fal.FalOptions.MASK_MEANING;
import static io.github.maskloom.fal.FalOptions.PHOTO_FIELD;
import static io.github.maskloom.fal.FalOptions.PROMPT_FIELD;
import static io.github.maskloom.fal.FalOptions.REFERENCES_FIELD;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskConvention.Meaning;

/**
 * By which names a model is asked: the caller's, or else those of the configuration's table, or
 * else the usual ones. A list's name ends in brackets.
 *
 * @param photo name of the photo
 * @param mask name of the mask
 * @param references name of the references; empty if there are none
 * @param prompt name of the prompt; empty if none is sent
 * @param convention what the pixels of a mask mean
 * @param needsReference whether there has to be one
 */
record FalForm(
    String photo,
    String mask,
    String references,
    String prompt,
    MaskConvention convention,
    boolean needsReference) {
  static final String REFERENCE = "reference_image_url";
  static final String LIST = "[]";

  /** More than half is white. */
  private static final int HALF = 127;

  static FalForm of(HttpConfig config, FalOptions options) {
    Model model =
        config.models().find(options.model().orElse(config.model())).orElse(FalModels.OTHERS);
    Meaning meaning = Meaning.valueOf(name(model, options, MASK_MEANING, Meaning.BINARY.name()));
    String references = name(model, options, REFERENCES_FIELD, REFERENCE);
    return new FalForm(
        name(model, options, PHOTO_FIELD, "image_url"),
        name(model, options, MASK_FIELD, "mask_url"),
        references,
        name(model, options, PROMPT_FIELD, "prompt"),
        new MaskConvention(meaning, meaning == Meaning.BINARY ? HALF : 0),
        model.field(references).least() == 1);
  }

  private static String name(Model model, FalOptions options, String what, String usual) {
    Object known = model.field(what).values().stream().findFirst().orElse(usual);
    return String.valueOf(options.fields().getOrDefault(what, known));
  }

  /** What can be done with a model whose images are known, once it is asked so. */
  ProviderCapabilities of(ProviderCapabilities able) {
    int most = able.references().max();
    if (!references.endsWith(LIST)) {
      most = references.isEmpty() ? 0 : Math.min(most, 1);
    }
    return able.withMask(convention).withReferences(needsReference ? 1 : 0, most);
  }
}
