package io.github.maskloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BytesPerOperationTest {
  static Stream<Arguments> bytesAt1000And8000Rows() throws Exception {
    Map<String, List<Long>> bytes = AllocationProbe.measure(3, "256x1000", "256x8000");
    return bytes.entrySet().stream()
        .map(entry -> arguments(entry.getKey(), entry.getValue().get(0), entry.getValue().get(1)));
  }

  /** The first photo loads the classes. */
  static Stream<Arguments> bytesAt1And67And600Megapixels() throws Exception {
    return AllocationProbe.measure(1, "9216x110", "9216x110", "9216x7282", "9216x65104")
        .entrySet()
        .stream()
        .map(entry -> arguments(entry.getKey(), entry.getValue().subList(1, 4)));
  }

  @ParameterizedTest
  @MethodSource("bytesAt1000And8000Rows")
  void bytesPerOperationDoNotGrowWithTheHeight(String operation, long low, long high) {
    assertThat(low).isPositive();
    assertThat(high).as(operation).isLessThanOrEqualTo(low + low / 10);
  }

  /** At 1 megapixel some work is another: the model's answer is shrunk, and not enlarged. */
  @ParameterizedTest
  @MethodSource("bytesAt1And67And600Megapixels")
  @Tag("large")
  void bytesPerOperationAreFlatUpTo600Megapixels(String operation, List<Long> bytes) {
    System.out.println(operation + ": " + bytes + " bytes at 1, 67 and 600 megapixels");
    assertThat(bytes.get(2)).as(operation).isLessThanOrEqualTo(bytes.get(1) * 11 / 10);
  }
}
