package io.github.maskloom.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.models.images.Image;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImagesResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A process of its own that makes one edit with OpenAI's own client, as its examples do. */
final class VendorProbe {
  private VendorProbe() {}

  /** Arguments: base URL, image, images to send, images to make, previews (none), folder. */
  public static void main(String[] args) throws IOException {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().apiKey("key").baseUrl(args[0]).maxRetries(0).build();
    List<InputStream> images = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      images.add(Files.newInputStream(Path.of(args[1])));
    }
    ImagesResponse response =
        client
            .images()
            .edit(
                ImageEditParams.builder()
                    .model(OpenAiProvider.DEFAULT_MODEL)
                    .prompt("put it there")
                    .image(
                        MultipartField.<ImageEditParams.Image>builder()
                            .value(ImageEditParams.Image.ofInputStreams(images))
                            .filename("image.png")
                            .contentType("image/png")
                            .build())
                    .n(Integer.parseInt(args[3]))
                    .build());
    int index = 0;
    for (Image image : response.data().orElseThrow()) {
      byte[] result = Base64.getDecoder().decode(image.b64Json().orElseThrow());
      Files.write(Path.of(args[5], "image-" + index++), result);
    }
    client.close();
  }
}
