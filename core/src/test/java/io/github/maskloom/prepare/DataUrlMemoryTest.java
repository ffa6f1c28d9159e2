package io.github.maskloom.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.DataUrlProbe;
import io.github.maskloom.testing.TestPng;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataUrlMemoryTest {
  private static final long FILE_BYTES = 200_000_001;

  @Test
  void writesTwoHundredMegabytesInAHeapOfTwentyFour(@TempDir Path folder) throws Exception {
    Path picture = folder.resolve("large.png");
    try (RandomAccessFile file = new RandomAccessFile(picture.toFile(), "rw")) {
      file.write(TestPng.of(ColorType.RGB, 8, 9, 8).encode());
      file.setLength(FILE_BYTES);
    }

    long urlBytes = "data:image/png;base64,".length() + (FILE_BYTES + 2) / 3 * 4;
    assertThat(DataUrlProbe.run(picture, folder)).isEqualTo(3 * urlBytes + "\"\"".length());
  }
}
