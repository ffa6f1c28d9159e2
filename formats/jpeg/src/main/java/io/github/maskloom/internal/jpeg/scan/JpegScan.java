package io.github.maskloom.internal.jpeg.scan;

import java.util.List;

/**
 * A scan with all it takes to decode its data.
 *
 * @param dcCodes by its components: the code of DC differences
 * @param acCodes by its components: the code of AC coefficients
 * @param restartInterval MCUs between restart markers; 0 for none
 */
public record JpegScan(
    ScanHeader header,
    List<HuffmanTable> dcCodes,
    List<HuffmanTable> acCodes,
    int restartInterval) {}
