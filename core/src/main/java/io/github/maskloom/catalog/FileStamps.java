package io.github.maskloom.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Time and size of files: what tells that one of them has changed. */
record FileStamps(List<String> stamps) {
  /** The stamps of files now. One that cannot be asked has a stamp of its own. */
  static FileStamps of(List<Path> files) {
    List<String> stamps = new ArrayList<>();
    for (Path file : files) {
      stamps.add(stamp(file));
    }
    return new FileStamps(List.copyOf(stamps));
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.lastModifiedTime() + " " + attributes.size();
    } catch (IOException e) {
      return "missing";
    }
  }
}
