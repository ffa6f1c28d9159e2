package io.github.maskloom.fusion.local;

import static io.github.maskloom.fusion.local.Drawings.draw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.image.CancelSignal;
import io.github.maskloom.image.ImageSource;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Where furniture fits into what is painted. */
class StandingRoomTest {
  private static BoundingBox room(double aspect, Consumer<Graphics2D> strokes) throws IOException {
    BufferedImage mask =
        draw(
            BufferedImage.TYPE_BYTE_GRAY,
            400,
            300,
            graphics -> {
              graphics.setColor(Color.WHITE);
              strokes.accept(graphics);
            });
    ImageSource source = ImageSource.of(Drawings.encode(mask, "png"));
    try (PictureReader first = PictureReader.open(source, "mask", CancelSignal.NEVER);
        PictureReader second = PictureReader.open(source, "mask", CancelSignal.NEVER)) {
      return StandingRoom.in(PaintedShape.of(second, PaintedBox.of(first)), aspect);
    }
  }

  @Test
  void aRectangleIsFilledFromItsBase() throws IOException {
    BoundingBox room = room(2, strokes -> strokes.fillRect(100, 50, 200, 200));

    assertThat(room).isEqualTo(new BoundingBox(100, 150, 200, 100));
  }

  @Test
  void aNotchIsAvoided() throws IOException {
    BoundingBox room =
        room(
            1.5,
            strokes -> {
              strokes.fillRect(50, 50, 300, 200);
              strokes.setColor(Color.BLACK);
              strokes.fillRect(300, 130, 50, 60);
            });

    assertThat(room.x() + room.width()).isLessThanOrEqualTo(305);
    assertThat(room.width()).isGreaterThan(235);
    assertThat((double) room.width() / room.height()).isCloseTo(1.5, within(0.03));
  }

  @Test
  void aRoundEndMakesItALittleSmaller() throws IOException {
    BoundingBox room = room(2, strokes -> strokes.fillRoundRect(50, 50, 300, 150, 120, 120));

    assertThat(room.width()).isBetween(230, 299);
    assertThat(room.y() + room.height()).isBetween(165, 200);
  }

  @Test
  void anOutlineThatIsNotFilledStandsForItsBox() throws IOException {
    BoundingBox room = room(2, strokes -> strokes.drawRect(100, 50, 199, 99));

    assertThat(room).isEqualTo(new BoundingBox(100, 50, 200, 100));
  }

  @Test
  void aSinglePixelIsRoomEnough() throws IOException {
    assertThat(room(2, strokes -> strokes.fillRect(7, 9, 1, 1)))
        .isEqualTo(new BoundingBox(7, 9, 1, 1));
  }
}
