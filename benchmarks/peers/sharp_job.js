// Composites a painted mask over a photo with sharp.
//
// node sharp_job.js PHOTO MASK OUT                    once; a mask of - shrinks to 1024 pixels
// node sharp_job.js PHOTO MASK OUT CONCURRENCY RUNS   warm: prints what WarmRuns prints
// An OUT that ends with .url takes what a model is sent: the part around the paint, composited, at
// 1024 pixels, as a JPEG in a data URL. PART is left,top,width,height. With CROP=first photo and mask
// are cut out before they are composited.
//
// node sharp_job.js crowd PHOTO MASK FOLDER JOBS      many at once
// node sharp_job.js save PHOTO OUT                    only encodes
// node sharp_job.js version
'use strict';

const fs = require('fs');
const path = require('path');
const sharp = require('sharp');

// Otherwise a repeated job would find decoded pixels of the one before.
sharp.cache(false);

const open = (photo) => sharp(photo, { limitInputPixels: false });

// A composite has an alpha band; the photo has none, so the result needs none.
const composited = (photo, mask) =>
  open(photo)
    .composite([{ input: mask, blend: 'over', limitInputPixels: false }])
    .removeAlpha();

// Loading shrinks by itself as far as it may.
const shrunk = (photo, out) =>
  open(photo)
    .resize(1024, 1024, { fit: 'inside' })
    .jpeg({ quality: 85, chromaSubsampling: '4:2:0' })
    .toFile(out);

// A JPEG keeps the sampling of the photo, as far as sharp can write it.
const toJpeg = async (photo, mask, out) => {
  const { chromaSubsampling } = await open(photo).metadata();
  const sampling = chromaSubsampling === '4:4:4' ? '4:4:4' : '4:2:0';
  return composited(photo, mask).jpeg({ quality: 90, chromaSubsampling: sampling }).toFile(out);
};

const toPng = (photo, mask, out) =>
  composited(photo, mask).png({ compressionLevel: 6 }).toFile(out);

const raw = async (image) => {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
};

// sharp composites last, so what follows a composite takes a second pipeline.
const toRequest = async (photo, mask, out) => {
  const [left, top, width, height] = process.env.PART.split(',').map(Number);
  const box = { left, top, width, height };
  let part;
  if (process.env.CROP === 'first') {
    const paint = await open(mask).extract(box).png({ compressionLevel: 0 }).toBuffer();
    const composite = open(photo).extract(box).composite([{ input: paint, limitInputPixels: false }]);
    part = await raw(composite.removeAlpha());
  } else {
    part = (await raw(composited(photo, mask))).extract(box);
  }
  const jpeg = await part
    .resize(1024, 1024, { fit: 'inside' })
    .jpeg({ quality: 85, chromaSubsampling: '4:2:0' })
    .toBuffer();
  fs.writeFileSync(out, `data:image/jpeg;base64,${jpeg.toString('base64')}`);
};

const job = (photo, mask, out) => {
  if (out.endsWith('.url')) {
    return toRequest(photo, mask, out);
  }
  if (mask === '-') {
    return shrunk(photo, out);
  }
  return out.endsWith('.jpg') ? toJpeg(photo, mask, out) : toPng(photo, mask, out);
};

async function warm(photo, mask, out, concurrency, runs) {
  sharp.concurrency(concurrency);
  await job(photo, mask, out);
  const wall = [];
  const cpuBefore = process.cpuUsage();
  for (let run = 0; run < runs; run++) {
    const before = process.hrtime.bigint();
    await job(photo, mask, out);
    wall.push(Number(process.hrtime.bigint() - before) / 1e6);
  }
  const cpu = process.cpuUsage(cpuBefore);
  wall.sort((a, b) => a - b);
  const median = (wall[(runs - 1) >> 1] + wall[runs >> 1]) / 2;
  const mean = (cpu.user + cpu.system) / 1e3 / runs;
  const bytes = fs.statSync(out).size;
  console.log(`wall_ms=${median.toFixed(1)} cpu_ms=${mean.toFixed(1)} bytes=${bytes}`);
}

async function crowd(photo, mask, folder, jobs) {
  sharp.concurrency(1);
  const files = Array.from({ length: jobs }, (_, number) => path.join(folder, `${number}.png`));
  await Promise.all(files.map((file) => job(photo, mask, file)));
}

async function main([photo, mask, out, concurrency, runs]) {
  if (photo === 'version') {
    console.log(`${sharp.versions.sharp}, libvips ${sharp.versions.vips}`);
  } else if (photo === 'save') {
    await sharp(mask).png().toFile(out);
  } else if (photo === 'crowd') {
    await crowd(mask, out, concurrency, Number(runs));
  } else if (runs === undefined) {
    await job(photo, mask, out);
  } else {
    await warm(photo, mask, out, Number(concurrency), Number(runs));
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
