package dev.ordeal.agent.watchdog;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * The few functions of the C library that Java has no words for: a file that is told something by
 * {@code ioctl}. The launcher allows it, {@code --enable-native-access}.
 */
@SuppressWarnings("restricted")
final class CLibrary {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERROR_NUMBER =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final Linker.Option WITH_ERROR = Linker.Option.captureCallState("errno");

  private static final MethodHandle OPEN =
      function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), 2);
  private static final MethodHandle IOCTL =
      function("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), 2);
  private static final MethodHandle WRITE =
      function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), 3);
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), 1);
  private static final MethodHandle STRERROR =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));
  private static final long LONGEST_MESSAGE = 200;

  private CLibrary() {}

  /**
   * @param fixed how many of its arguments are not variadic
   */
  private static MethodHandle function(String name, FunctionDescriptor shape, int fixed) {
    MemorySegment symbol = LINKER.defaultLookup().findOrThrow(name);
    return fixed == shape.argumentLayouts().size()
        ? LINKER.downcallHandle(symbol, shape, WITH_ERROR)
        : LINKER.downcallHandle(symbol, shape, WITH_ERROR, Linker.Option.firstVariadicArg(fixed));
  }

  private interface Call {
    long in(Arena arena, MemorySegment state) throws Throwable;
  }

  static int open(String path, int flags) throws IOException {
    return (int)
        call("open", (arena, state) -> (int) OPEN.invoke(state, arena.allocateFrom(path), flags));
  }

  /** Passes {@code value} by its address; what stands there afterwards. */
  static int ioctl(int file, long request, int value) throws IOException {
    int[] answer = new int[1];
    call(
        "ioctl",
        (arena, state) -> {
          MemorySegment argument = arena.allocateFrom(JAVA_INT, value);
          int code = (int) IOCTL.invoke(state, file, request, argument);
          answer[0] = argument.get(JAVA_INT, 0);
          return code;
        });
    return answer[0];
  }

  static void write(int file, String text) throws IOException {
    call(
        "write",
        (arena, state) -> {
          byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
          MemorySegment from = arena.allocate(bytes.length);
          from.copyFrom(MemorySegment.ofArray(bytes));
          return (long) WRITE.invoke(state, file, from, (long) bytes.length);
        });
  }

  static void close(int file) throws IOException {
    call("close", (arena, state) -> (int) CLOSE.invoke(state, file));
  }

  private static long call(String name, Call call) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long code = call.in(arena, state);
      if (code < 0) {
        throw new IOException(name + ": " + message((int) ERROR_NUMBER.get(state, 0L)));
      }
      return code;
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static String message(int error) throws Throwable {
    MemorySegment text = (MemorySegment) STRERROR.invoke(error);
    return text.reinterpret(LONGEST_MESSAGE).getString(0);
  }
}
