package io.github.maskloom.examples.studio.demo.render;

/** What something is made of. */
public interface Material {
  /** Tells what it is like at a point. The surface is plain and matt before. */
  void at(Hit hit, Surface surface);

  /** How much of the light it stops; the rest goes straight through. */
  default double opacity() {
    return 1;
  }

  /** The same, but with holes as cloth has that one can see through. */
  default Material thin(double share) {
    Material self = this;
    return new Material() {
      @Override
      public void at(Hit hit, Surface surface) {
        self.at(hit, surface);
      }

      @Override
      public double opacity() {
        return share;
      }
    };
  }
}
