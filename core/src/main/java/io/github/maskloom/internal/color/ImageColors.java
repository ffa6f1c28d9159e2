package io.github.maskloom.internal.color;

import com.google.common.hash.Hashing;
import io.github.maskloom.image.ImageMetadata;
import io.github.maskloom.image.ImageMetadata.PngChunk;
import io.github.maskloom.image.ProfileConversion;
import io.github.maskloom.internal.color.RgbSpace.Chromaticities;
import io.github.maskloom.internal.metadata.IccProfile;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What the colors of an image mean, by what travels beside them.
 *
 * <p>The order is that of PNG (3rd edition, section 4.3): cICP, then the ICC profile, then sRGB,
 * then cHRM with gAMA. A gAMA or a cHRM alone says too little and is not followed, as browsers do
 * not. An image that says nothing is sRGB.
 *
 * @param space empty if nobody knows it
 * @param profile a digest of what says it; empty if nothing does
 */
public record ImageColors(Optional<RgbSpace> space, String profile) {
  /** Colors of an image that says nothing. */
  public static final ImageColors SRGB = new ImageColors(Optional.of(RgbSpace.SRGB), "");

  private static final String CICP = "cICP";
  private static final int CICP_BYTES = 4;
  private static final int RGB = 0;
  private static final int FULL_RANGE = 1;

  /** What sRGB's curve is called where only a gamma can be told: 1 / 2.2. */
  private static final int SRGB_GAMMA = 45455;

  private static final int GAMMA_ROUNDING = 50;
  private static final double GAMMA_UNIT = 100_000;
  private static final int MIN_GAMMA = 10_000;
  private static final int MAX_GAMMA = 500_000;

  /** The colors of an image whose samples are RGB, or will be. */
  public static ImageColors of(ImageMetadata metadata) {
    Optional<byte[]> cicp =
        metadata.pngChunks().stream()
            .filter(chunk -> chunk.type().equals(CICP))
            .map(PngChunk::data)
            .findFirst();
    if (cicp.isPresent()) {
      return new ImageColors(ofCodePoints(cicp.get()), digest(cicp.get()));
    }
    Optional<byte[]> icc = metadata.iccProfile().filter(bytes -> IccProfile.describes(bytes, 3));
    if (icc.isPresent()) {
      return new ImageColors(new IccReader(icc.get()).space(), digest(icc.get()));
    }
    return metadata.renderingIntent() >= 0 ? SRGB : ofHints(metadata);
  }

  private static ImageColors ofHints(ImageMetadata metadata) {
    Optional<byte[]> chromaticities = metadata.chromaticities();
    int gamma = metadata.gamma();
    if (chromaticities.isEmpty() || gamma < MIN_GAMMA || gamma > MAX_GAMMA) {
      return SRGB;
    }
    Optional<ToneCurve> curve =
        Math.abs(gamma - SRGB_GAMMA) <= GAMMA_ROUNDING
            ? Optional.of(ToneCurve.SRGB)
            : ToneCurve.gamma(GAMMA_UNIT / gamma);
    Chromaticities places = chromaticities(ByteBuffer.wrap(chromaticities.get()));
    return new ImageColors(curve.flatMap(light -> RgbSpace.ofChromaticities(places, light)), "");
  }

  private static Chromaticities chromaticities(ByteBuffer chrm) {
    double[] n = new double[8];
    for (int i = 0; i < n.length; i++) {
      n[i] = chrm.getInt() / GAMMA_UNIT;
    }
    return new Chromaticities(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
  }

  private static String digest(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString();
  }

  /** Whether samples mean the same in both, as far as that is known. */
  public boolean areThoseOf(ImageColors other) {
    if (!profile.isEmpty() && profile.equals(other.profile)) {
      return true;
    }
    return space.isPresent() && other.space.isPresent() && space.get().isSameAs(other.space.get());
  }

  /** Whether colors of this image can be, and must be, brought to those of another. */
  public ProfileConversion conversionTo(ImageColors other) {
    if (areThoseOf(other)) {
      return ProfileConversion.NONE;
    }
    return space.isPresent() && other.space.isPresent()
        ? ProfileConversion.CONVERTED
        : ProfileConversion.UNKNOWN;
  }

  /** What brings colors of this image to those of another; nothing unless it can and must be. */
  public ColorChange changeTo(ImageColors other) {
    return conversionTo(other) == ProfileConversion.CONVERTED
        ? ColorChange.between(space.orElseThrow(), other.space.orElseThrow())
        : ColorChange.between(RgbSpace.SRGB, RgbSpace.SRGB);
  }

  /** Metadata with everything about colors replaced: the image is sRGB, and PNG says so. */
  public static ImageMetadata asSrgb(ImageMetadata metadata) {
    ImageMetadata.Builder srgb = new ImageMetadata.Builder();
    metadata.exif().ifPresent(srgb::exif);
    metadata.xmp().ifPresent(srgb::xmp);
    metadata.iptc().ifPresent(srgb::iptc);
    List<PngChunk> others =
        metadata.pngChunks().stream()
            .filter(chunk -> !List.of(CICP, "mDCV", "cLLI", "sBIT").contains(chunk.type()))
            .toList();
    return srgb.renderingIntent(1)
        .pixelsPerMeter(metadata.pixelsPerMeterX(), metadata.pixelsPerMeterY())
        .timestamped(metadata.timestamped())
        .pngChunks(others)
        .report(metadata.report())
        .build();
  }

  /**
   * What samples mean by the code points of cICP (ITU-T H.273, tables 2 to 4); empty if they are no
   * RGB of full range, or of high dynamic range.
   */
  private static Optional<RgbSpace> ofCodePoints(byte[] cicp) {
    if (cicp.length != CICP_BYTES || cicp[2] != RGB || cicp[3] != FULL_RANGE) {
      return Optional.empty();
    }
    return primaries(cicp[0])
        .flatMap(
            places -> curve(cicp[1]).flatMap(light -> RgbSpace.ofChromaticities(places, light)));
  }

  private static Optional<Chromaticities> primaries(int code) {
    return switch (code) {
      case 1 -> Optional.of(Chromaticities.BT709);
      case 9 -> Optional.of(Chromaticities.BT2020);
      case 12 -> Optional.of(Chromaticities.P3);
      default -> Optional.empty();
    };
  }

  private static Optional<ToneCurve> curve(int code) {
    return switch (code) {
      case 4 -> ToneCurve.gamma(2.2);
      case 5 -> ToneCurve.gamma(2.8);
      case 8 -> ToneCurve.gamma(1);
      case 13 -> Optional.of(ToneCurve.SRGB);
      default -> Optional.empty();
    };
  }
}
