package io.github.maskloom.raster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.format.ImageFormat;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.testing.RawFormat.Flaw;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of formats tells a good one from bad ones, each of which breaks one rule. */
class ImageFormatContractTest {
  @Test
  void aGoodFormatKeepsEveryRule() throws Exception {
    assertThat(ContractRun.broken(ImageFormatContract.class, () -> new Keeper(Flaw.NONE)))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aFlawIsFound(Flaw flaw) throws Exception {
    assertThat(ContractRun.broken(ImageFormatContract.class, () -> new Keeper(flaw)))
        .contains(flaw.rule());
  }

  @Test
  void noRuleIsOneThatCannotBeBroken() {
    Set<String> broken = new TreeSet<>();
    for (Flaw flaw : Flaw.values()) {
      broken.add(flaw.rule());
    }
    assertThat(broken).containsAll(ContractRun.rules(ImageFormatContract.class));
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
