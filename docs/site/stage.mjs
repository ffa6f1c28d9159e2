// Copies the project's pages and their images to where the generator finds them.
import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './version.mjs'

const pages = fileURLToPath(new URL('pages/', import.meta.url))
const left = new Set(['node_modules', 'target', 'src', 'site', 'results'])

function stage(folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.name.startsWith('.') || left.has(entry.name)) {
      continue
    }
    if (entry.isDirectory()) {
      stage(path)
    } else if (/\.(md|jpg|png|svg)$/.test(entry.name)) {
      mkdirSync(dirname(join(pages, path)), { recursive: true })
      copyFileSync(join(root, path), join(pages, path))
    }
  }
}

rmSync(pages, { recursive: true, force: true })
stage('')
cpSync(join(root, 'llms.txt'), join(pages, 'public/llms.txt'))
