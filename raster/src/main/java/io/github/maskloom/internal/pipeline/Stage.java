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
 * @param name of the step for people, or empty for none
 * @param geometry the shape of the rows
 * @param own cost of the step alone
 * @param below what the step takes its rows from
 * @param opening opens the stage and all below it, and gets the scope twice
 */
public record Stage<T>(
    String name, ImageGeometry geometry, Cost own, List<Stage<?>> below, Step<Scope, T> opening) {
  /** Makes what a stage opens of what the stage below has opened. */
  @FunctionalInterface
  public interface Step<T, U> {
    /**
     * Takes the rows over. What must be closed beside them is registered with the scope.
     *
     * @param rows of the stage below, opened just now
     * @param scope owns what the step opens
     * @return the rows of this stage
     * @throws IOException if they cannot be opened
     */
    U on(T rows, Scope scope) throws IOException;
  }

  /** Makes what a stage opens of what the two below have opened. */
  @FunctionalInterface
  public interface Joint<T, V, U> {
    /**
     * Takes both over.
     *
     * @param rows of the stage below, opened just now
     * @param others of the stage beside it
     * @param scope owns what the step opens
     * @return the rows of this stage
     * @throws IOException if they cannot be opened
     */
    U on(T rows, V others, Scope scope) throws IOException;
  }

  /**
   * {@return rows that are open already; closing them is the caller's}
   *
   * @param <T> how the rows are had
   * @param name of the step for people, or empty for none
   * @param rows before the first one
   * @param cost of reading them
   */
  public static <T extends WindowSource> Stage<T> of(String name, T rows, Cost cost) {
    return new Stage<>(name, rows.geometry(), cost, List.of(), (all, scope) -> rows);
  }

  /**
   * {@return a view of rows that is open already; closing it is the caller's}
   *
   * @param <T> how the rows are had
   * @param name of the step for people, or empty for none
   * @param view before the first row
   * @param geometry shape of the rows
   * @param cost of reading them
   */
  public static <T> Stage<T> of(String name, T view, ImageGeometry geometry, Cost cost) {
    return new Stage<>(name, geometry, cost, List.of(), (all, scope) -> view);
  }

  /**
   * {@return rows that are made where they are needed}
   *
   * @param name of the step for people
   * @param geometry shape of the rows
   * @param cost of the step
   * @param step makes the rows, and gets the scope twice
   */
  public static Stage<WindowReader> made(
      String name, ImageGeometry geometry, Cost cost, Step<Scope, WindowReader> step) {
    return new Stage<>(name, geometry, cost, List.of(), step);
  }

  /**
   * {@return the same stage, but what it opens passes a step that takes nothing}
   *
   * @param step takes the rows over once they are open
   */
  public Stage<T> thenFree(Step<? super T, ? extends T> step) {
    return then("", geometry, Cost.NONE, step);
  }

  /**
   * {@return a stage on top of this one}
   *
   * @param <U> how the rows are had
   * @param next name of the step for people, or empty for none
   * @param shape of the rows that come out
   * @param cost of the step alone
   * @param step takes the rows over once they are open
   */
  public <U> Stage<U> then(
      String next, ImageGeometry shape, Cost cost, Step<? super T, ? extends U> step) {
    return new Stage<>(
        next, shape, cost, List.of(this), (all, scope) -> step.on(open(scope), scope));
  }

  /**
   * {@return a stage on top of this one and another}
   *
   * @param <V> how the other stage's rows are had
   * @param <U> how the rows are had
   * @param other opened after this one
   * @param next name of the step for people
   * @param cost of the step alone
   * @param joint takes both over once they are open
   */
  public <V, U> Stage<U> with(
      Stage<? extends V> other, String next, Cost cost, Joint<? super T, ? super V, U> joint) {
    return new Stage<>(
        next,
        geometry,
        cost,
        List.of(this, other),
        (all, scope) -> joint.on(open(scope), other.open(scope), scope));
  }

  /** {@return what this stage and those below take together} */
  public Cost cost() {
    return below.stream().map(Stage::cost).reduce(own, Cost::plus);
  }

  /**
   * Opens this stage and those below. To be called once, after its cost was granted.
   *
   * @param scope owns what is opened
   * @return the rows
   * @throws IOException if they cannot be opened
   */
  public T open(Scope scope) throws IOException {
    return opening.on(scope, scope);
  }

  /** {@return what this stage and those below do, the lowest first} */
  public List<WorkPlan.Step> steps() {
    List<WorkPlan.Step> steps = new ArrayList<>();
    below.forEach(stage -> steps.addAll(stage.steps()));
    if (!name.isEmpty()) {
      steps.add(step(name, geometry, own));
    }
    return steps;
  }

  /**
   * {@return a step for callers}
   *
   * @param name for people
   * @param geometry shape of the rows that come out
   * @param cost of the step alone
   */
  public static WorkPlan.Step step(String name, ImageGeometry geometry, Cost cost) {
    return new WorkPlan.Step(name, geometry, cost.heapBytes(), cost.spooledBytes(), cost.threads());
  }
}
