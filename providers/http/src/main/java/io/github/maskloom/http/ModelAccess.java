package io.github.maskloom.http;

import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderInput.Image;
import io.github.maskloom.fusion.spi.ProviderJob;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.text.JsonValues;
import io.github.maskloom.prepare.UploadLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model is asked with, for images or for a job.
 *
 * @param <O> the options of its service
 */
public class ModelAccess<O extends ModelOptions<O>> implements ServiceAccess {
  private static final Pattern LINK = Pattern.compile("^https?://");

  private final HttpConfig config;
  private final List<String> secrets;
  private final int count;
  private final O options;

  /**
   * Makes what a job is asked for with that another call has made.
   *
   * @param config of the service
   * @param asked what that call had asked for
   * @param none options with nothing set
   */
  public ModelAccess(HttpConfig config, ProviderJob.Asked asked, O none) {
    this(config, asked.prompt(), asked.count(), ModelOptions.of(asked.options(), none));
  }

  /**
   * Makes what a request is sent with.
   *
   * @param config of the service
   * @param request to be sent
   * @param none options with nothing set
   */
  protected ModelAccess(HttpConfig config, ProviderRequest request, O none) {
    this(config, request.prompt(), request.count(), ModelOptions.of(request.options(), none));
    for (ProviderInput reference : request.references()) {
      if (reference instanceof ProviderInput.Link link) {
        secrets.add(String.valueOf(link.url().getRawQuery()));
      }
    }
  }

  private ModelAccess(HttpConfig config, String prompt, int count, O options) {
    this.config = config;
    this.count = count;
    this.options = options;
    secrets = new ArrayList<>(List.of(prompt));
  }

  /** {@return the options of the request} */
  protected final O options() {
    return options;
  }

  /** {@return the model's id as it is sent} */
  protected final String modelId() {
    return options.model().orElse(config.model());
  }

  /** {@return what is known of the model, whether it is checked or not} */
  protected final Optional<Model> known() {
    return config.models().find(modelId());
  }

  /** {@return by what a request is checked, or empty if it is not} */
  protected final Optional<Model> checkedBy() {
    return config.checkedBy(modelId());
  }

  /**
   * Throws if a request breaks a rule.
   *
   * @param broken whether the request breaks the rule
   * @param rule what is wrong and what is allowed, without any of the caller's words
   * @throws FusionRequestException that says the rule, if it is broken
   */
  protected final void refuse(boolean broken, String rule) {
    if (broken) {
      throw new FusionRequestException(rule, FusionException.Failure.notSent(config.providerId()));
    }
  }

  /**
   * Throws if a known model does not take a request: its images and their number, or its fields. A
   * mask that is an image of its own must have the photo's size.
   *
   * @param model what is taken
   * @param request whose images are looked at; none is opened
   * @param asked the fields as they are sent
   * @throws FusionRequestException that says what is not taken, and what would be
   */
  protected final void check(Model model, ProviderRequest request, Map<String, Object> asked) {
    Model.Images images = model.in(asked).images();
    int in = request.references().size() + 1;
    refuse(
        in > images.in(),
        "image: %d images go in, the photo among them; at most %d (%s)"
            .formatted(in, images.in(), model.family()));
    model.refusal(asked).ifPresent(why -> refuse(true, why));
    check("the photo", request.photo(), images.limits());
    for (int i = 0; i < request.references().size(); i++) {
      if (request.references().get(i) instanceof Image image) {
        check("reference " + (i + 1), image, images.limits());
      }
    }
    request.mask().ifPresent(mask -> check(mask, request.photo(), images.mask()));
  }

  private void check(Image mask, Image photo, UploadLimits limits) {
    check("the mask", mask, limits);
    refuse(
        mask.width() != photo.width() || mask.height() != photo.height(),
        "the mask does not have the photo's size");
  }

  private void check(String what, Image image, UploadLimits limits) {
    refuse(
        !limits.mediaTypes().contains(image.mediaType()),
        what + " is " + image.mediaType() + ", but only " + limits.mediaTypes());
    refuse(
        image.bytes() > limits.maxBytes(),
        what + " has " + image.bytes() + " bytes, at most " + limits.maxBytes());
    long pixels = (long) image.width() * image.height();
    refuse(
        pixels > limits.maxPixels(),
        what + " has " + pixels + " pixels, at most " + limits.maxPixels());
    int longer = Math.max(image.width(), image.height());
    int shorter = Math.min(image.width(), image.height());
    String size = what + " is " + image.width() + "x" + image.height();
    refuse(
        longer > limits.maxSide() || shorter < limits.minSide(),
        size + ", but sides are " + limits.minSide() + " to " + limits.maxSide());
    refuse(
        longer > limits.maxAspectRatio() * shorter,
        size + ", but the sides' ratio at most " + limits.maxAspectRatio());
  }

  @Override
  public Optional<String> model() {
    return Optional.of(modelId());
  }

  /** {@return as many as are asked for, unless overridden} */
  @Override
  public int imagesTaken() {
    return count;
  }

  /** {@return since when the model is reported retired, or empty if it is not} */
  public Optional<Retirement> retirement() {
    return config.models().retirement(modelId());
  }

  @Override
  public final List<String> secrets() {
    return Stream.concat(secrets.stream(), words(true)).toList();
  }

  @Override
  public final List<String> words() {
    Set<Object> usual = usual();
    return words(false).filter(word -> !usual.contains(word)).toList();
  }

  /** Texts in fields that are words: no image, and of a link what signs it. */
  private Stream<String> words(boolean secret) {
    return options.fields().entrySet().stream()
        .filter(field -> secret == isSecret(field.getKey()))
        .flatMap(field -> JsonValues.texts(field.getValue()).stream())
        .filter(text -> !text.startsWith("data:"))
        .map(text -> LINK.matcher(text).find() ? text.substring(text.indexOf('?') + 1) : text);
  }

  private static boolean isSecret(String field) {
    return field.endsWith("prompt") || field.endsWith("identifier");
  }

  /** Values that fields of known models have, which are nobody's words. */
  private Set<Object> usual() {
    return config.models().families().stream()
        .flatMap(family -> family.fields().values().stream())
        .flatMap(allowed -> allowed.values().stream())
        .collect(Collectors.toSet());
  }
}
