package io.github.maskloom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.local.PaintedShape.PaintedBox;
import io.github.maskloom.local.Placement.Part;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Where furniture fits into what is painted. */
class StandingRoomTest {
  private static final int MARGIN = 5;

  /** Furniture that takes all of its box. */
  private static final List<Part> ALL = List.of(new Part(0, 0, 1, 1));

  private static BoundingBox room(double aspect, Consumer<Graphics2D> strokes) throws IOException {
    return room(aspect, ALL, strokes);
  }

  private static BoundingBox room(double aspect, List<Part> parts, Consumer<Graphics2D> strokes)
      throws IOException {
    BufferedImage mask = Drawings.mask(400, 300, strokes);
    ImageSource source = ImageSource.of(Drawings.encode(mask, "png"));
    try (ImageReader first = ImageReader.open(source, "mask", Drawings.READING);
        ImageReader second = ImageReader.open(source, "mask", Drawings.READING)) {
      return StandingRoom.in(PaintedShape.of(second, PaintedBox.of(first)), aspect, parts, MARGIN);
    }
  }

  @Test
  void aRectangleIsFilledFromItsBaseButForTheMargin() throws IOException {
    BoundingBox room = room(2, strokes -> strokes.fillRect(100, 50, 200, 200));

    assertThat(room).isEqualTo(new BoundingBox(105, 150, 190, 95));
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

    assertThat(room.x() + room.width()).isLessThanOrEqualTo(295);
    assertThat(room.width()).isGreaterThan(215);
    assertThat((double) room.width() / room.height()).isCloseTo(1.5, within(0.03));
  }

  @Test
  void aRoundEndMakesItALittleSmaller() throws IOException {
    BoundingBox room = room(2, strokes -> strokes.fillRoundRect(50, 50, 300, 150, 120, 120));

    assertThat(room.width()).isBetween(190, 260);
    assertThat(room.y() + room.height()).isBetween(165, 195);
  }

  @Test
  void anOutlineThatIsNotFilledStandsForWhatItGoesAround() throws IOException {
    BoundingBox room = room(2, strokes -> strokes.drawRect(100, 50, 199, 99));

    assertThat(room).isEqualTo(new BoundingBox(105, 55, 190, 90));
  }

  @Test
  void aSinglePixelIsRoomEnough() throws IOException {
    assertThat(room(2, strokes -> strokes.fillRect(7, 9, 1, 1)))
        .isEqualTo(new BoundingBox(7, 9, 1, 1));
  }

  @Test
  void feetKeepToThePaintThoughCornersAboveMayLeaveIt() throws IOException {
    List<Part> table = List.of(new Part(0.3, 0, 0.7, 0.45), new Part(0, 0.55, 1, 1));
    Consumer<Graphics2D> dome =
        strokes -> {
          strokes.fillRect(150, 50, 100, 100);
          strokes.fillRect(100, 150, 200, 100);
        };

    assertThat(room(1, table, dome)).isEqualTo(new BoundingBox(105, 55, 190, 190));
    assertThat(room(1, ALL, dome).width()).isLessThan(120);
  }

  @Test
  void theBorderOfTheMaskIsNoEdge() throws IOException {
    assertThat(room(2, strokes -> strokes.fillRect(0, 100, 400, 200)))
        .isEqualTo(new BoundingBox(5, 105, 390, 195));
  }
}
