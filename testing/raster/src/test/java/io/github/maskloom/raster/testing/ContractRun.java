package io.github.maskloom.raster.testing;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
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
    List<Method> rules =
        Arrays.stream(contract.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .toList();
    assertThat(flaws.stream().map(rule).filter(own -> !own.isEmpty()).collect(toSet()))
        .isEqualTo(rules.stream().map(Method::getName).collect(toSet()));
    for (F flaw : flaws) {
      String own = rule.apply(flaw);
      for (Method each : rules) {
        if (own.isEmpty() || own.equals(each.getName())) {
          assertThat(fails(each, keeper.apply(flaw)))
              .as("%s breaks %s", flaw, each.getName())
              .isEqualTo(!own.isEmpty());
        }
      }
    }
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
