package io.github.maskloom.openai;

import io.github.maskloom.http.model.ModelFamily;
import io.github.maskloom.http.model.ModelTable;
import io.github.maskloom.http.model.Retirement;
import io.github.maskloom.openai.OpenAiOptions.FileFormat;
import io.github.maskloom.openai.OpenAiOptions.InputFidelity;
import io.github.maskloom.openai.OpenAiOptions.Quality;
import io.github.maskloom.prepare.UploadLimits;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a family of models can do and takes, as data. Immutable, equal by value.
 *
 * <p>The service's limits move. {@link #toBuilder} makes a family with other ones, and {@link
 * ModelTable#with} puts it in place.
 */
public final class OpenAiModel implements ModelFamily {
  private final String family;
  private final Set<String> ids;
  private final Set<Quality> qualities;
  private final Set<FileFormat> formats;
  private final Set<InputFidelity> fidelities;
  private final boolean complexity;
  private final boolean markup;
  private final boolean streaming;
  private final int maxInputImages;
  private final int maxImages;
  private final Set<String> namedSizes;
  private final Optional<SizeGrid> grid;
  private final UploadLimits inputLimits;
  private final UploadLimits maskLimits;
  private final Optional<Retirement> retired;

  private OpenAiModel(Builder builder) {
    family = builder.family;
    ids = builder.ids;
    qualities = builder.qualities;
    formats = builder.formats;
    fidelities = builder.fidelities;
    complexity = builder.complexity;
    markup = builder.markup;
    streaming = builder.streaming;
    maxInputImages = builder.maxInputImages;
    maxImages = builder.maxImages;
    namedSizes = builder.namedSizes;
    grid = builder.grid;
    inputLimits = builder.inputLimits;
    maskLimits = builder.maskLimits;
    retired = builder.retired;
  }

  /**
   * The sizes that may be asked for in pixels.
   *
   * @param multiple of which both sides are
   * @param maxSide the longer side at most
   * @param maxRatio the longer side over the shorter, at most
   * @param minPixels width times height at least
   * @param maxPixels width times height at most
   */
  public record SizeGrid(
      int multiple, int maxSide, double maxRatio, long minPixels, long maxPixels) {
    /**
     * Checks that sizes exist that fit.
     *
     * @param multiple at least 1
     * @param maxSide at least the multiple
     * @param maxRatio at least 1
     * @param minPixels at least 1
     * @param maxPixels at least the fewest
     * @throws IllegalArgumentException if a number is smaller than that
     */
    public SizeGrid {
      boolean some = multiple >= 1 && maxSide >= multiple && minPixels <= maxPixels;
      if (!some || !(maxRatio >= 1) || minPixels < 1) {
        throw new IllegalArgumentException("no size fits");
      }
    }

    /**
     * Says whether a size meets all five rules.
     *
     * @param width in pixels, above 0
     * @param height in pixels, above 0
     * @return true if the size may be asked for
     */
    public boolean has(int width, int height) {
      long pixels = (long) width * height;
      int longer = Math.max(width, height);
      return width % multiple == 0
          && height % multiple == 0
          && longer <= maxSide
          && longer <= maxRatio * Math.min(width, height)
          && pixels >= minPixels
          && pixels <= maxPixels;
    }
  }

  /**
   * Begins a family without ids. It makes one PNG of one image, and no size may be asked for.
   *
   * @param family its name, for people
   * @return a new builder
   */
  public static Builder builder(String family) {
    return new Builder(family);
  }

  /** {@return a new builder that begins with this family's name and values} */
  public Builder toBuilder() {
    return toBuilder(family);
  }

  /** A builder that begins with all of this family but its name. */
  Builder toBuilder(String otherFamily) {
    Builder builder = new Builder(otherFamily);
    builder.ids = ids;
    builder.qualities = qualities;
    builder.formats = formats;
    builder.fidelities = fidelities;
    builder.complexity = complexity;
    builder.markup = markup;
    builder.streaming = streaming;
    builder.maxInputImages = maxInputImages;
    builder.maxImages = maxImages;
    builder.namedSizes = namedSizes;
    builder.grid = grid;
    builder.inputLimits = inputLimits;
    builder.maskLimits = maskLimits;
    builder.retired = retired;
    return builder;
  }

