package io.github.maskloom;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packages are the floors of a house: imports only go down. */
@AnalyzeClasses(
    packages = "io.github.maskloom",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.github.maskloom";

  @ArchTest
  static final ArchRule noTwoPackagesImportEachOther =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  /** Each floor, top first, with those that it may import. */
  private static final Map<String, List<String>> FLOORS = floors();

  @ArchTest static final ArchRule importsOnlyGoDownTheFloors = importsOnlyGoDown();

  private static Map<String, List<String>> floors() {
    Map<String, List<String>> floors = new LinkedHashMap<>();
    floors.put(
        "fusion",
        List.of(
            "",
            "fusion.spi",
            "prepare",
            "internal.codec",
            "internal.async",
            "internal.file",
            "internal.log",
            "image",
            "raster",
            "errors"));
    floors.put(
        "fusion.local",
        List.of(
            "",
            "fusion.spi",
            "prepare",
            "internal.codec",
            "internal.pixel",
            "internal.spool",
            "raster",
            "image",
            "errors"));
    floors.put(
        "",
        List.of(
            "prepare",
            "internal.codec",
            "internal.png",
            "internal.pixel",
            "internal.deflate",
            "internal.async",
            "internal.log",
            "raster",
            "image",
            "errors"));
    floors.put("fusion.spi", List.of("prepare", "image", "errors"));
    floors.put(
        "prepare",
        List.of(
            "internal.codec",
            "internal.pixel",
            "internal.spool",
            "internal.async",
            "internal.log",
            "raster",
            "image",
            "internal.file",
            "errors"));
    floors.put(
        "internal.codec",
        List.of(
            "internal.png",
            "internal.imageio",
            "internal.metadata",
            "internal.pixel",
            "internal.deflate",
            "internal.spool",
            "internal.log",
            "raster",
            "image",
            "internal.file",
            "errors"));
    floors.put(
        "internal.png",
        List.of(
            "internal.metadata",
            "internal.pixel",
            "internal.deflate",
            "internal.file",
            "raster",
            "image",
            "errors"));
    floors.put(
        "internal.imageio",
        List.of(
            "internal.metadata", "internal.pixel", "internal.spool", "raster", "image", "errors"));
    floors.put("internal.metadata", List.of("image"));
    floors.put("internal.spool", List.of("internal.file", "image", "errors"));
    floors.put("internal.pixel", List.of("raster", "image", "errors"));
    floors.put("internal.deflate", List.of("errors"));
    floors.put("catalog", List.of("errors"));
    floors.put("internal.async", List.of("image"));
    floors.put("internal.log", List.of());
    floors.put("raster", List.of("image", "errors"));
    floors.put("image", List.of("internal.file", "errors"));
    floors.put("internal.file", List.of());
    floors.put("errors", List.of());
    return floors;
  }

  private static ArchRule importsOnlyGoDown() {
    LayeredArchitecture house =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String floor : FLOORS.keySet()) {
      house = house.layer(name(floor)).definedBy(name(floor));
    }
    for (Map.Entry<String, List<String>> floor : FLOORS.entrySet()) {
      String[] below = floor.getValue().stream().map(ArchitectureTest::name).toArray(String[]::new);
      house =
          below.length == 0
              ? house.whereLayer(name(floor.getKey())).mayNotAccessAnyLayer()
              : house.whereLayer(name(floor.getKey())).mayOnlyAccessLayers(below);
    }
    return house;
  }

  private static String name(String floor) {
    return floor.isEmpty() ? ROOT : ROOT + "." + floor;
  }
}
