package io.github.maskloom.internal.jpeg.block;

/** The blocks of an MCU in the order of a scan, and how each is decoded (ITU-T T.81, A.2.3). */
public final class McuLayout {
  /** Blocks that an MCU has at most (B.2.3). */
  public static final int MAX_BLOCKS = 10;

  /** By block. */
  final int[] components;

  final DcTable[] dc;
  final AcTable[] ac;

  /**
   * A layout.
   *
   * @param components by block: a number from 0 on, the same for blocks that predict one another
   * @param dc by component: the code of DC differences
   * @param ac by component: the code of AC coefficients
   */
  public McuLayout(int[] components, DcTable[] dc, AcTable[] ac) {
    int blocks = components.length;
    this.components = components.clone();
    this.dc = new DcTable[blocks];
    this.ac = new AcTable[blocks];
    for (int block = 0; block < blocks; block++) {
      this.dc[block] = dc[components[block]];
      this.ac[block] = ac[components[block]];
    }
  }

  /** How many blocks there are. */
  public int blocks() {
    return components.length;
  }

  /** The component of a block. */
  public int component(int block) {
    return components[block];
  }
}
