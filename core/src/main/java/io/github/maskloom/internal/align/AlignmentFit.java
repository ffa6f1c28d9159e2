package io.github.maskloom.internal.align;

import io.github.maskloom.image.CancelSignal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An answer found beside a photo. Distances are in pixels of the pair.
 *
 * @param warp where it shows what the photo shows
 * @param agreement how much edges agree then, at most 1
 * @param second the agreement of another place, over that of this one
 * @param error the standard error of the worse axis at the paint
 */
public record AlignmentFit(Warp warp, double agreement, double second, double error) {
  /** So small, a search of all shifts takes little. */
  private static final int COARSE_SIDE = 128;

  /** How far it goes, of the longer side. */
  private static final double REACH = 0.1;

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
   * both.
   */
  public record Warp(double x, double y, double scaleX, double scaleY) {
    Warp times(double size) {
      return new Warp(x * size, y * size, scaleX, scaleY);
    }

    /** Whether another one moves the corners of a picture elsewhere. */
    boolean isApart(Warp other, GradientLevel in, double pixels) {
      double across = Math.abs(x - other.x) + Math.abs(scaleX - other.scaleX) * in.width / 2;
      double down = Math.abs(y - other.y) + Math.abs(scaleY - other.scaleY) * in.height / 2;
      return Math.max(across, down) > pixels;
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
    while (Math.max(pairs.get(0).width, pairs.get(0).height) > COARSE_SIDE) {
      pairs.add(0, pairs.get(0).half());
    }
    GradientLevel level = new GradientLevel(pairs.get(0));
    double apart = APART * level.width / pair.width;
    List<Candidate> found = refined(starts(level, aspect, cancel), level, 1, apart, cancel);
    if (pairs.size() > 1) {
      level = new GradientLevel(pairs.get(1));
      apart *= 2;
      found = refined(found, level, 2, apart, cancel);
    }
    Candidate best = best(found);
    double second = 0;
    for (Candidate each : found) {
      boolean isOther = best.agreement > 0 && each.warp.isApart(best.warp, level, apart);
      second = isOther ? Math.max(second, each.agreement / best.agreement) : second;
    }
    Warp warp = new WarpFit(level, STRICT).refined(best.warp);
    for (LumaPair finer : pairs.subList(Math.min(2, pairs.size()), pairs.size())) {
      level = new GradientLevel(finer);
      cancel.throwIfCancelled();
      warp = new WarpFit(level, STRICT).refined(warp.times(2));
    }
    WarpFit fit = new WarpFit(level, STRICT);
    double agreement = fit.agreement(warp, 1, true);
    return new AlignmentFit(warp, agreement, second, fit.error(pair));
  }

  /** The answer as it lies, and the best of all shifts. */
  private static List<Candidate> starts(GradientLevel level, double aspect, CancelSignal cancel) {
    WarpFit fit = new WarpFit(level, LOOSE);
    List<Candidate> all = new ArrayList<>();
    int reach = (int) Math.ceil(REACH * Math.max(level.width, level.height));
    List<double[]> scales = new ArrayList<>(List.of(new double[] {1, 1}));
    if (Math.abs(aspect - 1) > LEAST_STRETCH) {
      scales.add(new double[] {1, aspect});
      scales.add(new double[] {1 / aspect, 1});
    }
    for (double[] scale : scales) {
      for (int y = -reach; y <= reach; y += STRIDE) {
        cancel.throwIfCancelled();
        for (int x = -reach; x <= reach; x += STRIDE) {
          Warp warp = new Warp(x, y, scale[0], scale[1]);
          all.add(new Candidate(warp, fit.agreement(warp, STRIDE, false)));
        }
      }
    }
    all.sort(Comparator.comparing(Candidate::agreement).reversed());
    List<Candidate> starts = new ArrayList<>(List.of(new Candidate(new Warp(0, 0, 1, 1), 0)));
    for (Candidate each : all) {
      boolean isApart =
          starts.stream().skip(1).allMatch(o -> o.warp.isApart(each.warp, level, STRIDE));
      if (starts.size() <= PEAKS && isApart) {
        starts.add(each);
      }
    }
    return starts;
  }

  /** Places after they were refined at the next size, of those that became one the first. */
  private static List<Candidate> refined(
      List<Candidate> places, GradientLevel level, int larger, double apart, CancelSignal cancel) {
    List<Candidate> found = new ArrayList<>();
    for (Candidate place : places) {
      cancel.throwIfCancelled();
      WarpFit fit = new WarpFit(level, LOOSE);
      Warp warp = fit.refined(place.warp.times(larger));
      if (found.stream().allMatch(other -> warp.isApart(other.warp, level, apart))) {
        found.add(new Candidate(warp, fit.agreement(warp, 1, false)));
      }
    }
    return found;
  }

  /** The first one is that of the answer as it lies. */
  private static Candidate best(List<Candidate> found) {
    Candidate best = found.get(0);
    for (Candidate each : found) {
      boolean isBetter = each.agreement > Math.max(best.agreement, found.get(0).agreement + GAIN);
      best = isBetter ? each : best;
    }
    return best;
  }
}
