package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.maskloom.errors.CancelledException;
import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.errors.SizeMismatchException;
import io.github.maskloom.fusion.CancelledCallException;
import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.image.ImageLimits;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What people are told: nothing is missing, in no language, and nothing is said that is not theirs.
 */
class PeopleMessagesTest {
  private static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);
  private static final String SECRET = "sk-nobody";

  /** Limits that are no settings of images, by the names that the code gives them. */
  private static final List<String> OTHER_LIMITS =
      List.of("maxBytes", "maxSide", "maxJpegSide", "minSide", "maxAspectRatio");

  private static final Pattern CODE =
      Pattern.compile("Exception|Mask[A-Z]|[a-z][A-Z]|_|image at byte|\\{|\\}|null|/|://");

  private static Properties texts(String file) throws IOException {
    Properties texts = new Properties();
    try (InputStream in =
            Objects.requireNonNull(PeopleMessages.class.getResourceAsStream(file), file);
        InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return texts;
  }

  static List<String> limits() {
    return Stream.concat(
            Arrays.stream(ImageLimits.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("max")),
            OTHER_LIMITS.stream())
        .toList();
  }

  static List<Throwable> failures() {
    List<Throwable> failures = new ArrayList<>();
    failures.add(ImageFormatException.at("PNG", "IHDR", 8, SECRET));
    failures.add(ImageFormatException.at("image", "", 0, SECRET));
    limits().forEach(limit -> failures.add(new ImageLimitException(limit, 2_000_000, 1_000_000)));
    failures.add(new ImageLimitException("maxOfSomebodyElse", 2, 1));
    failures.add(new OpaqueMaskException(true));
    for (SizeMismatchException.Reason reason : SizeMismatchException.Reason.values()) {
      failures.add(new SizeMismatchException(reason, 10, 20, 30, 40));
    }
    failures.add(MemoryBudgetException.taken(2, 1));
    failures.add(MemoryBudgetException.tooLarge(2, 1));
    failures.add(new CancelledException(SECRET));
    failures.add(new MaskloomException(SECRET));
    failures.add(new FusionServiceException(SECRET, FusionException.Failure.notSent(SECRET)));
    failures.add(new NoSuchFileException("/secret/" + SECRET));
    failures.add(new UncheckedIOException(new IOException(SECRET)));
    failures.add(new IllegalStateException(SECRET));
    return failures;
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureHasASentenceThatHoldsNothingOfTheCode(Throwable failure) {
    List<String> texts = LOCALES.stream().map(at -> PeopleMessages.of(failure, at)).toList();

    assertThat(texts).doesNotHaveDuplicates();
    assertThat(texts)
        .allSatisfy(
            text ->
                assertThat(text).isNotBlank().doesNotContain(SECRET).doesNotContainPattern(CODE));
  }

  @Test
  void everyTypeOfFailureHasATextOfItsOwn() throws IOException {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> location.contains("Exception"))
            .importPackages("io.github.maskloom");
    Set<String> types =
        classes.stream()
            .filter(type -> type.isAssignableTo(MaskloomException.class))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(types).contains("ImageFormatException", "FusionQuotaException", "CatalogException");
    for (String type : types) {
      assertThat(texts("messages.properties").stringPropertyNames())
          .as(type)
          .anyMatch(key -> key.equals(type) || key.startsWith(type + "."));
    }
  }

  @Test
  void everyLimitHasATextOfItsOwn() throws IOException {
    assertThat(limits()).hasSizeGreaterThan(OTHER_LIMITS.size() + 10);
    assertThat(texts("messages.properties").stringPropertyNames())
        .containsAll(limits().stream().map(limit -> "ImageLimitException." + limit).toList());
  }

  @Test
  void bothLanguagesHaveTheSameTextsWithTheSamePlaces() throws IOException {
    Properties english = texts("messages.properties");
    Properties chinese = texts("messages_zh.properties");

    assertThat(chinese.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(places(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
    }
  }

  private static Set<String> places(String text) {
    return Pattern.compile("\\{\\d\\}")
        .matcher(text)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void numbersAndSizesAreForPeople() {
    ImageException pixels =
        new ImageLimitException("maxPixels", 1_200_000, 1_000_000).about("photo");

    assertThat(PeopleMessages.of(pixels, Locale.ENGLISH))
        .isEqualTo("The photo has 1,200,000 pixels. At most 1,000,000 are allowed.");
    assertThat(PeopleMessages.of(new ImageLimitException("maxBytes", 1536, 3 << 19), Locale.ROOT))
        .contains("1.5 KB", "1.5 MB");
  }

  @Test
  void anyOtherLanguageGetsEnglishWhateverTheMachineSpeaks() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
      assertThat(PeopleMessages.of(new CancelledException("late"), Locale.FRENCH))
          .isEqualTo("The work was stopped before it was done.");
    } finally {
      Locale.setDefault(before);
    }
    assertThat(PeopleMessages.of(new CancelledException("late"), Locale.TRADITIONAL_CHINESE))
        .contains("停止");
  }

  @Test
  void whatMayHaveBeenBilledIsSaidAndFuturesAreUnwrapped() {
    FusionException.Failure unsent = FusionException.Failure.notSent("ark");
    FusionException dear =
        new FusionServiceException("down", unsent.withDelivery(Delivery.UNKNOWN));
    CancelledCallException stopped = new CancelledCallException("stop", Delivery.ACCEPTED);

    assertThat(PeopleMessages.of(new CompletionException(dear), Locale.ENGLISH))
        .contains("failed")
        .contains("billed");
    assertThat(PeopleMessages.of(stopped, Locale.ENGLISH)).contains("stopped").contains("billed");
    assertThat(PeopleMessages.of(new FusionServiceException("down", unsent), Locale.ENGLISH))
        .doesNotContain("billed");
  }

  @Test
  void anImageIsCalledAsTheCallerCallsIt(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("IMG_2042.jpg"), new byte[100]);
    ImageSource mask = ImageSource.of(new byte[100]);

    assertThat(refused(ImageSource.of(file), mask)).startsWith("IMG_2042.jpg is not an image");
    assertThat(refused(ImageSource.of(file).named("living room"), mask)).startsWith("living room ");
    assertThat(refused(ImageSource.of(new byte[100]), mask)).startsWith("The photo ");
  }

  private static String refused(ImageSource photo, ImageSource mask) throws IOException {
    try {
      MaskCompositor.create()
          .composite(photo, mask, ImageTarget.of(OutputStream.nullOutputStream()));
      throw new AssertionError("it was taken");
    } catch (ImageException e) {
      assertThat(e).hasMessageStartingWith("photo: ");
      return PeopleMessages.of(e, Locale.ENGLISH);
    }
  }

  @Test
  void noFolderAndNoLinkIsShown() {
    assertThat(named("/home/someone/room.png")).startsWith("room.png ");
    assertThat(named("C:\\Users\\someone\\room.png")).startsWith("room.png ");
    assertThat(named("https://store/room.png?signature=" + SECRET)).startsWith("The photo ");
    assertThat(named("data:image/png;base64,AAAA")).startsWith("The photo ");
    assertThat(named("r{0}om'\n.png")).startsWith("r{0}om'.png ");
    assertThat(named("\u202Egpj.\u2066room\u200F\u009B.png")).startsWith("gpj.room.png ");
    assertThat(named("x".repeat(500))).hasSizeLessThan(200);
    assertThat(named("x".repeat(59) + "\uD83D\uDECB.png")).startsWith("x".repeat(59) + "… ");
    assertThat(named("photo")).startsWith("The photo ");
  }

  private static String named(String name) {
    ImageException failure = ImageFormatException.at("PNG", "IHDR", 8, "broken");
    return PeopleMessages.of(failure.about("photo").shownAs(name), Locale.ENGLISH);
  }

  @Test
  void partsOfAFusionHaveNames() {
    assertThat(playing("photo")).startsWith("The photo ");
    assertThat(playing("mask")).startsWith("The mask ");
    assertThat(playing("reference")).startsWith("The reference ");
    assertThat(playing("reference 2")).startsWith("Reference 2 ");
    assertThat(playing("replacement")).startsWith("The edited image ");
    assertThat(playing("")).startsWith("The image ");
  }

  private static String playing(String role) {
    ImageException failure = ImageFormatException.at("PNG", "IHDR", 8, "broken");
    return PeopleMessages.of(failure.about(role), Locale.ENGLISH);
  }
}
