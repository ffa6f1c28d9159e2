package io.github.maskloom.catalog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.maskloom.catalog.ImageCatalog.CatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FurnitureCatalogTest {
  private static final byte[] GIF = "GIF89a".getBytes(US_ASCII);

  @TempDir Path folder;

  private FurnitureCatalog catalog(String json, String... pictures) throws IOException {
    for (String picture : pictures) {
      Files.write(folder.resolve(picture), GIF);
    }
    Files.writeString(folder.resolve(FurnitureCatalog.METADATA_FILE), json);
    return FurnitureCatalog.of(folder);
  }

  private static String furniture(String entries) {
    return "{\"furniture\": [" + entries + "]}";
  }

  @Test
  void putsMetadataAndImagesTogether() throws IOException {
    FurnitureCatalog catalog =
        catalog(
            furniture(
                """
                {"filename": "a.png", "display_name": "Oslo", "style": "nordic", "type": "chair",
                 "length": 0.8, "width": 1, "description": "soft", "price": {"eur": [1, 2]}}
                """),
            "a.png");

    assertThat(catalog.items())
        .containsExactly(
            new FurnitureItem(
                "a.png",
                "Oslo",
                Optional.of("nordic"),
                "chair",
                OptionalDouble.of(0.8),
                OptionalDouble.of(1),
                "soft"));
    assertThat(catalog.listing().problems()).isEmpty();
    assertThat(catalog.image("a.png")).isEqualTo(folder.resolve("a.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"file\": \"a.gif\"}"})
  void anItemThatIsNullIsToldWithItsImage(String entries) throws IOException {
    Files.write(folder.resolve("a.gif"), GIF);
    Path json = Files.writeString(folder.resolve("all.json"), "{\"all\": [" + entries + "]}");
    @SuppressWarnings("NullAway") // what a careless caller does
    ImageCatalog.Mapping<String> mapping =
        new ImageCatalog.Mapping<>("all", "file", Set.of(), Set.of(), entry -> null);

    assertThatThrownBy(() -> ImageCatalog.read(mapping, json, folder))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the mapping makes null of a.gif");
  }

  @Test
  void anItemHoldsWordsAndNumbersAndNoPath() {
    assertThat(FurnitureItem.class.getRecordComponents())
        .extracting(component -> (Object) component.getType())
        .containsOnly(String.class, Optional.class, OptionalDouble.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "b.png", "../a.png", "furniture_metadata.json"})
  void aNameThatIsNoImageOfTheFolderLeadsNowhere(String name) throws IOException {
    FurnitureCatalog catalog = catalog(furniture(""), "a.png");

    assertThatThrownBy(() -> catalog.image(name)).isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "sofa.jpg, sofa, ''",
    "sofa_modern.jpg, sofa_modern, modern",
    "sofa_modern_3.JPG, sofa_modern_3, modern",
    "sofa__3.webp, sofa__3, ''",
    "my.sofa_old.png, my.sofa_old, old",
  })
  void anImageWithoutMetadataHasDefaults(String file, String name, String style)
      throws IOException {
    FurnitureItem item = catalog(furniture(""), file).items().get(0);

    assertThat(item.displayName()).isEqualTo(name);
    assertThat(item.style()).isEqualTo(Optional.of(style).filter(value -> !value.isEmpty()));
    assertThat(item.type()).isEmpty();
    assertThat(item.lengthMeters()).isEmpty();
    assertThat(item.widthMeters()).isEmpty();
    assertThat(item.description()).isEmpty();
  }

  @Test
  void metadataMayBeMissing() throws IOException {
    Files.write(folder.resolve("a.png"), GIF);

    assertThat(FurnitureCatalog.of(folder).items()).hasSize(1);
  }

  @Test
  void listsOnlyImagesAndByName() throws IOException {
    FurnitureCatalog catalog =
        catalog(furniture(""), "b.gif", "a.png", "notes.txt", ".hidden.png", "png");
    Files.createDirectory(folder.resolve("c.png"));

    assertThat(catalog.items())
        .extracting(FurnitureItem::fileName)
        .containsExactly("a.png", "b.gif");
  }

  @Test
  void aFileOnlyNamedLikeAnImageIsNotListed() throws IOException {
    FurnitureCatalog catalog = catalog(furniture("{\"filename\": \"vouched.png\"}"), "real.png");
    for (String name : new String[] {"text.png", "vouched.png"}) {
      Files.writeString(folder.resolve(name), "a list of what to buy");
    }
    Files.createFile(folder.resolve("empty.jpg"));

    assertThat(catalog.items())
        .extracting(FurnitureItem::fileName)
        .containsExactly("real.png", "vouched.png");
  }

  @ParameterizedTest
  @CsvSource({
    "89504E470D0A1A0A",
    "FFD8FFE0",
    "474946383761",
    "424D0000",
    "49492A00",
    "4D4D002A",
    "49492B00",
    "524946461200000057454250"
  })
  void everyFormatIsKnownByItsFirstBytes(String hex) throws IOException {
    FurnitureCatalog catalog = catalog(furniture(""));
    Files.write(folder.resolve("a.png"), HexFormat.of().parseHex(hex));

    assertThat(catalog.items()).hasSize(1);
  }

  @Test
  void metadataThatCannotBeReadAreNamed() throws IOException {
    Path metadata = Files.createDirectory(folder.resolve("folder.json"));

    assertThatThrownBy(() -> ImageCatalog.read(FurnitureItem.MAPPING, metadata, folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(metadata + ": ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.png",
        "/etc/secret.png",
        "x/../a.png",
        "..\\\\secret.png",
        "a.png\\u0000",
        "",
        "missing.png"
      })
  void aNameThatIsNoImageOfTheFolderIsPassedOver(String name) throws IOException {
    Files.write(folder.resolve("secret.png"), GIF);
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    Path metadata = folder.resolve("m.json");
    Files.writeString(metadata, furniture("{\"filename\": \"" + name + "\"}"));

    assertThat(ImageCatalog.read(FurnitureItem.MAPPING, metadata, pictures).items()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"filename": "a.png", "length": "2"}       | "length" is not a number
          {"filename": "a.png", "width": [2]}        | "width" is not a number
          {"filename": "a.png", "width": 1e999}      | "width" is not a number
          {"filename": "a.png", "width": -0.5}       | above 0 meters
          {"filename": "a.png", "style": 7}          | "style" is not text
          {"filename": {"x": 1}}                     | "filename" is not text
          {"style": "modern"}                        | without "filename"
          "a.png"                                    | not an object
          [{"filename": "a.png"}]                    | not an object
          """)
  void aWrongEntryIsReportedAndTheOthersAreUsed(String wrong, String rule) throws IOException {
    FurnitureCatalog catalog =
        catalog(
            "{\"furniture\": [\n" + wrong + ",\n{\"filename\": \"b.png\", \"type\": \"bed\"}]}",
            "a.png",
            "b.png");

    assertThat(catalog.items()).extracting(FurnitureItem::type).containsExactly("", "bed");
    assertThat(catalog.listing().problems())
        .singleElement(as(STRING))
        .startsWith("line 2, column ")
        .contains(rule);
  }

  @Test
  void theFirstOfTwoEntriesForAFileCounts() throws IOException {
    FurnitureCatalog catalog =
        catalog(
            furniture(
                "{\"filename\": \"a.png\", \"type\": \"bed\"},\n"
                    + "{\"filename\": \"a.png\", \"type\": \"lamp\"}"),
            "a.png");

    assertThat(catalog.items().get(0).type()).isEqualTo("bed");
    assertThat(catalog.listing().problems())
        .containsExactly("line 2, column 1: another entry names the same file");
  }

  @Test
  void nullMeansNotSaid() throws IOException {
    FurnitureCatalog catalog =
        catalog(
            furniture("{\"filename\": \"a_b.png\", \"style\": null, \"length\": null}"), "a_b.png");

    assertThat(catalog.items().get(0).style()).contains("b");
    assertThat(catalog.items().get(0).lengthMeters()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"furniture": [{]}       | not valid JSON
          {"furniture": [          | not valid JSON
          []                       | an object is expected
          {"furniture": {}}        | "furniture" is not an array
          {"sofas": []}            | no member "furniture"
          {"furniture": []} {}     | something follows the object
          {"furniture": []} x      | not valid JSON
          """)
  void aBrokenFileIsRefusedWithItsPlace(String json, String rule) throws IOException {
    FurnitureCatalog catalog = catalog(json);

    assertThatThrownBy(catalog::items)
        .isInstanceOf(CatalogException.class)
        .hasMessageStartingWith("furniture_metadata.json line 1, column ")
        .hasMessageContaining(rule);
  }

  @Test
  void whatIsTooLongToBeReadIsRefusedWithItsPlace() throws IOException {
    for (String member :
        new String[] {
          "\"v\": " + "9".repeat(2_000),
          "\"" + "k".repeat(60_000) + "\": 1",
          "\"v\": " + "[".repeat(2_000) + "]".repeat(2_000)
        }) {
      FurnitureCatalog catalog = catalog("{" + member + ", \"furniture\": []}");

      assertThatThrownBy(catalog::items)
          .isInstanceOf(CatalogException.class)
          .hasMessageContaining("line 1, column ");
    }
  }

  @Test
  void resultsCannotBeChanged() throws IOException {
    List<FurnitureItem> items = catalog(furniture(""), "a.png").items();

    assertThatThrownBy(items::clear).isInstanceOf(UnsupportedOperationException.class);
  }
}
