package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What GraalVM is told of each module still is there; else a native image would lack it. */
class NativeImageMetadataTest {
  private static final Path CORE = Path.of("src", "main", "resources");
  private static final Path HTTP = Path.of("..", "provider-http", "src", "main", "resources");

  @Test
  void methodsThatAreLookedUpByNameAreThere() throws Exception {
    Path config = metadata(CORE, "maskloom-core").resolve("reflect-config.json");
    List<String> names = values(config, "name");

    Class<?> type = Class.forName(names.get(0));

    assertThat(names.subList(1, names.size()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(type.getDeclaredMethods()).map(Method::getName).toList());
  }

  @Test
  void resourcesAreThere() throws IOException {
    assertThat(missing(CORE, "maskloom-core")).isEmpty();
    assertThat(missing(HTTP, "maskloom-provider-http")).isEmpty();
  }

  private static List<String> missing(Path resources, String module) throws IOException {
    List<String> patterns =
        new ArrayList<>(
            values(metadata(resources, module).resolve("resource-config.json"), "pattern"));
    try (Stream<Path> files = Files.walk(resources)) {
      List<String> names =
          files
              .map(file -> resources.relativize(file).toString().replace(File.separatorChar, '/'))
              .toList();
      assertThat(patterns).isNotEmpty();
      patterns.removeIf(
          pattern -> names.stream().anyMatch(Pattern.compile(pattern).asMatchPredicate()));
    }
    return patterns;
  }

  private static Path metadata(Path resources, String module) {
    return resources.resolve(Path.of("META-INF", "native-image", "io.github.maskloom", module));
  }

  private static List<String> values(Path json, String field) throws IOException {
    List<String> values = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json.toFile())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && field.equals(parser.currentName())) {
          values.add(parser.getText());
        }
      }
    }
    return values;
  }
}
