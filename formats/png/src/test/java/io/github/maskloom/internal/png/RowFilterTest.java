package io.github.maskloom.internal.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFilterTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 8})
  void whatIsFilteredIsUndoneByTheReader(int pixelBytes) {
    Random random = new Random(pixelBytes);
    for (int pixels = 1; pixels < 30; pixels++) {
      int rowBytes = pixels * pixelBytes;
      RowFilter filter = new RowFilter(rowBytes, pixelBytes);
      byte[] above = new byte[1 + rowBytes];
      for (int y = 0; y < 20; y++) {
        byte[] row = Arrays.copyOfRange(above, 1, above.length);
        if (y % 3 != 0) {
          random.nextBytes(row);
        }

        byte[] filtered = Arrays.copyOf(filter(filter, row), filter.filteredBytes());

        Unfilter.apply(filtered[0], filtered, above, 1, filtered.length, pixelBytes);
        assertThat(Arrays.copyOfRange(filtered, 1, filtered.length)).isEqualTo(row);
        above = filtered;
      }
    }
  }

  @Test
  void everyFilterIsChosenForTheRowsItSuits() {
    RowFilter filter = new RowFilter(64, 1);
    byte[] ramp = new byte[64];
    byte[] noise = new byte[64];
    byte[] nextToNoise = new byte[64];
    byte[] nextToMean = new byte[64];
    byte[] steps = new byte[64];
    byte[] halfRaised = new byte[64];
    new Random(1).nextBytes(noise);
    for (int x = 0; x < 64; x++) {
      ramp[x] = (byte) (3 * x);
      nextToNoise[x] = (byte) (noise[x] + 1);
      int left = x == 0 ? 0 : nextToMean[x - 1] & 0xFF;
      nextToMean[x] = (byte) ((left + (nextToNoise[x] & 0xFF)) / 2 + 1);
      steps[x] = (byte) (x / 8 * 37);
      halfRaised[x] = (byte) (steps[x] + (x < 32 ? 50 : 0));
    }

    assertThat(typeFor(filter, ramp)).isEqualTo(Unfilter.SUB);
    assertThat(typeFor(filter, ramp)).isEqualTo(Unfilter.UP);
    typeFor(filter, noise);
    assertThat(typeFor(filter, nextToNoise)).isEqualTo(Unfilter.UP);
    assertThat(typeFor(filter, nextToMean)).isEqualTo(Unfilter.AVERAGE);
    typeFor(filter, steps);
    assertThat(typeFor(filter, halfRaised)).isEqualTo(Unfilter.PAETH);
  }

  private static int typeFor(RowFilter filter, byte[] row) {
    return filter(filter, row)[0];
  }

  private static byte[] filter(RowFilter filter, byte[] row) {
    System.arraycopy(row, 0, filter.row(), filter.start(), row.length);
    return filter.filter();
  }

  @Property
  void lanesAreSubtractedByThemselves(@ForAll long x, @ForAll long y) {
    assertThat(lanes(RowFilter.minus(x, y))).isEqualTo(laneByLane(x, y, (a, b) -> a - b));
  }

  @Property
  void lanesAreAveragedByThemselves(@ForAll long x, @ForAll long y) {
    assertThat(lanes(RowFilter.mean(x, y))).isEqualTo(laneByLane(x, y, (a, b) -> (a + b) / 2));
  }

  @Property
  void lanesArePredictedByThemselves(@ForAll long a, @ForAll long b, @ForAll long c) {
    byte[] predicted = lanes(RowFilter.paeth(a, b, c));

    for (int i = 0; i < predicted.length; i++) {
      int expected = Unfilter.paeth(lanes(a)[i] & 0xFF, lanes(b)[i] & 0xFF, lanes(c)[i] & 0xFF);
      assertThat(predicted[i]).isEqualTo((byte) expected);
    }
  }

  @Property
  void lanesAreSummedByTheirDistanceFromZero(@ForAll long x) {
    int sum = 0;
    for (byte lane : lanes(x)) {
      sum += Math.abs(lane);
    }

    assertThat(RowFilter.absoluteSum(x)).isEqualTo(sum);
  }

  private static byte[] lanes(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  private static byte[] laneByLane(long x, long y, IntBinaryOperator operation) {
    byte[] result = lanes(x);
    for (int i = 0; i < result.length; i++) {
      result[i] = (byte) operation.applyAsInt(result[i] & 0xFF, lanes(y)[i] & 0xFF);
    }
    return result;
  }
}