  /** {@return the family's name, such as {@code GPT image 2}} */
  public String family() {
    return family;
  }

  @Override
  public Set<String> ids() {
    return ids;
  }

  /**
   * {@return the values of {@link OpenAiOptions#quality} that the models take} If empty, a request
   * that sets one is refused.
   */
  public Set<Quality> qualities() {
    return qualities;
  }

  /** {@return the formats that the models write} A request that sets no format counts as PNG. */
  public Set<FileFormat> formats() {
    return formats;
  }

  /**
   * {@return the values of {@link OpenAiOptions#inputFidelity} that the models take} If empty, a
   * request that sets one is refused.
   */
  public Set<InputFidelity> fidelities() {
    return fidelities;
  }

  /** {@return whether a request may set {@link OpenAiOptions#complexity}} */
  public boolean complexity() {
    return complexity;
  }

  /** {@return whether a request may set {@link OpenAiOptions#markup}} */
  public boolean markup() {
    return markup;
  }

  /**
   * {@return whether a request may set {@link OpenAiOptions#stream} or {@link
   * OpenAiOptions#previews}}
   */
  public boolean streaming() {
    return streaming;
  }

  /** {@return the most images that go in, the photo among them, at least 1} */
  public int maxInputImages() {
    return maxInputImages;
  }

  /** {@return the most images that come out, at least 1} */
  public int maxImages() {
    return maxImages;
  }

  /**
   * {@return the names of sizes that may be asked for, such as {@code auto} and {@code 1024x1024},
   * in order}
   */
  public Set<String> namedSizes() {
    return namedSizes;
  }

  /**
   * {@return the sizes that may be asked for in pixels, or empty if only {@link #namedSizes} may be
   * asked for}
   */
  public Optional<SizeGrid> grid() {
    return grid;
  }

  /**
   * {@return what every image that goes in must meet} An image that goes in as a link is not looked
   * at.
   */
  public UploadLimits inputLimits() {
    return inputLimits;
  }

  /** {@return what a mask must meet} */
  public UploadLimits maskLimits() {
    return maskLimits;
  }

  /** {@return since when it is reported retired, or empty if it is not} */
  public Optional<LocalDate> retired() {
    return retired.map(Retirement::since);
  }

  @Override
  public Optional<Retirement> retirement(String id) {
    return retired.filter(reported -> ids.contains(id));
  }

