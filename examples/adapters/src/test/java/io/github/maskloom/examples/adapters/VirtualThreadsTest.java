package io.github.maskloom.examples.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MemoryBudget;
import io.github.maskloom.image.WorkOptions;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualThreadsTest {
  private static final int CALLS = 50;

  @Test
  void fiftyCompositesTakeTheirTurnsUnderABudgetForAFew(@TempDir Path folder) throws IOException {
    MemoryBudget budget = MemoryBudget.ofBytes(6_000_000);
    MaskCompositor compositor =
        MaskCompositor.builder().working(WorkOptions.DEFAULT.withBudget(budget)).build();
    ImageSource photo = ImageSource.of(png(BufferedImage.TYPE_INT_RGB));
    ImageSource mask = ImageSource.of(png(BufferedImage.TYPE_INT_ARGB));
    ExecutorService threads = VirtualThreads.newExecutor();
    List<CompletableFuture<CompositeReport>> reports = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      Path output = folder.resolve("output-" + i + ".png");
      reports.add(compositor.compositeAsync(photo, mask, ImageTarget.of(output), threads));
    }

    assertThat(reports).allMatch(report -> report.join().mask().paintedPixels() == 25);
    threads.shutdown();
    assertThat(budget.reservedBytes()).isZero();
  }

  private static byte[] png(int type) throws IOException {
    BufferedImage image = new BufferedImage(40, 30, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.BLUE);
    graphics.fillRect(10, 10, 5, 5);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
