package io.github.maskloom.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every command of every README and of {@code docs} can be given as it is written. All are parsed
 * by a shell. What Maven and Java are told is looked up: modules, profiles, tests, jars and
 * classes. Whatever else there is has a reason here why it is not run.
 */
class CommandsTest {
  /** How commands begin, and why they are not run here. */
  private static final Map<String, String> NOT_RUN =
      Map.ofEntries(
          Map.entry("examples/cli/target/maskloom ", "ReadmeExampleTest of examples/cli runs it"),
          Map.entry("maskloom ", "the tests of examples/cli run such"),
          Map.entry("GEMINI_API_KEY=", "it needs a key, and is billed"),
          Map.entry("OPENAI_API_KEY=", "it needs a key, and is billed"),
          Map.entry("ARK_API_KEY=", "it needs a key, and is billed"),
          Map.entry("BFL_API_KEY=", "it needs a key, and is billed"),
          Map.entry("DASHSCOPE_API_KEY=", "it needs a key, and is billed"),
          Map.entry("maskloom: ", "it is what the command line answers"),
          Map.entry("npm ", ".ci/site runs it"),
          Map.entry("export ", "it sets what the next command or S3's StoreBlocksTest reads"),
          Map.entry("alias ", "its class and jar are looked up as Java's"),
          Map.entry("queue ", "MainTest of examples/queue runs such"),
          Map.entry("spark-submit ", "it needs a cluster; its tests run the same class"),
          Map.entry("curl ", "it needs the studio; its tests send the same"),
          Map.entry("benchmarks/peers/", "it takes minutes to an hour; the script is there"),
          Map.entry("cat room.jpg ", "StandardStreamsTest of examples/cli runs such"),
          Map.entry("java -jar maskloom.jar ", "the tests of examples/cli run such"),
          Map.entry("java -cp 'maskloom.jar:", "LauncherIT of examples/cli has plug-ins"),
          Map.entry("runtime/bin/java ", "consumers/jlink does it"),
          Map.entry("if [ $? ", "it needs jq"),
          Map.entry("jq ", "it needs jq"),
          Map.entry("echo ", "it writes a file for the next command"),
          Map.entry("git clone ", "it makes a second clone"),
          Map.entry("java -jar studio.jar ", "it runs until it is stopped; HostTest starts it so"),
          Map.entry("jlink ", "consumers/jlink does it"),
          Map.entry("sd-server ", "it needs a model"),
          Map.entry("./sd-server ", "it needs a model"));

  /** Text in code that is no command of a shell. */
  private static final List<String> NO_COMMANDS =
      List.of("{", "new ", "<", "|", "//", "c(", "resident = ", "where nothing ");

  @Test
  void canBeGivenAsTheyAreWritten() throws IOException {
    List<String> wrong = new ArrayList<>();
    commands()
        .forEach(
            (command, page) ->
                mistakes(command)
                    .forEach(mistake -> wrong.add(page + ": " + command + ": " + mistake)));

    assertThat(wrong).isEmpty();
  }

  @Test
  void areThereToBeFound() throws IOException {
    assertThat(commands().keySet())
        .anyMatch(command -> command.startsWith("mvn -B -q install"))
        .anyMatch(command -> command.startsWith("mvn -B -q -f examples/"))
        .anyMatch(command -> command.startsWith("java -cp "))
        .hasSizeGreaterThan(40);
  }

  @Test
  void mistakesAreFound() {
    assertThat(mistakes("mvn test -pl examples/nowhere")).anyMatch(has("no module"));
    assertThat(mistakes("mvn test -pl examples/guide -am -Dtest=NoSuchTest"))
        .anyMatch(has("no test"));
    assertThat(mistakes("mvn test -Pnowhere")).anyMatch(has("no profile"));
    assertThat(mistakes("mvn test -pl examples/s3 -am")).anyMatch(has("in no build without"));
    assertThat(mistakes("mvn test -f examples/queue-s3")).anyMatch(has("is not installed"));
    assertThat(mistakes("java -cp ... io.github.maskloom.examples.queue.Main"))
        .anyMatch(has("no jar"));
    assertThat(mistakes("java -cp 'examples/queue/target/maskloom-queue-0.1.0-SNAPSHOT.jar' a.B"))
        .anyMatch(has("no class"));
    assertThat(mistakes("benchmarks/peers/nowhere.sh")).anyMatch(has("no script"));
    assertThat(mistakes("queue 'work")).anyMatch(has("no shell"));
    assertThat(mistakes("frobnicate")).anyMatch(has("no reason"));
  }

