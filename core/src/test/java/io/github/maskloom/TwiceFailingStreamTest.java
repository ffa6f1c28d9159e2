package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.base.Throwables;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskFit;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.SeedImages;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Streams that throw again when they are closed what they threw when they were read. */
class TwiceFailingStreamTest {
  private static final int READ_BYTES = 97;

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "BASE64")
  void whatTheyThrowComesOutOnceBehindTheNameOfTheImage(SeedImages format) {
    failAtEveryRead(format, new IOException("connection reset"));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "BASE64")
  void whatTheyThrowUncheckedComesOutAsItIs(SeedImages format) {
    failAtEveryRead(format, new UncheckedIOException(new IOException("connection reset")));
  }

  private static void failAtEveryRead(SeedImages format, Exception failure) {
    for (byte[] file : format.files()) {
      int failures = 0;
      while (compositeFailsAtRead(file, failures, failure)) {
        failures++;
      }
      assertThat(failures).isPositive();
    }
  }

  private static boolean compositeFailsAtRead(byte[] photo, int failingRead, Exception failure) {
    AtomicInteger reads = new AtomicInteger();
    ImageSource source = ImageSource.reopening(() -> failing(photo, reads, failingRead, failure));
    Throwable thrown =
        catchThrowable(
            () ->
                MaskCompositor.create()
                    .withFormat(OutputFormat.PNG)
                    .withMask(MaskOptions.DEFAULT.withFit(MaskFit.STRETCH))
                    .composite(
                        source, ImageSource.of(SeedImages.PNG.files().get(4)), Made.NOWHERE));
    if (thrown != null) {
      assertThat(failure instanceof IOException ? thrown.getCause() : thrown)
          .as("at read %d", failingRead)
          .isSameAs(failure);
      assertThat(thrown.getSuppressed()).as("at read %d", failingRead).isEmpty();
    }
    return thrown != null;
  }

  private static InputStream failing(
      byte[] file, AtomicInteger reads, int failingRead, Exception failure) {
    return new FilterInputStream(new ByteArrayInputStream(file)) {
      private boolean failed;

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (reads.getAndIncrement() == failingRead) {
          failed = true;
          fail();
        }
        return super.read(target, offset, Math.min(length, READ_BYTES));
      }

      @Override
      public void close() throws IOException {
        if (failed) {
          fail();
        }
      }

      private void fail() throws IOException {
        Throwables.throwIfInstanceOf(failure, IOException.class);
        Throwables.throwIfUnchecked(failure);
      }
    };
  }
}
