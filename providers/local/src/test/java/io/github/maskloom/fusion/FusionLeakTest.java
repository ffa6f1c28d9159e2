package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.testing.FusionProbe;
import io.github.maskloom.testing.FusionProbe.State;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a thousand clients in a process of their own. */
@Tag("slow")
class FusionLeakTest {
  private static final int WARM_UP = 500;
  private static final int CYCLES = 1000;

  @TempDir Path folder;

  @Test
  void aThousandClientsLeaveNothing() throws Exception {
    FusionFolder files = new FusionFolder(folder);

    List<State> states = FusionProbe.run("local", folder, WARM_UP, CYCLES);

    State first = states.get(0);
    State last = states.get(1);
    System.out.printf(
        "%d clients of the local provider: resident %.1f MB before, %.1f MB after%n",
        CYCLES, first.residentBytes() / 1e6, last.residentBytes() / 1e6);
    assertThat(last.residentBytes())
        .isLessThanOrEqualTo(first.residentBytes() + first.residentBytes() / 10);
    assertThat(last.threads()).isZero();
    assertThat(last.openFiles()).isLessThanOrEqualTo(first.openFiles());
    files.assertNothingLeft();
  }
}
