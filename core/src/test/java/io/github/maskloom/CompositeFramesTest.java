package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.testing.SyntheticRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many methods of the library lie between {@code composite} and the caller's own streams.
 *
 * <p>Every frame of the main code counts, also bodies of lambdas and bridges. What the JVM makes to
 * call a lambda's body is no method of anybody. Each stream looks at the stack at each call.
 */
@Timeout(120)
class CompositeFramesTest {
  private static final int MAX_FRAMES = 20;

  private static final int PIECE_BYTES = 512;
  private static final StackWalker WALKER =
      StackWalker.getInstance(Set.of(StackWalker.Option.SHOW_HIDDEN_FRAMES));

  @TempDir Path folder;

  /** What is made of what. */
  private enum Way {
    PNG_SPLICED(Strategy.SPLICE),
    JPEG_TO_PNG(Strategy.STREAM),
    JPEG_SPLICED(Strategy.SPLICE);

    private final Strategy strategy;

    Way(Strategy strategy) {
      this.strategy = strategy;
    }

    OutputFormat photo() {
      return this == PNG_SPLICED ? OutputFormat.PNG : OutputFormat.JPEG;
    }

    OutputFormat result() {
      return this == JPEG_SPLICED ? OutputFormat.JPEG : OutputFormat.PNG;
    }
  }

  /** The deepest stack that was seen from one stream. */
  private static final class Depth {
    private final Thread thread = Thread.currentThread();
    private List<String> deepest = List.of();

    void look() {
      assertThat(Thread.currentThread()).as("no other thread works").isSameAs(thread);
      List<String> frames =
          WALKER.walk(
              all ->
                  all.filter(CompositeFramesTest::isOfTheLibrary)
                      .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                      .toList());
      deepest = frames.size() > deepest.size() ? frames : deepest;
    }

    void check(Way way, String cell, int maxFrames) {
      System.out.println("frames, " + way + ", " + cell + ": " + deepest.size());
      assertThat(deepest).as("%s, %s", way, cell).isNotEmpty().hasSizeLessThanOrEqualTo(maxFrames);
      assertThat(deepest.get(deepest.size() - 1))
          .isEqualTo(MaskCompositor.class.getName() + ".composite");
    }
  }

  private static boolean isOfTheLibrary(StackWalker.StackFrame frame) {
    String name = frame.getClassName();
    return name.startsWith("io.github.maskloom.")
        && !name.startsWith(CompositeFramesTest.class.getName())
        && !name.contains("$$Lambda");
  }

  @ParameterizedTest
  @EnumSource
  void fewMethodsStandBetweenTheCallAndTheCallersStreams(Way way) throws IOException {
    Path photoFile = folder.resolve("photo");
    Path maskFile = folder.resolve("mask");
    SyntheticRows.photo(2_048, 400).write(way.photo(), photoFile);
    SyntheticRows.mask(2_048, 400).write(OutputFormat.PNG, maskFile);
    Depth photo = new Depth();
    Depth mask = new Depth();
    Depth result = new Depth();

    CompositeReport report =
        MaskCompositor.builder()
            .format(way.result())
            .build()
            .composite(
                source(Files.readAllBytes(photoFile), photo),
                source(Files.readAllBytes(maskFile), mask),
                ImageTarget.of(target(result)));

    assertThat(report.strategy()).isEqualTo(way.strategy);
    photo.check(way, "photo read", MAX_FRAMES);
    mask.check(way, "mask read", MAX_FRAMES);
    result.check(way, "result write", MAX_FRAMES);
  }

  private static ImageSource source(byte[] bytes, Depth depth) {
    return ImageSource.reopening(
        () ->
            new InputStream() {
              private final ByteArrayInputStream in = new ByteArrayInputStream(bytes);

              @Override
              public int read() {
                depth.look();
                return in.read();
              }

              @Override
              public int read(byte[] target, int offset, int length) {
                depth.look();
                return in.read(target, offset, Math.min(length, PIECE_BYTES));
              }
            },
        bytes.length);
  }

  private static OutputStream target(Depth depth) {
    return new OutputStream() {
      @Override
      public void write(int value) {
        depth.look();
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        depth.look();
      }
    };
  }
}
