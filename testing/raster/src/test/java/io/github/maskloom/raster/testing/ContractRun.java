package io.github.maskloom.raster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Runs the tests of a contract without reporting them, to see which of them fail. */
final class ContractRun {
  private ContractRun() {}

  /**
   * Fails unless who has no flaw keeps a contract, each flaw breaks its rule, and each rule breaks.
   */
  static <T, F> void assertTells(
      Class<T> contract, List<F> flaws, Function<F, String> rule, Function<F, T> keeper)
      throws Exception {
    Set<String> rules = new TreeSet<>();
    for (F flaw : flaws) {
      Set<String> broken = broken(contract, () -> keeper.apply(flaw));
      if (rule.apply(flaw).isEmpty()) {
        assertThat(broken).isEmpty();
      } else {
        assertThat(broken).as("%s", flaw).contains(rule.apply(flaw));
        rules.add(rule.apply(flaw));
      }
    }
    assertThat(rules).isEqualTo(rules(contract));
  }

  /** The names of all tests of a contract. */
  private static Set<String> rules(Class<?> contract) {
    Set<String> names = new TreeSet<>();
    Arrays.stream(contract.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .forEach(method -> names.add(method.getName()));
    return names;
  }

  /** The names of the tests that somebody fails who keeps the contract, a new one for each. */
  private static <T> Set<String> broken(Class<T> contract, Supplier<? extends T> keeper)
      throws Exception {
    Set<String> broken = new TreeSet<>();
    for (Method method : contract.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class) && fails(method, keeper.get())) {
        broken.add(method.getName());
      }
    }
    return broken;
  }

  private static boolean fails(Method rule, Object keeper) throws Exception {
    try {
      rule.setAccessible(true);
      rule.invoke(keeper);
      return false;
    } catch (InvocationTargetException e) {
      return !(e.getCause() instanceof TestAbortedException);
    }
  }
}
