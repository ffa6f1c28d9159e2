package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page has the same words in both languages, and some for whatever the server says. */
class PageWordsTest {
  private static final Path PAGE = Path.of("src/main/resources/static");
  private static final Pattern TYPE = Pattern.compile("urn:maskloom:problem:([a-z-]+)");
  private static final Pattern ALIKE = Pattern.compile("(?m)^  \"([a-z-]+)\": \"[a-z-]+\",$");

  /** What the page never asks for. */
  private static final List<String> NEVER_SEEN =
      List.of("unauthorized", "method-not-allowed", "unsupported-media-type");

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void hasWordsForEveryProblemOfTheServer(String language) throws Exception {
    Set<String> kinds = found(TYPE, Files.readString(AnswersTest.COMMITTED));
    kinds.removeAll(NEVER_SEEN);
    kinds.removeAll(found(ALIKE, Files.readString(PAGE.resolve("js/api.js"))));
    assertThat(kinds).contains("too-slow", "visitor-full").hasSizeGreaterThan(10);

    JsonNode words = words(language);
    assertThat(kinds)
        .allSatisfy(kind -> assertThat(words.path("problem." + kind).asString()).isNotBlank());
  }

  @Test
  void saysTheSameInBothLanguages() throws Exception {
    JsonNode english = words("en");
    JsonNode chinese = words("zh");
    Pattern value = Pattern.compile("\\{([a-z]+)}");
    assertThat(chinese.propertyNames()).containsAll(english.propertyNames());
    for (String key : english.propertyNames()) {
      assertThat(found(value, chinese.path(key).asString()))
          .as(key)
          .isEqualTo(found(value, english.path(key).asString()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void hasWordsForEveryKindAndStyleOfTheFurniture(String language) throws Exception {
    JsonNode words = words(language);
    for (JsonNode item :
        json(Path.of("src/main/resources/furniture/furniture_metadata.json")).path("furniture")) {
      for (String of : List.of("type", "style")) {
        assertThat(words.path(of + "." + item.path(of).asString()).asString())
            .as("%s", item)
            .isNotBlank();
      }
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().map((MatchResult each) -> each.group(1)).forEach(found::add);
    return found;
  }

  private static JsonNode words(String language) throws IOException {
    return json(PAGE.resolve("strings/" + language + ".json"));
  }

  private static JsonNode json(Path file) throws IOException {
    return new JsonMapper().readTree(Files.readString(file));
  }
}
