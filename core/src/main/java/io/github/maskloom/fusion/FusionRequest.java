package io.github.maskloom.fusion;

import io.github.maskloom.Brush;
import io.github.maskloom.MaskFit;
import io.github.maskloom.RestoreOptions;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MetadataOptions;
import io.github.maskloom.image.OutputFormat;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is to be made: a photo, where to change it, what to put there, and in what words. Immutable;
 * it holds no image. Its sources are opened while a call runs, also after {@link
 * FusionClient#start} has returned. They have to stay until the call has ended, unless {@link
 * Builder#copySources} has them copied.
 */
public final class FusionRequest {
  private final ImageSource photo;
  private final Optional<ImageSource> mask;
  private final MaskConvention convention;
  private final MaskFit fit;
  private final boolean fillEnclosed;
  private final Brush brush;
  private final List<FusionReference> references;
  private final String prompt;
  private final OutputSize size;
  private final int count;
  private final boolean severalCalls;
  private final Optional<RestoreOptions> restoreOptions;
  private final Optional<Focus> focus;
  private final Optional<OutputFormat> format;
  private final MetadataOptions metadata;
  private final RequestOptions options;
  private final FusionListener listener;
  private final boolean copySources;
  private final Optional<JobStore> jobs;

  private FusionRequest(Builder from) {
    photo = from.photo;
    mask = from.mask;
    convention = from.convention;
    fit = from.fit;
    fillEnclosed = from.fillEnclosed;
    brush = from.brush;
    references = List.copyOf(from.references);
    prompt = from.prompt;
    size = from.size;
    count = from.count;
    severalCalls = from.severalCalls;
    focus = from.focus;
    restoreOptions = from.restoreOptions.or(() -> focus.map(any -> RestoreOptions.DEFAULT));
    format = from.format;
    metadata = from.metadata;
    options = RequestOptions.of(from.options);
    listener = from.listener;
    copySources = from.copySources;
    jobs = from.jobs;
  }

  private FusionRequest(FusionRequest from, UnaryOperator<ImageSource> replacement) {
    photo = replacement.apply(from.photo);
    mask = from.mask.map(replacement);
    convention = from.convention;
    fit = from.fit;
    format = from.format;
    metadata = from.metadata;
    fillEnclosed = from.fillEnclosed;
    brush = from.brush;
    references = from.references.stream().map(each -> replaced(each, replacement)).toList();
    prompt = from.prompt;
    size = from.size;
    count = from.count;
    severalCalls = from.severalCalls;
    focus = from.focus;
    restoreOptions = from.restoreOptions;
    options = from.options;
    listener = from.listener;
    copySources = false;
    jobs = from.jobs;
    requireReopenable();
  }

  private static FusionReference replaced(
      FusionReference reference, UnaryOperator<ImageSource> replacement) {
    return reference instanceof FusionReference.Image image
        ? new FusionReference.Image(replacement.apply(image.source()), image.options())
        : reference;
  }

  /**
   * {@return a builder of a request for a photo in a file}
   *
   * @param photo stays until the call has ended
   */
  public static Builder builder(Path photo) {
    return builder(ImageSource.of(Objects.requireNonNull(photo, "photo")));
  }

  /**
   * {@return a builder of a request for a photo}
   *
   * @param photo one that opens only once, as the body of an upload does, needs {@link
   *     Builder#copySources}
   */
  public static Builder builder(ImageSource photo) {
    return new Builder(Objects.requireNonNull(photo, "photo"));
  }

  private void requireReopenable() {
    requireReopenable("photo", photo);
    mask.ifPresent(source -> requireReopenable("mask", source));
    for (FusionReference reference : references) {
      if (reference instanceof FusionReference.Image image) {
        requireReopenable("reference", image.source());
      }
    }
  }

  private static void requireReopenable(String role, ImageSource source) {
    if (!source.reopenable()) {
      throw new IllegalArgumentException(
          "the %s can be opened only once; copySources(true) has it copied".formatted(role));
    }
  }

  /** {@return the photo of the room} */
  public ImageSource photo() {
    return photo;
  }

  /** {@return what is to change, or empty if that is for the prompt to say} */
  public Optional<ImageSource> mask() {
    return mask;
  }

  /** {@return what the mask means} */
  public MaskConvention convention() {
    return convention;
  }

  /** {@return which masks fit the photo} */
  public MaskFit fit() {
    return fit;
  }

  /** {@return whether what the mask's strokes enclose counts as painted} */
  public boolean fillEnclosed() {
    return fillEnclosed;
  }

  /** {@return what a mask without colors of its own is painted into the photo with} */
  public Brush brush() {
    return brush;
  }

  /** {@return what is to be put into the photo, in order} */
  public List<FusionReference> references() {
    return references;
  }

  /** {@return the wish in words; may be empty} */
  public String prompt() {
    return prompt;
  }

  /** {@return how large the provider's images are to be} */
  public OutputSize size() {
    return size;
  }

  /** {@return how many images are asked for, at least 1} */
  public int count() {
    return count;
  }

  /** {@return whether the provider may be called several times for the images} */
  public boolean severalCalls() {
    return severalCalls;
  }

  /** {@return how what was not painted is brought back, or empty if it is not} */
  public Optional<RestoreOptions> restoreOptions() {
    return restoreOptions;
  }

  /**
   * {@return how closely the model looks at what is painted, which is then restored, or empty if it
   * is sent the whole photo}
   */
  public Optional<Focus> focus() {
    return focus;
  }

  /** {@return what restored images are written as, or empty if the photo says it} */
  public Optional<OutputFormat> format() {
    return format;
  }

  /** {@return what of the photo's metadata goes into restored images, and how they are labeled} */
  public MetadataOptions metadata() {
    return metadata;
  }

  /** {@return options that only some providers know} */
  public RequestOptions options() {
    return options;
  }

  /** {@return who hears of this call} */
  public FusionListener listener() {
    return listener;
  }

  /** {@return what keeps the ticket of this call's job; empty for the client's store} */
  public Optional<JobStore> jobs() {
    return jobs;
  }

  /** {@return whether a client copies the sources before its {@link FusionClient#start} returns} */
  public boolean copySources() {
    return copySources;
  }

  /**
   * {@return this request for other sources of the same images, such as copies, which no client
   * copies again}
   *
   * @param replacement gets the photo, the mask and each reference that is an image, in this order,
   *     and returns a source that can be opened again
   */
  public FusionRequest withSources(UnaryOperator<ImageSource> replacement) {
    return new FusionRequest(this, Objects.requireNonNull(replacement, "replacement"));
  }

  /** Says everything but the prompt's words. */
  @Override
  public String toString() {
    return "FusionRequest[photo=%s, mask=%s, references=%s, prompt=%d characters, size=%s, count=%d]"
        .formatted(photo, mask, references, prompt.length(), size, count);
  }

  /** Collects a request. Not safe to share between threads. */
  public static final class Builder {
    private final ImageSource photo;
    private Optional<ImageSource> mask = Optional.empty();
    private MaskConvention convention = MaskConvention.PAINTED;
    private MaskFit fit = MaskFit.SAME_SHAPE;
    private boolean fillEnclosed;
    private Brush brush = Brush.BLUE;
    private final List<FusionReference> references = new ArrayList<>();
    private String prompt = "";
    private OutputSize size = OutputSize.UNSET;
    private int count = 1;
    private boolean severalCalls;
    private Optional<RestoreOptions> restoreOptions = Optional.empty();
    private Optional<Focus> focus = Optional.empty();
    private Optional<OutputFormat> format = Optional.empty();
    private MetadataOptions metadata = MetadataOptions.DEFAULT;
    private final List<ProviderOptions> options = new ArrayList<>();
    private FusionListener listener = FusionListener.NONE;
    private boolean copySources;
    private Optional<JobStore> jobs = Optional.empty();

    private Builder(ImageSource photo) {
      this.photo = photo;
    }

    /**
     * Sets a {@linkplain MaskConvention#PAINTED painted} mask in a file.
     *
     * @param strokes painted where the image is to change
     * @return this builder
     */
    public Builder mask(Path strokes) {
      return mask(ImageSource.of(Objects.requireNonNull(strokes, "mask")));
    }

    /**
     * Sets a {@linkplain MaskConvention#PAINTED painted} mask.
     *
     * @param strokes painted where the image is to change, such as a data URL
     * @return this builder
     */
    public Builder mask(ImageSource strokes) {
      return mask(strokes, MaskConvention.PAINTED);
    }

    /**
     * Sets the mask. By default there is none. A mask that leaves nothing unpainted under {@link
     * MaskConvention#PAINTED} fails the call with {@link
     * io.github.maskloom.errors.OpaqueMaskException} before anything is sent.
     *
     * @param source painted where the image is to change
     * @param meaning what its pixels mean
     * @return this builder
     */
    public Builder mask(ImageSource source, MaskConvention meaning) {
      mask = Optional.of(Objects.requireNonNull(source, "mask"));
      convention = Objects.requireNonNull(meaning, "convention");
      return this;
    }

    /**
     * Sets which masks fit the photo. With another mask the call fails with {@link
     * io.github.maskloom.errors.SizeMismatchException} before anything is sent.
     *
     * @param value by default {@link MaskFit#SAME_SHAPE}
     * @return this builder
     */
    public Builder fit(MaskFit value) {
      fit = Objects.requireNonNull(value, "fit");
      return this;
    }

    /**
     * Sets whether what the mask's strokes enclose counts as painted, as people mean who circle a
     * place. The provider gets the mask so, and so it is restored by. Where it is painted into the
     * photo it is filled with {@link #brush}. See {@link
     * io.github.maskloom.MaskCompositor.Builder#fillEnclosed} for what is enclosed.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder fillEnclosed(boolean value) {
      fillEnclosed = value;
      return this;
    }

    /**
     * Sets what a mask without colors of its own is painted into the photo with, where it travels
     * so. The prompt should speak of the same color.
     *
     * @param value by default {@link Brush#BLUE}
     * @return this builder
     */
    public Builder brush(Brush value) {
      brush = Objects.requireNonNull(value, "brush");
      return this;
    }

    /**
     * Adds an image of what is to be put into the photo.
     *
     * @param image made to meet the provider's limits, and sent behind those before
     * @return this builder
     */
    public Builder reference(Path image) {
      return reference(ImageSource.of(Objects.requireNonNull(image, "reference")));
    }

    /**
     * Adds an image of what is to be put into the photo.
     *
     * @param image made to meet the provider's limits, and sent behind those before
     * @return this builder
     */
    public Builder reference(ImageSource image) {
      references.add(new FusionReference.Image(Objects.requireNonNull(image, "reference")));
      return this;
    }

    /**
     * Adds an image of what is to be put into the photo.
     *
     * @param image made to meet the provider's limits, and sent behind those before
     * @param options what one provider takes of it beside the image
     * @return this builder
     */
    public Builder reference(ImageSource image, ProviderOptions options) {
      Objects.requireNonNull(image, "reference");
      Objects.requireNonNull(options, "options");
      return reference(new FusionReference.Image(image, RequestOptions.of(List.of(options))));
    }

    /**
     * Adds what is to be put into the photo.
     *
     * @param reference an image or a link, behind those before
     * @return this builder
     */
    public Builder reference(FusionReference reference) {
      references.add(Objects.requireNonNull(reference, "reference"));
      return this;
    }

    /**
     * Adds an image that the service fetches itself.
     *
     * @param url with a host; nobody looks at the image here
     * @return this builder
     * @throws IllegalArgumentException unless it is {@code http} or {@code https}
     */
    public Builder reference(URI url) {
      references.add(new FusionReference.Link(Objects.requireNonNull(url, "reference")));
      return this;
    }

    /**
     * Sets the wish in words.
     *
     * @param words by default none
     * @return this builder
     */
    public Builder prompt(String words) {
      prompt = Objects.requireNonNull(words, "prompt");
      return this;
    }

    /**
     * Sets how large the provider's images are to be.
     *
     * @param value by default the provider's choice
     * @return this builder
     */
    public Builder size(OutputSize value) {
      size = Objects.requireNonNull(value, "size");
      return this;
    }

    /**
     * Sets how many images are asked for. More than the model makes in one call are refused, unless
     * {@link #severalCalls} lets it be called again.
     *
     * @param images at least 1, by default 1
     * @return this builder
     * @throws IllegalArgumentException unless positive
     */
    public Builder count(int images) {
      if (images < 1) {
        throw new IllegalArgumentException("at least one image must be asked for");
      }
      count = images;
      return this;
    }

    /**
     * Sets whether more images than the model makes in one call are asked for in several, each of
     * which is billed. No call asks for more images than the model makes, nor all of them for more
     * than {@link #count}.
     *
     * <p>The calls go out one after the other, and each waits for its turn as any does. They are
     * the same but for the number of images, so a fixed seed makes the same image again. The first
     * that fails, or brings no image, is the last, and so is one during which the request is
     * cancelled. Images of calls before are kept, and {@link FusionResult#cutShort} says why there
     * are no more. It says how far any of the calls got, and so calls nothing safe that is billed
     * again.
     *
     * <p>All of it is one call of the client, with one {@link FusionRecord}, whose {@link
     * FusionRecord#calls} is their number.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder severalCalls(boolean value) {
      severalCalls = value;
      return this;
    }

    /**
     * Restores what was not painted, by {@link RestoreOptions#DEFAULT}. Needs a mask.
     *
     * @return this builder
     */
    public Builder restore() {
      return restore(RestoreOptions.DEFAULT);
    }

    /**
     * Restores what was not painted. Needs a mask. By default nothing is restored.
     *
     * @param value how the edge of the paint and the colors are treated
     * @return this builder
     */
    public Builder restore(RestoreOptions value) {
      restoreOptions = Optional.of(Objects.requireNonNull(value, "restore"));
      return this;
    }

    /**
     * Sends only the part of the photo around the paint, as {@link Focus#DEFAULT} says.
     *
     * @return this builder
     */
    public Builder focus() {
      return focus(Focus.DEFAULT);
    }

    /**
     * Sends only the part of the photo around the paint, and puts the answer back into the photo.
     * The part has the photo's own resolution, as far as the provider takes it. The image has the
     * photo's size. What was not painted is restored, by {@link RestoreOptions#DEFAULT} unless
     * {@link #restore} sets others. By default the whole photo is sent. A focus needs a mask on
     * which something is painted: {@link #build} refuses a request without one. Where nothing is
     * painted the call fails with {@link
     * io.github.maskloom.fusion.FusionRequestException.EmptyMaskException}.
     *
     * <p>The mask is read once to find the paint. Rows of the photo are then read down to the end
     * of the part. {@link FusedImage#part} says what was sent, and how large. A provider that takes
     * no mask gets the part without it.
     *
     * @param value how much of the photo is sent
     * @return this builder
     */
    public Builder focus(Focus value) {
      focus = Optional.of(Objects.requireNonNull(value, "focus"));
      return this;
    }

    /**
     * Sets what restored images are written as. By default that is the photo's own format if it can
     * be written, and else PNG. An image that is not restored has the provider's format.
     *
     * @param value with {@link OutputFormat#JPEG}, as by default, a JPEG photo keeps its
     *     coefficients where nothing is painted
     * @return this builder
     */
    public Builder format(OutputFormat value) {
      format = Optional.of(value);
      return this;
    }

    /**
     * Sets what of the photo's metadata goes into restored images, and how they are labeled. An
     * image that is not restored has the provider's metadata.
     *
     * @param value by default {@link MetadataOptions#DEFAULT}
     * @return this builder
     */
    public Builder metadata(MetadataOptions value) {
      metadata = Objects.requireNonNull(value, "metadata");
      return this;
    }

    /**
     * Adds options of one provider. Other providers ignore them.
     *
     * @param value of a type that the request does not have yet; {@link #build} refuses a second
     *     one
     * @return this builder
     */
    public Builder options(ProviderOptions value) {
      options.add(Objects.requireNonNull(value, "options"));
      return this;
    }

    /**
     * Sets who hears of this call, beside the client's own listener.
     *
     * @param value by default {@link FusionListener#NONE}
     * @return this builder
     */
    public Builder listener(FusionListener value) {
      listener = Objects.requireNonNull(value, "listener");
      return this;
    }

    /**
     * Sets whether {@link FusionClient#start} copies the photo, the mask and the references into
     * the call's folder before it returns. They may vanish then while the call runs, as the files
     * of a web request do that has ended, and may open only once. Each may have as many bytes as
     * the client's limits say. Their sizes are looked at before anything is copied. The copies go
     * when the call fails, or its result is closed. The thread that starts the call waits for them.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder copySources(boolean value) {
      copySources = value;
      return this;
    }

    /**
     * Sets what keeps the ticket of this call's job if the service queues. A caller with a row for
     * each call keeps it there.
     *
     * @param value by default the {@linkplain FusionConfig.Builder#jobs client's store}
     * @return this builder
     */
    public Builder jobs(JobStore value) {
      jobs = Optional.of(value);
      return this;
    }

    /**
     * {@return the request as it stands}
     *
     * @throws IllegalArgumentException if it is to be restored or focused but has no mask, or if it
     *     holds options of one type twice. Also if a source opens only once and is not to be copied
     */
    public FusionRequest build() {
      if (focus.isPresent() && mask.isEmpty()) {
        throw new IllegalArgumentException("a focus needs a mask");
      }
      if (restoreOptions.isPresent() && mask.isEmpty()) {
        throw new IllegalArgumentException("restoring needs a mask");
      }
      FusionRequest request = new FusionRequest(this);
      if (!copySources) {
        request.requireReopenable();
      }
      return request;
    }
  }

  /**
   * How much of the photo around the paint a model gets. A part at full resolution replaces the
   * whole photo at a low one.
   *
   * <p>All paint is in one box, however many spots there are. The box grows about its middle by the
   * context factor, and to at least {@value #MIN_SIDE} pixels a side. It is then widened to the
   * shapes and sizes that the provider takes, within the photo. If that is more than {@value
   * #MAX_PERCENT} % of the photo, as with spots far apart, the whole photo is sent.
   *
   * @param context how much wider and higher than the paint the part is; {@value #MIN_CONTEXT} to
   *     {@value #MAX_CONTEXT}
   */
  public record Focus(double context) {
    /** The least context: the paint alone. */
    public static final double MIN_CONTEXT = 1;

    /** The most context. */
    public static final double MAX_CONTEXT = 20;

    /** A part of the photo is at least so wide and high, in pixels, if the photo is. */
    public static final int MIN_SIDE = 512;

    /** Where more of the photo's pixels than this percentage were to be sent, all are. */
    public static final int MAX_PERCENT = 75;

    /** Half as much again as what is painted. */
    public static final Focus DEFAULT = new Focus(1.5);

    /**
     * Checks the factor.
     *
     * @param context {@value #MIN_CONTEXT} to {@value #MAX_CONTEXT}
     * @throws IllegalArgumentException if it is out of its range
     */
    public Focus {
      if (!(context >= MIN_CONTEXT && context <= MAX_CONTEXT)) {
        throw new IllegalArgumentException(
            "a context is a factor from %s to %s".formatted(MIN_CONTEXT, MAX_CONTEXT));
      }
    }

    /**
     * {@return a focus on the paint and what is around it}
     *
     * @param context how much wider and higher than the paint the part is; {@value #MIN_CONTEXT} to
     *     {@value #MAX_CONTEXT}
     * @throws IllegalArgumentException if it is out of its range
     */
    public static Focus of(double context) {
      return new Focus(context);
    }
  }
}
