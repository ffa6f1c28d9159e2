package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModuleTest {
  @Test
  void isANamedModuleOnTopOfTheCore() throws Exception {
    URI classes = ArkProvider.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    try (InputStream stream = Files.newInputStream(Path.of(classes).resolve("module-info.class"))) {
      ModuleDescriptor descriptor = ModuleDescriptor.read(stream);

      assertThat(descriptor.name()).isEqualTo("io.github.maskloom.ark");
      assertThat(descriptor.requires())
          .extracting(ModuleDescriptor.Requires::name)
          .contains("io.github.maskloom");
      assertThat(descriptor.exports())
          .extracting(ModuleDescriptor.Exports::source)
          .containsExactly("io.github.maskloom.ark");
    }
  }
}
