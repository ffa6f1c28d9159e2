package io.github.maskloom.internal.color;

/** Sums over the pixels of a cell that count: of a photo, of an answer, and of their places. */
final class CellSums {
  /** Ten numbers and the object around them, with what points to it. */
  static final long HEAP_BYTES = 10 * Double.BYTES + 16 + 8;

  int count;
  int cut;
  double photo;
  double answer;
  private double photoSquares;
  private double photoByX;
  private double photoByY;
  private int x;
  private int y;
  private int xSquares;
  private int ySquares;

  void add(int atX, int atY, int photoSample, int answerSample) {
    count++;
    photo += photoSample;
    answer += answerSample;
    photoSquares += (double) photoSample * photoSample;
    photoByX += (double) photoSample * atX;
    photoByY += (double) photoSample * atY;
    x += atX;
    y += atY;
    xSquares += atX * atX;
    ySquares += atY * atY;
  }

  /** How the photo rises to the right, a pixel; 0 where all pixels are in one column. */
  double gradientX() {
    return gradient(photoByX, x, xSquares);
  }

  /** How the photo rises downwards, a pixel. */
  double gradientY() {
    return gradient(photoByY, y, ySquares);
  }

  private double gradient(double product, double places, double squares) {
    double spread = variance(squares, places);
    return spread < 1 ? 0 : (product / count - places / count * (photo / count)) / spread;
  }

  private double variance(double squares, double sum) {
    double mean = sum / count;
    return Math.max(squares / count - mean * mean, 0);
  }

  /** The variance of the photo that its two gradients do not explain. */
  double texture() {
    double gradientX = gradientX();
    double gradientY = gradientY();
    double plane =
        gradientX * gradientX * variance(xSquares, x)
            + gradientY * gradientY * variance(ySquares, y);
    return Math.max(variance(photoSquares, photo) - plane, 0);
  }

  void clear() {
    count = 0;
    cut = 0;
    photo = 0;
    answer = 0;
    photoSquares = 0;
    photoByX = 0;
    photoByY = 0;
    x = 0;
    y = 0;
    xSquares = 0;
    ySquares = 0;
  }
}
