// Fails if a link or an image within the site leads nowhere. The Javadoc checks its own.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { posix } from 'node:path'
import { base, folder } from './version.mjs'

const pages = readdirSync(folder, { recursive: true })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.html') && !name.startsWith('api/'))
const text = new Map(pages.map((name) => [name, readFileSync(folder + name, 'utf8')]))
const broken = []

function check(page, link) {
  const [path, anchor] = decodeURI(link).split('#')
  if (path !== '' && !path.startsWith(base)) {
    return broken.push(`${page}: ${link} leads out of this version`)
  }
  if (path.startsWith(`${base}../`)) {
    return undefined // Another version, which another build made.
  }
  const name = path === '' ? page : posix.normalize(path.slice(base.length) || '.')
  const file = name === '.' || name.endsWith('/') ? `${name === '.' ? '' : name}index.html` : name
  if (file.startsWith('api/')) {
    return undefined
  }
  if (!existsSync(folder + file)) {
    broken.push(`${page}: ${link} leads nowhere`)
  } else if (anchor && text.has(file) && !text.get(file).includes(`id="${anchor}"`)) {
    broken.push(`${page}: ${link} has no such heading`)
  }
  return undefined
}

for (const [page, html] of text) {
  if (page === '404.html') {
    continue
  }
  for (const [, link] of html.matchAll(/<(?:a|img|link|script)\b[^>]*? (?:href|src)="([^"]+)"/g)) {
    if (!/^([a-z]+:|\/\/)/.test(link)) {
      check(page, link.replaceAll('&amp;', '&'))
    }
  }
}

if (broken.length > 0) {
  console.error([...new Set(broken)].join('\n'))
  process.exit(1)
}
console.log(`${pages.length} pages, and every link among them leads somewhere.`)
