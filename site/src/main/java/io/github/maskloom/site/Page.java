package io.github.maskloom.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** One file of Markdown: its title, the names of its headings, where it links to. */
final class Page {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final TextContentRenderer TEXT =
      TextContentRenderer.builder().extensions(EXTENSIONS).build();

  private static final Pattern HTML_LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern HTML_NAME = Pattern.compile("(?:id|name)=\"([^\"]*)\"");

  private final Path file;
  private final Node document;
  private final Map<Node, String> headings = new LinkedHashMap<>();
  private final Set<String> anchors = new HashSet<>();
  private final List<String> links = new ArrayList<>();
  private String title = "";

  private Page(Path file, Node document) {
    this.file = file;
    this.document = document;
    document.accept(new Findings());
  }

  /** Reads a page; {@code file} is relative to the root of the repository. */
  static Page read(Path root, Path file) throws IOException {
    return new Page(file, PARSER.parse(Files.readString(root.resolve(file))));
  }

  Path file() {
    return file;
  }

  /** The text of the first heading. */
  String title() {
    return title;
  }

  /** What a link may name after {@code #}. */
  Set<String> anchors() {
    return anchors;
  }

  /** Where links and images lead, as they are written. */
  List<String> links() {
    return links;
  }

  /** The page as HTML, each of its links changed by {@code target}. */
  String html(UnaryOperator<String> target) {
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .attributeProviderFactory(
                context ->
                    (node, tag, attributes) -> {
                      attributes.computeIfPresent("href", (name, link) -> target.apply(link));
                      attributes.computeIfPresent("src", (name, link) -> target.apply(link));
                      String anchor = headings.get(node);
                      if (anchor != null) {
                        attributes.put("id", anchor);
                      }
                    })
            .build();
    return renderer.render(document);
  }

  /** A heading's name as GitHub makes it: lower case, without punctuation, spaces as hyphens. */
  static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
        .replace(' ', '-');
  }

  private final class Findings extends AbstractVisitor {
    @Override
    public void visit(Heading heading) {
      String text = TEXT.render(heading);
      if (title.isEmpty()) {
        title = text;
      }
      String name = anchor(text);
      String unique = name;
      for (int again = 1; !anchors.add(unique); again++) {
        unique = name + "-" + again;
      }
      headings.put(heading, unique);
      visitChildren(heading);
    }

    @Override
    public void visit(Link link) {
      links.add(link.getDestination());
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      links.add(image.getDestination());
      visitChildren(image);
    }

    @Override
    public void visit(HtmlInline html) {
      read(html.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      read(html.getLiteral());
    }

    private void read(String html) {
      HTML_LINK.matcher(html).results().map(Page::value).forEach(links::add);
      HTML_NAME.matcher(html).results().map(Page::value).forEach(anchors::add);
    }
  }

  private static String value(MatchResult attribute) {
    return attribute.group(1);
  }
}
