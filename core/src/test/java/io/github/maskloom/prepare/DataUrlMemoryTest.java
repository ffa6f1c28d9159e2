package io.github.maskloom.prepare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.io.CountingOutputStream;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.testing.Probe;
import io.github.maskloom.testing.TestPng;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataUrlMemoryTest {
  private static final long FILE_BYTES = 200_000_001;

  @Test
  void writesTwoHundredMegabytesInThreeWaysInAHeapOfTwentyFour(@TempDir Path folder)
      throws Exception {
    Path picture = folder.resolve("large.png");
    try (RandomAccessFile file = new RandomAccessFile(picture.toFile(), "rw")) {
      file.write(TestPng.of(ColorType.RGB, 8, 9, 8).encode());
      file.setLength(FILE_BYTES);
    }
    long urlBytes = "data:image/png;base64,".length() + (FILE_BYTES + 2) / 3 * 4;
    assertThat(Probe.numbers(Child.class, folder, List.of(picture)))
        .containsExactly(3 * urlBytes + "\"\"".length());
  }

  static final class Child {
    private Child() {}

    /** Argument: the image. */
    public static void main(String[] args) throws IOException {
      CountingOutputStream out = new CountingOutputStream(OutputStream.nullOutputStream());
      DataUrl url = DataUrl.of(ImageSource.of(Path.of(args[0])));
      url.writeTo(out);
      Writer writer = new OutputStreamWriter(out, UTF_8);
      url.writeTo(writer);
      writer.flush();
      try (JsonGenerator json = new JsonFactory().createGenerator((OutputStream) out);
          Reader reader = url.openReader()) {
        json.writeString(reader, -1);
      }
      System.out.println(out.getCount());
    }
  }
}
