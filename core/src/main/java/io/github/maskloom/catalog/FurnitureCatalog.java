package io.github.maskloom.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A {@link ImageCatalog} of furniture. */
public final class FurnitureCatalog extends ImageCatalog<FurnitureItem> {
  /** The name of the metadata in a folder of furniture. */
  public static final String METADATA_FILE = "furniture_metadata.json";

  /** A catalogue behind a cache of one's own. */
  public FurnitureCatalog(CatalogCache<CatalogListing<FurnitureItem>> cache) {
    super(cache);
  }

  /** The catalogue of a folder that holds both the images and {@link #METADATA_FILE}. */
  public static FurnitureCatalog of(Path folder) {
    return of(folder.resolve(METADATA_FILE), folder);
  }

  /** The catalogue of a folder of images with metadata that may lie elsewhere. */
  public static FurnitureCatalog of(Path metadata, Path folder) {
    return new FurnitureCatalog(cache(FurnitureItem.MAPPING, metadata, folder));
  }

  /** The furniture that meets a query, by file name; throws what {@link #items} throws. */
  public List<FurnitureItem> find(FurnitureQuery query) throws IOException {
    return find(query::matches);
  }
}
