package io.github.maskloom.raster.testing.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds a module to its listing: what the module exports is what its {@code api.txt} says. After a
 * change on purpose, write it again: {@code mvn test -Dtest=PublicApiTest
 * -Dtest.jvmArgs=-Dmaskloom.api=write}.
 */
public abstract class PublicApiContract {

  /** A contract that is to be kept. */
  protected PublicApiContract() {}

  /**
   * {@return the folder of the module, with {@code api.txt} and {@code target/classes}} Unless
   * overridden, the one in which the tests run.
   */
  protected Path module() {
    return Path.of("");
  }

  /**
   * {@return a file that is there once the module was compiled} Without it the test is skipped.
   * Unless overridden, it is {@code module-info.class}.
   */
  protected Path compiled() {
    return classes().resolve("module-info.class");
  }

  private Path classes() {
    return module().resolve(Path.of("target", "classes"));
  }

  @Test
  void isAsListed() throws IOException {
    assumeTrue(Files.exists(compiled()), "the module was not compiled here");
    List<String> found = ApiListing.of(classes());
    if (System.getProperty("maskloom.api", "").equals("write")) {
      Files.write(module().resolve("api.txt"), found);
    }
    assertEquals(found, Files.readAllLines(module().resolve("api.txt")));
  }
}
