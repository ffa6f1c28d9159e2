package io.github.maskloom.examples.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.examples.s3.WrongStore.Fault;
import io.github.maskloom.image.ImageSource.RangeSupplier;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores that answer something else than they were asked for. */
class S3RangesTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void bytesOfAnotherRangeOrVersionAreRefusedByTheNameOfTheObject(Fault fault) throws IOException {
    try (WrongStore wrong = new WrongStore(new byte[1000], fault);
        S3Store store = wrong.store("rooms")) {
      RangeSupplier ranges = store.source("12/photo").ranges().orElseThrow();
      assertThat(read(ranges, 0)).as("the first range").isEqualTo(new byte[200]);

      assertThatThrownBy(() -> read(ranges, 500))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("s3://rooms/12/photo");
    }
  }

  private static byte[] read(RangeSupplier ranges, long position) throws IOException {
    try (InputStream range = ranges.open(position, 200)) {
      return range.readAllBytes();
    }
  }
}
