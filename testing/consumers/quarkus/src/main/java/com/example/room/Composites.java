package com.example.room;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Paints an uploaded mask over an uploaded photo. */
@Path("/composites")
public class Composites {
  private final MaskCompositor compositor = MaskCompositor.create();

  @POST
  @Produces("image/png")
  public byte[] composite(@RestForm FileUpload photo, @RestForm FileUpload mask)
      throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    compositor.composite(
        ImageSource.of(photo.uploadedFile()),
        ImageSource.of(mask.uploadedFile()),
        ImageTarget.of(png));
    return png.toByteArray();
  }
}
