package io.github.maskloom.site;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every page of Markdown in the repository, and where its links lead. */
final class Documentation {
  private static final Set<String> NO_PAGES = Set.of("target", "src", "node_modules");

  private final Path root;
  private final SortedMap<Path, Page> pages;

  private Documentation(Path root, SortedMap<Path, Page> pages) {
    this.root = root;
    this.pages = pages;
  }

  /** Reads all pages below {@code root} but those of sources, builds and hidden folders. */
  static Documentation read(Path root) throws IOException {
    SortedMap<Path, Page> pages = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(root) || holdsPages(folder)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(".md")) {
              Path place = root.relativize(file);
              pages.put(place, Page.read(root, place));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new Documentation(root, pages);
  }

  private static boolean holdsPages(Path folder) {
    String name = String.valueOf(folder.getFileName());
    return !name.startsWith(".") && !NO_PAGES.contains(name);
  }

  Path root() {
    return root;
  }

  Collection<Page> pages() {
    return pages.values();
  }

  boolean has(Path file) {
    return pages.containsKey(file);
  }

  /** One sentence for each link that leads nowhere in the repository. */
  List<String> brokenLinks() {
    List<String> broken = new ArrayList<>();
    for (Page page : pages.values()) {
      for (String link : page.links()) {
        if (!Destination.isElsewhere(link) && !leads(Destination.of(page.file(), link))) {
          broken.add(page.file() + " links to " + link + ", which does not exist.");
        }
      }
    }
    return broken;
  }

  private boolean leads(Destination destination) {
    Page page = pages.get(destination.file());
    if (page != null) {
      return destination.anchor().isEmpty() || page.anchors().contains(destination.anchor());
    }
    return !destination.file().startsWith("..") && Files.exists(root.resolve(destination.file()));
  }
}
