// How much reduced decoding changes photographs that are scaled down, with Maskloom and with sharp:
//
//   node shrink.js MASKLOOM SIDE PHOTO...
//
// MASKLOOM is the command line, PHOTO a JPEG. Both are compared with Maskloom's Lanczos3 of the whole
// photo, which comes from a PNG. Prints PSNR in dB and the largest difference of each.
'use strict';

const { execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const sharp = require('sharp');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shrink'));
const raw = (file) =>
  sharp(file, { limitInputPixels: false }).removeAlpha().toColorspace('srgb').raw().toBuffer();

function prepare(maskloom, photo, name, side) {
  const out = path.join(folder, name);
  const limit = side === undefined ? [] : ['--max-side', side];
  const options = ['prepare', '--in', photo, '--out', out, '--format', 'png', ...limit];
  execFileSync(maskloom, options, { stdio: 'ignore' });
  return out;
}

function difference(one, other) {
  let sum = 0;
  let most = 0;
  for (let i = 0; i < one.length; i++) {
    const by = Math.abs(one[i] - other[i]);
    sum += by * by;
    most = Math.max(most, by);
  }
  const decibels = sum === 0 ? Infinity : 10 * Math.log10((255 * 255 * one.length) / sum);
  return `${decibels.toFixed(2)} dB, max ${most}`;
}

async function compare(maskloom, side, photo) {
  const reduced = prepare(maskloom, photo, 'reduced.png', side);
  const whole = prepare(maskloom, prepare(maskloom, photo, 'photo.png'), 'whole.png', side);
  const { width, height } = await sharp(whole).metadata();
  const peer = await sharp(photo, { limitInputPixels: false })
    .rotate()
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
    .removeAlpha()
    .toColorspace('srgb')
    .raw()
    .toBuffer();
  const reference = await raw(whole);
  const ours = difference(await raw(reduced), reference);
  console.log(`${path.basename(photo)} ${side}: ${ours}; sharp ${difference(peer, reference)}`);
}

async function main([maskloom, side, ...photos]) {
  try {
    for (const photo of photos) {
      await compare(maskloom, side, photo);
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
