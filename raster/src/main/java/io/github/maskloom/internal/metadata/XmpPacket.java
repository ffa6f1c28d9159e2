package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maskloom.image.MetadataReport;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An XMP packet in UTF-8 (ISO 16684-1): finds properties that show the image as it was, or that
 * describe what does not come along with it.
 *
 * <p>Elements and attributes are judged, by their namespaces; a declaration of a namespace says
 * nothing. A property goes as a whole. All else keeps its bytes.
 */
public final class XmpPacket {
  /** What is there if the packet cannot be read but may hold a picture. */
  private static final Pattern PICTURE_WORDS =
      Pattern.compile("Thumbnails|xmpGImg|xapGImg|/9j/|iVBORw0KGgo|SUkqA|TU0AK");

  private static final String SHOWS = "it shows the photo as it was";

  private final byte[] bytes;
  private final List<Found> found;
  private final Optional<Place> place;

  /** What a property is about. */
  public enum Subject {
    /** A smaller picture of the image. */
    PICTURE("thumbnail in XMP", SHOWS),
    /** The image before an effect was laid over it. */
    ORIGINAL("embedded original", SHOWS),
    /** A map of distances. */
    DEPTH_MAP("depth map", SHOWS),
    /** A film behind the end of the image. */
    FILM("motion photo", SHOWS),
    /** Sound. */
    SOUND("sound", "it belongs to the photo as it was"),
    /** Further images behind the end of the image. */
    FURTHER_IMAGES("directory of further images", "they do not come along"),
    /** A map that makes a bright screen show more. */
    GAIN_MAP("gain map", "it describes the photo as it was"),
    /** The second part of the packet, which did not fit in. */
    EXTENSION("extended XMP", "only a copied JPEG has room for it"),
    /** How the image is turned. It still holds unless the image is turned. */
    ORIENTATION("orientation in XMP", "the image is upright"),
    /** IPTC's digital source type. */
    SOURCE_TYPE("digital source type", "there is another"),
    /** The label of generated content. */
    AIGC("AIGC label", "there is another");

    private final String words;
    private final String why;

    Subject(String words, String why) {
      this.words = words;
      this.why = why;
    }
  }

  /** All that shows the image as it was. */
  private static final Set<Subject> PICTURES =
      EnumSet.of(Subject.PICTURE, Subject.ORIGINAL, Subject.DEPTH_MAP);

  /** What holds for a changed image. */
  private static final Set<Subject> HOLDING =
      EnumSet.of(Subject.ORIENTATION, Subject.SOURCE_TYPE, Subject.AIGC);

  /** A property of a subject, and where it stands. */
  record Found(Subject subject, int from, int end) {}

  /**
   * Where properties can be added.
   *
   * @param at behind the last description
   * @param about what descriptions say they are about, as it stands in the packet
   */
  record Place(int at, String about) {}

  private XmpPacket(byte[] bytes, List<Found> found, Optional<Place> place) {
    this.place = place;
    this.bytes = bytes;
    this.found = found.stream().sorted(Comparator.comparingInt(Found::from)).toList();
  }

  /**
   * Reads a packet.
   *
   * @param packet not copied
   * @return empty if it is not well-formed, or not in UTF-8
   */
  public static Optional<XmpPacket> of(byte[] packet) {
    XmpParser parser = new XmpParser(new String(packet, ISO_8859_1));
    return parser.parse()
        ? Optional.of(new XmpPacket(packet, parser.found(), parser.place()))
        : Optional.empty();
  }

  /** {@return whether all of it holds once the image was changed} */
  public boolean holds() {
    return HOLDING.containsAll(subjects());
  }

  /** {@return what its properties are about, as far as that matters} */
  public Set<Subject> subjects() {
    Set<Subject> subjects = EnumSet.noneOf(Subject.class);
    found.forEach(property -> subjects.add(property.subject()));
    return subjects;
  }

  /**
   * What of a packet still holds once the image was changed.
   *
   * @param packet in UTF-8; unchanged
   * @param kept subjects that come along, as far as they are not pictures
   * @param report is told what does not
   * @return empty if the packet cannot be read
   */
  public static Optional<byte[]> travelling(
      byte[] packet, Set<Subject> kept, MetadataReport.Builder report) {
    Optional<XmpPacket> xmp = of(packet);
    if (xmp.isEmpty()) {
      report.dropped("XMP", "it is not well-formed");
    }
    return xmp.map(read -> read.travelling(kept, report));
  }

  private byte[] travelling(Set<Subject> kept, MetadataReport.Builder report) {
    Set<Subject> left = subjects();
    left.removeAll(kept);
    left.removeAll(HOLDING);
    for (Subject subject : left) {
      if (subject == Subject.PICTURE) {
        report.erased((int) found.stream().filter(one -> one.subject() == subject).count());
      } else if (subject != Subject.GAIN_MAP) {
        report.dropped(subject.words, subject.why);
      }
    }
    return without(left);
  }

  /** The text of the first property of a subject, as it stands in the packet. */
  Optional<String> text(Subject subject) {
    return found.stream()
        .filter(property -> property.subject() == subject)
        .findFirst()
        .map(one -> new String(bytes, one.from(), one.end() - one.from(), UTF_8));
  }

  /** Where properties can be added; empty if the packet has no descriptions. */
  Optional<Place> place() {
    return place;
  }

  /** The packet for an image that was turned upright. */
  byte[] uprighted() {
    return without(EnumSet.of(Subject.ORIENTATION));
  }

  /**
   * {@return the packet without properties that are about one of these}
   *
   * @param subjects what properties are about that go
   */
  public byte[] without(Set<Subject> subjects) {
    ByteArrayOutputStream left = new ByteArrayOutputStream(bytes.length);
    int at = 0;
    for (Found property : found) {
      if (subjects.contains(property.subject()) && property.end() > at) {
        left.write(bytes, at, Math.max(0, property.from() - at));
        at = property.end();
      }
    }
    left.write(bytes, at, bytes.length - at);
    return left.toByteArray();
  }

  /**
   * Writes blanks over all that shows the image as it was, in a packet that stands within other
   * bytes.
   *
   * @return how many properties there were
   */
  static int erase(byte[] bytes, int from, int end) {
    byte[] packet = Arrays.copyOfRange(bytes, from, end);
    Optional<XmpPacket> xmp = of(packet);
    if (xmp.isEmpty()) {
      boolean suspect = PICTURE_WORDS.matcher(new String(packet, ISO_8859_1)).find();
      Arrays.fill(bytes, from, suspect ? end : from, (byte) ' ');
      return suspect ? 1 : 0;
    }
    int pictures = 0;
    for (Found property : xmp.get().found) {
      if (PICTURES.contains(property.subject())) {
        Arrays.fill(bytes, from + property.from(), from + property.end(), (byte) ' ');
        pictures++;
      }
    }
    return pictures;
  }
}
