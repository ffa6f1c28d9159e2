package io.github.maskloom.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The light knows cutouts, and neither knows where furniture stands. */
@AnalyzeClasses(
    packages = "io.github.maskloom.local",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String PROVIDER = "provider";
  private static final String LIGHT = "light";
  private static final String CUTOUT = "cutout";

  @ArchTest
  static final ArchRule importsOnlyGoDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer(PROVIDER)
          .definedBy("io.github.maskloom.local")
          .layer(LIGHT)
          .definedBy("io.github.maskloom.local.light")
          .layer(CUTOUT)
          .definedBy("io.github.maskloom.local.cutout")
          .whereLayer(PROVIDER)
          .mayNotBeAccessedByAnyLayer()
          .whereLayer(LIGHT)
          .mayOnlyBeAccessedByLayers(PROVIDER)
          .whereLayer(CUTOUT)
          .mayOnlyBeAccessedByLayers(PROVIDER, LIGHT);

  @ArchTest
  static final ArchRule nothingInternalOfOtherModulesIsUsed =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.github.maskloom.internal..");
}
