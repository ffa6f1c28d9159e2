package io.github.maskloom.openai;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.openai.OpenAiOptions.Background;
import io.github.maskloom.openai.OpenAiOptions.FileFormat;
import io.github.maskloom.prepare.UploadLimits;

/** Refuses, before anything is sent, what the service would refuse of a model that is known. */
final class EditChecks {
  private static final int MAX_PROMPT_CHARS = 32_000;
  private static final int MAX_PREVIEWS = 3;
  private static final int MAX_IDENTIFIER_CHARS = 128;
  private static final int MIN_FRAMES = 2;
  private static final int MAX_FRAMES = 16;

  /** The most bytes of an image whose data URL still fits into the service's limit. */
  private static final long MAX_LINKED_BYTES = 15_700_000;

  private final Edit edit;
  private final OpenAiOptions options;
  private final OpenAiModel model;

  private EditChecks(Edit edit, OpenAiModel model) {
    this.edit = edit;
    this.model = model;
    options = edit.options();
  }

  /**
   * Checks an edit.
   *
   * @throws FusionRequestException naming the field, what was asked and what is allowed
   */
  static void check(HttpConfig config, Edit edit) {
    // A writer of prompts must not reach settings of the server, whatever is checked.
    refuse(
        edit.dialect() == OpenAiDialect.SD_SERVER
            && edit.request().prompt().contains(Edit.EXTRA_ARGS),
        "prompt: must not hold " + Edit.EXTRA_ARGS);
    if (config.checks() && edit.model().isPresent()) {
      new EditChecks(edit, edit.model().get()).all();
    }
  }

  private void all() {
    refuse(
        edit.request().prompt().length() > MAX_PROMPT_CHARS,
        "prompt: " + edit.request().prompt().length() + " characters, at most 32000");
    checkDialect();
    checkChoices();
    checkFormat();
    checkSize();
    checkStream();
    checkFrames();
    for (ProviderInput input : edit.inputs()) {
      if (input instanceof ProviderInput.Image image) {
        checkImage("image", image, model.inputLimits());
      }
    }
    edit.request().mask().ifPresent(this::checkMask);
  }

  /** What would not be sent must not seem to hold. */
  private void checkDialect() {
    boolean dropped = edit.dialect() == OpenAiDialect.SD_SERVER;
    String why = ": an sd-server has no such field";
    refuse(dropped && options.background().isPresent(), "background" + why);
    refuse(dropped && options.moderation().isPresent(), "moderation" + why);
    refuse(dropped && options.safetyIdentifier().isPresent(), "safety_identifier" + why);
  }

  private void checkChoices() {
    options
        .quality()
        .ifPresent(
            value ->
                refuse(
                    !model.qualities().contains(value),
                    "quality: " + value + ", but only " + model.qualities()));
    options
        .inputFidelity()
        .ifPresent(
            value ->
                refuse(
                    !model.fidelities().contains(value),
                    "input_fidelity: " + value + ", but only " + model.fidelities()));
    refuse(options.complexity().isPresent() && !model.complexity(), "complexity: is not supported");
    refuse(options.markup() && !model.markup(), "markup: is not supported");
    refuse(
        options.safetyIdentifier().orElse("").length() > MAX_IDENTIFIER_CHARS,
        "safety_identifier: more than " + MAX_IDENTIFIER_CHARS + " characters");
  }

  private void checkFormat() {
    FileFormat format = options.outputFormat().orElse(FileFormat.PNG);
    refuse(
        !model.formats().contains(format),
        "output_format: " + format + ", but only " + model.formats());
    boolean lossy = format == FileFormat.JPEG || format == FileFormat.WEBP;
    int percent = options.outputCompression().orElse(0);
    refuse(
        options.outputCompression().isPresent() && !lossy,
        "output_compression: not with " + format);
    refuse(percent < 0 || percent > 100, "output_compression: " + percent + ", but 0 to 100");
    boolean transparent = options.background().filter(Background.TRANSPARENT::equals).isPresent();
    refuse(
        transparent && format != FileFormat.PNG && format != FileFormat.WEBP,
        "background: a transparent one needs png or webp");
  }

  private void checkSize() {
    if (edit.request().size() instanceof OutputSize.Pixels pixels && model.grid().isPresent()) {
      refuse(
          !model.grid().get().has(pixels.width(), pixels.height()),
          "size: " + pixels + ", but only of " + model.grid().get());
    }
  }

  private void checkStream() {
    refuse(options.stream() && !model.streaming(), "stream: is not supported");
    refuse(
        options.previews() < 0 || options.previews() > MAX_PREVIEWS,
        "partial_images: " + options.previews() + ", but 0 to " + MAX_PREVIEWS);
  }

  private void checkFrames() {
    boolean gif = options.outputFormat().filter(FileFormat.GIF::equals).isPresent();
    refuse(
        gif && (options.stream() || edit.request().mask().isPresent()),
        "output_format: gif neither streams nor takes a mask");
    options
        .frameCount()
        .ifPresent(
            count -> {
              refuse(!gif, "frame_count: only with gif");
              refuse(
                  count < MIN_FRAMES || count > MAX_FRAMES,
                  "frame_count: " + count + ", but 2 to 16");
            });
  }

  private void checkMask(ProviderInput.Image mask) {
    ProviderInput.Image photo = edit.request().photo();
    checkImage(edit.maskField(), mask, model.maskLimits());
    refuse(
        mask.width() != photo.width() || mask.height() != photo.height(),
        edit.maskField() + ": its size is not the photo's");
  }

  private void checkImage(String field, ProviderInput.Image image, UploadLimits limits) {
    refuse(
        !limits.mediaTypes().contains(image.mediaType()),
        field + ": " + image.mediaType() + ", but only " + limits.mediaTypes());
    long most = edit.linked() ? Math.min(MAX_LINKED_BYTES, limits.maxBytes()) : limits.maxBytes();
    refuse(image.bytes() > most, field + ": " + image.bytes() + " bytes, at most " + most);
  }

  private static void refuse(boolean broken, String rule) {
    if (broken) {
      throw new FusionRequestException(rule, FusionException.Failure.notSent(OpenAiProvider.ID));
    }
  }
}
