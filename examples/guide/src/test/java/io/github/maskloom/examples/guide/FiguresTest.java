package io.github.maskloom.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Figures and versions that pages repeat are those of the place that they come from. */
class FiguresTest {
  private static final Pattern FIGURE = Pattern.compile("\\d[\\d.]* (MB|GB|KB|s|ms|%)(?!\\w)");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<artifactId>([\\w.-]+)</artifactId>\\s*<version>([^<]+)</version>");

  @Test
  void everyFigureOfTheReadmeIsAmongTheBenchmarks() throws IOException {
    String readme = text("README.md");

    assertThat(FIGURE.matcher(readme).results().map(MatchResult::group))
        .isNotEmpty()
        .allSatisfy(figure -> assertThat(text("benchmarks/README.md")).contains(figure));
  }

  @Test
  void everyDependencyHasTheVersionOfTheBuild() throws IOException {
    List<String> built = new ArrayList<>();
    for (String pom : poms()) {
      built.addAll(dependencies(pom));
    }
    List<String> shown = new ArrayList<>();
    for (String name : MarkdownPage.everyName()) {
      shown.addAll(dependencies(text(name)));
    }

    assertThat(built).containsAll(shown);
  }

  private static List<String> poms() throws IOException {
    String root = text("pom.xml");
    List<String> poms = new ArrayList<>();
    for (String folder : List.of("", "examples")) {
      try (var modules = Files.walk(MarkdownPage.ROOT.resolve(folder), folder.isEmpty() ? 2 : 3)) {
        for (Path pom : modules.filter(file -> file.endsWith("pom.xml")).toList()) {
          String text = Files.readString(pom);
          String own = dependency(text, "(?s)</parent>.*?<artifactId>([^<]+)", root);
          poms.add(own + resolved(resolved(text, text), root));
        }
      }
    }
    return poms;
  }

  /** The module itself as a dependency: it has the version of the root. */
  private static String dependency(String pom, String artifact, String root) {
    String version = first(root, "<artifactId>maskloom-parent</artifactId>\\s*<version>([^<]+)");
    return "<artifactId>%s</artifactId><version>%s</version>"
        .formatted(first(pom, artifact), version);
  }

  private static String first(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElse("none");
  }

  private static String resolved(String pom, String properties) {
    return Pattern.compile("\\$\\{([\\w.-]+\\.version)}")
        .matcher(pom)
        .replaceAll(
            name -> {
              String value = first(properties, "<" + Pattern.quote(name.group(1)) + ">([^<]+)<");
              return value.equals("none") ? "\\${" + name.group(1) + "}" : value;
            });
  }

  private static List<String> dependencies(String text) {
    return DEPENDENCY
        .matcher(text)
        .results()
        .map(found -> found.group(1) + ":" + found.group(2))
        .collect(Collectors.toList());
  }

  private static String text(String name) throws IOException {
    return Files.readString(MarkdownPage.ROOT.resolve(name));
  }
}
