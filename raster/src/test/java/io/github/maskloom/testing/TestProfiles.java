package io.github.maskloom.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ICC profiles, tag by tag, sound or not. */
public final class TestProfiles {
  private static final int HEADER_BYTES = 128;
  private static final double[][] SRGB = {
    {0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}
  };
  private static final double[][] P3 = {
    {0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}
  };
  private static final double[][] ADOBE = {
    {0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}
  };

  private final Map<String, byte[]> tags = new LinkedHashMap<>();
  private String space = "RGB ";
  private String connection = "XYZ ";

  private TestProfiles() {}

  /** A profile without tags. */
  public static TestProfiles empty() {
    return new TestProfiles();
  }

  /** Display P3 as phones write it: its curve is parametric, of type 3. */
  public static TestProfiles displayP3() {
    return empty().lights(P3).curve(srgbFormula());
  }

  /** sRGB of version 2: its curve is a table of that many points. */
  public static TestProfiles srgb(int points) {
    return empty().lights(SRGB).curve(table(srgbPoints(points)));
  }

  /** Adobe RGB (1998): its curve is a gamma of 563/256. */
  public static TestProfiles adobeRgb() {
    return empty().lights(ADOBE).curve(table(563));
  }

  /** The data of sRGB's curve as a formula. */
  public static byte[] srgbFormula() {
    return formula(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
  }

  /** Points of sRGB's curve. */
  public static int[] srgbPoints(int count) {
    int[] points = new int[count];
    for (int i = 0; i < count; i++) {
      double x = (double) i / (count - 1);
      double light = x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
      points[i] = (int) Math.round(light * 65535);
    }
    return points;
  }

  /** The data of a curve of points, or of a gamma times 256 if there is one. */
  public static byte[] table(int... points) {
    ByteBuffer data = ByteBuffer.allocate(12 + 2 * points.length).put(ascii("curv"));
    data.putInt(8, points.length).position(12);
    for (int point : points) {
      data.putShort((short) point);
    }
    return data.array();
  }

  /** The data of a parametric curve. */
  public static byte[] formula(int type, double... parameters) {
    ByteBuffer data = ByteBuffer.allocate(12 + 4 * parameters.length).put(ascii("para"));
    data.putShort(8, (short) type).position(12);
    for (double parameter : parameters) {
      data.putInt(fixed(parameter));
    }
    return data.array();
  }

  private static int fixed(double number) {
    return (int) Math.round(number * 65536);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Sets the lights of red, green and blue. */
  public TestProfiles lights(double[][] xyz) {
    for (int channel = 0; channel < 3; channel++) {
      ByteBuffer data = ByteBuffer.allocate(20).put(ascii("XYZ ")).position(8);
      for (double number : xyz[channel]) {
        data.putInt(fixed(number));
      }
      tag("rgb".charAt(channel) + "XYZ", data.array());
    }
    return this;
  }

  /** Sets the curve of all three channels. */
  public TestProfiles curve(byte[] data) {
    for (String name : List.of("rTRC", "gTRC", "bTRC")) {
      tag(name, data);
    }
    return this;
  }

  /** Sets a tag. */
  public TestProfiles tag(String name, byte[] data) {
    tags.put(name, data);
    return this;
  }

  /** Sets what samples are, and what they are connected to. */
  public TestProfiles spaces(String samples, String connected) {
    space = samples;
    connection = connected;
    return this;
  }

  /** The profile; tags of the same bytes share them, as in those of programs. */
  public byte[] encode() {
    int table = HEADER_BYTES + 4 + 12 * tags.size();
    List<byte[]> stored = new ArrayList<>();
    List<Integer> offsets = new ArrayList<>();
    int end = table;
    for (byte[] data : tags.values()) {
      int same = stored.indexOf(data);
      offsets.add(same < 0 ? end : offsets.get(same));
      stored.add(data);
      end += same < 0 ? (data.length + 3) / 4 * 4 : 0;
    }
    ByteBuffer profile = ByteBuffer.allocate(end);
    profile.putInt(0, end).putInt(8, 0x04300000);
    profile.put(12, ascii("mntr" + space + connection)).put(36, ascii("acsp"));
    profile.putInt(HEADER_BYTES, tags.size()).position(HEADER_BYTES + 4);
    int i = 0;
    for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
      profile.put(ascii(tag.getKey())).putInt(offsets.get(i)).putInt(tag.getValue().length);
      profile.put(offsets.get(i), tag.getValue());
      i++;
    }
    return profile.array();
  }
}
