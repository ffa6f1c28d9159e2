package io.github.maskloom.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Holds if a provider has its key, or an address where it needs no key, or is chosen. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnProvider.OnProvider.class)
@interface ConditionalOnProvider {
  /** Its name below {@code maskloom.fusion}. */
  String value();

  /** The environment variable of its key, if it has one. */
  String key() default "";

  /** Asks the environment. */
  final class OnProvider implements Condition {
    private static final String PREFIX = "maskloom.fusion.";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      Map<String, Object> asked =
          Objects.requireNonNull(
              metadata.getAnnotationAttributes(ConditionalOnProvider.class.getName()));
      String name = (String) Objects.requireNonNull(asked.get("value"));
      String key = (String) Objects.requireNonNull(asked.get("key"));
      Environment environment = context.getEnvironment();
      Stream<String> enough =
          key.isEmpty()
              ? Stream.of(PREFIX + name + ".base-url")
              : Stream.of(key, PREFIX + name + ".api-key");
      boolean isSet =
          enough.anyMatch(property -> StringUtils.hasText(environment.getProperty(property)));
      return isSet
          || name.equals(environment.getProperty(PREFIX + "provider"))
          || name.equals(environment.getProperty(PREFIX + "fallback"));
    }
  }
}
