package io.github.maskloom.http.model;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSet;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.Sizes;
import io.github.maskloom.prepare.UploadLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a family of models takes, as data. Immutable, equal by value.
 *
 * <p>Services' limits move. The {@code with} methods make a family with other values, and {@link
 * ModelTable#with} puts it in place.
 *
 * @param family its name, such as {@code Seedream 4.5}
 * @param ids by which requests name these models
 * @param retired what is reported of ids that are taken out of service
 * @param images how many go in and come out, and what they must meet
 * @param sizes that may be asked for
 * @param fields what is taken of members of the request, by name; a dot leads into an object, as in
 *     {@code imageConfig.aspectRatio}. What is not here is not checked. {@code stream} says whether
 *     images come one by one, and {@code prompt} whether one is needed.
 * @param modes what else holds if a field has a certain value
 */
public record Model(
    String family,
    Set<String> ids,
    Map<String, Retirement> retired,
    Images images,
    Sizes sizes,
    Map<String, Allowed> fields,
    List<Mode> modes) {
  /** The field that says whether each image comes when it is made. */
  private static final String STREAM = "stream";

  /**
   * Keeps copies.
   *
   * @param family a name for people
   * @param ids may be empty in a family that is only there to be copied
   * @param retired by id; others than {@code ids} do not count
   * @param images of a request
   * @param sizes of what comes out
   * @param fields by name
   * @param modes in which order they are applied
   */
  public Model {
    ids = ImmutableSet.copyOf(ids);
    retired = Map.copyOf(retired);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    modes = List.copyOf(modes);
  }

  /**
   * How many images go in and come out, and what they must meet.
   *
   * @param in at most, the photo among them; 0 if the models take none
   * @param out at most, at least 1
   * @param limits of every image that goes in but the mask
   * @param mask limits of a mask that is an image of its own
   */
  public record Images(int in, int out, UploadLimits limits, UploadLimits mask) {
    /**
     * Checks the numbers.
     *
     * @param in at least 0
     * @param out at least 1
     * @param limits of each image
     * @param mask of each mask
     * @throws IllegalArgumentException if a number is smaller
     */
    public Images {
      checkArgument(in >= 0 && out >= 1, "a request has images or none, and makes one");
    }
  }

  /**
   * What else holds if a field has a certain value.
   *
   * @param field of the request
   * @param value that it has
   * @param change what the models take then
   */
  public record Mode(String field, Object value, UnaryOperator<Model> change) {}

  /**
   * {@return a family that makes one image of one image of any kind, in no size that is asked for}
   *
   * @param family its name, for people
   * @param ids by which requests name these models
   */
  public static Model of(String family, String... ids) {
    Images one = new Images(1, 1, UploadLimits.NONE, UploadLimits.NONE);
    return new Model(family, Set.of(), Map.of(), one, Sizes.NONE, Map.of(), List.of()).withIds(ids);
  }

  /**
   * {@return this with another name and other ids}
   *
   * @param name for people
   * @param values by which requests name these models
   */
  public Model named(String name, String... values) {
    return new Model(name, ids, retired, images, sizes, fields, modes).withIds(values);
  }

  /**
   * {@return this with other ids}
   *
   * @param values by which requests name these models, in place of the others
   */
  public Model withIds(String... values) {
    return new Model(family, ImmutableSet.copyOf(values), retired, images, sizes, fields, modes);
  }

  /**
   * {@return this with a report that models are taken out of service} Requests are sent all the
   * same, with a warning in the log.
   *
   * @param report since when, and what to ask instead
   * @param of ids of these models; all of the family's if none is named
   */
  public Model withRetirement(Retirement report, String... of) {
    Map<String, Retirement> more = new HashMap<>(retired);
    (of.length == 0 ? ids : List.of(of)).forEach(id -> more.put(id, report));
    return new Model(family, ids, more, images, sizes, fields, modes);
  }

  /**
   * {@return this with other numbers of images}
   *
   * @param in at most, the photo among them; 0 if the models take none
   * @param out at most, at least 1
   * @throws IllegalArgumentException if a number is smaller
   */
  public Model withImages(int in, int out) {
    return with(new Images(in, out, images.limits, images.mask));
  }

  /**
   * {@return this with other limits of images}
   *
   * @param limits of every image that goes in but the mask
   * @param mask limits of a mask that is an image of its own
   */
  public Model withLimits(UploadLimits limits, UploadLimits mask) {
    return with(new Images(images.in, images.out, limits, mask));
  }

  /**
   * {@return this with other limits of images} A mask must meet them too, in the media types that
   * it had.
   *
   * @param limits of every image that goes in
   */
  public Model withInputLimits(UploadLimits limits) {
    String[] types = images.mask.mediaTypes().toArray(String[]::new);
    return withLimits(limits, limits.withMediaTypes(types));
  }

  private Model with(Images other) {
    return new Model(family, ids, retired, other, sizes, fields, modes);
  }

  /**
   * {@return this with other sizes}
   *
   * @param value in place of the others
   */
  public Model withSizes(Sizes value) {
    return new Model(family, ids, retired, images, value, fields, modes);
  }

  /**
   * {@return this with another rule of a field}
   *
   * @param name of the field; a dot leads into an object
   * @param allowed which values are taken
   */
  public Model withField(String name, Allowed allowed) {
    Map<String, Allowed> more = new LinkedHashMap<>(fields);
    more.put(name, allowed);
    return new Model(family, ids, retired, images, sizes, more, modes);
  }

  /**
   * {@return this with the same rule of several fields}
   *
   * @param allowed which values are taken
   * @param names of the fields
   */
  public Model withFields(Allowed allowed, String... names) {
    Model model = this;
    for (String name : names) {
      model = model.withField(name, allowed);
    }
    return model;
  }

  /**
   * {@return this with another mode} Of two modes of the same value of a field, both are applied.
   *
   * @param field of the request
   * @param value that it has
   * @param change what the models take then
   */
  public Model when(String field, Object value, UnaryOperator<Model> change) {
    List<Mode> more = new ArrayList<>(modes);
    more.add(new Mode(field, value, change));
    return new Model(family, ids, retired, images, sizes, fields, more);
  }

  /** {@return this without any mode} */
  public Model withoutModes() {
    return new Model(family, ids, retired, images, sizes, fields, List.of());
  }

  /**
   * Finds what is reported of a model's retirement.
   *
   * @param id as requests name it
   * @return what is reported, or empty if nothing is, or the id is another family's
   */
  public Optional<Retirement> retirement(String id) {
    return Optional.ofNullable(retired.get(id)).filter(report -> ids.contains(id));
  }

  /**
   * {@return what is taken of a field; {@link Allowed#NONE} if there is no rule of it}
   *
   * @param name of the field
   */
  public Allowed field(String name) {
    return fields.getOrDefault(name, Allowed.NONE);
  }

  /**
   * {@return what these models take of a request, with all its modes applied}
   *
   * @param asked fields of the request
   */
  public Model in(Map<String, Object> asked) {
    Model model = this;
    for (Mode mode : modes) {
      if (mode.value.equals(asked.get(mode.field))) {
        String name = model.family + " with " + mode.field + " " + mode.value;
        model = mode.change.apply(model).named(name, ids.toArray(String[]::new));
      }
    }
    return model;
  }

  /**
   * {@return what a provider can do with these models, as far as they say it} The service adds how
   * a mask travels, and whether it fetches links and queues jobs.
   *
   * @param asked fields of the request, which may set a mode
   */
  public ProviderCapabilities capabilities(Map<String, Object> asked) {
    Model model = in(asked);
    // A photo is asked for in its own size where it can be, so it keeps to the longest side too.
    int longest = Math.min(model.sizes.maxSide(), model.images.limits.maxSide());
    return ProviderCapabilities.DEFAULT
        .withReferences(0, Math.max(0, model.images.in - 1))
        .withMaxImages(model.images.out)
        .withStreaming(model.field(STREAM).some())
        .withPromptNeeded(model.field("prompt").least() == 1)
        .withInputLimits(model.images.limits.withMaxSide(longest))
        .withMask(model.images.mask)
        .withSizes(model.sizes);
  }

  /**
   * Says what is wrong with the fields of a request.
   *
   * @param asked fields as they are sent
   * @return the first field that is not taken, and why; empty if all are
   */
  public Optional<String> refusal(Map<String, Object> asked) {
    Model model = in(asked);
    for (Map.Entry<String, Allowed> field : model.fields.entrySet()) {
      Object value = at(asked, field.getKey());
      if (value != null && !field.getValue().takes(value)) {
        String why = field.getKey() + field.getValue().refusal(value);
        return Optional.of(why + otherModes(field.getKey(), value) + " (" + model.family + ")");
      }
    }
    return Optional.empty();
  }

  /** Which values of other fields would have a value taken that is not taken without them. */
  private String otherModes(String name, Object value) {
    List<String> taking =
        modes.stream()
            .filter(
                mode ->
                    !field(name).takes(value) && mode.change.apply(this).field(name).takes(value))
            .map(mode -> mode.field + " " + mode.value)
            .toList();
    return taking.isEmpty() ? "" : ", only with " + String.join(" or ", taking);
  }

  private static @Nullable Object at(Map<String, Object> asked, String path) {
    Object value = asked;
    for (String name : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value;
  }
}
