package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.internal.png.PngWriter;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.prepare.PrepareReport;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.TestPng;
import io.github.maskloom.testing.TestProfiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A color profile that describes other samples than are written is left out, and that is told. */
class DroppedProfileTest {
  private static final int SIDE = 4;
  private static final byte[] COLOR_MASK = TestPng.of(ColorType.RGBA, 8, SIDE, SIDE).encode();
  private static final byte[] GRAY_MASK = TestPng.of(ColorType.GRAY_ALPHA, 8, SIDE, SIDE).encode();

  @ParameterizedTest
  @CsvSource({
    "GRAY, 1, true, true",
    "GRAY, 2, true, true",
    "GRAY, 1, false, false",
    "'RGB ', 3, true, false",
    "'RGB ', 3, false, false",
    "CMYK, 3, true, true"
  })
  void ofAComposite(String space, int bands, boolean colored, boolean dropped) throws IOException {
    byte[] mask = colored ? COLOR_MASK : GRAY_MASK;
    for (OutputFormat format : new OutputFormat[] {OutputFormat.PNG, OutputFormat.JPEG}) {
      // Otherwise a photo whose samples stay is spliced, and keeps whatever it has.
      ReadOptions streamed = ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT);
      MaskCompositor compositor = MaskCompositor.create().withFormat(format).withReading(streamed);
      assertDropped(Made.composite(compositor, photo(space, bands), mask), dropped);
    }
  }

  private static void assertDropped(Made<CompositeReport> made, boolean dropped)
      throws IOException {
    assertThat(made.report().kept().profileDropped()).isEqualTo(dropped);
    assertThat(made.metadata().iccProfile().isPresent()).isEqualTo(!dropped);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void ofARestoration(boolean colored, boolean dropped) throws IOException {
    byte[] answer = colored ? COLOR_MASK : GRAY_MASK;
    assertDropped(
        Made.restore(PhotoRestorer.create(), photo("GRAY", 1), answer, COLOR_MASK), dropped);
  }

  @ParameterizedTest
  @CsvSource({"0x0078FF, true", "0xFFFFFF, false"})
  void ofAPreparedImageWhoseBackgroundShowsThrough(String rgb, boolean dropped) throws IOException {
    ImagePreparer preparer =
        ImagePreparer.create()
            .withFormat(new OutputFormat.Jpeg(80, Integer.decode(rgb)))
            .withMaxSide(2);
    Made<PrepareReport> made = Made.prepare(preparer, photo("GRAY", 2));
    assertThat(made.report().profileDropped()).isEqualTo(dropped);
    assertThat(made.metadata().iccProfile().isPresent()).isEqualTo(!dropped);
  }

  private static byte[] photo(String space, int bands) throws IOException {
    byte[] profile =
        TestProfiles.displayP3()
            .tag("kTRC", TestProfiles.srgbFormula())
            .spaces(space, "XYZ ")
            .encode();
    if (space.equals("CMYK")) {
      return TestPng.of(ColorType.RGB, 8, SIDE, SIDE).chunk("iCCP", iccp(profile)).encode();
    }
    ImageGeometry geometry = ImageGeometry.of(SIDE, SIDE, bands, 8);
    RasterWindow rows = new RasterWindow(geometry, SIDE);
    rows.place(0, SIDE);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    PngWriter writer =
        new PngWriter(file, geometry, new ImageMetadata.Builder().iccProfile(profile).build());
    writer.accept(rows);
    writer.finish();
    return file.toByteArray();
  }

  private static byte[] iccp(byte[] profile) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(new byte[] {'n', 0, 0});
    try (DeflaterOutputStream out = new DeflaterOutputStream(data)) {
      out.write(profile);
    }
    return data.toByteArray();
  }
}
