package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.errors.MemoryBudgetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MemoryBudgetProperties {
  private static final int CEILING = 100;

  /** Each step reserves up to a third of the budget, half of them within another, or closes one. */
  @Property
  void reservationsCloseInAnyOrderAndNoByteIsLost(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 299) Integer> steps)
      throws IOException {
    MemoryBudget budget = MemoryBudget.ofBytes(CEILING);
    List<MemoryBudget.Reservation> open = new ArrayList<>();
    for (int step : steps) {
      if (step >= 200 && !open.isEmpty()) {
        open.remove(step % open.size()).close();
      } else {
        take(budget, step % 34, step < 100, open);
      }
      assertThat(budget.reservedBytes()).isBetween(0L, (long) CEILING);
    }
    long whole = budget.reservedBytes();
    open.forEach(MemoryBudget.Reservation::close);

    assertThat(whole).isNotNegative();
    assertThat(budget.reservedBytes()).isZero();
    budget.reserve(CEILING, CancelSignal.NEVER).close();
  }

  private static void take(
      MemoryBudget budget, int bytes, boolean within, List<MemoryBudget.Reservation> open)
      throws IOException {
    long before = budget.reservedBytes();
    MemoryBudget from =
        within && !open.isEmpty() ? open.get(open.size() - 1).budget() : budget.nested();
    try {
      open.add(from.reserve(bytes, CancelSignal.NEVER));
      assertThat(budget.reservedBytes()).isLessThanOrEqualTo(before + bytes);
    } catch (MemoryBudgetException e) {
      assertThat(budget.reservedBytes()).as("what is refused takes nothing").isEqualTo(before);
    }
  }
}
