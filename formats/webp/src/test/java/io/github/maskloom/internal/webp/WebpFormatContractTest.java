package io.github.maskloom.internal.webp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.testing.FormatSample;
import io.github.maskloom.raster.testing.ImageFormatContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class WebpFormatContractTest extends ImageFormatContract {
  @Override
  protected ImageFormat format() {
    return new WebpFormat();
  }

  @Override
  protected List<FormatSample> samples() throws IOException {
    List<FormatSample> samples = new ArrayList<>();
    for (String name : List.of("lossy", "lossless", "palette", "lossy-alpha")) {
      samples.add(sample(name, WebpFiles.geometry(name)));
    }
    samples.add(sample("animated-lossy", ImageGeometry.of(17, 11, 4, 8)));
    return samples;
  }

  private static FormatSample sample(String name, ImageGeometry geometry) throws IOException {
    int[] decoded = WebpFiles.decoded(name, geometry.bands());
    return new FormatSample(name, WebpFiles.file(name), geometry, decoded);
  }

  @Override
  protected byte[] huge() {
    byte[] cut = WebpFiles.flat(16_384, 16_384);
    return (new String(cut, ISO_8859_1) + "\0".repeat(100)).getBytes(ISO_8859_1);
  }
}
