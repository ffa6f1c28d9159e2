package io.github.maskloom.raster.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds a module to its listing: what the module exports is what {@code api.txt} says. After a
 * change on purpose, write it again: {@code mvn test -Dtest=PublicApiTest
 * -Dtest.jvmArgs=-Dmaskloom.api=write}.
 */
public abstract class PublicApiContract {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path LISTING = Path.of("api.txt");

  /** A contract that is to be kept. */
  protected PublicApiContract() {}

  /** What is there once the module was compiled: its descriptor, unless it has none. */
  protected Path compiled() {
    return CLASSES.resolve("module-info.class");
  }

  @Test
  void isAsListed() throws IOException {
    assumeTrue(Files.exists(compiled()), "the module was not compiled here");
    List<String> found = ApiListing.of(CLASSES);
    if (System.getProperty("maskloom.api", "").equals("write")) {
      Files.write(LISTING, found);
    }
    assertEquals(found, Files.readAllLines(LISTING));
  }
}
