package io.github.maskloom.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes the site: {@code Main ROOT FOLDER}. */
final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    Documentation documentation = Documentation.read(Path.of(arguments[0]));
    List<String> broken = documentation.brokenLinks();
    if (!broken.isEmpty()) {
      throw new IllegalStateException(String.join("\n", broken));
    }
    new Site(documentation, folder).write();
    System.out.println(documentation.pages().size() + " pages are in " + folder);
  }
}
