package io.github.maskloom;

import io.github.maskloom.errors.ImageException;
import io.github.maskloom.errors.ImageFormatException;
import io.github.maskloom.errors.ImageLimitException;
import io.github.maskloom.errors.MaskloomException;
import io.github.maskloom.errors.MemoryBudgetException;
import io.github.maskloom.errors.SizeMismatchException;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/**
 * What to tell people of a failure, in English or Chinese. {@link Throwable#getMessage} is for
 * developers.
 *
 * <p>A text is one sentence or a few. It names an image as the caller named it: by {@link
 * io.github.maskloom.image.ImageSource#named}, else by its file's name, else "the photo", "the
 * mask" or "the reference". The names {@code photo}, {@code mask} and {@code reference} become
 * these words. It never holds names of this library, ids, paths, links, prompts or secrets.
 */
public final class PeopleMessages {
  private static final String BUNDLE = "io.github.maskloom.messages";
  private static final int MAX_NAME_CHARS = 60;
  private static final int KIB = 1 << 10;

  /** How a link begins; one letter and a colon is a drive. */
  private static final Pattern LINK = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:");

  /** Controls of terminals, and characters that turn the direction of text or break a line. */
  private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private final Locale locale;
  private final ResourceBundle texts;

  private PeopleMessages(Locale locale) {
    this.locale = locale;
    // The JVM's own locale is nobody's choice, so any other language gets English.
    boolean chinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    texts =
        ResourceBundle.getBundle(
            BUNDLE, chinese ? Locale.CHINESE : Locale.ROOT, PeopleMessages.class.getModule());
  }

  /**
   * {@return what to tell people of any failure, in one sentence or a few}
   *
   * @param failure any exception; what a future fails with is unwrapped
   * @param locale a Chinese one for Chinese, any other for English; numbers are written as in the
   *     locale
   */
  public static String of(Throwable failure, Locale locale) {
    return new PeopleMessages(locale).text(unwrapped(failure));
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable known = failure;
    while ((known instanceof CompletionException || known instanceof ExecutionException)
        && known.getCause() != null) {
      known = known.getCause();
    }
    return known;
  }

  private String text(Throwable failure) {
    String text = format(key(failure), arguments(failure));
    boolean billed = failure instanceof MaskloomException known && known.mayBeBilled();
    return billed ? text + " " + texts.getString("billed") : text;
  }

  /** The name of the failure's type, or of the nearest above it that has a text. */
  private String key(Throwable failure) {
    for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
      String name = type.getSimpleName();
      String detailed = name + "." + detail(failure);
      if (texts.containsKey(detailed)) {
        return detailed;
      }
      if (texts.containsKey(name)) {
        return name;
      }
    }
    return "Throwable";
  }

  private static String detail(Throwable failure) {
    if (failure instanceof ImageLimitException limit) {
      return limit.limit();
    } else if (failure instanceof SizeMismatchException mismatch) {
      return mismatch.reason().name();
    } else if (failure instanceof ImageFormatException format) {
      return format.format().equals("image") ? "unknown" : "";
    }
    return failure instanceof MemoryBudgetException memory && memory.fitsLater() ? "later" : "";
  }

  private Object[] arguments(Throwable failure) {
    String image = failure instanceof ImageException of ? name(of) : "";
    if (failure instanceof ImageLimitException limit) {
      return new Object[] {
        image, limit.asked(), limit.allowed(), size(limit.asked()), size(limit.allowed())
      };
    } else if (failure instanceof SizeMismatchException sizes) {
      return new Object[] {
        image, sizes.maskWidth(), sizes.maskHeight(), sizes.photoWidth(), sizes.photoHeight()
      };
    }
    return new Object[] {image};
  }

  private String name(ImageException failure) {
    String given = shown(failure.displayName().orElse(""));
    // A caller that says no more than the part gets its name in the language that is asked for.
    boolean isPart = given.isEmpty() || texts.containsKey("image." + given);
    return isPart ? part(given.isEmpty() ? failure.image().orElse("") : given) : given;
  }

  /** A file's name without its folders; nothing of a link. */
  private static String shown(String name) {
    if (LINK.matcher(name).lookingAt()) {
      return "";
    }
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String shown = UNSHOWN.matcher(last).replaceAll("").strip();
    if (shown.length() <= MAX_NAME_CHARS) {
      return shown;
    }
    boolean isPair = Character.isHighSurrogate(shown.charAt(MAX_NAME_CHARS - 1));
    return shown.substring(0, isPair ? MAX_NAME_CHARS - 1 : MAX_NAME_CHARS) + "…";
  }

  private String part(String role) {
    String[] words = role.split(" ", -1);
    String key = "image." + words[0] + (words.length == 2 ? ".number" : "");
    return texts.containsKey(key) ? format(key, words[words.length - 1]) : texts.getString("image");
  }

  private String size(long bytes) {
    NumberFormat number = NumberFormat.getNumberInstance(locale);
    number.setMaximumFractionDigits(1);
    double kib = (double) bytes / KIB;
    if (kib < 1) {
      return number.format(bytes) + " B";
    }
    return kib < KIB ? number.format(kib) + " KB" : number.format(kib / KIB) + " MB";
  }

  private String format(String key, Object... arguments) {
    return new MessageFormat(texts.getString(key), locale).format(arguments);
  }
}
