package io.github.maskloom.examples.cli;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.catalog.ImageCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code maskloom catalog}: the furniture of a folder. */
final class CatalogCommand implements Command {
  private final Option<Path> folder =
      Option.operand(
          "DIR",
          Path::of,
          "A folder of images, with " + FurnitureCatalog.METADATA_FILE + " if there is one.");
  private final Option<String> style =
      Option.absent("--style", "NAME", text -> text, "Only this style, in upper or lower case.");
  private final Option<RoomSize> room =
      Option.absent(
          "--room",
          "LxW",
          RoomSize::parse,
          "Only what fits into a room of so many meters, taking at most 0.8 of a side.");
  private final Option<Double> minLength =
      meters("--min-length", "Only what is as long, at least.");
  private final Option<Double> maxLength = meters("--max-length", "Only what is as long, at most.");
  private final Option<Double> minWidth = meters("--min-width", "Only what is as wide, at least.");
  private final Option<Double> maxWidth = meters("--max-width", "Only what is as wide, at most.");
  private final Option<Boolean> json =
      Option.flag("--json", "Print JSON instead of lines for people.");
  private final Option<Boolean> quiet = Option.quiet();

  private static Option<Double> meters(String name, String description) {
    return Option.absent(name, "METERS", OptionValues::meters, description);
  }

  @Override
  public String name() {
    return "catalog";
  }

  @Override
  public String summary() {
    return "List the furniture of a folder.";
  }

  @Override
  public String example() {
    return "maskloom catalog furniture --style modern --room 4.5x3";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(folder, style, room, minLength, maxLength, minWidth, maxWidth, json, quiet);
  }

  @Override
  public void run(Streams streams) throws IOException {
    PrintStream out = Streams.unless(quiet.value() && !json.value(), streams.out());
    if (!Files.isDirectory(folder.value())) {
      throw new IOException(
          "no such folder: " + folder.value() + FileChecks.neighbor(folder.value()));
    }
    ImageCatalog.Listing<FurnitureItem> listing =
        ImageCatalog.read(
            FurnitureItem.MAPPING,
            folder.value().resolve(FurnitureCatalog.METADATA_FILE),
            folder.value());
    if (style.isGiven()) {
      requireStyle(listing.items());
    }
    List<FurnitureItem> items = listing.items().stream().filter(query()).toList();
    if (json.value()) {
      CatalogJson.print(items, listing.problems(), out);
    } else {
      printText(items, listing.problems(), out);
    }
  }

  private void requireStyle(List<FurnitureItem> items) throws IOException {
    Set<String> styles = new TreeSet<>();
    for (FurnitureItem item : items) {
      item.style().ifPresent(styles::add);
    }
    if (styles.stream().noneMatch(style.value()::equalsIgnoreCase)) {
      String near = Near.asked(style.value(), styles);
      throw new IOException(
          "nothing has the style '"
              + style.value()
              + "'; there are: "
              + (styles.isEmpty() ? "none" : String.join(", ", styles))
              + near);
    }
  }

  private FurnitureCatalog.Query query() {
    FurnitureCatalog.Query query = FurnitureCatalog.Query.ALL;
    if (style.isGiven()) {
      query = query.style(style.value());
    }
    if (room.isGiven()) {
      query = query.room(room.value().lengthMeters(), room.value().widthMeters());
    }
    if (minLength.isGiven()) {
      query = query.minLength(minLength.value());
    }
    if (maxLength.isGiven()) {
      query = query.maxLength(maxLength.value());
    }
    if (minWidth.isGiven()) {
      query = query.minWidth(minWidth.value());
    }
    if (maxWidth.isGiven()) {
      query = query.maxWidth(maxWidth.value());
    }
    return query;
  }

  private static void printText(List<FurnitureItem> items, List<String> problems, PrintStream out) {
    for (FurnitureItem item : items) {
      out.println(line(item));
    }
    for (String problem : problems) {
      out.println("not used: " + problem);
    }
  }

  private static String line(FurnitureItem item) {
    StringBuilder line = new StringBuilder(item.fileName());
    line.append(": ").append(item.displayName());
    line.append(item.type().isEmpty() ? "" : ", " + item.type());
    item.style().ifPresent(value -> line.append(", ").append(value));
    item.lengthMeters().ifPresent(value -> line.append(", ").append(value).append(" m long"));
    item.widthMeters().ifPresent(value -> line.append(", ").append(value).append(" m wide"));
    return line.toString().replaceAll("\\p{Cntrl}", "?");
  }
}
