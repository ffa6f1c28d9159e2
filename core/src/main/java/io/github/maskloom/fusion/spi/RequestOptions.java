package io.github.maskloom.fusion.spi;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Optional;

/**
 * The options of a request or of a reference, of which a provider takes those of its own type.
 * Immutable.
 */
public final class RequestOptions {
  /** No options. */
  public static final RequestOptions NONE = new RequestOptions(List.of());

  private final List<ProviderOptions> options;

  private RequestOptions(List<ProviderOptions> options) {
    this.options = options;
  }

  /**
   * {@return the options of several providers together}
   *
   * @param options at most one of each type; copied
   * @throws IllegalArgumentException if two are of the same type
   */
  public static RequestOptions of(List<? extends ProviderOptions> options) {
    long types = options.stream().map(Object::getClass).distinct().count();
    checkArgument(types == options.size(), "options of one type are given twice");
    return new RequestOptions(List.copyOf(options));
  }

  /**
   * {@return the options of a provider's type, or empty if none were given}
   *
   * @param <T> the provider's own type
   * @param type its class, or one above it
   */
  public <T extends ProviderOptions> Optional<T> get(Class<T> type) {
    return options.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  @Override
  public String toString() {
    return options.toString();
  }
}
