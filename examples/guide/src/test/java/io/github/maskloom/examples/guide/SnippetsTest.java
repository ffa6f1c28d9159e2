package io.github.maskloom.examples.guide;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every block of Java on a page compiles, with the imports that the page shows and no others.
 *
 * <p>Blocks are members of one class, or statements. What the text takes for granted is declared in
 * a comment right above the block: {@code <!-- given: Path photo; Path mask -->}. A block that runs
 * elsewhere, in whatever language, names the file that has its paragraphs: {@code <!-- from: file
 * -->}.
 */
class SnippetsTest {
  private static final Pattern GIVEN = Pattern.compile("<!-- given: (.*?) -->");
  private static final Pattern FROM = Pattern.compile("<!-- from: (.*?) -->");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\n?");
  private static final Pattern MEMBER =
      Pattern.compile(
          "^(@|(public|private|protected|static|final|abstract|class|record|interface|enum) "
              + "|(?!return|new|throw|else)[\\w.<>\\[\\], ?]+ \\w+\\([^;]*\\{$)",
          Pattern.MULTILINE);

  @TempDir Path classes;

  /** A page as a class of Java. */
  private static final class PageClass extends SimpleJavaFileObject {
    private final String code;

    private PageClass(String name, String code) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }

  @Test
  void compile() throws IOException {
    assertThat(compile(pages(), classes)).isEmpty();
  }

  @Test
  void blocksThatRunElsewhereAreThereToTheLetter() throws IOException {
    List<String> other = new ArrayList<>();
    for (MarkdownPage page : pages()) {
      for (MarkdownPage.Block block : page.blocks()) {
        Matcher from = FROM.matcher(block.above());
        if (from.find()) {
          String file = stripped(Files.readString(MarkdownPage.ROOT.resolve(from.group(1))));
          String split = block.code().startsWith("import ") ? "\n\n|(?<=;)\n(?=import )" : "\n\n";
          Stream.of(block.code().split(split))
              .filter(part -> !file.contains(stripped(part)))
              .forEach(part -> other.add(page.name() + ": " + part));
        }
      }
    }

    assertThat(other).isEmpty();
  }

  private static String stripped(String code) {
    return code.lines().map(String::strip).collect(joining("\n"));
  }

  /** Compiles pages to classes that are called Page0, Page1 and so on; returns what is wrong. */
  static List<String> compile(List<MarkdownPage> compiled, Path classes) {
    List<PageClass> pages = new ArrayList<>();
    for (MarkdownPage page : compiled) {
      String name = "Page" + pages.size();
      pages.add(new PageClass(name, source(page, name)));
    }
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();

    ToolProvider.getSystemJavaCompiler()
        .getTask(
            null,
            null,
            problems,
            List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path")),
            null,
            pages)
        .call();

    return problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(SnippetsTest::described)
        .toList();
  }

  private static List<MarkdownPage> pages() throws IOException {
    List<MarkdownPage> pages = new ArrayList<>(MarkdownPage.documentation());
    for (String module :
        List.of(
            "ark-provider",
            "providers/openai",
            "providers/gemini",
            "providers/flux",
            "providers/dashscope",
            "providers/fal",
            "providers/ideogram",
            "providers/local",
            "providers/http",
            "testing/providers")) {
      pages.add(MarkdownPage.of(module + "/README.md"));
    }
    return pages;
  }

  private static String source(MarkdownPage page, String name) {
    Set<String> imports = new LinkedHashSet<>();
    Set<String> fields = new LinkedHashSet<>();
    StringBuilder members = new StringBuilder();
    int number = 0;
    for (MarkdownPage.Block block : page.blocks()) {
      if (block.language().equals("java") && !FROM.matcher(block.above()).find()) {
        IMPORT.matcher(block.code()).results().forEach(found -> imports.add(found.group()));
        String code = IMPORT.matcher(block.code()).replaceAll("").strip();
        Matcher given = GIVEN.matcher(block.above());
        String declared = given.find() ? given.group(1) + ";" : "";
        if (MEMBER.matcher(code).lookingAt()) {
          fields.add(declared);
          members.append(code).append('\n');
        } else {
          members.append(statements(++number, declared, code));
        }
      }
    }
    return imports.stream().collect(joining())
        + "\n// %s%nabstract class %s {%n%s%n%s}%n"
            .formatted(page.name(), name, String.join("\n", fields), members);
  }

  private static String statements(int number, String declared, String code) {
    return "abstract class Block%d {%n%s%nvoid run() throws Exception {%n%s%n}%n}%n"
        .formatted(number, declared, code);
  }

  private static String described(Diagnostic<? extends JavaFileObject> problem) {
    String source = ((PageClass) problem.getSource()).code;
    String page = source.lines().filter(line -> line.startsWith("// ")).findFirst().orElse("");
    String line = source.lines().skip(problem.getLineNumber() - 1).findFirst().orElse("");
    return page.substring(3) + ": " + line.strip() + " <- " + problem.getMessage(null);
  }
}
