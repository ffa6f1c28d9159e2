package com.example.room;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PeopleMessages;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

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

  @ServerExceptionMapper
  public Response refused(ImageException e) {
    String why = PeopleMessages.of(e, Locale.ENGLISH);
    return Response.status(422).type(MediaType.TEXT_PLAIN).entity(why).build();
  }
}
