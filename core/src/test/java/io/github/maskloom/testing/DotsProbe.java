package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A process of 24 MB that is to fill a mask of so many dots that labels for all areas between them
 * would take 26 MB; it says which limit ended that.
 */
public final class DotsProbe {
  private static final int WIDTH = 65_535;
  private static final int HEIGHT = 200;

  private DotsProbe() {}

  /** Runs the probe, and returns what it said. */
  public static String run(Path folder) throws IOException, InterruptedException {
    Path mask =
        SyntheticRows.dots(WIDTH, HEIGHT).write(OutputFormat.PNG, folder.resolve("dots.png"));
    Process child = ChildJvm.start(DotsProbe.class, folder, List.of(mask.toString()));
    String said = new String(child.getInputStream().readAllBytes(), UTF_8).trim();
    if (child.waitFor() != 0) {
      throw new AssertionError("the probe failed with " + child.exitValue());
    }
    return said;
  }

  /** Arguments: the mask. */
  public static void main(String[] args) throws IOException {
    MaskCompositor compositor =
        MaskCompositor.create().withMask(MaskOptions.DEFAULT.withFillEnclosed(true));
    try {
      compositor.composite(
          SyntheticRows.photo(WIDTH, HEIGHT),
          ImageSource.of(Path.of(args[0])),
          ImageTarget.of(OutputStream.nullOutputStream()));
      System.out.println("no limit was met");
    } catch (ImageLimitException e) {
      System.out.println(e.image().orElse("") + " " + e.limit() + " " + e.asked());
    }
  }
}