  private List<Object> values() {
    return List.of(
        family,
        ids,
        qualities,
        formats,
        fidelities,
        complexity,
        markup,
        streaming,
        maxInputImages,
        maxImages,
        namedSizes,
        grid,
        inputLimits,
        maskLimits,
        retired);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OpenAiModel model && values().equals(model.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return family + " " + ids;
  }

  /** A family that is being put together. Not safe to share between threads. */
  public static final class Builder {
    private final String family;
    private Set<String> ids = Set.of();
    private Set<Quality> qualities = Set.of();
    private Set<FileFormat> formats = Set.of(FileFormat.PNG);
    private Set<InputFidelity> fidelities = Set.of();
    private boolean complexity;
    private boolean markup;
    private boolean streaming;
    private int maxInputImages = 1;
    private int maxImages = 1;
    private Set<String> namedSizes = Set.of();
    private Optional<SizeGrid> grid = Optional.empty();
    private UploadLimits inputLimits = OpenAiModels.INPUT;
    private UploadLimits maskLimits = OpenAiModels.MASK;
    private Optional<Retirement> retired = Optional.empty();

    private Builder(String family) {
      this.family = Objects.requireNonNull(family);
    }

    /**
     * Sets the ids by which requests name this model.
     *
     * @param values in place of earlier ones; none unless set
     * @return this builder
     */
    public Builder ids(String... values) {
      ids = ordered(values);
      return this;
    }

    /**
     * Sets the values of {@link OpenAiOptions#quality} that the models take.
     *
     * @param values in place of earlier ones; none unless set, so that a request that sets one is
     *     refused
     * @return this builder
     */
    public Builder qualities(Quality... values) {
      qualities = enums(Quality.class, values);
      return this;
    }

    /**
     * Sets the formats that the models write. Without PNG among them, each request must set a
     * format.
     *
     * @param values in place of earlier ones; PNG unless set
     * @return this builder
     */
    public Builder formats(FileFormat... values) {
      formats = enums(FileFormat.class, values);
      return this;
    }

    /**
     * Sets the values of {@link OpenAiOptions#inputFidelity} that the models take.
     *
     * @param values in place of earlier ones; none unless set, so that a request that sets one is
     *     refused
     * @return this builder
     */
    public Builder fidelities(InputFidelity... values) {
      fidelities = enums(InputFidelity.class, values);
      return this;
    }

    /**
     * Says whether a request may set {@link OpenAiOptions#complexity}.
     *
     * @param value false unless set
     * @return this builder
     */
    public Builder complexity(boolean value) {
      complexity = value;
      return this;
    }

    /**
     * Says whether a request may set {@link OpenAiOptions#markup}.
     *
     * @param value false unless set
     * @return this builder
     */
    public Builder markup(boolean value) {
      markup = value;
      return this;
    }

    /**
     * Says whether a request may set {@link OpenAiOptions#stream} or {@link
     * OpenAiOptions#previews}.
     *
     * @param value false unless set
     * @return this builder
     */
    public Builder streaming(boolean value) {
      streaming = value;
      return this;
    }

    /**
     * Limits how many images go in and come out.
     *
     * @param in at most, the photo among them; 1 unless set
     * @param out at most; 1 unless set
     * @return this builder
     * @throws IllegalArgumentException if a number is below 1
     */
    public Builder images(int in, int out) {
      if (in < 1 || out < 1) {
        throw new IllegalArgumentException("an edit has an image, and makes one");
      }
      maxInputImages = in;
      maxImages = out;
      return this;
    }

    /**
     * Sets the names of sizes that may be asked for.
     *
     * @param values such as {@code auto} and {@code 1024x1024}, in place of earlier ones; none
     *     unless set. Where a request asks for no size, one that is width and height is sent.
     * @return this builder
     */
    public Builder namedSizes(String... values) {
      namedSizes = ordered(values);
      return this;
    }

    /**
     * Sets the sizes that may be asked for in pixels.
     *
     * @param value none may be asked for unless set
     * @return this builder
     */
    public Builder grid(SizeGrid value) {
      grid = Optional.of(value);
      return this;
    }

    /**
     * Sets what every image that goes in must meet.
     *
     * @param value PNG below 50 MB unless set
     * @return this builder
     */
    public Builder inputLimits(UploadLimits value) {
      inputLimits = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Sets what a mask must meet.
     *
     * @param value PNG below 4 MB unless set
     * @return this builder
     */
    public Builder maskLimits(UploadLimits value) {
      maskLimits = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Says that all models of the family are reported retired; they are not unless set.
     *
     * @param since the day from which on it is reported so
     * @param successors ids that take its place, the best first; may be none
     * @return this builder
     */
    public Builder retired(LocalDate since, String... successors) {
      retired = Optional.of(new Retirement(since, List.of(successors)));
      return this;
    }

    /** {@return the family as it stands} The builder may be used further. */
    public OpenAiModel build() {
      return new OpenAiModel(this);
    }

    private static Set<String> ordered(String... values) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(values)));
    }

    private static <E extends Enum<E>> Set<E> enums(Class<E> type, E[] values) {
      EnumSet<E> set = EnumSet.noneOf(type);
      Collections.addAll(set, values);
      return Collections.unmodifiableSet(set);
    }
  }
}
