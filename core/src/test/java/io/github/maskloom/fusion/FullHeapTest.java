package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.FullHeapProbe;
import io.github.maskloom.testing.ScriptedProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call ends, and leaves its slot, though nothing can be allocated any more. */
@Timeout(600)
@Tag("slow")
class FullHeapTest {
  @ParameterizedTest
  @EnumSource
  void aCallEndsThatFillsTheHeap(FullHeapProbe.Stage stage, @TempDir Path folder) throws Exception {
    FusionFolder files = new FusionFolder(folder);

    assertThat(FullHeapProbe.run(stage, files.room(), files.temp()))
        .isEqualTo(new FullHeapProbe.Outcome(true, true, 2, 2, 0));

    // In a full heap files cannot be deleted. The next client does it, but for images that came.
    files.open(ScriptedProvider.doing((request, call) -> ProviderResponse.NONE)).close();
    files.assertOnlyImagesLeft();
  }
}
