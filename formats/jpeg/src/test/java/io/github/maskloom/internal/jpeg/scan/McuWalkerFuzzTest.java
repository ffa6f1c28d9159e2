package io.github.maskloom.internal.jpeg.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.primitives.Bytes;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.testing.JpegEdits;
import io.github.maskloom.testing.TestJpegs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/** Finds coded data that are passed over otherwise than they are decoded. */
class McuWalkerFuzzTest {
  private static final byte[] HEAD = head();

  private static byte[] head() {
    byte[] jpeg = TestJpegs.ofKind(TestJpegs.picture(67, 45, 3), 2, 2, 0, true, 0.8f);
    int scan = JpegEdits.indexOfMarker(jpeg, JpegMarker.SOS);
    return Arrays.copyOf(jpeg, scan + 2 + (jpeg[scan + 3] & 0xFF));
  }

  @FuzzTest
  void anyData(byte[] coded) throws IOException {
    Walk decoded = new Walk(coded);
    Walk passed = new Walk(coded);
    short[] coefficients = new short[64 * ScanHeader.MAX_MCU_BLOCKS];
    long[] nonzero = new long[ScanHeader.MAX_MCU_BLOCKS];
    int mcus = 0;
    try {
      for (; mcus < 15; mcus++) {
        decoded.bits.require();
        decoded.walker.decode(coefficients, nonzero);
      }
    } catch (ImageFormatException e) {
      // What stands before it is passed over.
    }
    for (int done = 0; done < mcus; ) {
      passed.bits.require();
      done += passed.walker.skip(mcus - done);
    }
    if (mcus == 15) {
      assertThat(passed.bits.position()).isEqualTo(decoded.bits.position());
      assertThat(passed.walker.predictors()).isEqualTo(decoded.walker.predictors());
    }
  }

  private static final class Walk {
    final ScanBits bits;
    final McuWalker walker;

    Walk(byte[] coded) throws IOException {
      byte[] jpeg = Bytes.concat(HEAD, coded);
      JpegHeader header = JpegHeader.read(new ByteArrayInputStream(jpeg), ImageLimits.DEFAULT);
      JpegInput input = new JpegInput(new ByteArrayInputStream(jpeg));
      ScanWalk walk = new ScanWalk(input, header.frame(), ImageLimits.DEFAULT);
      ScanWalk.JpegScan scan = Objects.requireNonNull(walk.next());
      bits = new ScanBits(input, 1 << 12, ScanHeader.MAX_MCU_BLOCKS, true);
      walker = new McuWalker(header.frame(), scan, bits);
    }
  }
}
