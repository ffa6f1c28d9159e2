package io.github.maskloom.raster.testing;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.testing.RawFormat.Flaw;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of formats tells a good one from bad ones, each of which breaks one rule. */
class ImageFormatContractTest {
  @Test
  void aGoodFormatKeepsEveryRuleAndEachFlawBreaksItsOwn() throws Exception {
    ContractRun.assertTells(
        ImageFormatContract.class, List.of(Flaw.values()), Flaw::rule, Keeper::new);
  }

  /** Keeps the contract with a raw format. */
  private static final class Keeper extends ImageFormatContract {
    private final Flaw flaw;

    Keeper(Flaw flaw) {
      this.flaw = flaw;
    }

    @Override
    protected ImageFormat format() {
      return new RawFormat(flaw);
    }

    @Override
    protected List<FormatSample> samples() {
      ImageGeometry geometry = ImageGeometry.of(5, 4, 4, 8);
      byte[] samples = new byte[geometry.rowSamples() * geometry.height()];
      int[] expected = new int[samples.length];
      for (int i = 0; i < samples.length; i++) {
        expected[i] = i * 3;
        samples[i] = (byte) expected[i];
      }
      byte[] file = RawFormat.file(flaw, 5, 4, samples);
      return List.of(new FormatSample("5x4", file, geometry, expected));
    }

    @Override
    protected byte[] huge() {
      return RawFormat.file(flaw, 65_535, 65_535);
    }
  }
}
