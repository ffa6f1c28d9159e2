package io.github.maskloom.internal.color;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Reads what a matrix profile says of RGB: three lights and three curves (ICC.1:2022, sections 7,
 * 8.3.3, 10.6, 10.18 and 10.31; ICC.1:2001-04 for version 2).
 *
 * <p>What is no such profile, or damaged, gives nothing: a photo is not refused for its profile. No
 * byte outside the array is read, whatever the offsets. <b>Memory:</b> curves of up to {@value
 * #MAX_POINTS} points; one of more gives nothing.
 */
final class IccReader {
  private static final int HEADER_BYTES = 128;
  private static final int TAG_BYTES = 12;
  private static final int MAX_TAGS = 256;
  private static final int MAX_POINTS = 4096;
  private static final int SPACE_AT = 16;
  private static final int CONNECTION_AT = 20;
  private static final int SIGNATURE_AT = 36;
  private static final int DATA_AT = 8;
  private static final int PARAMETERS_AT = 12;

  private static final int RGB = tag("RGB ");
  private static final int XYZ = tag("XYZ ");
  private static final int PROFILE = tag("acsp");
  private static final int CURVE = tag("curv");
  private static final int PARAMETRIC = tag("para");

  /** Tables that a reader prefers to the matrix (section 8.2). */
  private static final List<String> TABLES = List.of("A2B0", "A2B1", "D2B0", "D2B1");

  private static final List<String> LIGHTS = List.of("rXYZ", "gXYZ", "bXYZ");
  private static final List<String> CURVES = List.of("rTRC", "gTRC", "bTRC");

  /** Parameters of each type of a parametric curve (table 68). */
  private static final int[] PARAMETERS = {1, 3, 4, 5, 7};

  private final ByteBuffer bytes;

  IccReader(byte[] profile) {
    bytes = ByteBuffer.wrap(profile);
  }

  private static int tag(String name) {
    return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
  }

  /** What samples under the profile mean; empty if it is no sound matrix profile of RGB. */
  Optional<RgbSpace> space() {
    if (!isRgb() || TABLES.stream().anyMatch(table -> find(table).isPresent())) {
      return Optional.empty();
    }
    double[] matrix = new double[9];
    List<ToneCurve> curves = new ArrayList<>();
    for (int channel = 0; channel < 3; channel++) {
      if (!readLight(LIGHTS.get(channel), channel, matrix)) {
        return Optional.empty();
      }
      curve(channel, curves).ifPresent(curves::add);
    }
    return curves.size() == 3 ? RgbSpace.of(new Matrix(matrix), curves) : Optional.empty();
  }

  private boolean isRgb() {
    return bytes.limit() >= HEADER_BYTES + Integer.BYTES
        && bytes.getInt(SPACE_AT) == RGB
        && bytes.getInt(CONNECTION_AT) == XYZ
        && bytes.getInt(SIGNATURE_AT) == PROFILE;
  }

  /** The data of a tag; empty if the table has no such tag whose data lie in the profile. */
  private Optional<ByteBuffer> find(String name) {
    int tags = bytes.getInt(HEADER_BYTES);
    int inTable = (bytes.limit() - HEADER_BYTES - Integer.BYTES) / TAG_BYTES;
    for (int i = 0; i < tags && tags <= Math.min(inTable, MAX_TAGS); i++) {
      int entry = HEADER_BYTES + Integer.BYTES + i * TAG_BYTES;
      if (bytes.getInt(entry) == tag(name)) {
        long offset = Integer.toUnsignedLong(bytes.getInt(entry + 4));
        long length = Integer.toUnsignedLong(bytes.getInt(entry + 8));
        return length >= PARAMETERS_AT && offset + length <= bytes.limit()
            ? Optional.of(bytes.slice((int) offset, (int) length))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean readLight(String name, int column, double[] matrix) {
    Optional<ByteBuffer> data =
        find(name)
            .filter(xyz -> xyz.limit() >= DATA_AT + 3 * Integer.BYTES && xyz.getInt(0) == XYZ);
    for (int row = 0; row < 3 && data.isPresent(); row++) {
      matrix[row * 3 + column] = fixed(data.get(), DATA_AT + row * Integer.BYTES);
    }
    return data.isPresent();
  }

  /** A number of 16 bits before and 16 behind the point. */
  private static double fixed(ByteBuffer data, int at) {
    return data.getInt(at) / 65536.0;
  }

  /** The curve of a channel; the same object if its data are those of the one before. */
  private Optional<ToneCurve> curve(int channel, List<ToneCurve> before) {
    Optional<ByteBuffer> data = find(CURVES.get(channel));
    if (channel > 0 && before.size() == channel && data.equals(find(CURVES.get(channel - 1)))) {
      return Optional.of(before.get(channel - 1));
    }
    return data.flatMap(curve -> curve.getInt(0) == CURVE ? points(curve) : parametric(curve));
  }

  /** A curveType: nothing is a straight line, one number a gamma, more are a table. */
  private static Optional<ToneCurve> points(ByteBuffer data) {
    long count = Integer.toUnsignedLong(data.getInt(DATA_AT));
    if (count > MAX_POINTS || PARAMETERS_AT + count * Short.BYTES > data.limit()) {
      return Optional.empty();
    }
    if (count == 0) {
      return ToneCurve.gamma(1);
    }
    if (count == 1) {
      return ToneCurve.gamma(data.getChar(PARAMETERS_AT) / 256.0);
    }
    char[] points = new char[(int) count];
    data.slice(PARAMETERS_AT, points.length * Short.BYTES).asCharBuffer().get(points);
    return ToneCurve.table(points);
  }

  private static Optional<ToneCurve> parametric(ByteBuffer data) {
    int type = data.getChar(DATA_AT);
    if (data.getInt(0) != PARAMETRIC
        || type >= PARAMETERS.length
        || PARAMETERS_AT + PARAMETERS[type] * Integer.BYTES > data.limit()) {
      return Optional.empty();
    }
    double[] p = new double[7];
    for (int i = 0; i < PARAMETERS[type]; i++) {
      p[i] = fixed(data, PARAMETERS_AT + i * Integer.BYTES);
    }
    return ToneCurve.of(formula(type, p));
  }

  /**
   * The function of table 68, of which all types are cases of the last: a power from {@code d} on,
   * a line below.
   *
   * @param p g, a, b, c, d, e, f as far as the type has them
   */
  private static DoubleUnaryOperator formula(int type, double[] p) {
    double exponent = p[0];
    double factor = type == 0 ? 1 : p[1];
    double shift = p[2];
    double slope = type >= 3 ? p[3] : 0;
    double above = type == 4 ? p[5] : type == 2 ? p[3] : 0;
    double below = type == 4 ? p[6] : type == 2 ? p[3] : 0;
    double from = type >= 3 ? p[4] : -shift / factor;
    return x ->
        type == 0 || x >= from ? Math.pow(factor * x + shift, exponent) + above : slope * x + below;
  }
}
