package io.github.maskloom.internal.align;

import static java.util.Comparator.comparingDouble;

import io.github.maskloom.image.CancelSignal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An answer found beside a photo.
 *
 * @param warp where it shows what the photo shows
 * @param agreement how much edges agree then, at most 1; no number if there are none
 * @param second the agreement of another place, over that of this one
 * @param error the standard error of the worse axis at the paint, in pixels of the pair
 */
public record AlignmentFit(Warp warp, double agreement, double second, double error) {
  /** So small, a search of all shifts takes little. */
  private static final int COARSE_SIDE = 128;

  /** How far the search goes, of half the longer side. */
  private static final double REACH = 0.2;

  /** Edges are wider than that after they were blurred. */
  private static final int STRIDE = 2;

  private static final int PEAKS = 6;

  /** An answer is looked for in the photo's own aspect if its own differs by more. */
  private static final double LEAST_STRETCH = 0.004;

  /** How much better another place has to agree than the answer as it lies. */
  private static final double GAIN = 0.02;

  /** Places that lie nearer are one. */
  private static final double APART = 4;

  private static final double LOOSE = 1;
  private static final double STRICT = 0.6;

  /**
   * Where an answer shows what a photo shows: at {@code scale * place + shift}, from the middle of
   * both, in halves of the longer side.
   */
  public record Warp(double x, double y, double scaleX, double scaleY) {
    /** An answer that shows what the photo shows. */
    static final Warp NONE = new Warp(0, 0, 1, 1);

    /** The same after a part of a move of all four. */
    Warp moved(double[] by, double part) {
      return new Warp(
          x + part * by[0], y + part * by[1], scaleX + part * by[2], scaleY + part * by[3]);
    }

    /** Whether another one moves the corners of a picture elsewhere. */
    boolean isApart(Warp other, double distance) {
      double across = Math.abs(x - other.x) + Math.abs(scaleX - other.scaleX);
      double down = Math.abs(y - other.y) + Math.abs(scaleY - other.scaleY);
      return Math.max(across, down) > distance;
    }
  }

  /** A place that the answer may lie at. */
  private record Candidate(Warp warp, double agreement) {}

  /**
   * Finds an answer.
   *
   * @param pair which is used up
   * @param aspect of the answer as it came, over that of the photo: what was drawn in the photo's
   *     aspect is stretched by so much, one way or the other
   * @param cancel asked from time to time
   */
  public static AlignmentFit of(LumaPair pair, double aspect, CancelSignal cancel) {
    List<LumaPair> pairs = new ArrayList<>(List.of(pair));
    while (pairs.get(0).half > COARSE_SIDE / 2.0) {
      pairs.add(0, pairs.get(0).halved());
    }
    GradientLevel level = new GradientLevel(pairs.get(0));
    List<Candidate> found = refined(starts(level, aspect, cancel), level, pair, cancel);
    if (pairs.size() > 1) {
      level = new GradientLevel(pairs.get(1));
      found = refined(found, level, pair, cancel);
    }
    Candidate stays = found.get(0);
    Candidate other = Collections.min(found, comparingDouble(each -> -each.agreement));
    Candidate best = !(other.agreement <= stays.agreement + GAIN) ? other : stays;
    double second =
        found.stream()
            .filter(each -> each.warp.isApart(best.warp, APART / pair.half))
            .mapToDouble(each -> best.agreement > 0 ? each.agreement / best.agreement : 0)
            .filter(share -> share > 0)
            .max()
            .orElse(0);
    WarpFit fit = new WarpFit(level, STRICT);
    Warp warp = fit.refined(best.warp);
    for (int i = 2; i < pairs.size(); i++) {
      fit = new WarpFit(new GradientLevel(pairs.get(i)), STRICT);
      cancel.throwIfCancelled();
      warp = fit.refined(warp);
    }
    double agreement = fit.agreement(warp, 1, true);
    return new AlignmentFit(warp, agreement, second, fit.error(pair));
  }

  /** The answer as it lies, and the best of all shifts. */
  private static List<Candidate> starts(GradientLevel level, double aspect, CancelSignal cancel) {
    WarpFit fit = new WarpFit(level, LOOSE);
    List<Candidate> all = new ArrayList<>();
    List<Warp> scales = new ArrayList<>(List.of(Warp.NONE));
    if (Math.abs(aspect - 1) > LEAST_STRETCH) {
      scales.add(new Warp(0, 0, 1, aspect));
      scales.add(new Warp(0, 0, 1 / aspect, 1));
    }
    double half = level.pair.half;
    int reach = (int) Math.ceil(REACH * half);
    for (Warp scale : scales) {
      for (int y = -reach; y <= reach; y += STRIDE) {
        cancel.throwIfCancelled();
        for (int x = -reach; x <= reach; x += STRIDE) {
          Warp warp = scale.moved(new double[] {x, y, 0, 0}, 1 / half);
          all.add(new Candidate(warp, fit.agreement(warp, STRIDE, false)));
        }
      }
    }
    all.sort(comparingDouble(each -> -each.agreement));
    List<Candidate> places = new ArrayList<>(List.of(new Candidate(Warp.NONE, 0)));
    apart(all, STRIDE / half).stream().limit(PEAKS).forEach(places::add);
    return places;
  }

  /** Places that lie apart from all others that come before. */
  private static List<Candidate> apart(List<Candidate> places, double distance) {
    List<Candidate> apart = new ArrayList<>();
    for (Candidate each : places) {
      if (apart.stream().allMatch(other -> each.warp.isApart(other.warp, distance))) {
        apart.add(each);
      }
    }
    return apart;
  }

  /** Places after they were refined at a size, of those that became one the first. */
  private static List<Candidate> refined(
      List<Candidate> places, GradientLevel level, LumaPair pair, CancelSignal cancel) {
    List<Candidate> found = new ArrayList<>();
    WarpFit fit = new WarpFit(level, LOOSE);
    for (Candidate place : places) {
      cancel.throwIfCancelled();
      Warp warp = fit.refined(place.warp);
      found.add(new Candidate(warp, fit.agreement(warp, 1, false)));
    }
    return apart(found, APART / pair.half);
  }
}
