package io.github.maskloom;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.testing.ZlibStyle;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the compressed data, splicing agrees with streaming on the result or the refusal. */
@Tag("slow")
class SpliceFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(ZlibStyle.values())
        .map(style -> SpliceInput.of(style, style.name().hashCode()));
  }

  @MethodSource("seeds")
  @FuzzTest
  void anyCompressedData(byte[] input) throws IOException {
    SpliceInput.check(input);
  }
}
