package io.github.maskloom.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Editors complete by a file that is written by hand, so it is held to the properties. */
class ConfigurationMetadataTest {
  /** What is below {@code maskloom.fusion} by the names of providers, as they are installed. */
  private static final List<String> SERVICES =
      List.of("ark", "openai", "sd-server", "gemini", "flux", "dashscope", "fal", "ideogram");

  private static final String FILE = "/META-INF/spring-configuration-metadata.json";

  @Test
  void describesEveryPropertyWithItsType() throws Exception {
    Map<String, String> described = new TreeMap<>();
    for (JsonNode property : metadata().get("properties")) {
      String name = property.get("name").asString();
      described.put(name, property.get("type").asString());
      assertThat(property.get("description").asString()).as(name).endsWith(".");
    }

    Map<String, String> properties = properties("maskloom", MaskloomProperties.class);
    for (String service : SERVICES) {
      properties.putAll(properties("maskloom.fusion." + service, MaskloomProperties.Service.class));
    }
    assertThat(described).isEqualTo(properties);
  }

  @Test
  void saysEveryDefault() throws Exception {
    for (JsonNode property : metadata().get("properties")) {
      String[] path = property.get("name").asString().split("\\.");
      RecordComponent component = component(MaskloomProperties.class, path, 1);
      DefaultValue value = defaultOf(component);
      JsonNode said = property.get("defaultValue");
      assertThat(said == null ? null : said.asString())
          .as(property.get("name").asString())
          .isEqualTo(value == null ? null : value.value()[0]);
    }
  }

  private static RecordComponent component(Class<?> type, String[] path, int depth) {
    if (type == MaskloomProperties.Fusion.class && SERVICES.contains(path[depth])) {
      return component(MaskloomProperties.Service.class, path, depth + 1);
    }
    for (RecordComponent component : type.getRecordComponents()) {
      if (kebab(component.getName()).equals(path[depth])) {
        return depth == path.length - 1
            ? component
            : component(component.getType(), path, depth + 1);
      }
    }
    throw new AssertionError("there is no property " + String.join(".", path));
  }

  private static @Nullable DefaultValue defaultOf(RecordComponent component) throws Exception {
    Class<?> type = component.getDeclaringRecord();
    RecordComponent[] all = type.getRecordComponents();
    for (int i = 0; i < all.length; i++) {
      if (all[i].getName().equals(component.getName())) {
        return type.getDeclaredConstructors()[0].getParameters()[i].getAnnotation(
            DefaultValue.class);
      }
    }
    throw new AssertionError(component);
  }

  private static Map<String, String> properties(String prefix, Class<?> type) {
    Map<String, String> properties = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + "." + kebab(component.getName());
      Class<?> of = component.getType();
      if (of.isRecord()) {
        properties.putAll(properties(name, of));
      } else {
        properties.put(name, ClassUtils.resolvePrimitiveIfNecessary(of).getName());
      }
    }
    return properties;
  }

  private static String kebab(String name) {
    String kebab = name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    return ConfigurationPropertyName.of(kebab).toString();
  }

  private static JsonNode metadata() throws Exception {
    try (InputStream json = ConfigurationMetadataTest.class.getResourceAsStream(FILE)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(json));
    }
  }
}
