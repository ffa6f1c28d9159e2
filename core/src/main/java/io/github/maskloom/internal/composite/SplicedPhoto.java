package io.github.maskloom.internal.composite;

import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.format.Splicing;
import io.github.maskloom.image.BlendMode;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.image.Strategy;
import io.github.maskloom.image.WorkOptions;
import io.github.maskloom.internal.pipeline.Cost;
import io.github.maskloom.internal.pipeline.Stage;
import io.github.maskloom.internal.pixel.RowBlend;
import io.github.maskloom.internal.rows.Output;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.RasterWindow;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The output that takes only painted rows through the blend; the rest is copied compressed. */
final class SplicedPhoto {
  private final ImageGeometry photo;
  private final OutputOptions output;
  private final RowBlend.Rule rule;
  private @Nullable Painted painted;
  private Splicing.@Nullable Result result;

  SplicedPhoto(ImageGeometry photo, OutputOptions output, RowBlend.Rule rule) {
    this.photo = photo;
    this.output = output;
    this.rule = rule;
  }

  /** Writes the photo with paint in it. */
  Stage<Output> output(Stage<PaintRows> paint, Splicing splicing) {
    String name = ImageFormats.installed().writing(PhotoPlan.format(output)).name();
    return paint.then(
        "splice " + name,
        photo,
        new Cost(splicing.heapBytes(), splicing.spoolBytes(), 0),
        (rows, scope) ->
            out -> {
              painted = new Painted(rows, scope.work());
              result = splicing.copy().write(painted, output.strict(), out);
            });
  }

  /** How the photo went out, once it was written. */
  PhotoPlan.Written written(long outputBytes) {
    Painted edits = Objects.requireNonNull(painted, "nothing was written");
    Splicing.Result done = Objects.requireNonNull(result);
    return new PhotoPlan.Written(
        photo,
        Strategy.SPLICE,
        edits.windows,
        outputBytes,
        false,
        edits.paint,
        done.mcus(),
        done.metadata());
  }

  /** The paint as a format takes it. */
  private final class Painted implements Splicing.Paint {
    private final WorkOptions work;
    private final PaintRows paint;
    private final RowBlend rowBlend;
    private int maskRows;
    private long windows;

    Painted(PaintRows paint, WorkOptions work) {
      this.work = work;
      this.paint = paint;
      rowBlend = rule.onto(photo);
    }

    @Override
    public int nextRow() throws IOException {
      while (maskRows < photo.height()) {
        work.cancel().throwIfCancelled();
        maskRows++;
        if (paint.next()) {
          return maskRows - 1;
        }
      }
      paint.finish();
      return photo.height();
    }

    @Override
    public void edit(RasterWindow row) {
      paint.meet(row, 0);
      paint.weigh();
      rowBlend.blend(paint.paint(), paint.paintRow(), row, 0);
      windows++;
    }

    @Override
    public void read(byte[] target, int offset) {
      paint.weigh();
      RasterWindow row = paint.paint();
      int from = row.rowOffset(paint.paintRow());
      System.arraycopy(row.bytes(), from, target, offset, row.geometry().rowSamples());
      windows++;
    }

    @Override
    public BlendMode mode() {
      return rule.mode();
    }

    @Override
    public OutputOptions output() {
      return output;
    }

    @Override
    public void done(int doneRows) {
      work.cancel().throwIfCancelled();
      work.listener().onRows(doneRows, photo.height());
    }
  }
}
