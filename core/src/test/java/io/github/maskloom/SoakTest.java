package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.testing.SoakProbe;
import io.github.maskloom.testing.SoakProbe.Outcome;
import io.github.maskloom.testing.SoakProbe.State;
import io.github.maskloom.testing.SyntheticRows;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that composites, prepares and restores images in a row and many at once, sound ones and
 * a tenth of broken ones and of cancelled calls, while it reads catalogs and fuses. {@code -Psoak}
 * does ten thousand in a row.
 */
@Tag("slow")
class SoakTest {
  private static final int IN_A_ROW = Integer.getInteger("maskloom.soak", 400);
  private static final int AT_ONCE = 64;
  private static final int MANY = 10_000;

  /** The JIT compiler still takes and gives back memory for code in the first thousands. */
  private static final int WARM_UP = IN_A_ROW >= MANY ? 4_000 : 400;

  private static final double FLAT = 1.05;

  /**
   * 64 MB of heap and some 100 MB of classes, code and stacks are resident; a short run is compiled
   * while it is watched, and its crowd of threads comes for the second time only.
   */
  private static final double FLAT_RESIDENT = IN_A_ROW >= MANY ? FLAT : 1.15;

  @TempDir Path folder;

  @BeforeEach
  void writeImages() throws IOException {
    Files.createDirectory(folder.resolve("temp"));
    Files.createDirectory(folder.resolve("results"));
    SyntheticRows.photo(120, 80).write(OutputFormat.PNG, folder.resolve("room.png"));
    SyntheticRows.mask(120, 80).write(OutputFormat.PNG, folder.resolve("mask.png"));
    BufferedImage sofa = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
    sofa.createGraphics().fillRect(6, 4, 12, 8);
    ImageIO.write(sofa, "png", folder.resolve("sofa.png").toFile());
    Path catalog = Files.createDirectory(folder.resolve("catalog"));
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      Files.write(catalog.resolve("sofa_" + i + ".png"), new byte[1]);
      entries
          .append(i == 0 ? "" : ",")
          .append("{\"filename\": \"sofa_%d.png\", \"type\": \"sofa\"}".formatted(i));
    }
    Files.writeString(folder.resolve("catalog.json"), "{\"furniture\": [" + entries + "]}");
  }

  @Test
  void thousandsInARowAndManyAtOnceLeaveNothing() throws Exception {
    Outcome outcome = SoakProbe.run(folder, WARM_UP, IN_A_ROW, AT_ONCE);

    System.out.printf("%d in a row, then %d at once: %s%n", IN_A_ROW, AT_ONCE, outcome);
    assertThat(outcome.kinds()).as("different pieces of work").isGreaterThan(50);
    assertThat(outcome.loud()).as("logged above DEBUG").isEmpty();
    assertFlat(outcome.warm(), outcome.afterRow());
    assertFlat(outcome.warm(), outcome.afterCrowd());
  }

  private static void assertFlat(State warm, State later) {
    assertThat(later.heapBytes()).as("heap").isLessThan((long) (warm.heapBytes() * FLAT));
    assertThat(later.residentBytes())
        .as("resident set")
        .isLessThanOrEqualTo((long) (warm.residentBytes() * FLAT_RESIDENT));
    assertThat(later.threads()).as("more threads").isEmpty();
    assertThat(later.openFiles()).as("open files").isLessThanOrEqualTo(warm.openFiles());
    assertThat(later.files()).as("files").isEqualTo(warm.files());
  }
}
