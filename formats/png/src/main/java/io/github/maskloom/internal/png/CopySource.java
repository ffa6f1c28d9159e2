package io.github.maskloom.internal.png;

/**
 * What a copy of a PNG file is made from: the file, read up to its first IDAT, and the chunks
 * before it. Closing the file stays the reader's that it was taken from.
 */
public record CopySource(ScanlineReader scanlines, ChunkRecord chunks) {}
