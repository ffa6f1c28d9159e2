package io.github.maskloom.fusion;

import io.github.maskloom.Brush;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be made: a scene, where to change it, what to put there, and in what words. Immutable;
 * it holds no image, and its sources are opened while a call runs.
 */
public final class FusionRequest {
  private final ImageSource scene;
  private final Optional<ImageSource> mask;
  private final MaskConvention convention;
  private final Brush brush;
  private final List<FusionReference> references;
  private final String prompt;
  private final OutputSize size;
  private final int count;
  private final Optional<RestoreOptions> restoreOptions;
  private final Optional<Focus> focus;
  private final RequestOptions options;
  private final FusionListener listener;

  private FusionRequest(Builder builder) {
    scene = builder.scene;
    mask = builder.mask;
    convention = builder.convention;
    brush = builder.brush;
    references = List.copyOf(builder.references);
    prompt = builder.prompt;
    size = builder.size;
    count = builder.count;
    restoreOptions =
        builder.focus.isPresent()
            ? builder.restoreOptions.or(() -> Optional.of(RestoreOptions.DEFAULT))
            : builder.restoreOptions;
    focus = builder.focus;
    options = RequestOptions.of(builder.options);
    listener = builder.listener;
  }

  /** A request for a scene in a file. */
  public static Builder builder(Path scene) {
    return builder(ImageSource.of(scene));
  }

  /**
   * A request for a scene.
   *
   * @throws IllegalArgumentException if the source opens only once
   */
  public static Builder builder(ImageSource scene) {
    return new Builder(reopenable(scene));
  }

  private static ImageSource reopenable(ImageSource source) {
    if (!source.reopenable()) {
      throw new IllegalArgumentException("fusing needs a source that can be opened again");
    }
    return source;
  }

  /** The photo of the room. */
  public ImageSource scene() {
    return scene;
  }

  /** What is to change; empty if that is for the prompt to say. */
  public Optional<ImageSource> mask() {
    return mask;
  }

  /** What the mask means. */
  public MaskConvention convention() {
    return convention;
  }

  /** What a mask without colours of its own is painted into the scene with. */
  public Brush brush() {
    return brush;
  }

  /** What is to be put into the scene. */
  public List<FusionReference> references() {
    return references;
  }

  /** The wish in words; may be empty. */
  public String prompt() {
    return prompt;
  }

  /** How large the provider's images are to be. */
  public OutputSize size() {
    return size;
  }

  /** How many images. */
  public int count() {
    return count;
  }

  /** How what was not painted is brought back; empty if it is not. */
  public Optional<RestoreOptions> restoreOptions() {
    return restoreOptions;
  }

  /** How closely the model looks at what is painted; empty if it is sent the whole scene. */
  public Optional<Focus> focus() {
    return focus;
  }

  /** What only some providers know. */
  public RequestOptions options() {
    return options;
  }

  /** Who hears of this call. */
  public FusionListener listener() {
    return listener;
  }

  /** Says everything but the prompt's words. */
  @Override
  public String toString() {
    return "FusionRequest[scene=%s, mask=%s, references=%s, prompt=%d characters, size=%s, count=%d]"
        .formatted(scene, mask, references, prompt.length(), size, count);
  }

  /** Collects a request. Not safe to share between threads. */
  public static final class Builder {
    private final ImageSource scene;
    private Optional<ImageSource> mask = Optional.empty();
    private MaskConvention convention = MaskConvention.PAINTED;
    private Brush brush = Brush.BLUE;
    private final List<FusionReference> references = new ArrayList<>();
    private String prompt = "";
    private OutputSize size = OutputSize.UNSET;
    private int count = 1;
    private Optional<RestoreOptions> restoreOptions = Optional.empty();
    private Optional<Focus> focus = Optional.empty();
    private final List<ProviderOptions> options = new ArrayList<>();
    private FusionListener listener = FusionListener.NONE;

    private Builder(ImageSource scene) {
      this.scene = scene;
    }

    /** A {@linkplain MaskConvention#PAINTED painted} mask in a file. */
    public Builder mask(Path strokes) {
      return mask(ImageSource.of(strokes));
    }

