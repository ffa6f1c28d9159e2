package io.github.maskloom;

import io.github.maskloom.image.Strategy;
import io.github.maskloom.raster.WorkPlan;
import java.util.Optional;

/**
 * How a composite or a restoration would be made, known from headers alone.
 *
 * @param strategy how the result would be made
 * @param whyNotSpliced why the photo's compressed rows cannot be kept, or empty if they are
 * @param work what the call would take, and its steps
 */
public record CompositePlan(Strategy strategy, Optional<String> whyNotSpliced, WorkPlan work) {}
