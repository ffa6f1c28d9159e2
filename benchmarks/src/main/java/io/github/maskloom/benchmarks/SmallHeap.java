package io.github.maskloom.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Benchmarks that run in a heap of 24 MB. Those of photos pin the claim of constant memory: with
 * {@code -prof gc} the bytes allocated per operation must not grow with the image's height.
 *
 * <p>JMH counts threads that have ended, such as the one that decodes from JPEG to JPEG, where the
 * JDK tells the total: from Java 21 on, and in late updates of 17.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx24m", "-XX:+UseSerialGC", "-Djava.awt.headless=true"})
public abstract class SmallHeap {}