    /**
     * A {@linkplain MaskConvention#PAINTED painted} mask, such as a data URL.
     *
     * @throws IllegalArgumentException if the source opens only once
     */
    public Builder mask(ImageSource strokes) {
      return mask(strokes, MaskConvention.PAINTED);
    }

    /**
     * What is to change; nothing in particular unless set. A mask that leaves nothing unpainted
     * under {@link MaskConvention#PAINTED} fails the call with {@link
     * io.github.maskloom.errors.OpaqueMaskException} before anything is sent.
     *
     * @throws IllegalArgumentException if the source opens only once
     */
    public Builder mask(ImageSource source, MaskConvention meaning) {
      mask = Optional.of(reopenable(source));
      convention = Objects.requireNonNull(meaning);
      return this;
    }

    /**
     * What a mask without colours of its own is painted into the scene with, where it travels so;
     * {@link Brush#BLUE} unless set. The prompt should speak of the same colour.
     */
    public Builder brush(Brush value) {
      brush = Objects.requireNonNull(value);
      return this;
    }

    /** Adds an image of what is to be put into the scene. */
    public Builder reference(Path image) {
      return reference(ImageSource.of(image));
    }

    /**
     * Adds an image of what is to be put into the scene.
     *
     * @throws IllegalArgumentException if the source opens only once
     */
    public Builder reference(ImageSource image) {
      references.add(new FusionReference.Image(image));
      return this;
    }

    /**
     * Adds an image that the service fetches itself.
     *
     * @throws IllegalArgumentException unless it is {@code http} or {@code https}
     */
    public Builder reference(URI url) {
      references.add(new FusionReference.Link(url));
      return this;
    }

    /** The wish in words; none unless set. */
    public Builder prompt(String words) {
      prompt = Objects.requireNonNull(words);
      return this;
    }

    /** How large the provider's images are to be; its choice unless set. */
    public Builder size(OutputSize value) {
      size = Objects.requireNonNull(value);
      return this;
    }

    /**
     * How many images; 1 unless set.
     *
     * @throws IllegalArgumentException unless positive
     */
    public Builder count(int images) {
      if (images < 1) {
        throw new IllegalArgumentException("at least one image must be asked for");
      }
      count = images;
      return this;
    }

    /** Brings back what was not painted, as {@link RestoreOptions#DEFAULT} says; needs a mask. */
    public Builder restore() {
      return restore(RestoreOptions.DEFAULT);
    }

    /** Brings back what was not painted; not done unless set; needs a mask. */
    public Builder restore(RestoreOptions value) {
      restoreOptions = Optional.of(value);
      return this;
    }

    /** Sends only the part of the scene around the paint, as {@link Focus#DEFAULT} says. */
    public Builder focus() {
      return focus(Focus.DEFAULT);
    }

    /**
     * Sends only the part of the scene around the paint, at the photo's own resolution as far as
     * the provider takes it, and puts what the model makes of it back into the photo: the image has
     * the photo's size, and what was not painted is restored, as {@link RestoreOptions#DEFAULT}
     * says unless {@link #restore} says otherwise. The whole scene is sent unless set; needs a mask
     * on which something is painted.
     *
     * <p>The mask is read once to find the paint; then rows of the photo are read as far down as
     * the part goes. {@link FusedImage#part} tells what was sent, and how large. A provider to whom
     * no mask can be told is sent the part without it.
     */
    public Builder focus(Focus value) {
      focus = Optional.of(value);
      return this;
    }

    /** Adds what only some providers know; others pass it over. */
    public Builder options(ProviderOptions value) {
      options.add(Objects.requireNonNull(value));
      return this;
    }

    /** Who hears of this call, beside the client's own listener; nobody unless set. */
    public Builder listener(FusionListener value) {
      listener = Objects.requireNonNull(value);
      return this;
    }

    /**
     * The request as it stands.
     *
     * @throws IllegalArgumentException if it is to be restored or focused but has no mask, or holds
     *     options of one type twice
     */
    public FusionRequest build() {
      if (restoreOptions.isPresent() && mask.isEmpty()) {
        throw new IllegalArgumentException("without a mask nothing says what to restore");
      }
      if (focus.isPresent() && mask.isEmpty()) {
        throw new IllegalArgumentException("without a mask nothing says where to look");
      }
      return new FusionRequest(this);
    }
  }
}
