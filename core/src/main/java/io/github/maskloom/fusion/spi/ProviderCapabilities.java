package io.github.maskloom.fusion.spi;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionReference;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.prepare.UploadLimits;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider can do, as data. Start from {@link #DEFAULT}: {@code
 * ProviderCapabilities.DEFAULT.withReferences(0, 2).withMaxImages(4)}.
 *
 * <p>A request that goes beyond them fails before anything is sent. Images are scaled and encoded
 * to meet the limits where that is possible.
 *
 * @param mask how masks are taken
 * @param references how many references a request has
 * @param sizes which sizes of the result may be asked for
 * @param inputLimits the limits of every image that is sent, but for those of {@link Mask#limits}
 * @param maxImages the most images that the provider makes for one request. A caller who wants more
 *     {@linkplain io.github.maskloom.fusion.FusionRequest.Builder#severalCalls allows several}
 * @param streaming whether images come one by one, each when it is made
 * @param queuesJobs whether the service queues requests as jobs. The provider then tells {@link
 *     ProviderCall#keepJob} of each, and {@link ProviderSession#resume} takes one up again. A
 *     client of such a provider needs a {@link io.github.maskloom.fusion.JobStore}
 * @param promptNeeded whether a request needs a prompt that is not blank
 */
public record ProviderCapabilities(
    Mask mask,
    References references,
    Sizes sizes,
    UploadLimits inputLimits,
    int maxImages,
    boolean streaming,
    boolean queuesJobs,
    boolean promptNeeded) {
  private static final int MAX_MULTIPLE = 1024;

  /**
   * The mask is painted into the photo, there may be one reference, no size is known, and PNG or
   * JPEG of any size is sent. One image is made, without a stream, a job or the need for a prompt.
   */
  public static final ProviderCapabilities DEFAULT =
      new ProviderCapabilities(
          new Mask(
              MaskTransport.PAINTED_INTO_PHOTO,
              MaskConvention.WHITE_EDITS,
              Optional.empty(),
              false),
          new References(0, 1, false),
          Sizes.NONE,
          UploadLimits.NONE.withMediaTypes("image/png", "image/jpeg"),
          1,
          false,
          false,
          false);

  /**
   * Checks the number of images.
   *
   * @param mask how masks are taken
   * @param references how many
   * @param sizes of the result
   * @param inputLimits of every image that is sent
   * @param maxImages at least 1
   * @param streaming whether images come one by one
   * @param queuesJobs whether requests are queued
   * @param promptNeeded whether there has to be one
   * @throws IllegalArgumentException if no image is made
   */
  public ProviderCapabilities {
    checkArgument(maxImages > 0, "a provider makes at least one image");
  }

  /**
   * How masks are taken.
   *
   * @param transport how the provider learns what part of the photo is to change
   * @param convention what the pixels of a mask that is an image of its own mean to the provider.
   *     The caller's mask is converted to it. It counts only with {@link
   *     MaskTransport#SEPARATE_IMAGE}
   * @param limits of a mask, or of its paint, that is sent as an image of its own; empty for those
   *     of every image
   * @param partial whether a mask that is an image of its own must leave something unpainted
   */
  public record Mask(
      MaskTransport transport,
      MaskConvention convention,
      Optional<UploadLimits> limits,
      boolean partial) {}

  /**
   * How many references a request has.
   *
   * @param min the fewest
   * @param max the most
   * @param linked whether the service fetches references from links itself
   */
  public record References(int min, int max, boolean linked) {
    /**
     * Checks the numbers.
     *
     * @param min at least 0
     * @param max at least {@code min}
     * @param linked true if links are fetched
     * @throws IllegalArgumentException if no number lies between them
     */
    public References {
      checkArgument(min >= 0 && min <= max, "no number lies between %s and %s", min, max);
    }
  }

  /**
   * Which sizes of the result may be asked for. Start from {@link #NONE} or names: {@code
   * Sizes.of("1K", "2K").withPixels(1, 4_000_000, 3)}.
   *
   * @param names the sizes that the provider has names for, as it spells them
   * @param anyName whether other names are passed on to the service, which takes or refuses them
   * @param inPixels whether a size may be given in pixels
   * @param minPixels the fewest pixels, width times height, of a size given in pixels
   * @param maxPixels the most pixels of the same
   * @param maxAspectRatio the most that the longer side of the same may be over the shorter
   * @param multiple the number of pixels that each side must be a multiple of, in a size given in
   *     pixels and in a {@linkplain io.github.maskloom.fusion.FusionRequest.Builder#focus focused}
   *     part
   * @param maxSide the longest side of a size given in pixels
   * @param asPhoto whether images have the photo's size as it is sent, unless a size is asked for.
   *     If not, a focused request asks for the sent part's size, where sizes in pixels have a limit
   */
  public record Sizes(
      Set<String> names,
      boolean anyName,
      boolean inPixels,
      long minPixels,
      long maxPixels,
      double maxAspectRatio,
      int multiple,
      int maxSide,
      boolean asPhoto) {
    /** No size may be asked for. */
    public static final Sizes NONE = of();

    /** Every size may be asked for. */
    public static final Sizes ANY =
        NONE.withAnyName(true).withPixels(1, Long.MAX_VALUE, Double.POSITIVE_INFINITY);

    /**
     * Copies the names and checks the numbers.
     *
     * @param names in their order
     * @param anyName whether others are passed on
     * @param inPixels whether sizes may be given in pixels
     * @param minPixels at least 1
     * @param maxPixels at least {@code minPixels}
     * @param maxAspectRatio at least 1
     * @param multiple 1 to 1024, and at most the root of {@code maxPixels}
     * @param maxSide at least {@code multiple}
     * @param asPhoto whether images have the photo's size
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Sizes {
      names = ImmutableSet.copyOf(names);
      checkArgument(
          minPixels > 0 && minPixels <= maxPixels && maxAspectRatio >= 1 && maxSide >= multiple,
          "no size could be given");
      checkArgument(
          multiple > 0 && multiple <= MAX_MULTIPLE,
          "a side is a multiple of 1 to %s",
          MAX_MULTIPLE);
      checkArgument(
          (long) multiple * multiple <= maxPixels,
          "sides that are multiples of %s make more than %s pixels",
          multiple,
          maxPixels);
    }

    /**
     * {@return names alone}
     *
     * @param names as the provider spells them
     */
    public static Sizes of(String... names) {
      Set<String> inOrder = ImmutableSet.copyOf(names);
      double any = Double.POSITIVE_INFINITY;
      return new Sizes(inOrder, false, false, 1, Long.MAX_VALUE, any, 1, Integer.MAX_VALUE, false);
    }

    /**
     * {@return the same with other names passed on, or not}
     *
     * @param value true if the service takes or refuses them
     */
    public Sizes withAnyName(boolean value) {
      return new Sizes(
          names, value, inPixels, minPixels, maxPixels, maxAspectRatio, multiple, maxSide, asPhoto);
    }

    /**
     * {@return the same, with sizes given in pixels}
     *
     * @param least the smallest product of the sides, at least 1
     * @param most the largest product of the sides, at least {@code least}
     * @param ratio the longer side over the shorter at most, at least 1
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Sizes withPixels(long least, long most, double ratio) {
      return new Sizes(names, anyName, true, least, most, ratio, multiple, maxSide, asPhoto);
    }

    /**
     * {@return the same with other sides}
     *
     * @param of what each is a multiple of, 1 to 1024
     * @param longest the most pixels of one, at least {@code of}
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Sizes withSides(int of, int longest) {
      return new Sizes(
          names, anyName, inPixels, minPixels, maxPixels, maxAspectRatio, of, longest, asPhoto);
    }

    /** {@return the same, where images have the photo's size unless one is asked for} */
    public Sizes withPhotoSize() {
      return new Sizes(
          names, anyName, inPixels, minPixels, maxPixels, maxAspectRatio, multiple, maxSide, true);
    }

    /**
     * {@return whether a size may be asked for in pixels}
     *
     * @param width above 0
     * @param height above 0
     */
    public boolean has(int width, int height) {
      return refusal(OutputSize.of(width, height)).isEmpty();
    }

    private String known() {
      String named = names.isEmpty() ? "no names" : String.join(", ", names);
      return named + (inPixels ? " and pixels such as 1024x768" : "");
    }

    private Optional<String> refusal(OutputSize size) {
      String said = "the size " + size + " ";
      if (!size.isInPixels()) {
        boolean known = !size.isNamed() || anyName || names.contains(size.name());
        return first(known ? "" : said + "is not known; known are " + known());
      }
      long pixels = (long) size.width() * size.height();
      int longer = Math.max(size.width(), size.height());
      double ratio = (double) longer / Math.min(size.width(), size.height());
      boolean isMultiple = size.width() % multiple == 0 && size.height() % multiple == 0;
      String many = said + "is " + pixels + " pixels, but at ";
      return first(
          inPixels ? "" : said + "is in pixels, but known are only " + known(),
          pixels >= minPixels ? "" : many + "least " + minPixels + " are needed",
          pixels <= maxPixels ? "" : many + "most " + maxPixels + " are made",
          ratio <= maxAspectRatio
              ? ""
              : said + "has sides in a ratio of more than " + maxAspectRatio,
          isMultiple ? "" : said + "has a side that is not a multiple of " + multiple,
          longer <= maxSide ? "" : said + "has a side of more than " + maxSide + " pixels");
    }
  }

  /** The first of several refusals, of which those that do not hold are empty. */
  private static Optional<String> first(String... refusals) {
    return Arrays.stream(refusals).filter(text -> !text.isEmpty()).findFirst();
  }

  /** {@return the limits of a mask, or of its paint, that is sent as an image of its own} */
  public UploadLimits maskLimits() {
    return mask.limits().orElse(inputLimits);
  }

  /**
   * {@return the same with masks taken in another way}
   *
   * @param value how the provider learns what part of the photo is to change
   */
  public ProviderCapabilities withMask(MaskTransport value) {
    return with(new Mask(value, mask.convention(), mask.limits(), mask.partial()));
  }

  /**
   * {@return the same with another meaning of a mask that is an image of its own}
   *
   * @param value what its pixels mean to the provider
   */
  public ProviderCapabilities withMask(MaskConvention value) {
    return with(new Mask(mask.transport(), value, mask.limits(), mask.partial()));
  }

  /**
   * {@return the same with other limits of a mask that is an image of its own}
   *
   * @param value in place of those of every image
   */
  public ProviderCapabilities withMask(UploadLimits value) {
    return with(new Mask(mask.transport(), mask.convention(), Optional.of(value), mask.partial()));
  }

  /**
   * {@return the same, with masks that may be painted everywhere, or not}
   *
   * @param value true if a mask that is an image of its own must leave something unpainted
   */
  public ProviderCapabilities withPartialMasks(boolean value) {
    return with(new Mask(mask.transport(), mask.convention(), mask.limits(), value));
  }

  private ProviderCapabilities with(Mask other) {
    return new ProviderCapabilities(
        other, references, sizes, inputLimits, maxImages, streaming, queuesJobs, promptNeeded);
  }

  /**
   * {@return the same with another number of references}
   *
   * @param least at least 0
   * @param most at least {@code least}
   * @throws IllegalArgumentException if no number lies between them
   */
  public ProviderCapabilities withReferences(int least, int most) {
    return with(new References(least, most, references.linked()));
  }

  /**
   * {@return the same with references that may be links, or not}
   *
   * @param value true if the service fetches them itself
   */
  public ProviderCapabilities withLinkedReferences(boolean value) {
    return with(new References(references.min(), references.max(), value));
  }

  private ProviderCapabilities with(References other) {
    return new ProviderCapabilities(
        mask, other, sizes, inputLimits, maxImages, streaming, queuesJobs, promptNeeded);
  }

  /**
   * {@return the same with other sizes}
   *
   * @param value which may be asked for
   */
  public ProviderCapabilities withSizes(Sizes value) {
    return new ProviderCapabilities(
        mask, references, value, inputLimits, maxImages, streaming, queuesJobs, promptNeeded);
  }

  /**
   * {@return the same with other limits}
   *
   * @param value of every image that is sent
   */
  public ProviderCapabilities withInputLimits(UploadLimits value) {
    return new ProviderCapabilities(
        mask, references, sizes, value, maxImages, streaming, queuesJobs, promptNeeded);
  }

  /**
   * {@return the same with more images}
   *
   * @param value the most of one request, at least 1
   * @throws IllegalArgumentException unless positive
   */
  public ProviderCapabilities withMaxImages(int value) {
    return new ProviderCapabilities(
        mask, references, sizes, inputLimits, value, streaming, queuesJobs, promptNeeded);
  }

  /**
   * {@return the same, with images that come one by one, or not}
   *
   * @param value true if each comes when it is made
   */
  public ProviderCapabilities withStreaming(boolean value) {
    return new ProviderCapabilities(
        mask, references, sizes, inputLimits, maxImages, value, queuesJobs, promptNeeded);
  }

  /**
   * {@return the same, with requests that are queued as jobs, or not}
   *
   * @param value true if they are
   */
  public ProviderCapabilities withJobs(boolean value) {
    return new ProviderCapabilities(
        mask, references, sizes, inputLimits, maxImages, streaming, value, promptNeeded);
  }

  /**
   * {@return the same, with a prompt that is needed, or not}
   *
   * @param value true if a request needs one that is not blank
   */
  public ProviderCapabilities withPromptNeeded(boolean value) {
    return new ProviderCapabilities(
        mask, references, sizes, inputLimits, maxImages, streaming, queuesJobs, value);
  }

  /**
   * Makes sure that a caller's request stays within these capabilities.
   *
   * @param provider id for the message
   * @param request what is asked for. A focus tells where to look even if no mask can be taken
   * @throws FusionRequestException saying in words what was asked and what is allowed
   */
  public void check(String provider, FusionRequest request) {
    boolean onlyHere = mask.transport() == MaskTransport.NONE && request.focus().isPresent();
    check(
        provider,
        request.mask().isPresent() && !onlyHere,
        request.references(),
        request.prompt(),
        request.size(),
        imagesOfCall(request));
  }

  /**
   * Makes sure that a request as a provider gets it stays within these capabilities. It counts as
   * masked if the mask is an image of its own.
   *
   * @param provider id for the message
   * @param request what a call asks for
   * @throws FusionRequestException saying in words what was asked and what is allowed
   */
  public void check(String provider, ProviderRequest request) {
    check(
        provider,
        request.mask().isPresent(),
        request.references(),
        request.prompt(),
        request.size(),
        request.count());
  }

  private void check(
      String provider, boolean masked, List<?> given, String prompt, OutputSize size, int images) {
    boolean noMask = masked && mask.transport() == MaskTransport.NONE;
    boolean linked =
        given.stream()
            .anyMatch(
                each -> each instanceof FusionReference.Link || each instanceof ProviderInput.Link);
    int count = given.size();
    String counted =
        "the request has %s reference%s, but at "
            .formatted(count == 0 ? "no" : count, count == 1 ? "" : "s");
    first(
            noMask ? "the request has a mask, which this provider cannot take" : "",
            count >= references.min()
                ? ""
                : counted + "least " + references.min() + " must be given",
            count <= references.max() ? "" : counted + "most " + references.max() + " may be given",
            !linked || references.linked()
                ? ""
                : "a reference is a link, which this provider does not fetch",
            images <= maxImages
                ? ""
                : "the request asks for %s images, but at most %s".formatted(images, maxImages)
                    + " are made in one call, and "
                    + (queuesJobs ? "jobs are not split" : "the request does not allow several"),
            promptNeeded && prompt.isBlank() ? "there is no prompt, but it must be given" : "",
            sizes.refusal(size).orElse(""))
        .ifPresent(
            rule -> {
              throw new FusionRequestException(rule, FusionException.Failure.notSent(provider));
            });
  }

  /**
   * {@return how many images the provider is asked for at once, at most}
   *
   * @param request of a caller, which may allow several calls; a job has one ticket, and a call one
   *     job
   */
  public int imagesOfCall(FusionRequest request) {
    boolean several = request.severalCalls() && !queuesJobs;
    return several ? Math.min(request.count(), maxImages) : request.count();
  }

  /** How a provider learns what part of the photo is to change. */
  public enum MaskTransport {
    /** The mask is painted into the photo, and the prompt speaks of the paint. */
    PAINTED_INTO_PHOTO,

    /** The mask is an image of its own, of the photo's size. */
    SEPARATE_IMAGE,

    /** The paint is an image of its own, of the photo's size: transparent where nothing changes. */
    PAINT_OVERLAY,

    /** Not at all: only the prompt says where. */
    NONE
  }
}
