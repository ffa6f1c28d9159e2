package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.http.ProblemType;
import io.github.maskloom.fusion.FusionProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page has words for everything, in both languages. */
class PageWordsTest {
  private static final Path PAGE = Path.of("src/main/resources/static");
  private static final Pattern IN_HTML = Pattern.compile("data-(?:text|alt|label)=\"([^\"]+)\"");
  private static final Pattern IN_SCRIPT =
      Pattern.compile(
          "(?:text|say|inform)\\(\"([a-z.-]+)\""
              + "|\"((?:advice|fuse|kinds|live|note|stage)\\.[a-zA-Z.]+)\"");
  private static final Pattern PROBLEM = Pattern.compile("new (?:api\\.)?Problem\\(\"([a-z-]+)\"");
  private static final Pattern STAGE = Pattern.compile("showBusy\\(\"([a-z]+)\"");

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void hasWordsForEveryProblemOfTheServer(String language) throws Exception {
    JsonNode words = words(language);
    for (ProblemType type : ProblemType.values()) {
      assertThat(words.path("problem." + type.code()).asString()).as(type.code()).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void hasWordsForEverythingThatThePageAsksFor(String language) throws Exception {
    Set<String> keys = new TreeSet<>();
    collect(IN_HTML, Files.readString(PAGE.resolve("index.html")), "", keys);
    String scripts = all(PAGE.resolve("js"), ".js");
    collect(IN_SCRIPT, scripts, "", keys);
    collect(PROBLEM, scripts, "problem.", keys);
    keys.addAll(List.of("problem.heic", "problem.avif"));
    collect(STAGE, scripts, "stage.", keys);
    for (FusionProgress.Stage stage : FusionProgress.Stage.values()) {
      keys.add("stage." + stage.name().toLowerCase(Locale.ROOT));
    }
    assertThat(keys)
        .contains("title", "live.result", "fuse.again", "problem.mask-type", "stage.mask")
        .contains("stage.restoring")
        .hasSizeGreaterThan(80);

    JsonNode words = words(language);
    assertThat(keys).allSatisfy(key -> assertThat(words.path(key).asString()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void hasWordsForEveryKindAndStyleOfTheFurniture(String language) throws Exception {
    JsonNode words = words(language);
    JsonNode catalog = json(Path.of("src/main/resources/furniture/furniture_metadata.json"));
    assertThat(catalog.path("furniture"))
        .isNotEmpty()
        .allSatisfy(
            item -> {
              assertThat(words.path("type." + item.path("type").asString()).asString())
                  .as("%s", item)
                  .isNotBlank();
              assertThat(words.path("style." + item.path("style").asString()).asString())
                  .as("%s", item)
                  .isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void fillsInTheSameValues(String language) throws Exception {
    JsonNode english = words("en");
    JsonNode other = words(language);
    for (String key : english.propertyNames()) {
      assertThat(values(other.path(key).asString()))
          .as(key)
          .isEqualTo(values(english.path(key).asString()));
    }
  }

  private static Set<String> values(String words) {
    Set<String> values = new TreeSet<>();
    collect(Pattern.compile("\\{([a-z]+)}"), words, "", values);
    return values;
  }

  private static void collect(Pattern pattern, String text, String prefix, Set<String> keys) {
    pattern
        .matcher(text)
        .results()
        .forEach(
            found -> {
              for (int group = 1; group <= found.groupCount(); group++) {
                if (found.group(group) != null) {
                  keys.add(prefix + found.group(group));
                }
              }
            });
  }

  private static String all(Path folder, String ending) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(ending))::iterator) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private static JsonNode words(String language) throws IOException {
    return json(PAGE.resolve("strings/" + language + ".json"));
  }

  private static JsonNode json(Path file) throws IOException {
    return new JsonMapper().readTree(Files.readString(file));
  }
}
