package io.github.maskloom.examples.studio.demo.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Everything that light can meet, and where light comes from. */
public final class Scene {
  final Mesh mesh = new Mesh();
  final List<Light> lights = new ArrayList<>();
  UnaryOperator<Vec> sky = direction -> Vec.ZERO;

  /** Whether paths that get out of the scene bring the sky's light; openings bring it otherwise. */
  boolean skyLights;

  /** Whether what is seen of the floor is only its shadow, for an image without a ground. */
  boolean cutOut;

  public Scene add(Mesh things) {
    mesh.add(things);
    return this;
  }

  public Scene add(Light light) {
    lights.add(light);
    return this;
  }

  /** What is seen where nothing stands, and lights the scene from all around. */
  public Scene dome(UnaryOperator<Vec> radiance) {
    sky = radiance;
    skyLights = true;
    return this;
  }

  /** What is seen outside; its light comes in by the openings that were added as lights. */
  public Scene outside(UnaryOperator<Vec> radiance) {
    sky = radiance;
    skyLights = false;
    return this;
  }

  /** Takes the ground at height 0 away, but for the shadow close to what stands there. */
  public Scene cutOut() {
    cutOut = true;
    return this;
  }
}
