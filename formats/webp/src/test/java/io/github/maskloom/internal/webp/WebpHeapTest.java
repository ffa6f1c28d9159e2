package io.github.maskloom.internal.webp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import io.github.maskloom.testing.OpenedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a picture declares is enough. */
class WebpHeapTest {
  /** What a JVM takes with the classes of the library, their windows and the file. */
  private static final long OTHERS_BYTES = 12 << 20;

  private static final ImageLimits UNLIMITED =
      ImageLimits.DEFAULT.withMaxPixelsPerByte(Long.MAX_VALUE);

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"large", "flat"})
  void aPictureIsDecodedInTheHeapThatItDeclares(String name) throws Exception {
    long heapBytes = OpenedImage.of(file(name), UNLIMITED).description().heapBytes();

    Process child =
        ChildJvm.startWith(
            WebpHeapTest.class,
            List.of(name),
            "-XX:+UseSerialGC",
            "-Xmx" + ((heapBytes + OTHERS_BYTES) >> 10) + "k");

    assertThat(child.waitFor()).isZero();
  }

  private static byte[] file(String name) throws IOException {
    return name.equals("flat") ? WebpFiles.flat(2400, 1600) : WebpFiles.file(name);
  }

  /** Reads all rows of a file. */
  public static void main(String[] arguments) throws IOException {
    try (EncodedImage image = OpenedImage.of(file(arguments[0]), UNLIMITED)) {
      WindowReader rows = image.rows();
      RasterWindow window = new RasterWindow(rows.geometry(), 8);
      while (rows.read(window) > 0) {
        // Only what reading takes is of interest.
      }
    }
  }
}
