package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.ReadOptions;
import io.github.maskloom.image.ReadOptions.DamagePolicy;
import io.github.maskloom.internal.pixel.SourceOver;
import io.github.maskloom.testing.SyntheticRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How far it is from the front door to the loop that blends. */
@Timeout(120)
class CompositeStackTest {
  /** One of them is the format, of which the core knows only the interface. */
  private static final int MOST_CLASSES = 7;

  @TempDir Path folder;

  @BeforeEach
  void drawImages() throws IOException {
    SyntheticRows.photo(2_000, 100).write(OutputFormat.PNG, folder.resolve("photo.png"));
    SyntheticRows.mask(2_000, 100).write(OutputFormat.PNG, folder.resolve("mask.png"));
  }

  @Test
  void fewClassesStandBetweenCallAndBlendWhenSpliced() throws Exception {
    Set<String> classes = classesAtTheBlend(MaskCompositor.create(), Strategy.SPLICE);

    assertThat(classes).hasSizeLessThanOrEqualTo(MOST_CLASSES);
  }

  @Test
  void fewClassesStandBetweenCallAndBlendWhenStreamed() throws Exception {
    MaskCompositor streaming =
        MaskCompositor.builder()
            .reading(ReadOptions.DEFAULT.withDamage(DamagePolicy.LENIENT))
            .build();

    Set<String> classes = classesAtTheBlend(streaming, Strategy.STREAM);

    assertThat(classes).hasSizeLessThanOrEqualTo(MOST_CLASSES);
  }

  /** Composites on a thread of its own until its stack was seen while it blended. */
  private Set<String> classesAtTheBlend(MaskCompositor compositor, Strategy strategy)
      throws Exception {
    Set<String> classes = Set.of();
    while (classes.isEmpty()) {
      FutureTask<CompositeReport> work =
          new FutureTask<>(
              () ->
                  compositor.composite(
                      folder.resolve("photo.png"),
                      folder.resolve("mask.png"),
                      folder.resolve("out.png")));
      Thread thread = new Thread(work, "composite");
      thread.start();
      while (classes.isEmpty() && thread.isAlive()) {
        classes = ofTheLibrary(thread.getStackTrace());
      }
      assertThat(work.get().strategy()).isEqualTo(strategy);
    }
    return classes;
  }

  /** From the blend to the front door; empty unless both are there. */
  private static Set<String> ofTheLibrary(StackTraceElement[] stack) {
    Set<String> classes =
        Arrays.stream(stack)
            .map(StackTraceElement::getClassName)
            .filter(name -> name.startsWith("io.github.maskloom"))
            .filter(name -> !name.startsWith(CompositeStackTest.class.getName()))
            // Glue of the JVM, which stack traces of exceptions do not show.
            .filter(name -> !name.contains("$$Lambda"))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!classes.contains(SourceOver.class.getName())) {
      return Set.of();
    }
    System.out.println("from the blend to the front door: " + classes);
    // What the blend itself calls is not on the way to it.
    Set<String> onTheWay = new LinkedHashSet<>();
    boolean reached = false;
    for (String name : classes) {
      reached |= name.equals(SourceOver.class.getName());
      if (reached) {
        onTheWay.add(name);
      }
    }
    return onTheWay;
  }
}
