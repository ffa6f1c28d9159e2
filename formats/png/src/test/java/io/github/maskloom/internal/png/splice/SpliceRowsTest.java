package io.github.maskloom.internal.png.splice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of single bytes, filtered again where they have changed. */
class SpliceRowsTest {
  private static final int NONE = 0;
  private static final int SUB = 1;
  private static final int UP = 2;
  private static final int LENGTH = 301;

  private final SpliceRows rows = new SpliceRows(LENGTH, 1);
  private byte[] data = {};

  /** Takes a row of zeros, filtered in some way. */
  private void take(int filter) {
    data = new byte[LENGTH];
    data[0] = (byte) filter;
    assertThat(rows.next(data, 0)).isEqualTo(filter);
    rows.unfilter();
    System.arraycopy(rows.old(), 0, rows.changed(), 0, LENGTH);
  }

  private void change(int from, byte... samples) {
    System.arraycopy(samples, 0, rows.changed(), from, samples.length);
    rows.compare();
  }

  /** So many bytes of which no two neighbors are equal, some of them zero. */
  private static byte[] restless(int count, int zeros) {
    byte[] samples = new byte[count];
    for (int i = 0; i < count; i++) {
      samples[i] = (byte) (100 + i % 2 * 7);
    }
    for (int i = 0; i < zeros; i++) {
      samples[2 * i + 1] = 0;
    }
    return samples;
  }

  private void assertTouched(int from, int to) {
    assertThat(rows.touched().count()).isEqualTo(1);
    assertThat(rows.touched().from(0)).isEqualTo(from);
    assertThat(rows.touched().to(0)).isEqualTo(to);
  }

  @Test
  void oneSampleTouchesItselfAndItsNeighbors() {
    take(SUB);
    change(50, (byte) 9);

    byte[] filtered = rows.refilter(data, 0, true);

    assertThat(rows.isChanged()).isTrue();
    assertTouched(50, 59);
    assertThat(Arrays.copyOfRange(filtered, 48, 53)).containsExactly(0, 0, 9, -9, 0);
  }

  @Test
  void aRowBelowAChangeIsTouchedThoughItStays() {
    take(UP);
    change(50, (byte) 9);
    take(UP);
    rows.compare();

    byte[] filtered = rows.refilter(data, 0, true);

    assertThat(rows.isChanged()).isFalse();
    assertThat(rows.isTouched()).isTrue();
    assertTouched(50, 59);
    assertThat(filtered[50]).isEqualTo((byte) -9);
  }

  @Test
  void aRowWithoutAFilterStaysSo() {
    byte[] flat = new byte[LENGTH - 1];
    Arrays.fill(flat, (byte) 9);
    take(NONE);
    change(1, flat);

    assertThat(rows.refilter(data, 0, true)[0]).isEqualTo((byte) NONE);
  }

  /** All differ from their left neighbors, so the row's own filter leaves 300 bytes. */
  @ParameterizedTest
  @CsvSource({"30, 1", "31, 0"})
  void anotherFilterMustSaveMoreThanATenth(int zeros, byte filter) {
    take(SUB);
    change(1, restless(LENGTH - 1, zeros));

    assertThat(rows.refilter(data, 0, true)[0]).isEqualTo(filter);
  }

  @ParameterizedTest
  @CsvSource({"144, 1", "152, 0"})
  void aRowOfWhichHalfStaysKeepsItsFilter(int changed, byte filter) {
    take(SUB);
    change(1, restless(changed, 70));

    assertThat(rows.refilter(data, 0, true)[0]).isEqualTo(filter);
    if (filter != SUB) {
      assertTouched(0, LENGTH);
    }
  }
}
