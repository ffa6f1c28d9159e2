package io.github.maskloom.examples.studio.demo.render;

import io.github.maskloom.examples.studio.demo.render.Light.Beam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scene whose triangles stand ready for rays. Threads may share it. */
final class Tracer {
  static final double FAR = 1e5;
  private static final double CLEARANCE = 2e-4;
  private static final int BOUNCES = 6;

  /** How near a thing is that darkens a ground that is left out. */
  private static final double SHADOW = 0.42;

  /** From this roughness on, paths are led to the lights; below, they find them as in a mirror. */
  private static final double MIRROR = 0.22;

  /** What a path may bring at most after its first bounce, as few bright ones look like noise. */
  private static final double BRIGHTEST = 4;

  private final Scene scene;
  private final Light[] lights;
  private final Bvh tree;
  private final Material[] materials;
  private final int[] materialOf;
  private final float[] normals;
  private final float[] places;

  Tracer(Scene scene) {
    this.scene = scene;
    lights = scene.lights.toArray(Light[]::new);
    Map<Material, Integer> numbers = new LinkedHashMap<>();
    Numbers points = new Numbers();
    Numbers facing = new Numbers();
    Numbers textures = new Numbers();
    Numbers opacities = new Numbers();
    List<Integer> used = new ArrayList<>();
    scene.mesh.forEach(
        (material, at, normal, place, corners) -> {
          used.add(numbers.computeIfAbsent(material, m -> numbers.size()));
          opacities.add(material.opacity());
          for (int corner : corners) {
            points.add(at[corner]);
            facing.add(normal[corner].unit());
            textures.add(place[corner]);
          }
        });
    tree = new Bvh(points.all(), opacities.all());
    normals = facing.all();
    places = textures.all();
    materials = numbers.keySet().toArray(Material[]::new);
    materialOf = used.stream().mapToInt(i -> i).toArray();
  }

  /** Numbers that are added one by one. */
  private static final class Numbers {
    private float[] values = new float[1024];
    private int count;

