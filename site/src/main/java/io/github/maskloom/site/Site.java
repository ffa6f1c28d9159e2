package io.github.maskloom.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Static pages made of the documentation: a page of HTML for each page of Markdown. */
final class Site {
  private static final String SOURCES = "https://github.com/maskloom/maskloom/blob/main/";
  private static final List<String> IMAGES = List.of(".png", ".jpg", ".svg");
  private static final String STYLE = "site.css";

  private final Documentation documentation;
  private final Path folder;

  Site(Documentation documentation, Path folder) {
    this.documentation = documentation;
    this.folder = folder;
  }

  /** Writes the pages, the images that they show, and the style. */
  void write() throws IOException {
    Set<Path> images = new TreeSet<>();
    for (Page page : documentation.pages()) {
      Path file = folder.resolve(htmlFile(page.file()).toString());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, html(page));
      page.links().stream()
          .filter(link -> !Destination.isElsewhere(link))
          .map(link -> Destination.of(page.file(), link).file())
          .filter(Site::isImage)
          .forEach(images::add);
    }
    for (Path image : images) {
      copy(image);
    }
    try (InputStream style = Objects.requireNonNull(Site.class.getResourceAsStream(STYLE))) {
      Files.copy(style, folder.resolve(STYLE), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void copy(Path image) throws IOException {
    Path copy = folder.resolve(image.toString());
    Files.createDirectories(Objects.requireNonNull(copy.getParent()));
    Files.copy(documentation.root().resolve(image), copy, StandardCopyOption.REPLACE_EXISTING);
  }

  private String html(Page page) {
    String top = "../".repeat(page.file().getNameCount() - 1);
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="stylesheet" href="%ssite.css">
        </head>
        <body>
        <nav><a href="%sindex.html">Maskloom</a> <a href="%sdocs/guide.html">Guide</a> \
        <a href="%sapi/index.html">Javadoc</a> <a href="%sCHANGELOG.html">Changes</a></nav>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(
            escaped(page.title()), top, top, top, top, top, page.html(link -> target(page, link)));
  }

  /** Where a link of a page leads on the site: pages and images are here, sources are not. */
  private String target(Page page, String link) {
    if (Destination.isElsewhere(link)) {
      return link;
    }
    Destination destination = Destination.of(page.file(), link);
    Path file = destination.file();
    String anchor = destination.anchor().isEmpty() ? "" : "#" + destination.anchor();
    if (documentation.has(file)) {
      return from(page, htmlFile(file)) + anchor;
    }
    return isImage(file) ? from(page, file) : SOURCES + slashed(file) + anchor;
  }

  private static String from(Page page, Path file) {
    Path parent = page.file().getParent();
    return slashed(parent == null ? file : parent.relativize(file));
  }

  private static String slashed(Path file) {
    return file.toString().replace('\\', '/');
  }

  private static Path htmlFile(Path markdown) {
    String name = String.valueOf(markdown.getFileName());
    String html = name.equals("README.md") ? "index.html" : name.replaceAll("\\.md$", ".html");
    return markdown.resolveSibling(html);
  }

  private static boolean isImage(Path file) {
    return IMAGES.stream().anyMatch(file.toString()::endsWith);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
