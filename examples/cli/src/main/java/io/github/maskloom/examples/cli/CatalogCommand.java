package io.github.maskloom.examples.cli;

import static com.google.common.base.Preconditions.checkArgument;

import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.catalog.ImageCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code maskloom catalog}: the furniture of a folder. */
final class CatalogCommand extends Command {
  /** The sides of a room. */
  private record Room(double lengthMeters, double widthMeters) {}

  private final Option<Path> folder = options.required("DIR", ValueType.path("DIR"));
  private final Option<String> style = options.absent("--style", ValueType.text("NAME"));
  private final Option<Room> room =
      options.absent("--room", ValueType.of("LxW", CatalogCommand::room));
  private final Option<Double> minLength = options.absent("--min-length", OptionValues.meters());
  private final Option<Double> maxLength = options.absent("--max-length", OptionValues.meters());
  private final Option<Double> minWidth = options.absent("--min-width", OptionValues.meters());
  private final Option<Double> maxWidth = options.absent("--max-width", OptionValues.meters());
  private final Reporting reporting = new Reporting(options);

  private static Room room(String text) {
    String[] sides = text.split("x", 2);
    checkArgument(sides.length == 2, "expected LxW in meters, such as 4.5x3, not '%s'", text);
    Function<String, Double> meters = OptionValues.meters().parser();
    return new Room(meters.apply(sides[0]), meters.apply(sides[1]));
  }

  @Override
  void run(Streams streams) throws IOException {
    if (!Files.isDirectory(folder.value())) {
      throw new IOException(
          "no such folder: " + folder.value() + FileChecks.neighbor(folder.value()));
    }
    Path metadata = folder.value().resolve(FurnitureCatalog.METADATA_FILE);
    ImageCatalog.Listing<FurnitureItem> listing =
        ImageCatalog.read(FurnitureItem.MAPPING, metadata, folder.value());
    if (style.isGiven()) {
      requireStyle(listing.items());
    }
    List<FurnitureItem> items = listing.items().stream().filter(query()).toList();
    String none = "there is no " + FurnitureCatalog.METADATA_FILE + ", so every image is an item";
    Stream<String> notes =
        Files.exists(metadata)
            ? listing.problems().stream().map(problem -> "not used: " + problem)
            : Stream.of(none);
    ReportJson json =
        new ReportJson()
            .with("furniture", items.stream().map(CatalogCommand::json).toList())
            .with("problems", listing.problems());
    reporting.print(
        streams.out(),
        () -> json,
        () -> Stream.concat(items.stream().map(CatalogCommand::line), notes).toList());
  }

  private void requireStyle(List<FurnitureItem> items) throws IOException {
    Set<String> styles = new TreeSet<>();
    items.forEach(item -> item.style().ifPresent(styles::add));
    if (styles.stream().noneMatch(style.value()::equalsIgnoreCase)) {
      String there = styles.isEmpty() ? "none" : String.join(", ", styles);
      String near = Near.asked(style.value(), styles);
      throw new IOException(
          "nothing has the style '" + style.value() + "'; there are: " + there + near);
    }
  }

  private FurnitureCatalog.Query query() {
    FurnitureCatalog.Query query = FurnitureCatalog.Query.ALL;
    query = style.ifGiven().map(query::style).orElse(query);
    if (room.isGiven()) {
      query = query.room(room.value().lengthMeters(), room.value().widthMeters());
    }
    query = minLength.ifGiven().map(query::minLength).orElse(query);
    query = maxLength.ifGiven().map(query::maxLength).orElse(query);
    query = minWidth.ifGiven().map(query::minWidth).orElse(query);
    return maxWidth.ifGiven().map(query::maxWidth).orElse(query);
  }

  /** An item as it is written in the metadata of a catalog. */
  private static ReportJson json(FurnitureItem item) {
    return new ReportJson()
        .with("filename", item.fileName())
        .with("display_name", item.displayName())
        .with("style", item.style())
        .with("type", item.type())
        .with("length", item.lengthMeters())
        .with("width", item.widthMeters())
        .with("description", item.description());
  }

  private static String line(FurnitureItem item) {
    StringBuilder line = new StringBuilder(item.fileName() + ": " + item.displayName());
    line.append(item.type().isEmpty() ? "" : ", " + item.type());
    item.style().ifPresent(value -> line.append(", " + value));
    item.lengthMeters().ifPresent(value -> line.append(", " + value + " m long"));
    item.widthMeters().ifPresent(value -> line.append(", " + value + " m wide"));
    return line.toString().replaceAll("\\p{Cntrl}", "?");
  }
}
