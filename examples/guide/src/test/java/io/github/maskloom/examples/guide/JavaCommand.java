package io.github.maskloom.examples.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command tells Java.
 *
 * @param jar the first of the class path, if it is one of a module
 * @param main the class, unless the jar names it
 */
record JavaCommand(Optional<Jar> jar, Optional<String> main) {
  private static final Pattern JAR =
      Pattern.compile("(?:^|[' ])([\\w/-]+)/target/([\\w.-]+)\\.jar");
  private static final Pattern MAIN = Pattern.compile(" ([a-z][\\w.]*\\.[A-Z]\\w*)\\b");

  /** A jar that a module's build makes. */
  record Jar(String module, String name) {}

  static JavaCommand of(String command) {
    Matcher jar = JAR.matcher(command);
    Matcher main = MAIN.matcher(command);
    return new JavaCommand(
        jar.find() ? Optional.of(new Jar(jar.group(1), jar.group(2))) : Optional.empty(),
        command.contains("-jar ") || !main.find() ? Optional.empty() : Optional.of(main.group(1)));
  }

  List<String> mistakes() {
    if (jar.isEmpty()) {
      return List.of("there is no jar of a module");
    }
    List<String> mistakes = new ArrayList<>();
    String name = jar.get().name().replaceFirst("-\\d[\\w.-]*$", "");
    Path module = MarkdownPage.ROOT.resolve(jar.get().module());
    if (!named(module, name)) {
      mistakes.add("no build makes " + name + ".jar in " + jar.get().module());
    }
    if (main.isPresent()
        && !Files.isRegularFile(
            module.resolve("src/main/java/" + main.get().replace('.', '/') + ".java"))) {
      mistakes.add("there is no class " + main.get());
    }
    return mistakes;
  }

  private static boolean named(Path module, String name) {
    try {
      String pom = Files.readString(module.resolve("pom.xml"));
      return pom.contains("<artifactId>" + name + "</artifactId>")
          || pom.contains("<finalName>" + name + "</finalName>")
          || pom.contains("/" + name + ".jar</outputFile>");
    } catch (IOException e) {
      return false;
    }
  }
}
