package io.github.maskloom.ark;

import com.volcengine.ark.runtime.model.images.generation.GenerateImagesRequest;
import com.volcengine.ark.runtime.model.images.generation.ImagesResponse;
import com.volcengine.ark.runtime.service.ArkService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A process of its own that makes one call with the vendor's client, as its examples do. */
final class VendorProbe {
  private VendorProbe() {}

  /** Arguments: base URL, image, images per call, folder. */
  public static void main(String[] args) throws IOException {
    ArkService service = ArkService.builder().apiKey("key").baseUrl(args[0]).retryTimes(0).build();
    List<String> pictures = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      byte[] picture = Files.readAllBytes(Path.of(args[1]));
      pictures.add("data:image/jpeg;base64," + Base64.getEncoder().encodeToString(picture));
    }
    ImagesResponse response =
        service.generateImages(
            GenerateImagesRequest.builder()
                .model(ArkProvider.DEFAULT_MODEL)
                .prompt("put it there")
                .image(pictures)
                .responseFormat("b64_json")
                .build());
    byte[] result = Base64.getDecoder().decode(response.getData().get(0).getB64Json());
    Files.write(Path.of(args[3], "last"), result);
    service.shutdownExecutor();
  }
}
