package io.github.maskloom.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.CompositePlan;
import io.github.maskloom.raster.WorkPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;

/** How a composite would be made, for programs. */
final class PlanJson {
  private PlanJson() {}

  /** Prints one JSON object. */
  static void print(InputImage file, CompositePlan plan, PrintStream out) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("file", file.toString());
      json.writeStringField("strategy", OptionValues.nameOf(plan.strategy()));
      if (plan.whyNotSpliced().isPresent()) {
        json.writeStringField("whyNotSpliced", plan.whyNotSpliced().get());
      }
      json.writeNumberField("heapBytes", plan.work().heapBytes());
      json.writeNumberField("spooledBytes", plan.work().spooledBytes());
      json.writeNumberField("threads", 1 + plan.work().threads());
      json.writeArrayFieldStart("steps");
      for (WorkPlan.Step step : plan.work().steps()) {
        write(step, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    Streams.printJson(text, out);
  }

  private static void write(WorkPlan.Step step, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", step.name());
    json.writeNumberField("width", step.geometry().width());
    json.writeNumberField("height", step.geometry().height());
    json.writeNumberField("heapBytes", step.heapBytes());
    json.writeNumberField("spooledBytes", step.spooledBytes());
    json.writeNumberField("threads", step.threads());
    json.writeEndObject();
  }
}
