package io.github.maskloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommittedChartsTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @ParameterizedTest
  @ValueSource(strings = {"memory.svg", "painted.svg", "crowd.svg"})
  void theChartIsWhatTheResultsDraw(String chart, @TempDir Path drawn) throws Exception {
    assumeTrue(Files.isExecutable(PYTHON), "the charts are drawn by a Python script");

    Process drawing =
        new ProcessBuilder(PYTHON.toString(), "charts/draw.py", "results", drawn.toString())
            .inheritIO()
            .start();

    assertThat(drawing.waitFor()).isZero();
    assertThat(drawn.resolve(chart))
        .as("drawn by: benchmarks/charts/draw.py benchmarks/results benchmarks/charts")
        .hasSameTextualContentAs(Path.of("charts", chart));
  }
}
