package io.github.maskloom.ark;

import io.github.maskloom.ark.ArkOptions.FileFormat;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.RequestOutline;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Refuses, before anything is sent, what the service would refuse of a model that is known. */
final class RequestChecks {
  private static final int MAX_GROUP = 15;
  private static final double MIN_GUIDANCE = 1;
  private static final double MAX_GUIDANCE = 10;

  private final Generation generation;
  private final ArkModel model;
  private final ProviderCapabilities capabilities;

  private RequestChecks(Generation generation, ArkModel model, ProviderCapabilities capabilities) {
    this.generation = generation;
    this.model = model;
    this.capabilities = capabilities;
  }

  /**
   * Checks a request. Of one to an unknown model, or where checks are off, nothing.
   *
   * @param capabilities what the model can do for it
   * @throws FusionRequestException naming the rule, what was asked and what is allowed
   */
  static void check(HttpConfig config, Generation generation, ProviderCapabilities capabilities) {
    config
        .<ArkModel>checkedBy(generation.modelId())
        .ifPresent(model -> new RequestChecks(generation, model, capabilities).all());
  }

  private void all() {
    checkCounts();
    capabilities.check(ArkProvider.ID, outline());
    checkFeatures();
    checkRanges();
    checkLayers();
    checkBackground();
    for (int i = 0; i < generation.inputs().size(); i++) {
      if (generation.inputs().get(i) instanceof Image image) {
        checkImage(i == 0 ? "the photo" : "reference " + i, image);
      }
    }
  }

  private RequestOutline outline() {
    boolean linked = generation.inputs().stream().anyMatch(ProviderInput.Link.class::isInstance);
    return new RequestOutline(
        false,
        generation.inputs().size() - 1,
        linked,
        !generation.prompt().isBlank(),
        generation.size(),
        generation.count());
  }

  private void checkCounts() {
    int in = generation.inputs().size();
    refuse(
        in > model.maxInputImages(),
        "image: " + in + " images go in, the photo among them; at most " + model.maxInputImages());
    Optional<Integer> out = generation.maxImages();
    boolean tooMany = out.isPresent() && in + out.get() > model.maxInputAndOutputImages();
    refuse(
        model.has(ArkFeature.GROUPS) && tooMany,
        "max_images: "
            + in
            + " images go in and "
            + out.orElse(1)
            + " come out; together at most "
            + model.maxInputAndOutputImages());
  }

  private void checkFeatures() {
    ArkOptions options = generation.options();
    needs(ArkFeature.GROUPS, options.sequentialImageGeneration().isPresent());
    needs(ArkFeature.GROUPS, generation.maxImages().isPresent());
    needs(ArkFeature.STREAM, options.stream().isPresent());
    needs(ArkFeature.WEB_SEARCH, options.webSearch());
    needs(ArkFeature.OUTPUT_FORMAT, options.outputFormat().isPresent());
    needs(ArkFeature.SEED, options.seed().isPresent());
    needs(ArkFeature.GUIDANCE_SCALE, options.guidanceScale().isPresent());
    needs("optimize_prompt_options.mode", options.optimizePromptMode(), model.promptModes());
    needs("background", options.background(), model.backgrounds());
    refuse(
        options.layerDecomposition().isPresent() && model.layers().isEmpty(),
        "layer_decomposition is not supported");
  }

  private <E extends Enum<E>> void needs(String field, Optional<E> asked, Set<E> supported) {
    refuse(
        asked.isPresent() && !supported.contains(asked.get()),
        field
            + ": "
            + asked.map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("")
            + " is not supported");
  }

  private void needs(ArkFeature feature, boolean asked) {
    refuse(asked && !model.has(feature), feature.field() + " is not supported");
  }

  private void checkRanges() {
    ArkOptions options = generation.options();
    int images = options.maxImages().orElse(1);
    refuse(images < 1 || images > MAX_GROUP, "max_images: " + images + ", but 1 to " + MAX_GROUP);
    int seed = options.seed().orElse(-1);
    refuse(seed < -1, "seed: " + seed + ", but -1 or more");
    double scale = options.guidanceScale().orElse(MIN_GUIDANCE);
    refuse(
        !(scale >= MIN_GUIDANCE && scale <= MAX_GUIDANCE),
        "guidance_scale: " + scale + ", but " + MIN_GUIDANCE + " to " + MAX_GUIDANCE);
  }

  private void checkLayers() {
    if (!generation.layers()) {
      return;
    }
    int in = generation.inputs().size();
    refuse(in != 1, "layer_decomposition: " + in + " images go in, but exactly 1");
    refuse(
        generation.size() instanceof OutputSize.Pixels,
        "layer_decomposition: size " + generation.size() + " is in pixels, but must be a name");
    refuse(
        generation.options().background().isPresent(),
        "layer_decomposition: not together with background");
    long pixels =
        generation.inputs().get(0) instanceof Image photo ? pixels(photo) : Long.MAX_VALUE;
    long least = model.layers().map(ArkModel.Layers::minPixels).orElse(1L);
    refuse(
        pixels < least,
        "layer_decomposition: the photo has " + pixels + " pixels, at least " + least);
  }

  private void checkBackground() {
    if (!generation.transparent()) {
      return;
    }
    refuse(
        generation.options().outputFormat().filter(FileFormat.JPEG::equals).isPresent(),
        "background: a transparent one needs output_format png");
    if (!model.makesTransparency()) {
      checkTransparentPhoto();
    }
  }

  private void checkTransparentPhoto() {
    int in = generation.inputs().size();
    refuse(in != 1, "background: " + in + " images go in, but exactly 1");
    boolean opaque =
        generation.inputs().get(0) instanceof Image photo && photo.mediaType().equals("image/jpeg");
    refuse(
        opaque,
        "background: a transparent one needs a photo with transparent pixels, but it is a JPEG");
  }

  private void checkImage(String name, Image image) {
    UploadLimits limits = capabilities.inputLimits();
    refuse(
        !limits.mediaTypes().contains(image.mediaType()),
        name + " is " + image.mediaType() + ", but only " + limits.mediaTypes());
    refuse(
        image.bytes() > limits.maxBytes(),
        name + " has " + image.bytes() + " bytes, at most " + limits.maxBytes());
    long pixels = pixels(image);
    refuse(
        pixels > limits.maxPixels() || pixels < model.minInputPixels(),
        name
            + " has "
            + pixels
            + " pixels, but "
            + model.minInputPixels()
            + " to "
            + limits.maxPixels());
    checkSides(name, image, limits);
  }

  private void checkSides(String name, Image image, UploadLimits limits) {
    int longer = Math.max(image.width(), image.height());
    int shorter = Math.min(image.width(), image.height());
    String size = image.width() + "x" + image.height();
    refuse(
        shorter < limits.minSide() || longer > limits.maxSide(),
        name + " is " + size + ", but each side " + limits.minSide() + " to " + limits.maxSide());
    refuse(
        longer > limits.maxAspectRatio() * shorter,
        name + " is " + size + ", but the sides' ratio at most " + limits.maxAspectRatio());
  }

  private static long pixels(Image image) {
    return (long) image.width() * image.height();
  }

  private void refuse(boolean broken, String rule) {
    if (broken) {
      throw new FusionRequestException(
          rule + " (" + model.family() + ")", FusionException.Failure.notSent(ArkProvider.ID));
    }
  }
}