    void add(double value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, count * 2);
      }
      values[count++] = (float) value;
    }

    void add(Vec vec) {
      add(vec.x());
      add(vec.y());
      add(vec.z());
    }

    float[] all() {
      return Arrays.copyOf(values, count);
    }
  }

  /** What one path found, in parts that are smoothed apart. */
  static final class Sample {
    Vec albedo = Vec.ZERO;
    Vec normal = Vec.ZERO;
    double distance;
    int material;
    boolean met;
    boolean ground;

    /** The light on it, without its own colour. */
    Vec matt = Vec.ZERO;

    /** The same, of light that came from other things or from the dome. */
    Vec bounced = Vec.ZERO;

    Vec gloss = Vec.ZERO;
    Vec glow = Vec.ZERO;

    /** How much of the sky above the ground is free. */
    double free;
  }

  /** Follows a path from the camera. */
  Sample sample(Vec eye, Vec direction, Samples random, Ray ray) {
    Sample sample = new Sample();
    Surface surface = new Surface();
    Hit hit = meet(eye, direction, random, ray);
    if (hit == null) {
      sample.glow = scene.sky.apply(direction);
      return sample;
    }
    if (scene.cutOut && hit.point().y() < 1e-4 && hit.normal().y() > 0.9) {
      sample.ground = true;
      sample.normal = hit.normal();
      sample.distance = ray.reach;
      sample.free = free(hit, random, ray);
      return sample;
    }
    sample.met = true;
    sample.distance = hit.point().minus(eye).length();
    sample.material = materialOf[ray.triangle];
    sample.normal = hit.normal();
    shade(hit, surface, ray);
    sample.albedo = surface.albedo;
    sample.glow = surface.glow;
    for (Light light : lights) {
      lit(light, 1, hit, surface, random, ray, sample);
    }
    bounce(hit, surface, random, ray, sample);
    return sample;
  }

  private double free(Hit hit, Samples random, Ray ray) {
    Vec way = around(hit.normal(), random.next(), random.next());
    ray.start(hit.point().plus(hit.normal(), CLEARANCE), way, SHADOW);
    tree.follow(ray, true);
    return ray.passed;
  }

  private @Nullable Hit meet(Vec from, Vec direction, Samples random, Ray ray) {
    Vec origin = from;
    for (int layers = 0; layers < 12; layers++) {
      ray.start(origin, direction, FAR);
      tree.follow(ray, false);
      if (ray.triangle < 0) {
        return null;
      }
      double opacity = materials[materialOf[ray.triangle]].opacity();
      Vec point = origin.plus(direction, ray.reach);
      if (opacity >= 1 || random.next() < opacity) {
        Vec normal = blend(normals, ray).unit();
        boolean behind = normal.dot(direction) > 0;
        return new Hit(point, blend(places, ray), behind ? normal.times(-1) : normal, direction);
      }
      origin = point.plus(direction, CLEARANCE);
    }
    return null;
  }

  private static Vec blend(float[] values, Ray ray) {
    int at = ray.triangle * 9;
    double w = 1 - ray.u - ray.v;
    return Vec.of(
        values[at] * w + values[at + 3] * ray.u + values[at + 6] * ray.v,
        values[at + 1] * w + values[at + 4] * ray.u + values[at + 7] * ray.v,
        values[at + 2] * w + values[at + 5] * ray.u + values[at + 8] * ray.v);
  }

  private void shade(Hit hit, Surface surface, Ray ray) {
    surface.reset(hit.normal());
    materials[materialOf[ray.triangle]].at(hit, surface);
    if (surface.fuzz > 0) {
      double rim = Math.pow(hit.grazing(), 3) * surface.fuzz;
      surface.albedo = surface.albedo.mix(surface.albedo.mix(Vec.ONE, 0.35), rim);
    }
  }

  /** Adds what a light brings to a point. */
  private void lit(
      Light light, double times, Hit hit, Surface surface, Samples random, Ray ray, Sample sum) {
    Beam beam = light.towards(hit.point(), random.next(), random.next());
    double cosine = surface.normal.dot(beam.direction());
    boolean across = cosine < 0;
    if (beam.power().max() <= 0 || (across && surface.translucency <= 0)) {
      return;
    }
    Vec off = hit.normal().times(hit.normal().dot(beam.direction()) < 0 ? -CLEARANCE : CLEARANCE);
    ray.start(hit.point().plus(off), beam.direction(), beam.distance() * 0.9995);
    tree.follow(ray, true);
    if (ray.passed <= 0) {
      return;
    }
    Vec arriving = beam.power().times(ray.passed * times * Math.abs(cosine));
    double share = across ? surface.translucency : 1 - surface.translucency;
    sum.matt = sum.matt.plus(arriving, share / Math.PI);
    if (!across && surface.roughness >= MIRROR && surface.roughness < 1) {
      sum.gloss = sum.gloss.plus(arriving.times(Gloss.of(surface, hit, beam.direction())));
    }
  }

  /** Follows a path on from its first point. */
  private void bounce(Hit first, Surface surface, Samples random, Ray ray, Sample sum) {
    Hit hit = first;
    Vec carried = Vec.ONE;
    boolean glossy = false;
    for (int depth = 0; depth < BOUNCES; depth++) {
      boolean mirror = surface.roughness < 1 && random.next() < Gloss.chance(surface, hit);
      Vec way;
      if (mirror) {
        way = Gloss.direction(surface, hit, random.next(), random.next());
        carried = carried.times(Gloss.weight(surface, hit, way));
      } else {
        boolean through = surface.translucency > 0 && random.next() < surface.translucency;
        Vec normal = through ? surface.normal.times(-1) : surface.normal;
        way = around(normal, random.next(), random.next());
        double chance = surface.roughness < 1 ? 1 - Gloss.chance(surface, hit) : 1;
        carried = (depth == 0 ? carried : carried.times(surface.albedo)).times(1 / chance);
      }
      glossy = depth == 0 ? mirror : glossy;
      if (depth > 1 && random.next() > carried.max()) {
        return;
      }
      carried = depth > 1 ? carried.times(1 / Math.min(1, carried.max())) : carried;
      boolean seesLights = mirror && surface.roughness < MIRROR;
      double side = hit.normal().dot(way) < 0 ? -CLEARANCE : CLEARANCE;
      Hit next = meet(hit.point().plus(hit.normal(), side), way, random, ray);
      if (next == null) {
        if (scene.skyLights || seesLights) {
          add(sum, carried.times(scene.sky.apply(way)), glossy);
        }
        return;
      }
      hit = next;
      shade(hit, surface, ray);
      Vec found = seesLights ? surface.glow : Vec.ZERO;
      if (lights.length > 0) {
        Sample here = new Sample();
        int chosen = Math.min(lights.length - 1, (int) (random.next() * lights.length));
        lit(lights[chosen], lights.length, hit, surface, random, ray, here);
        found = found.plus(here.matt.times(surface.albedo)).plus(here.gloss);
      }
      add(sum, carried.times(found), glossy);
    }
  }

  private static void add(Sample sum, Vec light, boolean glossy) {
    double brightest = light.max();
    Vec held = brightest > BRIGHTEST ? light.times(BRIGHTEST / brightest) : light;
    if (glossy) {
      sum.gloss = sum.gloss.plus(held);
    } else {
      sum.bounced = sum.bounced.plus(held);
    }
  }

  /** A direction around a normal, by how much of its light a matt surface throws back there. */
  static Vec around(Vec normal, double u, double v) {
    double radius = Math.sqrt(u);
    double angle = 2 * Math.PI * v;
    Vec side = side(normal);
    return side.times(radius * Math.cos(angle))
        .plus(normal.cross(side), radius * Math.sin(angle))
        .plus(normal, Math.sqrt(Math.max(0, 1 - u)))
        .unit();
  }

  static Vec side(Vec normal) {
    Vec other = Math.abs(normal.x()) > 0.7 ? Vec.of(0, 1, 0) : Vec.of(1, 0, 0);
    return normal.cross(other).unit();
  }
}
