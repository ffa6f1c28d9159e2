package io.github.maskloom.internal.jpeg.scan;

import java.util.List;

/**
 * A scan with all it takes to decode it.
 *
 * @param dcCodes by its components: the code of DC differences
 * @param acCodes by its components: the code of AC coefficients
 * @param restartInterval MCUs between restart markers; 0 for none
 * @param start where its coded data begin in the temporary file
 * @param end where they end there
 * @param offset where they begin in the JPEG file, for messages
 * @param cut whether the file ends behind them, without EOI
 */
public record JpegScan(
    ScanHeader header,
    List<HuffmanTable> dcCodes,
    List<HuffmanTable> acCodes,
    int restartInterval,
    long start,
    long end,
    long offset,
    boolean cut) {}
