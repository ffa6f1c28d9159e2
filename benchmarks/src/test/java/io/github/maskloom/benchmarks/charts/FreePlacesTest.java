package io.github.maskloom.benchmarks.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.benchmarks.charts.FreePlaces.Place;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FreePlacesTest {
  private static final Rectangle2D BOUNDS = new Rectangle2D.Double(0, 0, 400, 300);
  private static final Point2D MIDDLE = new Point2D.Double(200, 150);

  private final FreePlaces places = new FreePlaces(BOUNDS);

  @Test
  void theFirstChoiceIsRightOfThePoint() {
    Place place = about(MIDDLE).orElseThrow();

    assertThat(place.anchor()).isEqualTo("start");
    assertThat(place.textX()).isEqualTo(212);
    assertThat(place.box().getCenterY()).isEqualTo(150);
  }

  @Test
  void aLineIsAvoided() {
    Line2D line = new Line2D.Double(MIDDLE, new Point2D.Double(400, 150));
    places.occupy(line);

    Place place = about(MIDDLE).orElseThrow();

    assertThat(place.box().intersectsLine(line)).isFalse();
    assertThat(place.box().getMinY()).isGreaterThan(150);
  }

  @Test
  void anotherLabelIsAvoided() {
    Place first = about(MIDDLE).orElseThrow();
    places.occupy(first.box());

    Place second = about(MIDDLE).orElseThrow();

    assertThat(second.box().intersects(first.box())).isFalse();
  }

  @Test
  void atTheRightBorderTheTextEndsAtThePoint() {
    places.occupy(new Line2D.Double(0, 0, 400, 0));

    Place place = about(new Point2D.Double(400, 10)).orElseThrow();

    assertThat(place.anchor()).isEqualTo("end");
    assertThat(place.textX()).isLessThan(400);
    assertThat(BOUNDS.contains(place.box())).isTrue();
  }

  @Test
  void thereMayBeNoPlace() {
    places.occupy(BOUNDS);

    assertThat(about(MIDDLE)).isEmpty();
  }

  @Test
  void aLeaderGoesToTheNearestPointOfTheLabel() {
    Place place = FreePlaces.rightOf(MIDDLE, 80, 18);

    assertThat(place.nearest(MIDDLE)).isEqualTo(new Point2D.Double(212, 150));
  }

  private Optional<Place> about(Point2D point) {
    return places.about(point, 80, 18);
  }
}
