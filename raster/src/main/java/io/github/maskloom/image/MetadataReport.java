package io.github.maskloom.image;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of what stands beside a photo's pixels: its gain map, and fields and blocks that do
 * not travel.
 *
 * @param gainMapKept whether the map that makes the photo an HDR one (ISO 21496-1, and Ultra HDR
 *     before it) is there, without gain where something was painted
 * @param gainMapDropped why the photo's gain map is not there any more, as a clause without a full
 *     stop; empty unless it was dropped
 * @param dropped what does not travel, and why, a text for each field or block, such as "C2PA
 *     manifest: it signs the photo as it was". There are at most 256. The texts never hold what
 *     stood in the file, but for the names of fields, which are cut
 * @param frames how many frames the file has, of which the first was taken; 1 for most images
 */
public record MetadataReport(
    boolean gainMapKept, Optional<String> gainMapDropped, List<String> dropped, int frames) {
  /** Nothing is dropped, and there is one frame. */
  public static final MetadataReport NONE = new Builder().build();

  /** The most texts of what does not travel; the last one then says that there is more. */
  static final int MAX_DROPPED = 256;

  /**
   * Copies the texts.
   *
   * @param gainMapKept whether it is there
   * @param gainMapDropped why it is not, as a clause
   * @param dropped what does not travel, and why
   * @param frames at least 1
   */
  public MetadataReport {
    dropped = List.copyOf(dropped);
  }

  /** {@return a builder of a report in which nothing is dropped} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return a builder that starts with these values} */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.gainMapKept = gainMapKept;
    builder.gainMapDropped = gainMapDropped;
    builder.dropped.addAll(dropped);
    builder.frames = frames;
    return builder;
  }

  /**
   * A report in the making. Unless a method says otherwise, there is no gain map, nothing is
   * dropped, and there is one frame.
   */
  public static final class Builder {
    private boolean gainMapKept;
    private Optional<String> gainMapDropped = Optional.empty();
    private final List<String> dropped = new ArrayList<>();
    private int frames = 1;

    private Builder() {}

    /**
     * Says that the gain map is kept.
     *
     * @return this builder
     */
    public Builder gainMapKept() {
      gainMapKept = true;
      gainMapDropped = Optional.empty();
      return this;
    }

    /**
     * Says that the gain map is dropped.
     *
     * @param why a clause without a full stop
     * @return this builder
     */
    public Builder gainMapDropped(String why) {
      gainMapKept = false;
      gainMapDropped = Optional.of(why);
      return this;
    }

    /**
     * Adds what does not travel. The same with the same reason is added only once, and of too many
     * that there are more.
     *
     * @param what the field or block, such as "C2PA manifest"
     * @param why a clause without a full stop
     * @return this builder
     */
    public Builder dropped(String what, String why) {
      String text = Objects.requireNonNull(what, "what") + ": " + why;
      if (dropped.size() < MAX_DROPPED && !dropped.contains(text)) {
        dropped.add(dropped.size() < MAX_DROPPED - 1 ? text : "further fields: there are too many");
      }
      return this;
    }

    /**
     * Sets how many frames the file has.
     *
     * @param count at least 1, by default 1
     * @return this builder
     * @throws IllegalArgumentException unless positive
     */
    public Builder frames(int count) {
      checkArgument(count > 0, "an image has at least one frame, not %s", count);
      frames = count;
      return this;
    }

    /** {@return the report as it stands} */
    public MetadataReport build() {
      return new MetadataReport(gainMapKept, gainMapDropped, dropped, frames);
    }
  }
}
