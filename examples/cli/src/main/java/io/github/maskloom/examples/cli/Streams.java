package io.github.maskloom.examples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * What a process is given to read and to write.
 *
 * @param in standard input
 * @param bytes standard output for images: unbuffered, and its failures are thrown
 * @param out standard output for text
 * @param err standard error
 */
record Streams(InputStream in, OutputStream bytes, PrintStream out, PrintStream err) {
  /** Those of this process. */
  static Streams ofProcess() {
    return new Streams(System.in, new FileOutputStream(FileDescriptor.out), System.out, System.err);
  }
}
