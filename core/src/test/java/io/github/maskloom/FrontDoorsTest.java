package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.image.MaskOptions;
import io.github.maskloom.prepare.ImagePreparer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** What the compositor, the restorer and the preparer have in common. */
class FrontDoorsTest {
  private static final ImagePreparer OF_MASKS =
      ImagePreparer.create().withMask(MaskOptions.DEFAULT, MaskConvention.WHITE_EDITS);

  @Test
  void eachSaysItsOptions() {
    assertThat(MaskCompositor.create().withConvention(MaskConvention.WHITE_EDITS))
        .asString()
        .startsWith("MaskCompositor[")
        .contains("WhiteEdits", "TRUNCATE");
    assertThat(PhotoRestorer.create().withRestoring(RestoreOptions.DEFAULT.withFeather(7)))
        .asString()
        .startsWith("PhotoRestorer[")
        .contains("featherPixels=7");
    assertThat(ImagePreparer.create().withMaxSide(1234))
        .asString()
        .startsWith("ImagePreparer[")
        .contains("maxSide=1234");
  }

  @Test
  void aCompositeIsNotPreparedAsAMask() {
    ImageSource unread = ImageSource.once(new ByteArrayInputStream(new byte[1]));

    assertThatThrownBy(
            () ->
                MaskCompositor.create()
                    .composite(
                        unread, unread, OF_MASKS, ImageTarget.of(new ByteArrayOutputStream())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a composite is no mask: prepare it without withMask");
  }
}
