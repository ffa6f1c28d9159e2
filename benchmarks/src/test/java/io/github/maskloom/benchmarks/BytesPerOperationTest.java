package io.github.maskloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BytesPerOperationTest {
  static Stream<Arguments> bytesAt1000And8000Rows() throws Exception {
    Map<String, List<Long>> bytes = AllocationProbe.measure("256x1000", "256x8000");
    return bytes.entrySet().stream()
        .map(entry -> arguments(entry.getKey(), entry.getValue().get(0), entry.getValue().get(1)));
  }

  @ParameterizedTest
  @MethodSource("bytesAt1000And8000Rows")
  void bytesPerOperationDoNotGrowWithTheHeight(String operation, long low, long high) {
    assertThat(low).isPositive();
    assertThat(high).as(operation).isLessThanOrEqualTo(low + low / 10);
  }
}
