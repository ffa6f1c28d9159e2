package io.github.maskloom.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.internal.codec.EncodedImage;
import io.github.maskloom.testing.FaultySource;
import io.github.maskloom.testing.ForeignFiles;
import io.github.maskloom.testing.OpenedImage;
import io.github.maskloom.testing.TestImages;
import io.github.maskloom.testing.TestRows;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Isolated("it changes the registry of ImageIO")
class PlugInFormatTest {
  private static final byte[] FILE = "STRANGE! and more".getBytes(StandardCharsets.US_ASCII);

  private final Spi spi = new Spi();

  /** What is wrong with the plug-in. */
  enum Quirk {
    NONE,
    KNOWS_NO_TYPES,
    TYPES_ARE_NULL,
    TYPES_FAIL,
    FAILS_TO_ANSWER,
    CANNOT_BE_MADE,
    REFUSES_INPUT,
    HAS_NO_SIZE,
    IS_HUGE,
    READS_NULL,
    READS_ANOTHER_SIZE,
    READS_OTHER_SAMPLES,
    READS_FLOATS,
    FAILS_WITH_NULL_POINTER,
    FAILS_WITH_IO_EXCEPTION,
    TAKES_ALL_THE_HEAP,
    FAILS_TO_BE_DISPOSED,
    CLOSES_ITS_INPUT
  }

  @BeforeEach
  void register() {
    IIORegistry.getDefaultInstance().registerServiceProvider(spi, ImageReaderSpi.class);
  }

  @AfterEach
  void deregister() {
    IIORegistry.getDefaultInstance().deregisterServiceProvider(spi, ImageReaderSpi.class);
  }

  @ParameterizedTest
  @EnumSource
  void doesNoHarm(Quirk quirk) throws IOException {
    spi.quirk = quirk;
    FaultySource source = FaultySource.sound(FILE);
    switch (quirk) {
      case NONE,
          KNOWS_NO_TYPES,
          TYPES_ARE_NULL,
          TYPES_FAIL,
          FAILS_TO_BE_DISPOSED,
          CLOSES_ITS_INPUT ->
          assertThat(OpenedImage.samples(source.source())).hasSize(5 * 4 * 3);
      case IS_HUGE ->
          assertThatThrownBy(() -> OpenedImage.samples(source.source()))
              .isInstanceOf(ImageLimitException.class);
      default ->
          assertThatThrownBy(() -> OpenedImage.samples(source.source()))
              .isInstanceOf(ImageFormatException.class)
              .hasMessageNotContaining("null");
    }
    assertThat(source.openStreams()).isZero();
    assertThat(spi.made).isEqualTo(spi.disposed);
  }

  @Test
  void saysWhatItIsCalled() {
    spi.quirk = Quirk.FAILS_WITH_NULL_POINTER;

    assertThatThrownBy(() -> OpenedImage.samples(ImageSource.of(FILE)))
        .isInstanceOfSatisfying(
            ImageFormatException.class, e -> assertThat(e.format()).isEqualTo("STRANGE"))
        .hasCauseInstanceOf(NullPointerException.class);
  }

  @Test
  void isNeverAskedForWhatTheJdkReads() throws IOException {
    spi.quirk = Quirk.FAILS_WITH_NULL_POINTER;
    spi.signature = new byte[0];
    BufferedImage image = TestImages.indexed(8, -1, 5, 4);

    OpenedImage.samples(ImageSource.of(ForeignFiles.gif(image, false)));
    OpenedImage.samples(ImageSource.of(ForeignFiles.bmp(image, "BI_RGB")));
    OpenedImage.samples(ImageSource.of(ForeignFiles.tiff(image, "", 2)));
    assertThat(spi.made).isZero();
  }

  @Test
  void bytesThatNobodyKnowsAreRefusedByName() {
    byte[] big = {'I', 'I', '+', 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0};

    assertThatThrownBy(() -> OpenedImage.samples(ImageSource.of(new byte[] {1, 2, 3})))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("not a BMP, GIF or TIFF");
    assertThatThrownBy(() -> OpenedImage.samples(ImageSource.of(big)))
        .isInstanceOf(ImageFormatException.class)
        .hasMessageContaining("BigTIFF needs an ImageIO plug-in");
  }

  @Test
  void losesTheInputItWasAskedAboutWhenItHasAnswered() throws IOException {
    OpenedImage.samples(ImageSource.of(FILE));

    assertThatThrownBy(() -> spi.asked().read()).isInstanceOf(IOException.class);
  }

  @Test
  void aPlugInThatDecodesToDescribeIsReleasedUntilRead() throws IOException {
    spi.quirk = Quirk.KNOWS_NO_TYPES;
    spi.width = 200;
    spi.height = 100;
    MemoryBudget budget = MemoryBudget.ofBytes(1 << 20);
    spi.budget = budget;
    try (EncodedImage image = OpenedImage.of(ImageSource.of(FILE), budget)) {
      assertThat(spi.reservedBytes).containsExactly(3 * 4L * 200 * 100);
      assertThat(budget.reservedBytes()).isZero();
      assertThat(spi.made).isEqualTo(1);
      assertThat(spi.disposed).isEqualTo(1);

      assertThat(TestRows.drain(image.rows(), 3)).hasSize(200 * 100 * 3);
    }
    assertThat(spi.disposed).isEqualTo(spi.made);
  }

