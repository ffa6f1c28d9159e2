package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.hiding.HidingPlaces;
import io.github.maskloom.hiding.HidingPlaces.Container;
import io.github.maskloom.hiding.HidingPlaces.Place;
import io.github.maskloom.hiding.PictureCarver;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.OutputOptions.Metadata;
import io.github.maskloom.internal.png.ColorType;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.testing.TestPng;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A picture of the room as it was is in no result, wherever it hides in the photo. */
class HiddenPicturesTest {
  private static final List<Place> PLACES = HidingPlaces.all();

  /** Paint near the top: what is copied stands below it. */
  private static final byte[] MASK =
      TestPng.of(ColorType.RGBA, 8, 12, 10)
          .samples(IntStream.range(0, 12 * 10 * 4).map(at -> at < 12 * 2 * 4 ? 200 : 0).toArray())
          .encode();

  private static final OutputFormat COARSE = new OutputFormat.Jpeg(80, 0xFFFFFF);

  /** Photos without metadata. */
  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes into the files.
  enum Photo {
    JPEG(Container.JPEG, HidingPlaces.jpeg(false)),
    PROGRESSIVE(Container.JPEG, HidingPlaces.jpeg(true)),
    PNG(Container.PNG, HidingPlaces.png(BufferedImage.TYPE_INT_RGB, false)),
    PALETTE(Container.PNG, HidingPlaces.png(BufferedImage.TYPE_BYTE_INDEXED, false)),
    GRAY(Container.PNG, HidingPlaces.png(BufferedImage.TYPE_BYTE_GRAY, false)),
    INTERLACED(Container.PNG, HidingPlaces.png(BufferedImage.TYPE_INT_RGB, true)),
    TIFF(Container.TIFF, HidingPlaces.tiff()),
    GIF(Container.GIF, HidingPlaces.gif());

    final Container container;
    final byte[] file;

    Photo(Container container, byte[] file) {
      this.container = container;
      this.file = file;
    }
  }

  /** The ways out of the library. */
  @SuppressWarnings("ImmutableEnumChecker") // Formats are values.
  enum Way {
    PNG(OutputFormat.PNG),
    JPEG(OutputFormat.JPEG),
    COARSE_JPEG(COARSE),
    RESTORED_PNG(OutputFormat.PNG),
    RESTORED_JPEG(OutputFormat.JPEG),
    PREPARED_SCENE(OutputFormat.JPEG),
    PREPARED_PNG(OutputFormat.PNG),
    PREPARED_JPEG(OutputFormat.JPEG),
    BARE_PNG(OutputFormat.PNG),
    BARE_JPEG(OutputFormat.JPEG);

    private final OutputFormat format;

    Way(OutputFormat format) {
      this.format = format;
    }

    byte[] take(byte[] file) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageTarget target = ImageTarget.of(out);
      ImageSource photo = ImageSource.of(file);
      ImageSource mask = ImageSource.of(MASK);
      MaskCompositor compositor = MaskCompositor.create().withFormat(format);
      ImagePreparer preparer = ImagePreparer.create().withFormat(format);
      switch (this) {
        case PNG, JPEG, COARSE_JPEG -> compositor.composite(photo, mask, target);
        case RESTORED_PNG, RESTORED_JPEG ->
            PhotoRestorer.create()
                .withFormat(format)
                .restore(photo, ImageSource.of(Photo.PNG.file), mask, target);
        case PREPARED_SCENE -> compositor.composite(photo, mask, preparer, target);
        case PREPARED_PNG, PREPARED_JPEG -> preparer.withPassThrough(false).prepare(photo, target);
        case BARE_PNG, BARE_JPEG ->
            preparer
                .withOutput(OutputOptions.DEFAULT.withFormat(format).withMetadata(Metadata.NOTHING))
                .prepare(photo, target);
      }
      return out.toByteArray();
    }
  }

  /** A place in each of the photos. */
  static Stream<Arguments> aFew() {
    return Stream.of(Photo.values())
        .map(
            photo -> {
              List<Place> places =
                  PLACES.stream().filter(place -> place.container() == photo.container).toList();
              return Arguments.of(
                  photo, places.get(Math.floorMod(photo.name().hashCode(), places.size())));
            });
  }

  /** A photo that the place can be in, each in turn. */
  private static Photo photo(Place place, int number) {
    List<Photo> photos =
        Stream.of(Photo.values()).filter(photo -> photo.container == place.container()).toList();
    return photos.get(number % photos.size());
  }

  @ParameterizedTest
  @MethodSource("aFew")
  void aHiddenPictureIsGone(Photo photo, Place place) throws IOException {
    byte[] file = place.in(photo.file);
    for (Way way : Way.values()) {
      assertThat(leaks(photo, way, place, file)).isEmpty();
    }
  }

  /** {@code -Dmaskloom.hiding.step=1} looks at every place, which takes many minutes. */
  @Tag("slow")
  @Test
  void whereverAPictureHidesItIsGone() throws IOException {
    int step = Integer.getInteger("maskloom.hiding.step", 29);
    List<String> leaks = new ArrayList<>();
    Map<Way, Integer> results = new EnumMap<>(Way.class);
    for (int i = 0; i < PLACES.size(); i += step) {
      Place place = PLACES.get(i);
      if (place.container() != Container.WEBP) {
        Photo photo = photo(place, i);
        byte[] file = place.in(photo.file);
        for (Way way : Way.values()) {
          Optional<String> leak = leaks(photo, way, place, file);
          leak.ifPresent(leaks::add);
          results.merge(way, 1, Integer::sum);
        }
      }
    }

    assertThat(leaks).isEmpty();
    assertThat(results).allSatisfy((way, count) -> assertThat(count).isGreaterThan(2000 / step));
  }

  /** What a result shows of the picture; nothing if the photo is refused. */
  private static Optional<String> leaks(Photo photo, Way way, Place place, byte[] file)
      throws IOException {
    try {
      List<String> found = PictureCarver.pictures(way.take(file));
      return found.stream()
          .findFirst()
          .map(picture -> photo + " " + way + " " + place + ": " + picture);
    } catch (ImageFormatException e) {
      return Optional.empty();
    }
  }

  /** A carver that sees nothing would let everything pass. */
  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG"})
  void mostPicturesAreFoundWhereTheyHide(Photo photo) {
    List<Place> places = PLACES.stream().filter(p -> p.container() == photo.container).toList();
    int found = 0;
    int looked = 0;
    for (int i = 0; i < places.size(); i += 257) {
      found += PictureCarver.pictures(places.get(i).in(photo.file)).isEmpty() ? 0 : 1;
      looked++;
    }

    assertThat(found).isGreaterThan(looked * 9 / 10);
  }
}
