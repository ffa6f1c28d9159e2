package io.github.maskloom.http;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderOptions;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.http.text.JsonValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What one request asks of a service beyond what all providers know: a model, and fields by their
 * names. What is not set is not sent, so the service's default holds. Immutable, equal by value.
 *
 * @param <O> its own type
 */
public abstract class ModelOptions<O extends ModelOptions<O>> implements ProviderOptions {
  private final Optional<String> model;
  private final Map<String, Object> fields;
  private final Set<String> taken;
  private final BiFunction<Optional<String>, Map<String, Object>, O> maker;

  /**
   * Makes options of a copy of the fields.
   *
   * @param model the model's id, or empty for the configuration's
   * @param fields members of the request by name
   * @param taken names that {@link #withField} does not take, since the request says them itself
   * @param maker makes options of the same type, with another model and other fields
   * @throws IllegalArgumentException if a value is or holds null, or what JSON cannot say
   */
  protected ModelOptions(
      Optional<String> model,
      Map<String, Object> fields,
      Set<String> taken,
      BiFunction<Optional<String>, Map<String, Object>, O> maker) {
    this.model = model;
    this.fields = JsonValues.copyOf(fields);
    this.taken = taken;
    this.maker = maker;
  }

  /**
   * {@return the options of a request that are of a provider's type, or {@code none}}
   *
   * @param <O> the provider's own type
   * @param asked of a request
   * @param none options of that type with nothing set
   */
  public static <O extends ModelOptions<O>> O of(RequestOptions asked, O none) {
    @SuppressWarnings("unchecked") // the class of an O
    Class<O> type = (Class<O>) none.getClass();
    return asked.get(type).orElse(none);
  }

  /** {@return the model's id, or empty for the configuration's} */
  public final Optional<String> model() {
    return model;
  }

  /** {@return what is set, by the names that the service has for it; unmodifiable} */
  public final Map<String, Object> fields() {
    return fields;
  }

  /**
   * Asks another model than the configuration's.
   *
   * @param id of the model
   * @return a copy
   * @throws IllegalArgumentException if the id is blank, or the service takes no such id
   */
  public final O withModel(String id) {
    checkArgument(!id.isBlank(), "a model's id is not blank");
    return maker.apply(Optional.of(id), fields);
  }

  /**
   * Adds a member of the request, or replaces the one that was set. It is for fields and values
   * that are newer than this version. A known model's rule of a field counts here too.
   *
   * @param name any but those that the request says itself
   * @param value a string, number or boolean, or lists and maps of these
   * @return a copy
   * @throws IllegalArgumentException if the value is or holds null, or what JSON cannot say
   * @throws IllegalArgumentException if the request says the field itself
   */
  public final O withField(String name, Object value) {
    checkArgument(!taken.contains(name), "the field %s is no option", name);
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(name, value);
    return maker.apply(model, more);
  }

  /**
   * {@return a copy that has a member with a value, or does not have it}
   *
   * @param name of the member
   * @param has whether it has it
   * @param value that it has then
   */
  protected final O withField(String name, boolean has, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.remove(name);
    O without = maker.apply(model, more);
    return has ? without.withField(name, value) : without;
  }

  /**
   * {@return what a provider can do with the model that is asked, as far as it is known and
   * checked}
   *
   * @param config that names the model unless these options do
   * @param others what is taken of a model that is not known
   */
  public final ProviderCapabilities capabilities(HttpConfig config, Model others) {
    return config.checkedBy(model.orElse(config.model())).orElse(others).capabilities(fields);
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof ModelOptions<?> options && values().equals(options.values());
  }

  @Override
  public final int hashCode() {
    return values().hashCode();
  }

  private List<Object> values() {
    return List.of(getClass(), model, fields);
  }

  /** {@return the model, and the names of what is set} */
  @Override
  public final String toString() {
    return "%s[%s, %s]".formatted(getClass().getSimpleName(), model, fields.keySet());
  }
}