  @Test
  void isRefusedBeforeItDecodesIfThereIsNoMemoryForThat() {
    spi.quirk = Quirk.KNOWS_NO_TYPES;
    spi.width = 200;
    spi.height = 100;

    assertThatThrownBy(() -> OpenedImage.of(ImageSource.of(FILE), MemoryBudget.ofBytes(200_000)))
        .isInstanceOf(MemoryBudgetException.class);

    assertThat(spi.reservedBytes).isEmpty();
    assertThat(spi.disposed).isEqualTo(spi.made);
  }

  private static final class Spi extends ImageReaderSpi {
    private Quirk quirk = Quirk.NONE;
    private byte[] signature = "STRANGE!".getBytes(StandardCharsets.US_ASCII);
    private int width = 5;
    private int height = 4;
    private MemoryBudget budget = MemoryBudget.UNLIMITED;
    private final List<Long> reservedBytes = new ArrayList<>();
    private @Nullable ImageInputStream asked;
    private int made;
    private int disposed;

    Spi() {
      names = new String[] {"strange"};
      inputTypes = new Class<?>[] {ImageInputStream.class};
    }

    private ImageInputStream asked() {
      return Objects.requireNonNull(asked);
    }

    @Override
    public boolean canDecodeInput(Object source) throws IOException {
      asked = (ImageInputStream) source;
      if (quirk == Quirk.FAILS_TO_ANSWER) {
        throw new ArrayIndexOutOfBoundsException(7);
      }
      byte[] head = new byte[signature.length];
      ((ImageInputStream) source).readFully(head);
      return Arrays.equals(head, signature);
    }

    @Override
    public ImageReader createReaderInstance(@Nullable Object extension) throws IOException {
      if (quirk == Quirk.CANNOT_BE_MADE) {
        throw new IOException("no");
      }
      made++;
      return new Reader(this);
    }

    @Override
    public String getDescription(Locale locale) {
      return "a strange reader";
    }
  }

  private static final class Reader extends ImageReader {
    private final Spi spi;

    Reader(Spi spi) {
      super(spi);
      this.spi = spi;
    }

    @Override
    public void setInput(Object input, boolean forward, boolean ignoreMetadata) {
      if (spi.quirk == Quirk.REFUSES_INPUT) {
        throw new IllegalArgumentException("no");
      }
      super.setInput(input, forward, ignoreMetadata);
    }

    @Override
    public int getNumImages(boolean search) {
      return 1;
    }

    @Override
    public int getWidth(int index) {
      return switch (spi.quirk) {
        case HAS_NO_SIZE -> -1;
        case IS_HUGE -> 60_000;
        default -> spi.width;
      };
    }

    @Override
    public int getHeight(int index) {
      return spi.quirk == Quirk.IS_HUGE ? 15_000 : spi.height;
    }

    @Override
    public @Nullable Iterator<ImageTypeSpecifier> getImageTypes(int index) {
      return switch (spi.quirk) {
        case KNOWS_NO_TYPES -> Collections.emptyIterator();
        case TYPES_ARE_NULL -> null;
        case TYPES_FAIL -> throw new UnsupportedOperationException();
        default ->
            Collections.singleton(
                    ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_INT_RGB))
                .iterator();
      };
    }

    @Override
    public @Nullable IIOMetadata getStreamMetadata() {
      return null;
    }

    @Override
    public @Nullable IIOMetadata getImageMetadata(int index) {
      return null;
    }

    @Override
    public @Nullable BufferedImage read(int index, @Nullable ImageReadParam param)
        throws IOException {
      spi.reservedBytes.add(spi.budget.reservedBytes());
      return switch (spi.quirk) {
        case READS_NULL -> null;
        case READS_ANOTHER_SIZE -> TestImages.ofType(BufferedImage.TYPE_INT_RGB, 4, 5);
        case READS_OTHER_SAMPLES -> TestImages.components(1, 16, 5, 4);
        case READS_FLOATS -> TestImages.floats(5, 4);
        case FAILS_WITH_NULL_POINTER -> throw new NullPointerException("null");
        case TAKES_ALL_THE_HEAP -> throw new OutOfMemoryError("Java heap space");
        case FAILS_WITH_IO_EXCEPTION -> throw new IOException("broken");
        case CLOSES_ITS_INPUT -> {
          ((ImageInputStream) getInput()).close();
          yield TestImages.ofType(BufferedImage.TYPE_INT_RGB, 5, 4);
        }
        default -> TestImages.ofType(BufferedImage.TYPE_INT_RGB, spi.width, spi.height);
      };
    }

    @Override
    public void dispose() {
      spi.disposed++;
      if (spi.quirk == Quirk.FAILS_TO_BE_DISPOSED) {
        throw new IllegalStateException("no");
      }
    }
  }
}
