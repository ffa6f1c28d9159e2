package io.github.maskloom.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.jpeg.JpegReader;
import io.github.maskloom.internal.jpeg.JpegWriter;
import io.github.maskloom.testing.ArrayRows;
import io.github.maskloom.testing.TestJpegs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it changes the registry of ImageIO")
class PlugInTest {
  private final IIORegistry registry = IIORegistry.getDefaultInstance();
  private final byte[] jpeg = TestJpegs.baseline(33, 17, 3);
  private final ForeignReader foreignReader = new ForeignReader();
  private final ForeignWriter foreignWriter = new ForeignWriter();

  @BeforeEach
  void registerForeignPlugInsFirst() {
    register(ImageReaderSpi.class, foreignReader);
    register(ImageWriterSpi.class, foreignWriter);
  }

  private <T> void register(Class<T> category, T foreign) {
    registry.registerServiceProvider(foreign, category);
    Iterator<T> providers = registry.getServiceProviders(category, false);
    while (providers.hasNext()) {
      T other = providers.next();
      if (other != foreign) {
        registry.setOrdering(category, foreign, other);
      }
    }
    assertThat(registry.getServiceProviders(category, true).next()).isSameAs(foreign);
  }

  @AfterEach
  void deregisterThem() {
    registry.deregisterServiceProvider(foreignReader, ImageReaderSpi.class);
    registry.deregisterServiceProvider(foreignWriter, ImageWriterSpi.class);
  }

  @Test
  void neitherDecodesNorEncodes() throws IOException {
    JpegReader reader =
        JpegReader.open(
            ImageSource.of(jpeg), ImageLimits.DEFAULT, DamagePolicy.STRICT, CancelSignal.NEVER);
    byte[] samples = ArrayRows.collect(reader, 8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    JpegWriter.write(
        new ArrayRows(reader.geometry(), samples),
        new OutputFormat.Jpeg(90, 0),
        ImageMetadata.NONE,
        out);

    assertThat(out.size()).isPositive();
  }

  private static final class ForeignReader extends ImageReaderSpi {
    ForeignReader() {
      names = new String[] {"jpeg", "JPEG"};
    }

    @Override
    public boolean canDecodeInput(Object source) {
      return true;
    }

    @Override
    public ImageReader createReaderInstance(Object extension) throws IOException {
      throw new IOException("the foreign reader was used");
    }

    @Override
    public String getDescription(Locale locale) {
      return "a foreign JPEG reader";
    }
  }

  private static final class ForeignWriter extends ImageWriterSpi {
    ForeignWriter() {
      names = new String[] {"jpeg", "JPEG"};
    }

    @Override
    public boolean canEncodeImage(ImageTypeSpecifier type) {
      return true;
    }

    @Override
    public ImageWriter createWriterInstance(Object extension) throws IOException {
      throw new IOException("the foreign writer was used");
    }

    @Override
    public String getDescription(Locale locale) {
      return "a foreign JPEG writer";
    }
  }
}
