package com.example.room;

import io.github.maskloom.MaskCompositor;
import io.github.maskloom.PeopleMessages;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;

/** Paints an uploaded mask over an uploaded photo. */
@Controller("/composites")
@ExecuteOn(TaskExecutors.BLOCKING)
class Composites {
  private final MaskCompositor compositor = MaskCompositor.create();

  @Post(consumes = MediaType.MULTIPART_FORM_DATA, produces = MediaType.IMAGE_PNG)
  byte[] composite(CompletedFileUpload photo, CompletedFileUpload mask) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    compositor.composite(
        ImageSource.once(photo.getInputStream()),
        ImageSource.once(mask.getInputStream()),
        ImageTarget.of(png));
    return png.toByteArray();
  }

  @Error
  HttpResponse<String> refused(ImageException e) {
    return HttpResponse.unprocessableEntity()
        .contentType(MediaType.TEXT_PLAIN_TYPE)
        .body(PeopleMessages.of(e, Locale.ENGLISH));
  }
}
