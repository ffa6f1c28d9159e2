package io.github.maskloom.examples.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a command tells Maven, as far as it can be looked up.
 *
 * @param modules folders of {@code -pl} or {@code -f}
 * @param alone whether it is {@code -f}, so that everything else must be installed
 * @param profiles of {@code -P}
 * @param tests patterns of {@code -Dtest}
 */
record MavenCommand(
    List<String> modules, boolean alone, List<String> profiles, List<String> tests) {
  private static final Pattern PROFILE_MODULES =
      Pattern.compile("<profile>.*?<id>(\\w+)</id>\\s*<modules>(.*?)</modules>", Pattern.DOTALL);
  private static final Pattern OF_THIS_BUILD =
      Pattern.compile(
          "<artifactId>(maskloom-[\\w-]+)</artifactId>\\s*<version>\\$\\{project.version}");

  static MavenCommand of(String command) {
    List<String> modules = list(command, " -(?:pl|f) (\\S+)");
    return new MavenCommand(
        modules,
        command.contains(" -f "),
        list(command, " -P(\\S+)"),
        list(command, " -Dtest=(\\S+)"));
  }

  private static List<String> list(String command, String pattern) {
    return Pattern.compile(pattern)
        .matcher(command)
        .results()
        .flatMap(found -> Stream.of(found.group(1).replace("'", "").split(",", -1)))
        .toList();
  }

  List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    for (String module : modules) {
      if (Files.isRegularFile(pom(module))) {
        addThoseOf(module, mistakes);
      } else {
        mistakes.add("there is no module " + module);
      }
    }
    for (String profile : profiles) {
      Stream<Path> poms =
          Stream.concat(
              Stream.of(pom("."), pom("examples")), modules.stream().map(MavenCommand::pom));
      if (poms.filter(Files::isRegularFile)
          .noneMatch(pom -> text(pom).contains("<id>" + profile + "</id>"))) {
        mistakes.add("there is no profile " + profile);
      }
    }
    for (String test : tests) {
      if (modules.stream().noneMatch(module -> hasTest(module, test))) {
        mistakes.add("there is no test " + test);
      }
    }
    return mistakes;
  }

  private void addThoseOf(String module, List<String> mistakes) {
    Matcher profile = PROFILE_MODULES.matcher(text(pom("examples")));
    boolean hidden = false;
    boolean shown = false;
    while (!alone && profile.find()) {
      if (profile.group(2).contains("<module>" + module.replace("examples/", "") + "</module>")) {
        hidden = true;
        shown |= profiles.contains(profile.group(1));
      }
    }
    if (hidden && !shown) {
      mistakes.add(module + " is in no build without its profile");
    }
    Matcher example = OF_THIS_BUILD.matcher(text(pom(module)));
    while (alone && example.find()) {
      if (!example.group(1).endsWith("-provider")) {
        mistakes.add(example.group(1) + " is not installed");
      }
    }
  }

  private static boolean hasTest(String module, String test) {
    String[] classAndMethod = test.split("#", 2);
    String name = classAndMethod[0].replaceFirst("^.*\\.(?=[*\\w]+$)", "");
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name + ".java");
    try (Stream<Path> files = Files.walk(MarkdownPage.ROOT.resolve(module).resolve("src"))) {
      return files.anyMatch(file -> matcher.matches(file.getFileName()));
    } catch (IOException e) {
      return false;
    }
  }

  private static Path pom(String module) {
    return MarkdownPage.ROOT.resolve(module).resolve("pom.xml");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
