package io.github.maskloom.internal.pipeline;

import io.github.maskloom.raster.ImageGeometry;
import io.github.maskloom.raster.WindowReader;
import io.github.maskloom.raster.WindowSource;
import io.github.maskloom.raster.WorkPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of a pipeline as a value: it knows the shape of its rows and what it takes, with the steps
 * below it, before anything is allocated; and it opens them. Both come from the same arguments, so
 * that a branch is taken once, when the stage is made.
 *
 * @param <T> what it opens: rows, or a view of them
 */
public final class Stage<T> {
  private final String name;
  private final ImageGeometry geometry;
  private final Cost own;
  private final List<Stage<?>> below;
  private final Opening<T> opening;

  /** Opens a stage and all below it. */
  @FunctionalInterface
  private interface Opening<T> {
    T open(Scope scope) throws IOException;
  }

  /** Makes what a stage opens of what the stage below has opened. */
  @FunctionalInterface
  public interface Step<T, U> {
    /** Takes the rows over; what must be closed beside them is registered with the scope. */
    U on(T rows, Scope scope) throws IOException;
  }

  /** Makes what a stage opens of what the two below have opened. */
  @FunctionalInterface
  public interface Joint<T, V, U> {
    /** Takes both over. */
    U on(T rows, V others, Scope scope) throws IOException;
  }

  private Stage(
      String name, ImageGeometry geometry, Cost own, List<Stage<?>> below, Opening<T> opening) {
    this.name = name;
    this.geometry = geometry;
    this.own = own;
    this.below = below;
    this.opening = opening;
  }

  /** Rows that are open already; closing them is the caller's. */
  public static <T extends WindowSource> Stage<T> of(String name, T rows, Cost cost) {
    return new Stage<>(name, rows.geometry(), cost, List.of(), scope -> rows);
  }

  /** A view of rows that is open already; closing it is the caller's. */
  public static <T> Stage<T> of(String name, T view, ImageGeometry geometry, Cost cost) {
    return new Stage<>(name, geometry, cost, List.of(), scope -> view);
  }

  /** Rows that are made where they are needed. */
  public static Stage<WindowReader> made(
      String name, ImageGeometry geometry, Cost cost, Step<Scope, WindowReader> step) {
    return new Stage<>(name, geometry, cost, List.of(), scope -> step.on(scope, scope));
  }

  /** The same stage, but what it opens passes a step that takes nothing. */
  public Stage<T> thenFree(Step<? super T, ? extends T> step) {
    return then("", geometry, Cost.NONE, step);
  }

  /** A stage on top of this one. */
  public <U> Stage<U> then(
      String next, ImageGeometry shape, Cost cost, Step<? super T, ? extends U> step) {
    return new Stage<>(next, shape, cost, List.of(this), scope -> step.on(open(scope), scope));
  }

  /** A stage on top of this one and another. */
  public <V, U> Stage<U> with(
      Stage<? extends V> other, String next, Cost cost, Joint<? super T, ? super V, U> joint) {
    return new Stage<>(
        next,
        geometry,
        cost,
        List.of(this, other),
        scope -> joint.on(open(scope), other.open(scope), scope));
  }

  /** The shape of the rows. */
  public ImageGeometry geometry() {
    return geometry;
  }

  /** What this stage and those below take together. */
  public Cost cost() {
    Cost sum = own;
    for (Stage<?> stage : below) {
      sum = sum.plus(stage.cost());
    }
    return sum;
  }

  /** Opens this stage and those below; to be called once, after its cost was granted. */
  public T open(Scope scope) throws IOException {
    return opening.open(scope);
  }

  /** What this stage and those below do, the lowest first. */
  public List<WorkPlan.Step> steps() {
    List<WorkPlan.Step> steps = new ArrayList<>();
    for (Stage<?> stage : below) {
      steps.addAll(stage.steps());
    }
    if (!name.isEmpty()) {
      steps.add(step(name, geometry, own));
    }
    return steps;
  }

  /** A step for callers. */
  public static WorkPlan.Step step(String name, ImageGeometry geometry, Cost cost) {
    return new WorkPlan.Step(name, geometry, cost.heapBytes(), cost.spooledBytes(), cost.threads());
  }
}
