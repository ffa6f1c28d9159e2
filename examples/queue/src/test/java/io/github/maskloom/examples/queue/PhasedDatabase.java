package io.github.maskloom.examples.queue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A database that tells what is about to be committed to it, and what has been. */
final class PhasedDatabase {
  private static final Map<String, String> BEFORE =
      Map.of(
          JobTable.BEGIN_SENDING,
          "prepared",
          JobTable.KEEP_TICKET,
          "ticket",
          JobTable.DONE,
          "kept");
  private static final Map<String, String> AFTER =
      Map.of(
          JobTable.CLAIM, "claimed",
          JobTable.BEGIN_SENDING, "announced",
          JobTable.KEEP_TICKET, "ticketed",
          JobTable.DONE, "done");

  private PhasedDatabase() {}

  static DataSource of(DataSource database, Consumer<String> phases) {
    return wrapped(
        DataSource.class,
        database,
        result -> result instanceof Connection c ? connection(c, phases) : result);
  }

  private static Connection connection(Connection connection, Consumer<String> phases) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          Object result = invoked(connection, method, arguments);
          boolean prepared = result instanceof PreparedStatement && arguments[0] instanceof String;
          return prepared
              ? statement((PreparedStatement) result, (String) arguments[0], phases)
              : result;
        });
  }

  private static PreparedStatement statement(
      PreparedStatement statement, String sql, Consumer<String> phases) {
    return proxy(
        PreparedStatement.class,
        (self, method, arguments) -> {
          boolean update = method.getName().equals("executeUpdate");
          if (update && BEFORE.containsKey(sql)) {
            phases.accept(BEFORE.get(sql));
          }
          Object result = invoked(statement, method, arguments);
          if (update && AFTER.containsKey(sql)) {
            phases.accept(AFTER.get(sql));
          }
          return result;
        });
  }

  private static <T> T wrapped(
      Class<T> type, T target, java.util.function.UnaryOperator<Object> results) {
    return proxy(
        type, (self, method, arguments) -> results.apply(invoked(target, method, arguments)));
  }

  private static Object invoked(Object target, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
