package io.github.maskloom.internal.jpeg.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.internal.jpeg.scan.MultiPicture.Picture;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The index of pictures in a file, by CIPA DC-007. */
class MultiPictureTest {
  private static final Picture PHOTO = new Picture(0x20030000, 0, 5000);
  private static final Picture MAP = new Picture(0x00050000, 5000, 777);

  private static byte[] index() {
    return MultiPicture.index(PHOTO, MAP, 106).orElseThrow();
  }

  @Test
  void readsWhatItWrites() {
    assertThat(index()).hasSize(MultiPicture.BYTES_OF_TWO);
    assertThat(MultiPicture.parse(index(), 106))
        .hasValueSatisfying(read -> assertThat(read.pictures()).isEqualTo(List.of(PHOTO, MAP)));
  }

  @Test
  void forgetsThatPicturesDependOnOthers() {
    byte[] index = MultiPicture.index(new Picture(-1, 0, 1), MAP, 106).orElseThrow();

    assertThat(MultiPicture.parse(index, 106).orElseThrow().pictures().get(0).attributes())
        .isEqualTo(0x3FFFFFFF);
  }

  @Test
  void hasNoRoomForPicturesBeyondFourGigabytes() {
    Picture far = new Picture(0, 1L << 33, 777);

    assertThat(MultiPicture.index(PHOTO, far, 106)).isEmpty();
    assertThat(MultiPicture.index(PHOTO, new Picture(0, 5000, 1L << 32), 106)).isEmpty();
  }

  @Test
  void readsNoPartOfAnIndex() {
    for (int length = 4; length < MultiPicture.BYTES_OF_TWO; length++) {
      assertThat(MultiPicture.parse(Arrays.copyOf(index(), length), 106)).isEmpty();
    }
  }

  @Test
  void throwsForNoDamage() {
    for (int at = 4; at < MultiPicture.BYTES_OF_TWO; at++) {
      for (int value : new int[] {0, 0x7F, 0x80, 0xFF}) {
        byte[] damaged = index();
        damaged[at] = (byte) value;
        MultiPicture.parse(damaged, 106)
            .ifPresent(read -> assertThat(read.pictures()).isNotEmpty());
      }
    }
  }
}
