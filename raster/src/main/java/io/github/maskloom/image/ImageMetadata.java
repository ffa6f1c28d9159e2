package io.github.maskloom.image;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What stands beside an image's pixels: color profile, EXIF, XMP, IPTC, text, and the rendering
 * hints of PNG. Pixels are never converted by these values. Blocks are as the file has them,
 * pictures and all: what of them goes into a result is chosen where that is written, by {@link
 * OutputOptions}. Where rows come upright, so does the EXIF: its orientation is 1.
 *
 * <p>Immutable; arrays are copied in and out.
 */
public final class ImageMetadata {
  /** Empty metadata. */
  public static final ImageMetadata NONE = new Builder().build();

  private final Builder values;

  private ImageMetadata(Builder values) {
    this.values = values;
  }

  /** {@return the ICC profile, uncompressed; empty if there is none} */
  public Optional<byte[]> iccProfile() {
    return copy(values.iccProfile);
  }

  /**
   * {@return the EXIF block: a TIFF stream that begins with {@code II} or {@code MM}; empty if
   * there is none}
   */
  public Optional<byte[]> exif() {
    return copy(values.exif);
  }

  /** {@return the XMP packet, in UTF-8 (ISO 16684-1); empty if there is none} */
  public Optional<byte[]> xmp() {
    return copy(values.xmp);
  }

  /**
   * {@return IPTC's fields (IIM), alone or in the resources of Photoshop that hold them, from 8BIM
   * on; empty if there are none}
   */
  public Optional<byte[]> iptc() {
    return copy(values.iptc);
  }

  /** {@return the 32 bytes of PNG's cHRM chunk; empty if there is none} */
  public Optional<byte[]> chromaticities() {
    return copy(values.chromaticities);
  }

  /** {@return PNG's gAMA value, gamma times 100000, or 0 if unknown} */
  public int gamma() {
    return values.gamma;
  }

  /** {@return PNG's sRGB rendering intent, 0 to 3, or -1 if the image does not claim to be sRGB} */
  public int renderingIntent() {
    return values.renderingIntent;
  }

  /** {@return pixels per meter across, or 0 if unknown} */
  public int pixelsPerMeterX() {
    return values.pixelsPerMeterX;
  }

  /** {@return pixels per meter down, or 0 if unknown} */
  public int pixelsPerMeterY() {
    return values.pixelsPerMeterY;
  }

  /** {@return whether the file says when it was last changed} A writer then says when it wrote. */
  public boolean timestamped() {
    return values.timestamped;
  }

  /**
   * {@return what else a PNG has beside its pixels, in its order: cICP, mDCV, cLLI, sBIT, and text
   * of all kinds but XMP, as tEXt or iTXt that is not compressed} A comment of a JPEG or a GIF is
   * text here, too.
   */
  public List<PngChunk> pngChunks() {
    return values.pngChunks;
  }

  /**
   * {@return the digital source type that the file's C2PA manifest states} No signature is checked.
   * It says nothing if there is no manifest.
   */
  public AiLabel manifestLabel() {
    return values.manifestLabel;
  }

  /** {@return what of the file's metadata does not stand here, as it was left out} */
  public MetadataReport report() {
    return values.report;
  }

  /** {@return a builder that starts with these values} */
  public Builder toBuilder() {
    return values.copy();
  }

  @Override
  public String toString() {
    return "ImageMetadata[" + heapBytes() + " bytes]";
  }

  /** {@return bytes that all of it takes, about} */
  public long heapBytes() {
    long bytes = values.exif.length + values.xmp.length + (long) values.iptc.length;
    bytes += values.iccProfile.length;
    for (PngChunk chunk : values.pngChunks) {
      bytes += PngChunk.OBJECT_BYTES + chunk.length();
    }
    return bytes;
  }

  private static Optional<byte[]> copy(byte[] value) {
    return value.length == 0 ? Optional.empty() : Optional.of(value.clone());
  }

  /** Collects metadata. Every value is optional. */
  public static final class Builder implements Cloneable {
    private static final byte[] ABSENT = new byte[0];

    private byte[] iccProfile = ABSENT;
    private byte[] exif = ABSENT;
    private byte[] xmp = ABSENT;
    private byte[] iptc = ABSENT;
    private byte[] chromaticities = ABSENT;
    private int gamma;
    private int renderingIntent = -1;
    private int pixelsPerMeterX;
    private int pixelsPerMeterY;
    private boolean timestamped;
    private List<PngChunk> pngChunks = List.of();
    private AiLabel manifestLabel = AiLabel.NONE;
    private MetadataReport report = MetadataReport.NONE;

    /** A builder of empty metadata. */
    public Builder() {}

