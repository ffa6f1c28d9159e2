package io.github.maskloom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.maskloom.BoundingBox;
import io.github.maskloom.local.cutout.Silhouette;
import io.github.maskloom.local.cutout.Silhouette.Foot;
import io.github.maskloom.local.cutout.Silhouette.Span;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static Silhouette piece(int width, int height) {
    BoundingBox solid = new BoundingBox(10, 20, width, height);
    Span all = new Span(10, 10 + width);
    return new Silhouette(
        width + 30,
        solid,
        solid,
        all,
        20 + height,
        List.of(new Span(0, 1)),
        List.of(new Foot(all, 20 + height)));
  }

  private static Placement only(BoundingBox box, Silhouette piece, boolean covering) {
    return Placement.inside(box, List.of(new Placement.Piece(piece, 1)), covering).get(0);
  }

  @Test
  void aWidePieceTakesTheBoxsWidthAndStandsOnItsBase() {
    Placement place = only(new BoundingBox(100, 50, 200, 300), piece(400, 100), false);

    assertThat(place.width()).isEqualTo(200, within(1e-9));
    assertThat(place.height()).isEqualTo(50, within(1e-9));
    assertThat(place.x()).isEqualTo(100, within(1e-9));
    assertThat(place.baseline()).isEqualTo(350);
  }

  @Test
  void aTallPieceTakesTheBoxsHeightAndStandsInItsMiddle() {
    Placement place = only(new BoundingBox(100, 50, 200, 300), piece(50, 100), false);

    assertThat(place.height()).isEqualTo(300, within(1e-9));
    assertThat(place.x()).isEqualTo(125, within(1e-9));
  }

  @Test
  void coveringFillsTheBoxButGrowsAtMostTwice() {
    BoundingBox box = new BoundingBox(0, 0, 100, 100);

    assertThat(only(box, piece(150, 100), true).height()).isEqualTo(100, within(1e-9));
    assertThat(only(box, piece(1000, 100), true).height()).isEqualTo(20, within(1e-9));
  }

  @Test
  void severalPiecesAreEquallyHighAndDoNotTouch() {
    List<Placement> places =
        Placement.inside(
            new BoundingBox(0, 0, 300, 100),
            List.of(
                new Placement.Piece(piece(100, 100), 1), new Placement.Piece(piece(50, 200), 1)),
            false);

    assertThat(places.get(0).height()).isEqualTo(places.get(1).height());
    assertThat(places.get(0).x() + places.get(0).width()).isLessThan(places.get(1).x());
  }

  @Property
  void whatShowsLiesInTheScene(
      @ForAll @IntRange(min = 0, max = 90) int x,
      @ForAll @IntRange(min = 0, max = 90) int y,
      @ForAll @IntRange(min = 1, max = 10) int width,
      @ForAll @IntRange(min = 1, max = 10) int height,
      @ForAll @IntRange(min = 1, max = 500) int pieceWidth,
      @ForAll @IntRange(min = 1, max = 500) int pieceHeight,
      @ForAll boolean covering) {
    BoundingBox box = new BoundingBox(x, y, width, height);
    Placement place = only(box, piece(pieceWidth, pieceHeight), covering);

    BoundingBox crop = place.crop(100, 100);

    assertThat(crop.isEmpty()).isFalse();
    BoundingBox target = place.target(crop);
    int slackX = (int) Math.ceil(place.width() / pieceWidth) + 1;
    int slackY = (int) Math.ceil(place.height() / pieceHeight) + 1;
    assertThat(target.x()).isGreaterThanOrEqualTo(-slackX);
    assertThat(target.x() + target.width()).isLessThanOrEqualTo(100 + slackX);
    assertThat(target.y()).isGreaterThanOrEqualTo(-slackY);
    assertThat(target.y() + target.height()).isEqualTo(y + height);
  }

  @Test
  void mirroringTwiceChangesNothing() {
    Silhouette piece = piece(40, 30);

    assertThat(piece.mirrored().solid().x()).isEqualTo(20);
    assertThat(piece.mirrored().mirrored()).isEqualTo(piece);
  }
}
