package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.maskloom.image.MetadataReport;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An ICC profile: its header and its table of tags (ICC.1:2022, section 7; ICC.1:2001-04). */
public final class IccProfile {
  private static final int HEADER_BYTES = 128;
  private static final int TABLE_AT = HEADER_BYTES + Integer.BYTES;
  private static final int TAG_BYTES = 12;
  private static final int MAX_TAGS = 100;
  private static final int CLASS_AT = 12;
  private static final int COLOR_SPACE_AT = 16;
  private static final int SIGNATURE_AT = 36;
  private static final int ID_AT = 84;

  /** Classes of profiles that stand in images, any color space, and what it is connected to. */
  private static final Pattern OF_AN_IMAGE =
      Pattern.compile("(scnr|mntr|prtr|spac)....(XYZ |Lab )", Pattern.DOTALL);

  /** What texts may take beyond the profile's length, where they were not whole. */
  private static final int MAX_GROWTH = 1024;

  /** Tags of which a profile needs one. */
  private static final Pattern SAYS_COLORS = Pattern.compile("[rk]TRC|A2B[012]");

  private IccProfile() {}

  /**
   * {@return whether a profile is one for such samples: its color space is that of gray or of RGB}
   *
   * @param profile an ICC profile, which may be damaged
   * @param colorBands 1 for gray, 3 for RGB
   */
  public static boolean describes(byte[] profile, int colorBands) {
    return profile.length >= HEADER_BYTES
        && text(profile, COLOR_SPACE_AT, 4).equals(colorBands == 1 ? "GRAY" : "RGB ");
  }

  /**
   * Writes a profile anew: of listed tags only, each as long as its type says, and without a gap.
   * The profile's ID becomes zero, which says that it was not computed (section 7.2.18).
   *
   * @param profile unchanged; what stands behind its end does not travel
   * @param report is told what does not travel, without a word of the profile's
   * @return empty if the profile is damaged, or describes no image
   */
  public static Optional<byte[]> travelling(byte[] profile, MetadataReport.Builder report) {
    Optional<byte[]> left = isWhole(profile) ? written(profile, report) : Optional.empty();
    if (left.isEmpty()) {
      report.dropped("ICC profile", "it is damaged, or describes no image");
    }
    return left;
  }

  private static boolean isWhole(byte[] profile) {
    if (profile.length < TABLE_AT) {
      return false;
    }
    int size = ByteBuffer.wrap(profile).getInt(0);
    int tags = ByteBuffer.wrap(profile).getInt(HEADER_BYTES);
    return size <= profile.length
        && tags >= 0
        && tags <= MAX_TAGS
        && size >= TABLE_AT + tags * TAG_BYTES
        && text(profile, SIGNATURE_AT, 4).equals("acsp")
        && OF_AN_IMAGE.matcher(text(profile, CLASS_AT, 12)).matches();
  }

  private static String text(byte[] profile, int at, int length) {
    return new String(profile, at, length, ISO_8859_1);
  }

  private static Optional<byte[]> written(byte[] profile, MetadataReport.Builder report) {
    ByteBuffer in = ByteBuffer.wrap(profile);
    IccElements elements = new IccElements(in.slice(0, in.getInt(0)));
    Map<String, IccElements.Element> kept = new LinkedHashMap<>();
    int tags = in.getInt(HEADER_BYTES);
    for (int i = 0; i < tags; i++) {
      int entry = TABLE_AT + i * TAG_BYTES;
      String name = text(profile, entry, 4);
      if (!kept.containsKey(name)) {
        elements.add(name, in.getLong(entry + 4)).ifPresent(added -> kept.put(name, added));
      }
    }
    boolean sound =
        elements.length() <= profile.length + MAX_GROWTH
            && kept.keySet().stream().anyMatch(SAYS_COLORS.asMatchPredicate());
    if (sound && kept.size() < tags) {
      report.dropped("tags of the ICC profile", "they are not listed, or damaged");
    }
    return sound ? Optional.of(assembled(in, kept, elements)) : Optional.empty();
  }

  private static byte[] assembled(
      ByteBuffer in, Map<String, IccElements.Element> kept, IccElements elements) {
    int from = TABLE_AT + kept.size() * TAG_BYTES;
    ByteBuffer out = ByteBuffer.allocate(from + (int) elements.length());
    out.put(in.slice(0, ID_AT)).putInt(0, out.limit());
    out.putInt(HEADER_BYTES, kept.size()).position(TABLE_AT);
    kept.forEach(
        (name, element) ->
            out.put(name.getBytes(ISO_8859_1))
                .putInt(from + (int) element.at())
                .putInt(element.bytes().limit()));
    elements.writeTo(out);
    return out.array();
  }
}
