package io.github.maskloom.examples.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file of the project. */
record MarkdownPage(Path file, List<String> lines) {
  static final Path ROOT = Path.of("../..");

  private static final Pattern MADE =
      Pattern.compile("(^|/)(target|node_modules|site/pages|site/dist)/");
  private static final Pattern FENCE = Pattern.compile("^ *```.*");

  /** A block of code, and the lines of comment right above it. */
  record Block(String language, String above, String code) {}

  static MarkdownPage of(String path) throws IOException {
    Path file = ROOT.resolve(path);
    return new MarkdownPage(file, Files.readAllLines(file));
  }

  /** The README and the pages of {@code docs}, by path. */
  static List<MarkdownPage> documentation() throws IOException {
    List<MarkdownPage> pages = new ArrayList<>();
    pages.add(of("README.md"));
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
        pages.add(of("docs/" + file.getFileName()));
      }
    }
    return pages;
  }

  /** Every Markdown file of the project, by path. */
  static Set<String> everyName() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ROOT, 3)) {
      files
          .map(MarkdownPage::name)
          .filter(name -> name.endsWith(".md") && !MADE.matcher(name).find())
          .forEach(names::add);
    }
    return names;
  }

  String name() {
    return name(file);
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (FENCE.matcher(lines.get(i)).matches()) {
        int first = i + 1;
        int end = first;
        while (!FENCE.matcher(lines.get(end)).matches()) {
          end++;
        }
        String above = i == 0 ? "" : lines.get(i - 1);
        String language = lines.get(i).strip().substring(3);
        blocks.add(new Block(language, above, String.join("\n", lines.subList(first, end))));
        i = end;
      }
    }
    return blocks;
  }

  /** The anchors that links may name: headings as GitHub writes them. */
  List<String> anchors() {
    return withoutFences().stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ *", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\d _-]", "").replace(' ', '-'))
        .toList();
  }

  /** Where links and images of this page lead. */
  List<String> links() {
    String text = String.join("\n", withoutFences()).replaceAll("`[^`]*`", "");
    return Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"")
        .matcher(text)
        .results()
        .map(MarkdownPage::target)
        .toList();
  }

  private static String target(MatchResult link) {
    String target = link.group(1);
    return target == null ? link.group(2) : target;
  }

  private List<String> withoutFences() {
    List<String> rest = new ArrayList<>();
    boolean fenced = false;
    for (String line : lines) {
      boolean fence = FENCE.matcher(line).matches();
      if (!fence && !fenced) {
        rest.add(line);
      } else {
        rest.add("");
      }
      fenced ^= fence;
    }
    return rest;
  }
}
