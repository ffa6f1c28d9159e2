package io.github.maskloom.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.image.OutputOptions;
import java.util.List;

/** Whatever the bytes, text that travels is short, and travels again as it is. */
class TextFuzzTest {
  @FuzzTest
  void anyBytes(byte[] data) {
    ImageMetadata.Builder stored = new ImageMetadata.Builder();
    stored.pngChunks(
        List.of(new PngChunk("tEXt", data), new PngChunk("iTXt", data), PngText.comment(data)));
    ImageMetadata once = TravellingMetadata.of(stored.build(), OutputOptions.DEFAULT);
    ImageMetadata twice = TravellingMetadata.of(once, OutputOptions.DEFAULT);

    for (int i = 0; i < once.pngChunks().size(); i++) {
      PngChunk chunk = once.pngChunks().get(i);
      assertThat(chunk.length()).isLessThan(3 << 10);
      assertThat(twice.pngChunks().get(i).data()).isEqualTo(chunk.data());
    }
  }
}
