package io.github.maskloom.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.errors.SizeMismatchException.Reason;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who knows more of an image throws the same failure anew, and changes none. */
class ImageExceptionTest {
  static List<ImageException> failures() {
    return List.of(
        ImageFormatException.atBit("PNG", "IHDR", 65, "broken"),
        ImageLimitException.pixels(30, 20, 500),
        new OpaqueMaskException(true),
        new SizeMismatchException(Reason.SHAPE, 1, 2, 3, 4));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysMoreOfTheImageAndAllThatItSaidBefore(ImageException failure) {
    IllegalStateException closing = new IllegalStateException("closing failed too");
    failure.addSuppressed(closing);
    String before = String.valueOf(failure.getMessage());
    ImageException named = failure.about("mask").named("my mask").shownAs("m.png");

    assertThat(named).hasSameClassAs(failure).hasNoCause().hasSuppressedException(closing);
    assertThat(named.getStackTrace()).isEqualTo(failure.getStackTrace());
    assertThat(named.getMessage()).isEqualTo("my mask: " + before.replaceFirst("^mask: ", ""));
    assertThat(named.image()).contains("mask");
    assertThat(named.displayName()).contains("m.png");
    assertThat(named)
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes("detailMessage|subject.*")
        .isEqualTo(failure);
    assertThat(failure).hasMessage(before);
    assertThat(failure.displayName()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatWasSaidFirstStays(ImageException failure) {
    ImageException named = failure.about("mask").named("a").shownAs("b");

    assertThat(named.about("photo").named("c").shownAs("d")).isSameAs(named);
  }
}
