package io.github.maskloom;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages are the floors of a house: imports only go down. */
@AnalyzeClasses(
    packages = "io.github.maskloom",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.github.maskloom";

  @ArchTest
  static final ArchRule noTwoPackagesImportEachOther =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule importsOnlyGoDownTheFloors =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("front door")
          .definedBy(ROOT)
          .layer("prepare")
          .definedBy(ROOT + ".prepare")
          .layer("codec")
          .definedBy(ROOT + ".internal.codec")
          .layer("png")
          .definedBy(ROOT + ".internal.png")
          .layer("imageio")
          .definedBy(ROOT + ".internal.imageio")
          .layer("spool")
          .definedBy(ROOT + ".internal.spool")
          .layer("pixel")
          .definedBy(ROOT + ".internal.pixel")
          .layer("deflate")
          .definedBy(ROOT + ".internal.deflate")
          .layer("catalog")
          .definedBy(ROOT + ".catalog")
          .layer("log")
          .definedBy(ROOT + ".internal.log")
          .layer("raster")
          .definedBy(ROOT + ".raster")
          .layer("image")
          .definedBy(ROOT + ".image")
          .layer("errors")
          .definedBy(ROOT + ".errors")
          .whereLayer("front door")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("prepare")
          .mayOnlyBeAccessedByLayers("front door")
          .whereLayer("codec")
          .mayOnlyBeAccessedByLayers("front door", "prepare")
          .whereLayer("png")
          .mayOnlyBeAccessedByLayers("front door", "codec")
          .whereLayer("imageio")
          .mayOnlyBeAccessedByLayers("codec")
          .whereLayer("spool")
          .mayOnlyBeAccessedByLayers("prepare", "codec", "imageio")
          .whereLayer("log")
          .mayOnlyBeAccessedByLayers("front door", "prepare", "codec")
          .whereLayer("pixel")
          .mayOnlyBeAccessedByLayers("front door", "prepare", "codec", "png", "imageio")
          .whereLayer("deflate")
          .mayOnlyBeAccessedByLayers("front door", "codec", "png")
          .whereLayer("catalog")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("raster")
          .mayOnlyBeAccessedByLayers("front door", "prepare", "codec", "png", "imageio", "pixel")
          .whereLayer("image")
          .mayOnlyBeAccessedByLayers(
              "front door", "prepare", "codec", "png", "imageio", "pixel", "raster", "spool")
          .whereLayer("errors")
          .mayOnlyBeAccessedByLayers(
              "front door",
              "prepare",
              "codec",
              "png",
              "imageio",
              "pixel",
              "deflate",
              "raster",
              "image",
              "spool",
              "catalog");
}