  private static Predicate<String> has(String words) {
    return mistake -> mistake.contains(words);
  }

  private static List<String> mistakes(String command) {
    List<String> mistakes = new ArrayList<>();
    if (!isParsed(command)) {
      mistakes.add("no shell takes it");
    }
    for (String part : command.split("&&", -1)) {
      String words = part.strip().replaceFirst("^(time |cd \\S+$)", "");
      boolean reason = NOT_RUN.keySet().stream().anyMatch(words::startsWith);
      boolean java = words.startsWith("alias ") || (words.startsWith("java ") && !reason);
      if (words.startsWith("mvn ")) {
        mistakes.addAll(MavenCommand.of(words).mistakes());
      } else if (java) {
        mistakes.addAll(JavaCommand.of(words).mistakes());
      } else if (!words.isEmpty() && !reason) {
        mistakes.add("no reason why it is not run");
      }
      if (words.startsWith("benchmarks/peers/")
          && !Files.isExecutable(MarkdownPage.ROOT.resolve(words.split(" ", 2)[0]))) {
        mistakes.add("no script");
      }
    }
    return mistakes;
  }

  private static boolean isParsed(String command) {
    try {
      return new ProcessBuilder("bash", "-n", "-c", command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      // A machine without this shell.
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The commands by what they say, with the page of the last of each. */
  private static Map<String, String> commands() throws IOException {
    Map<String, String> commands = new TreeMap<>();
    for (MarkdownPage page : pages()) {
      for (String command : commands(page)) {
        commands.put(command, page.name());
      }
    }
    return commands;
  }

  private static List<MarkdownPage> pages() throws IOException {
    List<MarkdownPage> pages = new ArrayList<>(MarkdownPage.documentation());
    try (Stream<Path> files = Files.find(MarkdownPage.ROOT, 3, (file, is) -> is.isRegularFile())) {
      for (Path file : files.filter(found -> found.endsWith("README.md")).sorted().toList()) {
        pages.add(MarkdownPage.of(MarkdownPage.ROOT.relativize(file).toString()));
      }
    }
    return pages;
  }

  /** Lines that are indented after an empty one, or fenced as a shell's; joined if they go on. */
  private static List<String> commands(MarkdownPage page) {
    List<String> commands = new ArrayList<>();
    StringBuilder command = new StringBuilder();
    boolean fenced = false;
    boolean shell = false;
    boolean indented = false;
    String before = "";
    for (String line : page.lines()) {
      if (line.strip().startsWith("```")) {
        fenced = !fenced;
        shell = fenced && line.strip().matches("```(sh|bash)");
        continue;
      }
      indented = !fenced && line.startsWith("    ") && (indented || before.isBlank());
      before = line;
      if (shell || indented) {
        String text = line.strip();
        boolean goesOn = text.endsWith("\\") || text.endsWith("&&");
        command.append(text.endsWith("\\") ? text.substring(0, text.length() - 1) : text + " ");
        if (!goesOn) {
          add(command.toString().strip().replaceAll(" {2,}#.*| +", " ").strip(), commands);
          command.setLength(0);
        }
      }
    }
    return commands;
  }

  private static void add(String command, List<String> commands) {
    boolean isOne = !command.isEmpty() && !command.startsWith("#");
    if (isOne && NO_COMMANDS.stream().noneMatch(command::startsWith)) {
      commands.add(command);
    }
  }
}
