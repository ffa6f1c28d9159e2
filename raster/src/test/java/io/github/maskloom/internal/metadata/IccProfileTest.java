package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.testing.TestProfiles;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IccProfileTest {
  /** Of {@link #rgb}. */
  private static final int TAGS = 6;

  private static final String SECRET = "a picture of the room as it was";
  private static final byte[] SECRET_BYTES = SECRET.getBytes(US_ASCII);

  private final MetadataReport.Builder report = MetadataReport.builder();

  @ParameterizedTest
  @ValueSource(
      ints = {ColorSpace.CS_sRGB, ColorSpace.CS_LINEAR_RGB, ColorSpace.CS_GRAY, ColorSpace.CS_PYCC})
  void colorsStayEqualUnderThePlatformsProfiles(int space) {
    byte[] profile = ICC_Profile.getInstance(space).getData();

    byte[] left = IccProfile.travelling(profile, report).orElseThrow();

    ICC_ColorSpace before = new ICC_ColorSpace(ICC_Profile.getInstance(profile));
    ICC_ColorSpace after = new ICC_ColorSpace(ICC_Profile.getInstance(left));
    assertThat(after.getNumComponents()).isEqualTo(before.getNumComponents());
    for (int i = 0; i <= 64; i++) {
      float[] color = new float[before.getNumComponents()];
      for (int band = 0; band < color.length; band++) {
        color[band] = (i * (band + 1) % 65) / 64f;
      }
      assertThat(after.toCIEXYZ(color)).containsExactly(before.toCIEXYZ(color));
    }
  }

  @Test
  void aProfileIsWrittenTightlyAndTheSameWhenItIsWrittenAgain() {
    byte[] left = travelling(rgb());

    assertThat(IccProfile.travelling(left, report)).hasValue(left);
    List<long[]> places = new ArrayList<>();
    entries(left).values().stream().distinct().forEach(places::add);
    long end = 132 + 12L * entries(left).size();
    for (long[] place : places.stream().sorted((a, b) -> Long.compare(a[0], b[0])).toList()) {
      assertThat(place[0]).isIn(end, places.get(0)[0]);
      end = Math.max(end, place[0] + place[1] + 3 & ~3);
    }
    assertThat(end).isEqualTo(left.length);
    assertThat(ByteBuffer.wrap(left).getInt(0)).isEqualTo(left.length);
  }

  @Test
  void curvesThatAreSharedStayShared() {
    Map<String, long[]> tags = entries(travelling(rgb()));

    assertThat(tags.get("gTRC")).isEqualTo(tags.get("rTRC")).isEqualTo(tags.get("bTRC"));
  }

  @Test
  void theIdAndReservedBytesOfTheHeaderAreZero() {
    byte[] profile = rgb().encode();
    Arrays.fill(profile, 84, 128, (byte) 7);

    byte[] left = IccProfile.travelling(profile, report).orElseThrow();

    assertThat(Arrays.copyOfRange(left, 84, 128)).containsOnly(0);
    assertThat(Arrays.copyOfRange(left, 4, 84)).isEqualTo(Arrays.copyOfRange(profile, 4, 84));
  }

  @ParameterizedTest
  @ValueSource(strings = {"meta", "targ", "vcgt", "DevD", "MSsl", "ps2i", "\0\0\0\0"})
  void aTagThatIsNotListedIsDroppedAndSaidSoWithoutItsName(String tag) {
    byte[] left = travelling(rgb().tag(tag, text("text", SECRET)));

    assertThat(entries(left)).doesNotContainKey(tag);
    assertThat(report.build().dropped())
        .containsExactly("tags of the ICC profile: they are not listed, or damaged");
    assertNothingIsHiddenIn(left);
  }

  @Test
  void aListedTagOfAnotherTypeIsDropped() {
    byte[] left = travelling(rgb().tag("wtpt", text("text", SECRET)).tag("cprt", xyz()));

    assertThat(entries(left)).doesNotContainKeys("wtpt", "cprt");
    assertNothingIsHiddenIn(left);
  }

  @Test
  void whatStandsBehindANumberIsLeft() {
    byte[] left =
        travelling(
            rgb()
                .tag("wtpt", plus(xyz(), SECRET_BYTES))
                .tag("bTRC", plus(TestProfiles.table(1, 2, 3), SECRET_BYTES))
                .tag("gTRC", plus(TestProfiles.formula(0, 1), SECRET_BYTES))
                .tag("A2B0", plus(table(), SECRET_BYTES)));

    assertThat(data(left, "wtpt")).isEqualTo(xyz());
    assertThat(data(left, "bTRC")).isEqualTo(TestProfiles.table(1, 2, 3));
    assertThat(data(left, "gTRC")).isEqualTo(TestProfiles.formula(0, 1));
    assertThat(data(left, "A2B0")).isEqualTo(table());
    assertNothingIsHiddenIn(left);
  }

  @Test
  void reservedBytesOfATypeBecomeZero() {
    byte[] curve = TestProfiles.table(5);
    Arrays.fill(curve, 4, 8, (byte) 9);

    byte[] left = travelling(rgb().tag("kTRC", curve));

    assertThat(data(left, "kTRC")).isEqualTo(TestProfiles.table(5));
  }

  @Test
  void aTextTravelsUpToItsEnd() {
    byte[] left =
        travelling(
            rgb()
                .tag("cprt", plus(text("text", "Public Domain\0"), SECRET_BYTES))
                .tag("desc", plus(description("A profile"), SECRET_BYTES))
                .tag("dmnd", plus(localized("Ünï"), SECRET_BYTES)));

    assertThat(data(left, "cprt")).isEqualTo(text("text", "Public Domain\0"));
    assertThat(data(left, "desc")).isEqualTo(description("A profile"));
    assertThat(data(left, "dmnd")).isEqualTo(localized("Ünï"));
    assertNothingIsHiddenIn(left);
  }

  @Test
  void aDescriptionKeepsNoSecondText() {
    byte[] profile = description("A profile");
    System.arraycopy(SECRET_BYTES, 0, profile, profile.length - 67, SECRET_BYTES.length);

    assertThat(data(travelling(rgb().tag("desc", profile)), "desc"))
        .isEqualTo(description("A profile"));
  }

  @Test
  void aTextThatIsTooLongOrNoTextIsDropped() {
    byte[] left =
        travelling(
            rgb()
                .tag("cprt", text("text", "x".repeat(1025) + "\0"))
                .tag("desc", text("text", "\u0001\u0002\0"))
                .tag("dmnd", localized("x".repeat(513)))
                .tag("dmdd", localized("\u0007")));

    assertThat(entries(left)).doesNotContainKeys("cprt", "desc", "dmnd", "dmdd");
    assertThat(data(travelling(rgb().tag("cprt", text("text", "x".repeat(1024) + "\0"))), "cprt"))
        .hasSize(1033);
  }

  @Test
  void whatStandsBehindTheProfileOrBetweenItsTagsIsLeft() {
    byte[] within = rgb().tag("wtpt", plus(xyz(), SECRET_BYTES)).encode();
    byte[] between = changed(within, 132 + 12 * TAGS + 8, xyz().length);

    byte[] left = IccProfile.travelling(plus(between, SECRET_BYTES), report).orElseThrow();

    assertNothingIsHiddenIn(left);
    assertThat(left).isEqualTo(travelling(rgb().tag("wtpt", xyz())));
  }

  @Test
  void aTagThatComesTwiceTravelsOnce() {
    byte[] other = rgb().tag("cprt", text("text", "a\0")).tag("zzzz", xyz()).encode();
    byte[] twice = changed(other, 132 + 12 * (TAGS + 1), 0x63707274);

    byte[] left = IccProfile.travelling(twice, report).orElseThrow();

    assertThat(entries(left)).hasSize(TAGS + 1);
    assertThat(data(left, "cprt")).isEqualTo(text("text", "a\0"));
  }

  @Test
  void tagsThatClaimTheSameBytesInManyWaysAreDamage() {
    byte[] table = typed("mAB ", new byte[4000]);
    byte[] profile = rgb().tag("A2B0", table).tag("A2B1", table).tag("A2B2", table).encode();
    int lastLengthAt = 132 + 12 * 9 - 4;

    assertThat(data(IccProfile.travelling(profile, report).orElseThrow(), "A2B1")).isEqualTo(table);
    assertThat(IccProfile.travelling(changed(profile, lastLengthAt, 4000), report)).isEmpty();
  }

  @Test
  void whatIsNoProfileIsDroppedAndSaidSo() {
    byte[] profile = rgb().encode();
    List<byte[]> damaged = new ArrayList<>();
    damaged.add(new byte[0]);
    damaged.add(SECRET_BYTES);
    damaged.add(new byte[4096]);
    damaged.add(Arrays.copyOf(profile, profile.length - 1));
    damaged.add(changed(profile, 0, profile.length + 1));
    damaged.add(changed(profile, 0, -1));
    damaged.add(changed(profile, 0, 100));
    damaged.add(changed(profile, 128, -1));
    damaged.add(changed(profile, 128, Integer.MAX_VALUE));
    damaged.add(changed(profile, 128, 101));
    damaged.add(changed(profile, 128, 0));
    damaged.add(changed(profile, 36, 0x61637370 + 1));
    damaged.add(changed(profile, 12, 0x6C696E6B));
    damaged.add(changed(profile, 20, 0x52474220));

    assertThat(damaged)
        .allSatisfy(
            bytes -> {
              MetadataReport.Builder said = MetadataReport.builder();
              assertThat(IccProfile.travelling(bytes, said)).isEmpty();
              assertThat(said.build().dropped())
                  .containsExactly("ICC profile: it is damaged, or describes no image");
            });
  }

  @Test
  void aTagThatLiesOutsideOrIsCutIsDropped() {
    byte[] profile = rgb().tag("cprt", text("text", "a\0")).encode();
    for (int entry = 132; entry < 132 + 12 * (TAGS + 1); entry += 12) {
      for (int field : new int[] {4, 8}) {
        for (int value : new int[] {-1, Integer.MAX_VALUE, profile.length, 3}) {
          Optional<byte[]> left =
              IccProfile.travelling(changed(profile, entry + field, value), report);
          left.ifPresent(
              kept -> assertThat(ByteBuffer.wrap(kept).getInt(0)).isEqualTo(kept.length));
        }
      }
    }
  }

  private byte[] travelling(TestProfiles profile) {
    return IccProfile.travelling(profile.encode(), report).orElseThrow();
  }

  private static void assertNothingIsHiddenIn(byte[] profile) {
    assertThat(new String(profile, ISO_8859_1)).doesNotContain(SECRET);
  }

  private static byte[] changed(byte[] profile, int at, int value) {
    return ByteBuffer.wrap(profile.clone()).putInt(at, value).array();
  }

  private static Map<String, long[]> entries(byte[] profile) {
    ByteBuffer in = ByteBuffer.wrap(profile);
    Map<String, long[]> entries = new TreeMap<>();
    for (int i = 0; i < in.getInt(128); i++) {
      String name = new String(profile, 132 + 12 * i, 4, ISO_8859_1);
      entries.put(name, new long[] {in.getInt(136 + 12 * i), in.getInt(140 + 12 * i)});
    }
    return entries;
  }

  private static byte[] data(byte[] profile, String tag) {
    long[] place = requireNonNull(entries(profile).get(tag));
    return Arrays.copyOfRange(profile, (int) place[0], (int) (place[0] + place[1]));
  }

  private static byte[] plus(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static byte[] typed(String type, byte[] data) {
    return plus((type + "\0\0\0\0").getBytes(US_ASCII), data);
  }

  private static byte[] text(String type, String text) {
    return typed(type, text.getBytes(ISO_8859_1));
  }

  private static byte[] description(String text) {
    ByteBuffer data = ByteBuffer.allocate(4 + text.length() + 79).putInt(text.length() + 1);
    return typed("desc", data.put(text.getBytes(US_ASCII)).array());
  }

  private static byte[] localized(String text) {
    ByteBuffer data = ByteBuffer.allocate(20).putInt(1).putInt(12).putInt(0x656E5553);
    data.putInt(2 * text.length()).putInt(28);
    return typed("mluc", plus(data.array(), text.getBytes(UTF_16BE)));
  }

  private static byte[] xyz() {
    return typed("XYZ ", ByteBuffer.allocate(12).putInt(1).putInt(2).putInt(3).array());
  }

  /** Three channels to three, by two points of each curve and two of each side of the cells. */
  private static byte[] table() {
    byte[] data = new byte[44 + 2 * (3 * 2 + 8 * 3 + 3 * 2)];
    ByteBuffer.wrap(data).put(new byte[] {3, 3, 2}).putShort(40, (short) 2).putShort(42, (short) 2);
    return typed("mft2", data);
  }

  /** Its three curves are one. */
  private static TestProfiles rgb() {
    return TestProfiles.adobeRgb();
  }
}
