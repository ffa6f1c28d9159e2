package io.github.maskloom.examples.cli;

import io.github.maskloom.CompositePlan;
import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WorkPlan;
import java.io.PrintStream;

/** How a composite would be made, for people. */
final class PlanText {
  private PlanText() {}

  /** Prints the strategy and the sums, then a line for each step. */
  static void print(CompositePlan plan, PrintStream out) {
    WorkPlan work = plan.work();
    String why = plan.whyNotSpliced().map(reason -> ", not spliced: " + reason).orElse("");
    out.println("strategy     " + OptionValues.nameOf(plan.strategy()) + why);
    out.println("heap         " + ReportText.bytes(work.heapBytes()));
    out.println("temp file    " + ReportText.bytes(work.spooledBytes()));
    out.println("threads      " + (1 + work.threads()));
    for (WorkPlan.Step step : work.steps()) {
      out.println("step         " + of(step));
    }
  }

  private static String of(WorkPlan.Step step) {
    ImageGeometry size = step.geometry();
    StringBuilder text = new StringBuilder(step.name());
    text.append(", ").append(ReportText.size(size.width(), size.height()));
    text.append(", ").append(ReportText.bytes(step.heapBytes()));
    if (step.spooledBytes() > 0) {
      text.append(", temp file ").append(ReportText.bytes(step.spooledBytes()));
    }
    if (step.threads() > 0) {
      text.append(", a thread");
    }
    return text.toString();
  }
}
