package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FurnitureTest {
  @RegisterExtension static final StudioServer studio = StudioServer.usual();

  @Test
  void listsEverythingWithItsImage() throws Exception {
    JsonNode items = studio.get("/api/furniture").json();
    assertThat(items).hasSize(6);
    assertThat(items.toString()).doesNotContain("file:", String.valueOf(studio.folder()));
    for (JsonNode item : items) {
      var picture = studio.get(item.path("picture").asString());
      assertThat(picture.header("Content-Type")).isEqualTo("image/png");
      assertThat(TestImages.decoded(picture.body()).getWidth()).isGreaterThan(400);
    }
  }

  @Test
  void filtersByEveryCondition() throws Exception {
    assertThat(types("style=MODERN")).containsExactly("sofa", "table");
    assertThat(types("type=rug")).containsExactly("rug");
    assertThat(types("style=modern&type=table")).containsExactly("table");
    assertThat(types("minLength=1.5")).containsExactly("rug", "sideboard", "sofa");
    assertThat(types("minLength=1.5&maxLength=2")).containsExactly("sideboard", "sofa");
    assertThat(types("minWidth=1&maxWidth=1.5")).containsExactly("table");
    assertThat(types("roomLength=1.2&roomWidth=5")).containsExactly("armchair", "lamp");
    assertThat(types("style=&maxLength=")).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "NaN", "-1", "Infinity", "1e999"})
  void refusesALengthThatIsNone(String length) throws Exception {
    for (String name :
        List.of("minLength", "maxLength", "minWidth", "maxWidth", "roomLength", "roomWidth")) {
      var answer = studio.get("/api/furniture?" + name + "=" + length);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("detail")).contains("\"" + name + "\"");
    }
  }

  @Test
  void showsNoFileBesideTheCatalog() throws Exception {
    for (String name : List.of("furniture_metadata.json", "nothing.png", "%2e%2e")) {
      assertThat(studio.get("/api/furniture/" + name + "/picture").status()).isIn(400, 404);
    }
  }

  @Test
  void readsTheFolderAnewOnDemand() throws Exception {
    Path extra = studio.folder().resolve("furniture/stool_extra.png");
    Files.write(extra, TestImages.photo("png", 50, 50));
    try {
      assertThat(studio.postJson("/api/furniture/reload", "").status()).isEqualTo(204);
      assertThat(types("style=extra")).containsExactly("");
    } finally {
      Files.delete(extra);
      studio.postJson("/api/furniture/reload", "");
    }
  }

  private static List<String> types(String query) throws Exception {
    JsonNode items = studio.get("/api/furniture?" + query).json();
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> item.path("type").asString())
        .sorted()
        .toList();
  }
}
