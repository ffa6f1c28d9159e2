package io.github.maskloom.fusion;

import java.util.List;

/**
 * Images that a provider made beyond those that were asked for. They were not taken, but may be
 * billed.
 *
 * @param count how many there were
 * @param links where they can be fetched, as far as the provider linked them and they take no more
 *     than 8 KiB each and 1 MiB in all. Most are signed: who has the link has the image.
 */
public record SurplusImages(int count, List<String> links) {
  /** There were none. */
  public static final SurplusImages NONE = new SurplusImages(0, List.of());

  public SurplusImages {
    links = List.copyOf(links);
  }

  /** Says how many, but not where. */
  @Override
  public String toString() {
    return "SurplusImages[count=" + count + ", links=" + links.size() + "]";
  }
}
