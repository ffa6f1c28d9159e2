package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.WorkListener;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A process of its own that writes a result again and again, now with one mask and now with
 * another, until it is killed.
 */
public final class KillProbe implements AutoCloseable {
  private static final String HALF = "half";
  private static final String DONE = "done";

  private final Process child;
  private final BufferedReader told;

  private KillProbe(Process child) {
    this.child = child;
    told = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8));
  }

  /**
   * Starts a process; its result of the first mask is there when this returns.
   *
   * @param folder has photo, first and second, which are masks, and temp for temporary files
   * @param waits whether it waits, amidst the second image, until it is told to go on
   */
  public static KillProbe start(Path folder, Path result, boolean waits) throws IOException {
    KillProbe probe =
        new KillProbe(
            ChildJvm.start(
                KillProbe.class,
                folder.resolve("temp"),
                List.of(folder.toString(), result.toString(), String.valueOf(waits))));
    probe.await(DONE);
    return probe;
  }

  /** Returns when the process has written half of an image. */
  public void awaitHalf() throws IOException {
    await(HALF);
  }

  /** Returns when the process has written an image. */
  public void awaitDone() throws IOException {
    await(DONE);
  }

  private void await(String word) throws IOException {
    String line = told.readLine();
    while (line != null && !line.equals(word)) {
      line = told.readLine();
    }
    if (line == null) {
      throw new AssertionError("the probe has ended");
    }
  }

  /** Lets a process go on that waits. */
  public void goOn() throws IOException {
    child.getOutputStream().write('\n');
    child.getOutputStream().flush();
  }

  /** Kills the process, which gets no time to tidy up. */
  public void kill() {
    child.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /** Arguments: folder, result, whether to wait. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    ImageTarget result = ImageTarget.of(Path.of(args[1]));
    WorkListener halves = halves(Boolean.parseBoolean(args[2]));
    for (int i = 0; ; i++) {
      MaskCompositor.create()
          .withWork(WorkOptions.DEFAULT.withListener(i == 0 ? WorkListener.NONE : halves))
          .composite(
              ImageSource.of(folder.resolve("photo")),
              ImageSource.of(folder.resolve(i % 2 == 0 ? "first" : "second")),
              result);
      System.out.println(DONE);
    }
  }

  /** Tells of half an image once each. */
  private static WorkListener halves(boolean waits) {
    return new WorkListener() {
      private boolean told;

      @Override
      public void onRows(long done, long total) {
        if (done < total / 2) {
          told = false;
        } else if (!told) {
          told = true;
          System.out.println(HALF);
          if (waits) {
            await();
          }
        }
      }
    };
  }

  private static void await() {
    try {
      if (System.in.read() < 0) {
        Runtime.getRuntime().halt(1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
