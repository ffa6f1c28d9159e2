package io.github.maskloom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * Packages are the floors of a house: imports only go down, and rooms on one floor do not import
 * each other. A public package and its workshop are one room.
 */
@AnalyzeClasses(
    packages = "io.github.maskloom",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoFixtures.class})
class ArchitectureTest {
  private static final String ROOT = "io.github.maskloom";

  /** The rooms of each floor, top first; a room may be several packages. */
  private static final List<List<List<String>>> FLOORS =
      List.of(
          List.of(List.of("fusion", "fusion.call", "fusion.spi")),
          List.of(List.of("", "internal.composite")),
          List.of(List.of("prepare", "internal.prepare")),
          floor("internal.rows", "internal.mask"),
          floor("internal.scale", "internal.align", "internal.color"),
          floor("internal.pixel", "internal.async", "catalog"),
          floor("png", "jpeg", "classic", "webp"),
          floor("internal.png.splice", "internal.jpeg.splice"),
          floor("internal.png", "internal.jpeg"),
          floor("internal.deflate", "internal.jpeg.scan"),
          floor("internal.jpeg.dct"),
          floor("internal.codec"),
          floor("internal.pipeline", "internal.metadata"),
          floor("format"),
          floor("raster", "internal.limits"),
          floor("image"),
          floor("internal.file", "internal.memory", "internal.log"),
          floor("errors"));

  @ArchTest static final ArchRule importsOnlyGoDown = classes().should(importOnlyFromLowerFloors());

  /** Windows lets nobody replace or delete what these classes hold open; a channel shares it. */
  @ArchTest
  static final ArchRule filesAreOpenedSoThatTheyCanBeReplacedMeanwhile =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.io\\.(File|RandomAccess)[A-Za-z]*(Stream|Reader|Writer|File)|java\\.io\\.File");

  /** What tests of other modules bring along. */
  static final class NoFixtures implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return Stream.of("-tests.jar", "raster-testing", "testing/raster")
          .noneMatch(location::contains);
    }
  }

  private static List<List<String>> floor(String... rooms) {
    return List.of(rooms).stream().map(List::of).toList();
  }

  private static ArchCondition<JavaClass> importOnlyFromLowerFloors() {
    return new ArchCondition<>("import only from lower floors or from their own room") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (target.getPackageName().startsWith(ROOT) && !allowed(origin, target)) {
            events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean allowed(JavaClass origin, JavaClass target) {
    int from = floorOf(origin);
    int to = floorOf(target);
    return to > from || (to == from && roomOf(origin).equals(roomOf(target)));
  }

  private static int floorOf(JavaClass type) {
    List<String> room = roomOf(type);
    for (int i = 0; i < FLOORS.size(); i++) {
      if (FLOORS.get(i).contains(room)) {
        return i;
      }
    }
    throw new AssertionError("unreachable");
  }

  private static List<String> roomOf(JavaClass type) {
    String name =
        type.getPackageName().equals(ROOT)
            ? ""
            : type.getPackageName().substring(ROOT.length() + 1);
    return FLOORS.stream()
        .flatMap(List::stream)
        .filter(room -> room.contains(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the package " + name + " is on no floor"));
  }
}
