package io.github.maskloom.examples.studio.demo.matter;

import io.github.maskloom.examples.studio.demo.render.Hit;
import io.github.maskloom.examples.studio.demo.render.Material;
import io.github.maskloom.examples.studio.demo.render.Noise;
import io.github.maskloom.examples.studio.demo.render.Surface;
import io.github.maskloom.examples.studio.demo.render.Vec;

/**
 * Linen in front of a bulb.
 *
 * @param colour of the linen
 * @param light what comes through where the bulb is nearest
 * @param middle the height of the bulb, in the coordinates of the shade
 * @param reach how far the light fades up and down
 */
public record LampShade(Vec colour, Vec light, double middle, double reach) implements Material {
  @Override
  public void at(Hit hit, Surface surface) {
    Vec p = hit.place();
    double around = Math.atan2(p.z(), p.x());
    double warp = Noise.at(around * 110, p.y() * 22, 1);
    double weft = Noise.at(around * 9, p.y() * 520, 2);
    double cloth = 0.80 + 0.26 * warp + 0.22 * (weft - 0.5);
    double slub = Noise.step(0.74, 0.86, Noise.at(around * 14, p.y() * 340, 3));
    double away = (p.y() - middle) / reach;
    double near = 0.30 + 0.70 * Math.exp(-away * away);
    surface.albedo = colour.times(cloth);
    surface.glow = light.times(near * cloth * (1 - 0.16 * slub));
  }
}
