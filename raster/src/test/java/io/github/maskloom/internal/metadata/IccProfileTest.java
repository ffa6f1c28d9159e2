package io.github.maskloom.internal.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.MetadataReport;
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
    byte[] profile = rgb().build();
    Arrays.fill(profile, 84, 128, (byte) 7);

    byte[] left = IccProfile.travelling(profile, report).orElseThrow();

    assertThat(Arrays.copyOfRange(left, 84, 128)).containsOnly(0);
    assertThat(Arrays.copyOfRange(left, 4, 84)).isEqualTo(Arrays.copyOfRange(profile, 4, 84));
  }

  @ParameterizedTest
  @ValueSource(strings = {"meta", "targ", "vcgt", "DevD", "MSsl", "ps2i", "\0\0\0\0"})
  void aTagThatIsNotListedIsDroppedAndSaidSoWithoutItsName(String tag) {
    byte[] left = travelling(rgb().with(tag, text("text", SECRET)));

    assertThat(entries(left)).doesNotContainKey(tag);
    assertThat(report.build().dropped())
        .containsExactly("tags of the ICC profile: they are not listed, or damaged");
    assertNothingIsHiddenIn(left);
  }

  @Test
  void aListedTagOfAnotherTypeIsDropped() {
    byte[] left = travelling(rgb().with("wtpt", text("text", SECRET)).with("cprt", xyz()));

    assertThat(entries(left)).doesNotContainKeys("wtpt", "cprt");
    assertNothingIsHiddenIn(left);
  }

  @Test
  void whatStandsBehindANumberIsLeft() {
    byte[] left =
        travelling(
            rgb()
                .with("wtpt", plus(xyz(), SECRET_BYTES))
                .with("bTRC", plus(curve(1, 2, 3), SECRET_BYTES))
                .with("gTRC", plus(parametric(0, 1), SECRET_BYTES))
                .with("A2B0", plus(table(), SECRET_BYTES)));

    assertThat(data(left, "wtpt")).isEqualTo(xyz());
    assertThat(data(left, "bTRC")).isEqualTo(curve(1, 2, 3));
    assertThat(data(left, "gTRC")).isEqualTo(parametric(0, 1));
    assertThat(data(left, "A2B0")).isEqualTo(table());
    assertNothingIsHiddenIn(left);
  }

  @Test
  void reservedBytesOfATypeBecomeZero() {
    byte[] curve = curve(5);
    Arrays.fill(curve, 4, 8, (byte) 9);

    byte[] left = travelling(rgb().with("kTRC", curve));

    assertThat(data(left, "kTRC")).isEqualTo(curve(5));
  }

  @Test
  void aTextTravelsUpToItsEnd() {
    byte[] left =
        travelling(
            rgb()
                .with("cprt", plus(text("text", "Public Domain\0"), SECRET_BYTES))
                .with("desc", plus(description("A profile"), SECRET_BYTES))
                .with("dmnd", plus(localized("Ünï"), SECRET_BYTES)));

    assertThat(data(left, "cprt")).isEqualTo(text("text", "Public Domain\0"));
    assertThat(data(left, "desc")).isEqualTo(description("A profile"));
    assertThat(data(left, "dmnd")).isEqualTo(localized("Ünï"));
    assertNothingIsHiddenIn(left);
  }

  @Test
  void aDescriptionKeepsNoSecondText() {
    byte[] profile = description("A profile");
    System.arraycopy(SECRET_BYTES, 0, profile, profile.length - 67, SECRET_BYTES.length);

    assertThat(data(travelling(rgb().with("desc", profile)), "desc"))
        .isEqualTo(description("A profile"));
  }

  @Test
  void aTextThatIsTooLongOrNoTextIsDropped() {
    byte[] left =
        travelling(
            rgb()
                .with("cprt", text("text", "x".repeat(1025) + "\0"))
                .with("desc", text("text", "\u0001\u0002\0"))
                .with("dmnd", localized("x".repeat(513)))
                .with("dmdd", localized("\u0007")));

    assertThat(entries(left)).doesNotContainKeys("cprt", "desc", "dmnd", "dmdd");
    assertThat(data(travelling(rgb().with("cprt", text("text", "x".repeat(1024) + "\0"))), "cprt"))
        .hasSize(1033);
  }

  @Test
  void whatStandsBehindTheProfileOrBetweenItsTagsIsLeft() {
    byte[] profile = plus(rgb().gap(SECRET_BYTES).build(), SECRET_BYTES);

    byte[] left = IccProfile.travelling(profile, report).orElseThrow();

    assertNothingIsHiddenIn(left);
    assertThat(left).isEqualTo(travelling(rgb()));
  }

  @Test
  void aTagThatComesTwiceTravelsOnce() {
    byte[] left = travelling(rgb().with("cprt", text("text", "a\0")).again("cprt", xyz()));

    assertThat(entries(left)).hasSize(rgb().tags.size() + 1);
    assertThat(data(left, "cprt")).isEqualTo(text("text", "a\0"));
  }

  @Test
  void tagsThatClaimTheSameBytesInManyWaysAreDamage() {
    byte[] table = typed("mAB ", new byte[4000]);
    byte[] profile = rgb().with("A2B0", table).with("A2B1", table).with("A2B2", table).build();
    int lastLengthAt = 132 + 12 * 9 - 4;

    assertThat(data(IccProfile.travelling(profile, report).orElseThrow(), "A2B1")).isEqualTo(table);
    assertThat(IccProfile.travelling(changed(profile, lastLengthAt, 4000), report)).isEmpty();
  }

  @Test
  void whatIsNoProfileIsDroppedAndSaidSo() {
    byte[] profile = rgb().build();
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
    byte[] profile = rgb().with("cprt", text("text", "a\0")).build();
    for (int entry = 132; entry < 132 + 12 * (rgb().tags.size() + 1); entry += 12) {
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

  private byte[] travelling(Profile profile) {
    return IccProfile.travelling(profile.build(), report).orElseThrow();
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

  private static byte[] curve(int... points) {
    ByteBuffer data = ByteBuffer.allocate(4 + 2 * points.length).putInt(points.length);
    Arrays.stream(points).forEach(point -> data.putShort((short) point));
    return typed("curv", data.array());
  }

  private static byte[] parametric(int kind, int... parameters) {
    ByteBuffer data = ByteBuffer.allocate(4 + 4 * parameters.length).putShort((short) kind);
    data.putShort((short) 0);
    Arrays.stream(parameters).forEach(data::putInt);
    return typed("para", data.array());
  }

  /** Three channels to three, by two points of each curve and two of each side of the cells. */
  private static byte[] table() {
    byte[] data = new byte[44 + 2 * (3 * 2 + 8 * 3 + 3 * 2)];
    ByteBuffer.wrap(data).put(new byte[] {3, 3, 2}).putShort(40, (short) 2).putShort(42, (short) 2);
    return typed("mft2", data);
  }

  private static Profile rgb() {
    Profile profile = new Profile();
    List.of("rXYZ", "gXYZ", "bXYZ").forEach(light -> profile.with(light, xyz()));
    byte[] shared = curve(563);
    List.of("rTRC", "gTRC", "bTRC").forEach(channel -> profile.with(channel, shared));
    return profile;
  }

  /** A profile in the making; tags of the same array share their data. */
  private static final class Profile {
    private final List<Map.Entry<String, byte[]>> tags = new ArrayList<>();
    private byte[] gap = {};

    Profile with(String tag, byte[] data) {
      tags.removeIf(one -> one.getKey().equals(tag));
      return again(tag, data);
    }

    Profile again(String tag, byte[] data) {
      tags.add(Map.entry(tag, data));
      return this;
    }

    Profile gap(byte[] bytes) {
      gap = bytes;
      return this;
    }

    byte[] build() {
      int at = 132 + 12 * tags.size();
      ByteBuffer out = ByteBuffer.allocate(1 << 16);
      ByteBuffer header = ByteBuffer.wrap(out.array());
      header.putInt(8, 0x02400000).position(12);
      header.put("mntrRGB XYZ ".getBytes(US_ASCII)).position(36);
      header.put("acsp".getBytes(US_ASCII)).putInt(128, tags.size()).position(132);
      out.position(at);
      Map<Integer, Integer> places = new TreeMap<>();
      for (Map.Entry<String, byte[]> tag : tags) {
        int place =
            places.computeIfAbsent(
                System.identityHashCode(tag.getValue()),
                unseen -> {
                  int here = out.put(gap).position();
                  out.put(tag.getValue());
                  return here;
                });
        header.put(tag.getKey().getBytes(ISO_8859_1));
        header.putInt(place).putInt(tag.getValue().length);
      }
      out.putInt(0, out.position());
      return Arrays.copyOf(out.array(), out.position());
    }
  }
}
