package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.testing.SyntheticRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    void check(String way, String cell) {
      System.out.println("frames, " + way + ", " + cell + ": " + deepest.size());
      assertThat(deepest).as("%s, %s", way, cell).isNotEmpty().hasSizeLessThanOrEqualTo(MAX_FRAMES);
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

  /** How the mask comes. */
  private enum MaskKind {
    REOPENING,
    ONCE,
    ONCE_OF_ANOTHER_SIZE,
    JPEG_ONCE;

    OutputFormat format() {
      return this == JPEG_ONCE ? OutputFormat.JPEG : OutputFormat.PNG;
    }

    int scale() {
      return this == ONCE_OF_ANOTHER_SIZE ? 2 : 1;
    }

    MaskConvention convention() {
      return this == JPEG_ONCE ? MaskConvention.WHITE_EDITS : MaskConvention.PAINTED;
    }

    ImageSource source(byte[] bytes, Depth depth) {
      return this == REOPENING
          ? CompositeFramesTest.source(bytes, depth)
          : ImageSource.once(stream(bytes, depth));
    }
  }

  static Stream<Arguments> cells() {
    return Arrays.stream(Way.values())
        .flatMap(way -> Arrays.stream(MaskKind.values()).map(kind -> Arguments.of(way, kind)));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void fewMethodsStandBetweenTheCallAndTheCallersStreams(Way way, MaskKind kind)
      throws IOException {
    Path photoFile = folder.resolve("photo");
    Path maskFile = folder.resolve("mask");
    SyntheticRows.photo(2_048, 400).write(way.photo(), photoFile);
    SyntheticRows.mask(2_048 / kind.scale(), 400 / kind.scale()).write(kind.format(), maskFile);
    Depth photo = new Depth();
    Depth mask = new Depth();
    Depth result = new Depth();

    CompositeReport report =
        MaskCompositor.create()
            .withConvention(kind.convention())
            .withFormat(way.result())
            .composite(
                source(Files.readAllBytes(photoFile), photo),
                kind.source(Files.readAllBytes(maskFile), mask),
                ImageTarget.of(target(result)));

    assertThat(report.strategy()).isEqualTo(way.strategy);
    photo.check(way + ", mask " + kind, "photo read");
    mask.check(way + ", mask " + kind, "mask read");
    result.check(way + ", mask " + kind, "result write");
  }

  private static ImageSource source(byte[] bytes, Depth depth) {
    return ImageSource.reopening(() -> stream(bytes, depth), bytes.length);
  }

  private static InputStream stream(byte[] bytes, Depth depth) {
    return new InputStream() {
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
    };
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
