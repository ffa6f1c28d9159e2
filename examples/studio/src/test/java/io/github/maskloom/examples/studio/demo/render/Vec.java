package io.github.maskloom.examples.studio.demo.render;

/** A point or a direction in metres, y upwards, or a colour in linear light. */
public record Vec(double x, double y, double z) {
  public static final Vec ZERO = new Vec(0, 0, 0);
  public static final Vec ONE = new Vec(1, 1, 1);

  public static Vec of(double x, double y, double z) {
    return new Vec(x, y, z);
  }

  public static Vec grey(double value) {
    return new Vec(value, value, value);
  }

  /** A colour from its code in sRGB, as web pages have it. */
  public static Vec srgb(int rgb) {
    return new Vec(linear(rgb >> 16 & 0xFF), linear(rgb >> 8 & 0xFF), linear(rgb & 0xFF));
  }

  private static double linear(int code) {
    double share = code / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  public Vec plus(Vec other) {
    return new Vec(x + other.x, y + other.y, z + other.z);
  }

  public Vec plus(Vec other, double times) {
    return new Vec(x + other.x * times, y + other.y * times, z + other.z * times);
  }

  public Vec minus(Vec other) {
    return new Vec(x - other.x, y - other.y, z - other.z);
  }

  public Vec times(double factor) {
    return new Vec(x * factor, y * factor, z * factor);
  }

  public Vec times(Vec other) {
    return new Vec(x * other.x, y * other.y, z * other.z);
  }

  public double dot(Vec other) {
    return x * other.x + y * other.y + z * other.z;
  }

  public Vec cross(Vec other) {
    return new Vec(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  public double length() {
    return Math.sqrt(dot(this));
  }

  public Vec unit() {
    return times(1 / Math.max(1e-12, length()));
  }

  public Vec mix(Vec other, double share) {
    return times(1 - share).plus(other, share);
  }

  /** Turned around the vertical axis, from z towards x. */
  public Vec turned(double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    return new Vec(x * cos + z * sin, y, z * cos - x * sin);
  }

  /** Turned around the x axis, from y towards z. */
  public Vec pitched(double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    return new Vec(x, y * cos - z * sin, y * sin + z * cos);
  }

  /** Turned around the z axis, from x towards y. */
  public Vec rolled(double degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    return new Vec(x * cos - y * sin, x * sin + y * cos, z);
  }

  public double luminance() {
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  }

  public double max() {
    return Math.max(x, Math.max(y, z));
  }
}
