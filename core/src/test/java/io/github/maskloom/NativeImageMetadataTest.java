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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GraalVM is told of each module still is there; else a native image would lack it. */
class NativeImageMetadataTest {
  private static final Path PNG = resources("formats/png");

  private static Path resources(String module) {
    return Path.of("..").resolve(module).resolve(Path.of("src", "main", "resources"));
  }

  @Test
  void methodsThatAreLookedUpByNameAreThere() throws Exception {
    Path config = metadata(PNG, "maskloom-png").resolve("reflect-config.json");
    List<String> names = values(config, "name");

    Class<?> type = Class.forName(names.get(0));

    assertThat(names.subList(1, names.size()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(type.getDeclaredMethods()).map(Method::getName).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "raster, raster",
    "formats/png, png",
    "formats/jpeg, jpeg",
    "formats/classic, classic",
    "formats/webp, webp",
    "providers/local, local-provider",
    "providers/http, provider-http"
  })
  void resourcesAreThere(String module, String artifact) throws IOException {
    assertThat(missing(resources(module), "maskloom-" + artifact)).isEmpty();
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
