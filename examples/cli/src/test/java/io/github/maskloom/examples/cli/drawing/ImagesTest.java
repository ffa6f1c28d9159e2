package io.github.maskloom.examples.cli.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ImagesTest {
  @Test
  void theRoomIsTwoThirdsAsHighAsItIsWide() {
    BufferedImage room = RoomImage.draw(300);
    assertThat(room.getWidth()).isEqualTo(300);
    assertThat(room.getHeight()).isEqualTo(200);
  }

  @Test
  void theSameImagesAreDrawnEachTime() {
    assertThat(pixels(RoomImage.draw(300))).isEqualTo(pixels(RoomImage.draw(300)));
    assertThat(pixels(SofaImage.draw())).isEqualTo(pixels(SofaImage.draw()));
  }

  @Test
  void theMaskIsHalfBlueInTheMiddleAndEmptyInCorners() {
    BufferedImage mask = MaskImage.draw(1600, 1067);
    assertThat(mask.getRGB(950, 600)).isEqualTo(0x80_0078FF);
    assertThat(mask.getRGB(0, 0)).isZero();
    assertThat(mask.getRGB(1599, 1066)).isZero();
  }

  @Test
  void theStrokesHaveASoftEdge() {
    int[] alphas =
        Arrays.stream(pixels(MaskImage.draw(1600, 1067)))
            .map(argb -> argb >>> 24)
            .filter(alpha -> alpha > 0)
            .toArray();
    long soft = Arrays.stream(alphas).filter(alpha -> alpha < 128).count();
    assertThat(Arrays.stream(alphas).max()).hasValue(128);
    assertThat(soft).isPositive().isLessThan(alphas.length / 5);
  }

  @Test
  void theSofaStandsOnAPlainLightGround() {
    BufferedImage sofa = SofaImage.draw();
    int ground = sofa.getRGB(2, 2);
    assertThat(ground & 0xFF).isGreaterThan(0xE0);
    assertThat(sofa.getRGB(897, 2)).isEqualTo(ground);
    assertThat(sofa.getRGB(2, 597)).isEqualTo(ground);
    assertThat(sofa.getRGB(450, 380)).isNotEqualTo(ground);
  }

  private static int[] pixels(BufferedImage picture) {
    int width = picture.getWidth();
    return picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
  }
}
