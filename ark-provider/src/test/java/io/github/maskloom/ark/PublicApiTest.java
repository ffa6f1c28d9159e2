package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.maskloom.testing.ApiListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the module exports is what {@code api.txt} says. Whoever changes the API on purpose has it
 * written anew: {@code mvn test -Dtest=PublicApiTest -Dtest.jvmArgs=-Dmaskloom.api=write}.
 */
class PublicApiTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path LISTING = Path.of("api.txt");

  @Test
  void isAsListed() throws IOException {
    assumeTrue(
        Files.exists(CLASSES.resolve("module-info.class")), "the module was not compiled here");
    List<String> found = ApiListing.of(CLASSES);
    if (System.getProperty("maskloom.api", "").equals("write")) {
      Files.write(LISTING, found);
    }
    assertThat(Files.readAllLines(LISTING)).isEqualTo(found);
  }
}
