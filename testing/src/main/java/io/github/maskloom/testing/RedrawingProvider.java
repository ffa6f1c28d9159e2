package io.github.maskloom.testing;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.image.ImageTarget;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A provider that answers as real models do. It draws the whole scene again, a little blurred, a
 * pixel off and with its colors shifted, as JPEG of quality 85. Where the scene is to change, it
 * draws a known texture.
 *
 * <p>White of a mask says where the scene is to change. Without a mask it changes where the scene
 * has {@link #PAINT_RGB}, and without such paint in the middle, over half of its width and height.
 * Images have the size that is asked for in pixels, else the scene's. The texture is neither
 * blurred nor moved, for it is the model's own.
 *
 * <p>Its id is {@code redrawing}. It is its own session: {@link #open} returns the provider,
 * whatever the configuration, and {@link #close} does nothing.
 *
 * <p><b>Memory:</b> some whole images. <b>Threads:</b> safe.
 */
public final class RedrawingProvider implements FusionProvider, ProviderSession {
  /**
   * The color of paint in a scene, as 0xRRGGBB. A pixel is paint if every channel is less than 60
   * levels of 255 off.
   */
  public static final int PAINT_RGB = 0xFF00FF;

  private static final float QUALITY = 0.85f;
  private static final int HALF = 128;
  private static final int LIKENESS = 60;

  private final ProviderCapabilities capabilities;
  private final FineTexture texture;
  private final ColorShift shift;
  private final List<ProviderRequest> asked = new CopyOnWriteArrayList<>();

  /**
   * Makes a provider that was asked nothing yet.
   *
   * @param capabilities that the provider reports; it checks no request against them
   * @param texture drawn where the scene is to change, over the box around that
   * @param shift of all colors that are drawn, those of the texture too
   */
  public RedrawingProvider(
      ProviderCapabilities capabilities, FineTexture texture, ColorShift shift) {
    this.capabilities = capabilities;
    this.texture = texture;
    this.shift = shift;
  }

  /** {@return a copy of the requests so far, in order} Their images are gone with the calls. */
  public List<ProviderRequest> asked() {
    return List.copyOf(asked);
  }

  @Override
  public String id() {
    return "redrawing";
  }

  @Override
  public ProviderCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public ProviderCapabilities capabilities(RequestOptions options) {
    return capabilities;
  }

  @Override
  public ProviderSession open(ProviderConfig config) {
    return this;
  }

  @Override
  public ProviderResponse fuse(ProviderRequest request, ProviderCall call) throws IOException {
    asked.add(request);
    BufferedImage scene = decoded(request.photo());
    int width = scene.getWidth();
    int height = scene.getHeight();
    if (request.size() instanceof OutputSize.Pixels pixels) {
      width = pixels.width();
      height = pixels.height();
    }
    BufferedImage sized = RedrawnImage.scaled(scene, width, height);
    boolean[] painted =
        request.mask().isPresent()
            ? white(RedrawnImage.scaled(decoded(request.mask().get()), width, height))
            : painted(sized);
    BufferedImage drawn = RedrawnImage.of(sized, painted, texture, shift);
    for (int i = 0; i < request.count(); i++) {
      try (ImageTarget.Draft draft = call.image(i).openDraft()) {
        write(drawn, draft);
        draft.commit();
      }
    }
    return ProviderResponse.NONE
        .withModel("redrawing-1")
        .withUsage(Map.of("images", (long) request.count()));
  }

  private static BufferedImage decoded(ProviderInput.Image image) throws IOException {
    try (InputStream stream = image.source().open()) {
      return ImageIO.read(stream);
    }
  }

  private static boolean[] white(BufferedImage mask) {
    boolean[] white = new boolean[mask.getWidth() * mask.getHeight()];
    for (int pixel = 0; pixel < white.length; pixel++) {
      white[pixel] = (rgb(mask, pixel) & 0xFF) >= HALF;
    }
    return white;
  }

  private boolean[] painted(BufferedImage scene) {
    boolean[] painted = new boolean[scene.getWidth() * scene.getHeight()];
    boolean any = false;
    for (int pixel = 0; pixel < painted.length; pixel++) {
      painted[pixel] = isPaint(rgb(scene, pixel));
      any |= painted[pixel];
    }
    return any ? painted : middle(scene.getWidth(), scene.getHeight());
  }

  private static boolean isPaint(int rgb) {
    int most = 0;
    for (int bits = 0; bits <= 16; bits += 8) {
      most = Math.max(most, Math.abs((rgb >> bits & 0xFF) - (PAINT_RGB >> bits & 0xFF)));
    }
    return most < LIKENESS;
  }

  private static boolean[] middle(int width, int height) {
    boolean[] middle = new boolean[width * height];
    for (int pixel = 0; pixel < middle.length; pixel++) {
      int x = pixel % width;
      int y = pixel / width;
      middle[pixel] = x >= width / 4 && x < width * 3 / 4 && y >= height / 4 && y < height * 3 / 4;
    }
    return middle;
  }

  private static int rgb(BufferedImage image, int pixel) {
    return image.getRGB(pixel % image.getWidth(), pixel / image.getWidth());
  }

  private static void write(BufferedImage image, ImageTarget.Draft draft) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(draft.stream())) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
  }

  @Override
  public void close() {}

  /** A scene as a model draws it again: blurred a little, a pixel off, its colors shifted. */
  private record RedrawnImage(BufferedImage scene, ColorShift shift) {
    private static final int CHANNELS = 3;

    /** How much of a pixel's neighbors it takes on, along each side. */
    private static final double BLUR = 0.1;

    /**
     * A scene drawn again, with a texture where it is painted.
     *
     * @param painted whether each pixel of the scene is painted, in rows
     */
    static BufferedImage of(
        BufferedImage scene, boolean[] painted, FineTexture texture, ColorShift shift) {
      RedrawnImage drawing = new RedrawnImage(scene, shift);
      Rectangle box = box(painted, scene.getWidth());
      int width = scene.getWidth();
      BufferedImage drawn = new BufferedImage(width, scene.getHeight(), BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < scene.getHeight(); y++) {
        for (int x = 0; x < width; x++) {
          int rgb =
              painted[y * width + x]
                  ? drawing.gray(texture.shade(x - box.x, y - box.y, box.width, box.height))
                  : drawing.sceneAt(x, y);
          drawn.setRGB(x, y, rgb);
        }
      }
      return drawn;
    }

    private static Rectangle box(boolean[] painted, int width) {
      Rectangle box = null;
      for (int pixel = 0; pixel < painted.length; pixel++) {
        if (painted[pixel]) {
          Rectangle one = new Rectangle(pixel % width, pixel / width, 1, 1);
          box = box == null ? one : box.union(one);
        }
      }
      return box == null ? new Rectangle() : box;
    }

    private int gray(double shade) {
      int rgb = 0;
      for (int channel = 0; channel < CHANNELS; channel++) {
        rgb = rgb << 8 | shift.shifted(channel, shade);
      }
      return rgb;
    }

    /** A pixel of the scene, which the model draws a pixel further right. */
    private int sceneAt(int x, int y) {
      int rgb = 0;
      for (int channel = 0; channel < CHANNELS; channel++) {
        int at = 16 - 8 * channel;
        double blurred =
            (1 - 4 * BLUR) * sample(x - 1, y, at)
                + BLUR * sample(x - 2, y, at)
                + BLUR * sample(x, y, at)
                + BLUR * sample(x - 1, y - 1, at)
                + BLUR * sample(x - 1, y + 1, at);
        rgb = rgb << 8 | shift.shifted(channel, blurred);
      }
      return rgb;
    }

    private int sample(int x, int y, int bits) {
      int column = Math.max(0, Math.min(x, scene.getWidth() - 1));
      int row = Math.max(0, Math.min(y, scene.getHeight() - 1));
      return scene.getRGB(column, row) >> bits & 0xFF;
    }

    /** An image at another size. */
    static BufferedImage scaled(BufferedImage image, int width, int height) {
      if (image.getWidth() == width && image.getHeight() == height) {
        return image;
      }
      BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      Graphics2D canvas = scaled.createGraphics();
      canvas.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      canvas.drawImage(image, 0, 0, width, height, null);
      canvas.dispose();
      return scaled;
    }
  }
}