    /**
     * Sets the ICC profile.
     *
     * @param profile uncompressed; empty for none
     * @return this builder
     */
    public Builder iccProfile(byte[] profile) {
      iccProfile = profile.clone();
      return this;
    }

    /**
     * Sets the EXIF block.
     *
     * @param tiff begins with the header of a TIFF stream; empty for none
     * @return this builder
     */
    public Builder exif(byte[] tiff) {
      exif = tiff.clone();
      return this;
    }

    /**
     * Sets the XMP packet.
     *
     * @param packet in UTF-8; empty for none
     * @return this builder
     */
    public Builder xmp(byte[] packet) {
      xmp = packet.clone();
      return this;
    }

    /**
     * Sets IPTC's fields.
     *
     * @param block datasets, or Photoshop's resources; empty for none
     * @return this builder
     */
    public Builder iptc(byte[] block) {
      iptc = block.clone();
      return this;
    }

    /**
     * Sets where the primaries and white lie.
     *
     * @param chrm the 32 bytes of a cHRM chunk
     * @return this builder
     * @throws IllegalArgumentException if it is not 32 bytes long
     */
    public Builder chromaticities(byte[] chrm) {
      checkArgument(chrm.length == 32, "cHRM holds 32 bytes, not %s", chrm.length);
      chromaticities = Arrays.copyOf(chrm, 32);
      return this;
    }

    /**
     * Sets the gamma of the samples.
     *
     * @param gammaTimes100000 as gAMA has it; 0 for none; not checked
     * @return this builder
     */
    public Builder gamma(int gammaTimes100000) {
      gamma = gammaTimes100000;
      return this;
    }

    /**
     * Sets the rendering intent of an sRGB image.
     *
     * @param intent 0 to 3, or -1 for none; not checked
     * @return this builder
     */
    public Builder renderingIntent(int intent) {
      renderingIntent = intent;
      return this;
    }

    /**
     * Sets the resolution.
     *
     * @param x pixels per meter across; 0 for none
     * @param y pixels per meter down; 0 for none
     * @return this builder
     */
    public Builder pixelsPerMeter(int x, int y) {
      pixelsPerMeterX = x;
      pixelsPerMeterY = y;
      return this;
    }

    /**
     * Says whether the file carries a time of last change.
     *
     * @param carriesTime true if a writer is to say when it wrote
     * @return this builder
     */
    public Builder timestamped(boolean carriesTime) {
      timestamped = carriesTime;
      return this;
    }

    /**
     * Sets what else travels from PNG to PNG.
     *
     * @param chunks in the file's order. A writer leaves out what is none of {@link
     *     ImageMetadata#pngChunks}, and an sBIT that does not describe its samples
     * @return this builder
     */
    public Builder pngChunks(List<PngChunk> chunks) {
      pngChunks = List.copyOf(chunks);
      return this;
    }

    /**
     * Sets the digital source type that a C2PA manifest states.
     *
     * @param label what it says
     * @return this builder
     */
    public Builder manifestLabel(AiLabel label) {
      manifestLabel = Objects.requireNonNull(label, "label");
      return this;
    }

    /**
     * Sets what of the file was left out.
     *
     * @param leftOut the new report, which replaces an earlier one
     * @return this builder
     */
    public Builder report(MetadataReport leftOut) {
      report = Objects.requireNonNull(leftOut, "report");
      return this;
    }

    private Builder copy() {
      try {
        return (Builder) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }

    /** {@return the metadata collected so far} */
    public ImageMetadata build() {
      return new ImageMetadata(copy());
    }
  }

  /**
   * An ancillary chunk of a PNG that travels to another PNG as it stands, such as text.
   *
   * <p>Immutable; the array is copied in and out.
   */
  public static final class PngChunk {
    private static final int OBJECT_BYTES = 64;

    private final String type;
    private final byte[] data;

    /**
     * Makes a chunk.
     *
     * @param type its four letters, such as {@code iTXt}
     * @param data what the chunk holds, without length, type and CRC; copied
     * @throws IllegalArgumentException if the type does not consist of four letters of ASCII
     */
    public PngChunk(String type, byte[] data) {
      checkArgument(
          type.matches("[A-Za-z]{4}"), "a type consists of four letters, unlike %s", type);
      this.type = type;
      this.data = data.clone();
    }

    /** {@return the four letters that name it} */
    public String type() {
      return type;
    }

    /** {@return a copy of what the chunk holds, without length, type and CRC} */
    public byte[] data() {
      return data.clone();
    }

    /** {@return bytes of {@link #data}} */
    public int length() {
      return data.length;
    }

    /** Says the type and the length, never what it holds. */
    @Override
    public String toString() {
      return type + " of " + data.length + " bytes";
    }
  }
}
