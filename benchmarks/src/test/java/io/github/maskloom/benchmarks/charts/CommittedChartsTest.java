package io.github.maskloom.benchmarks.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.benchmarks.charts.Charts.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommittedChartsTest {
  private static final String REDRAW =
      "java -cp benchmarks/target/benchmarks.jar "
          + Charts.class.getName()
          + " benchmarks/results benchmarks/charts";

  @Test
  void theChartsAreWhatTheResultsDraw() throws Exception {
    for (Map.Entry<String, String> chart : Charts.draw(Path.of("results"), Time.WALL).entrySet()) {
      Path committed = Path.of("charts", chart.getKey());

      assertThat(committed).as("drawn by: %s", REDRAW).exists();
      assertThat(Files.readString(committed))
          .as("%s, drawn by: %s", committed, REDRAW)
          .isEqualTo(chart.getValue());
    }
  }
}
