package dev.ordeal.simulation.ports;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A port of which some methods do something else, and all others what they should. */
public final class Interposed {
  private static final Object[] NONE = {};

  private Interposed() {}

  /** What was to be done. */
  public interface Right {
    @Nullable Object go();
  }

  /** What is done instead. */
  public interface Instead {
    @Nullable Object of(Object[] arguments, Right right);
  }

  /**
   * @param instead by the names of methods
   * @throws IllegalArgumentException where the port has no such method
   */
  public static <T> T on(Class<T> port, T right, Map<String, Instead> instead) {
    for (String name : instead.keySet()) {
      if (java.util.Arrays.stream(port.getMethods()).noneMatch(m -> m.getName().equals(name))) {
        throw new IllegalArgumentException(port + " has no method " + name);
      }
    }
    Map<String, Instead> others = new HashMap<>(instead);
    InvocationHandler handler =
        (proxy, method, given) -> {
          Object[] arguments = given == null ? NONE : given;
          Instead other = others.get(method.getName());
          return other == null
              ? call(method, right, arguments)
              : other.of(arguments, () -> call(method, right, arguments));
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  private static @Nullable Object call(Method method, Object right, Object[] arguments) {
    try {
      return method.invoke(right, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(method + " failed", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " cannot be called", e);
    }
  }
}
