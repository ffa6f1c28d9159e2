package io.github.maskloom.examples.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.catalog.ImageCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RugTest {
  @Test
  void rugsAreFoundByWhatTheyAre(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("kelim.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
    Files.write(folder.resolve("plain.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
    Files.writeString(
        folder.resolve("rugs.json"),
        "{\"rugs\": [{\"image\": \"kelim.jpg\", \"name\": \"Kelim\", \"knots\": 120}]}");

    ImageCatalog<Rug> catalog = Rug.catalog(folder);

    assertThat(catalog.items()).hasSize(2);
    assertThat(catalog.find(rug -> rug.knotsPerSquareInch() > 100))
        .containsExactly(new Rug(folder.resolve("kelim.jpg"), "Kelim", "unknown", 120));
  }
}
