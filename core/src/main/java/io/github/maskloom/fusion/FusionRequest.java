package io.github.maskloom.fusion;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * What is to be made: a photo, where to change it, what to put there, and in what words. It holds
 * no image. Its sources are opened while a call runs, also after {@link FusionClient#start} has
 * returned. They have to stay until the call has ended, unless {@link Builder#copySources} has them
 * copied.
 *
 * @param photo what is changed
 * @param mask says what is to change; empty if only the prompt says it
 * @param maskOptions what the mask means, which sizes fit, and what it paints
 * @param references what is to be put into the photo, in order
 * @param prompt the wish in words; may be empty
 * @param size how large the provider's images are to be
 * @param count how many images are asked for, at least 1
 * @param severalCalls whether the provider may be called several times for the images
 * @param restoreOptions how what was not painted is restored; empty without a mask, or if the whole
 *     answer is wanted
 * @param focus how much wider and higher than the paint the part of the photo is that is sent;
 *     empty for the whole photo
 * @param output what is written of restored images: format, metadata, and label. Without a format
 *     they have the photo's own if it can be written, and else PNG. Of a whole answer it says the
 *     label alone
 * @param options options that only some providers know
 * @param listener hears of this call, beside the client's own listener
 * @param jobs keeps the ticket of this call's job; empty for the client's store
 * @param copySources whether a client copies the sources before its {@link FusionClient#start}
 *     returns
 */
public record FusionRequest(
    ImageSource photo,
    Optional<ImageSource> mask,
    MaskOptions maskOptions,
    List<FusionReference> references,
    String prompt,
    OutputSize size,
    int count,
    boolean severalCalls,
    Optional<RestoreOptions> restoreOptions,
    OptionalDouble focus,
    OutputOptions output,
    RequestOptions options,
    FusionListener listener,
    Optional<JobStore> jobs,
    boolean copySources) {
  /** The least context of a focus: the paint alone. */
  public static final double MIN_FOCUS = 1;

  /** The most context of a focus. */
  public static final double MAX_FOCUS = 20;

  /** A part that is one and a half times as wide and as high as the paint. */
  public static final double DEFAULT_FOCUS = 1.5;

  /**
   * Checks what only together makes sense. A {@linkplain #builder builder} is shorter.
   *
   * @param photo opens again, unless the sources are copied
   * @param mask likewise
   * @param maskOptions of the mask
   * @param references copied; images open again, unless the sources are copied
   * @param prompt may be empty
   * @param size of the answer
   * @param count at least 1
   * @param severalCalls of the provider
   * @param restoreOptions only with a mask
   * @param focus {@value #MIN_FOCUS} to {@value #MAX_FOCUS}, and only if it is restored
   * @param output as by default but for the label, unless it is restored
   * @param options of providers
   * @param listener to this call
   * @param jobs of this call
   * @param copySources at the start
   * @throws IllegalArgumentException if a value does not fit the others
   */
  public FusionRequest {
    references = List.copyOf(references);
    checkArgument(count > 0, "at least one image must be asked for");
    double context = focus.orElse(MIN_FOCUS);
    checkArgument(
        context >= MIN_FOCUS && context <= MAX_FOCUS,
        "a context is a factor from %s to %s",
        MIN_FOCUS,
        MAX_FOCUS);
    checkArgument(focus.isEmpty() || mask.isPresent(), "a focus needs a mask");
    checkArgument(restoreOptions.isEmpty() || mask.isPresent(), "restoring needs a mask");
    checkArgument(
        focus.isEmpty() || restoreOptions.isPresent(),
        "a focus puts the answer back, and keeps none whole");
    checkArgument(
        restoreOptions.isPresent()
            || output.withLabel(AiLabel.NONE).withLabeled(true).equals(OutputOptions.DEFAULT),
        "only a restored image is written anew; a whole answer stays as it came, but for a label");
    if (!copySources) {
      requireReopenable("photo", photo);
      mask.ifPresent(source -> requireReopenable("mask", source));
      for (FusionReference reference : references) {
        if (reference instanceof FusionReference.Image image) {
          requireReopenable("reference", image.source());
        }
      }
    }
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
   * @param photo a file that stays until the call has ended; it is not opened here
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

  private static void requireReopenable(String role, ImageSource source) {
    checkArgument(
        source.reopenable(),
        "the %s can be opened only once; copySources(true) has it copied",
        role);
  }

  /**
   * {@return this request with other sources of the same images, such as copies} Its {@link
   * #copySources} is false, so no client copies them again.
   *
   * @param replacement gets the photo, the mask and each reference that is an image, in this order,
   *     and returns a source that can be opened again
   * @throws IllegalArgumentException if a source that it returns opens only once
   */
  public FusionRequest withSources(UnaryOperator<ImageSource> replacement) {
    Objects.requireNonNull(replacement, "replacement");
    return new FusionRequest(
        replacement.apply(photo),
        mask.map(replacement),
        maskOptions,
        references.stream().map(each -> replaced(each, replacement)).toList(),
        prompt,
        size,
        count,
        severalCalls,
        restoreOptions,
        focus,
        output,
        options,
        listener,
        jobs,
        false);
  }

  /** Names what is sent and what is written. Of the prompt it says only the length. */
  @Override
  public String toString() {
    return ("FusionRequest[photo=%s, mask=%s, references=%s, prompt=%d characters, size=%s,"
            + " count=%d, focus=%s, restore=%s, output=%s]")
        .formatted(
            photo, mask, references, prompt.length(), size, count, focus, restoreOptions, output);
  }

  /** Collects a request. Not safe to share between threads. */
  public static final class Builder {
    private final ImageSource photo;
    private Optional<ImageSource> mask = Optional.empty();
    private MaskOptions maskOptions = MaskOptions.DEFAULT;
    private final List<FusionReference> references = new ArrayList<>();
    private String prompt = "";
    private OutputSize size = OutputSize.UNSET;
    private int count = 1;
    private boolean severalCalls;
    private Optional<RestoreOptions> restoreOptions = Optional.empty();
    private boolean wholeAnswer;
    private OptionalDouble focus = OptionalDouble.empty();
    private OutputOptions output = OutputOptions.DEFAULT;
    private final List<ProviderOptions> options = new ArrayList<>();
    private FusionListener listener = FusionListener.NONE;
    private boolean copySources;
    private Optional<JobStore> jobs = Optional.empty();

    private Builder(ImageSource photo) {
      this.photo = photo;
    }

    /**
     * Sets a mask in a file. See {@link #mask(ImageSource, MaskConvention)}.
     *
     * @param strokes painted where the image is to change; a file that stays until the call has
     *     ended
     * @return this builder
     */
    public Builder mask(Path strokes) {
      return mask(ImageSource.of(Objects.requireNonNull(strokes, "mask")));
    }

    /**
     * Sets a mask. See {@link #mask(ImageSource, MaskConvention)}.
     *
     * @param strokes painted where the image is to change, such as a data URL
     * @return this builder
     */
    public Builder mask(ImageSource strokes) {
      mask = Optional.of(Objects.requireNonNull(strokes, "mask"));
      return this;
    }

    /**
     * Sets the mask. By default there is none. A mask that leaves nothing unpainted under {@link
     * MaskConvention#PAINTED} fails the call with {@link
     * io.github.maskloom.errors.OpaqueMaskException} before anything is sent. So does one of a size
     * that does not fit, with {@link io.github.maskloom.errors.SizeMismatchException}. One on which
     * nothing is painted fails it with {@link
     * io.github.maskloom.fusion.FusionRequestException.EmptyMaskException}.
     *
     * @param source marks where the image is to change; replaces a mask that was set before
     * @param meaning what its pixels mean; see {@link #maskOptions} for more
     * @return this builder
     */
    public Builder mask(ImageSource source, MaskConvention meaning) {
      return mask(source).maskOptions(maskOptions.withConvention(meaning));
    }

    /**
     * Sets how the mask is taken. A mask whose enclosed places are filled goes to the provider
     * filled, and decides so what is restored. Its brush counts where it is painted into the photo;
     * the prompt should speak of the same color then.
     *
     * @param value what the mask means, which sizes fit, and what it paints; by default {@link
     *     MaskOptions#DEFAULT}
     * @return this builder
     */
    public Builder maskOptions(MaskOptions value) {
      maskOptions = Objects.requireNonNull(value, "maskOptions");
      return this;
    }

    /**
     * Adds an image of what is to be put into the photo.
     *
     * @param image a file that stays until the call has ended. It is scaled and encoded to meet the
     *     provider's limits, and sent after the references before it.
     * @return this builder
     */
    public Builder reference(Path image) {
      return reference(ImageSource.of(Objects.requireNonNull(image, "reference")));
    }

    /**
     * Adds an image of what is to be put into the photo.
     *
     * @param image scaled and encoded to meet the provider's limits, and sent after the references
     *     before it
     * @return this builder
     */
    public Builder reference(ImageSource image) {
      return reference(new FusionReference.Image(Objects.requireNonNull(image, "reference")));
    }

    /**
     * Adds an image of what is to be put into the photo, with what one provider is told of it.
     *
     * @param image scaled and encoded to meet the provider's limits, and sent after the references
     *     before it
     * @param options of the provider's own type; other providers ignore them
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
     * @param reference an image or a link, sent after the references before it
     * @return this builder
     */
    public Builder reference(FusionReference reference) {
      references.add(Objects.requireNonNull(reference, "reference"));
      return this;
    }

    /**
     * Adds an image that the service fetches itself. The library opens no link. A provider whose
     * service fetches none fails the call with {@link FusionRequestException}.
     *
     * @param url {@code http} or {@code https}, with a host
     * @return this builder
     * @throws IllegalArgumentException if it has another scheme or no host
     */
    public Builder reference(URI url) {
      return reference(new FusionReference.Link(Objects.requireNonNull(url, "reference")));
    }

    /**
     * Sets the wish in words. A provider that needs words fails a call without them with {@link
     * FusionRequestException}.
     *
     * @param words by default empty; blanks alone count as none
     * @return this builder
     */
    public Builder prompt(String words) {
      prompt = Objects.requireNonNull(words, "prompt");
      return this;
    }

    /**
     * Sets how large the provider's images are to be. A size that the provider does not make fails
     * the call with {@link FusionRequestException} before anything is sent. A restored image has
     * the photo's size in any case.
     *
     * @param value by default {@link OutputSize#UNSET}: the provider chooses. A {@linkplain #focus
     *     focused} request then asks for the sent part's size if the provider takes {@linkplain
     *     io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes#maxPixels pixels up to a limit}
     *     and does not answer in the photo's size.
     * @return this builder
     */
    public Builder size(OutputSize value) {
      size = Objects.requireNonNull(value, "size");
      return this;
    }

    /**
     * Sets how many images are asked for. More than the model makes in one call fail the call with
     * {@link FusionRequestException}, unless {@link #severalCalls} lets the provider be asked
     * again. A service that queues jobs is not asked again.
     *
     * @param images at least 1, by default 1
     * @return this builder
     * @throws IllegalArgumentException unless positive
     */
    public Builder count(int images) {
      checkArgument(images > 0, "at least one image must be asked for");
      count = images;
      return this;
    }

    /**
     * Sets whether the provider may be asked several times, if {@link #count} is more than the
     * model makes at once. Each time may be billed. All of it is one call of the client, with one
     * {@link FusionRecord}. This has no effect on a provider whose service {@linkplain
     * io.github.maskloom.fusion.spi.ProviderCapabilities#queuesJobs queues jobs}.
     *
     * <p>The requests go out one after the other. They differ only in the number of images, so a
     * fixed seed makes the same image again. The first that fails or brings no image is the last.
     * Images that came before a failure are kept, and {@link FusionResult#cutShort} says why there
     * are no more. That failure's delivery is the furthest that any request got, and its advice
     * never calls safe what may be billed again. A request that brings no image without a failure
     * leaves {@code cutShort} empty. A cancel deletes all images, as it does of any call.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder severalCalls(boolean value) {
      severalCalls = value;
      return this;
    }

    /**
     * Sets how what was not painted is restored. With a mask, every image that comes gets the
     * photo's size, and the photo's pixels where nothing is painted. {@link #build} refuses these
     * options without a mask.
     *
     * @param value how the edge of the paint and the colors are treated; by default {@link
     *     RestoreOptions#DEFAULT}
     * @return this builder
     */
    public Builder restore(RestoreOptions value) {
      restoreOptions = Optional.of(Objects.requireNonNull(value, "restore"));
      wholeAnswer = false;
      return this;
    }

    /**
     * Keeps every image that comes whole, as the provider made it: nothing is restored. A request
     * without a mask keeps it so without asking. {@link #build} refuses it after {@link #restore},
     * and beside a focus or an {@link #output}.
     *
     * @return this builder
     */
    public Builder wholeAnswer() {
      wholeAnswer = true;
      return this;
    }

    /**
     * Sends only the part of the photo around the paint, by {@link #DEFAULT_FOCUS}. See {@link
     * #focus(double)}.
     *
     * @return this builder
     */
    public Builder focus() {
      return focus(DEFAULT_FOCUS);
    }

    /**
     * Sends only the part of the photo around the paint, and puts the answer back into the photo.
     * The part has the photo's own resolution, as far as the provider takes it. The image has the
     * photo's size. What was not painted is restored, as {@link #restore} says. By default the
     * whole photo is sent. A focus needs a mask on which something is painted: {@link #build}
     * refuses a request without one. Where nothing is painted the call fails with {@link
     * io.github.maskloom.fusion.FusionRequestException.EmptyMaskException}.
     *
     * <p>All paint is in one box, however many spots there are. The box grows about its middle by
     * the context factor, and to at least 512 pixels a side. It is then widened to the shapes and
     * sizes that the provider takes, within the photo. If that is more than 75 % of the photo, as
     * with spots far apart, the whole photo is sent.
     *
     * <p>The mask is read once to find the paint. Rows of the photo are then read down to the end
     * of the part. {@link FusedImage#part} says what was sent, and how large. A provider that takes
     * no mask gets the part without it.
     *
     * @param context how much wider and higher than the paint the part is; {@value #MIN_FOCUS} to
     *     {@value #MAX_FOCUS}
     * @return this builder
     */
    public Builder focus(double context) {
      focus = OptionalDouble.of(context);
      return this;
    }

    /**
     * Sets the format that restored images are written in. See {@link #output}.
     *
     * @param value with {@link OutputFormat#JPEG}, a JPEG photo is not encoded again where nothing
     *     is painted. A format that is not installed for writing fails a call that restores with
     *     {@link IllegalArgumentException}, before anything is sent.
     * @return this builder
     */
    public Builder format(OutputFormat value) {
      return output(output.withFormat(value));
    }

    /**
     * Sets what is written of restored images: format, metadata, and label. An image that is not
     * restored has the provider's own format and metadata, and the label if it has none.
     *
     * @param value by default {@link OutputOptions#DEFAULT}: without a format it is the photo's own
     *     if it can be written, and else PNG
     * @return this builder
     */
    public Builder output(OutputOptions value) {
      output = Objects.requireNonNull(value, "output");
      return this;
    }

    /**
     * Adds options of one provider, which other providers ignore.
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
     * Sets whether {@link FusionClient#start} copies the photo, the mask and the references into a
     * temporary folder before it returns. The sources may then open only once, and may vanish while
     * the call runs, as the files of a web request do. The thread that starts the call waits for
     * the copies. A source with more bytes than the client's limits allow, or one that cannot be
     * read, fails the call. The copies are deleted when the call fails or its result is closed, at
     * the latest.
     *
     * @param value by default false
     * @return this builder
     */
    public Builder copySources(boolean value) {
      copySources = value;
      return this;
    }

    /**
     * Sets what keeps the ticket of this call's job, if the provider's service queues jobs. A
     * caller with a database row for each call can keep the ticket in that row.
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
     * @throws IllegalArgumentException if it is to be restored or focused but has no mask, or keeps
     *     the whole answer all the same. Likewise if it says what is written and restores nothing,
     *     holds options of one type twice, or has a source that opens only once and is not to be
     *     copied.
     */
    public FusionRequest build() {
      checkArgument(
          !wholeAnswer || restoreOptions.isEmpty(), "a whole answer takes no options of restoring");
      Optional<RestoreOptions> restored =
          restoreOptions.or(() -> mask.map(any -> RestoreOptions.DEFAULT));
      return new FusionRequest(
          photo,
          mask,
          maskOptions,
          references,
          prompt,
          size,
          count,
          severalCalls,
          wholeAnswer ? Optional.empty() : restored,
          focus,
          output,
          RequestOptions.of(options),
          listener,
          jobs,
          copySources);
    }
  }
}
