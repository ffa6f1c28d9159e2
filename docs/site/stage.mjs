// Copies the project's pages and their images to where the generator finds them, and makes the first page of the README.
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
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

const readme = readFileSync(join(root, 'README.md'), 'utf8')

function piece(what, pattern) {
  const found = pattern.exec(readme)
  if (found === null) {
    throw new Error(`README.md has no ${what} for the first page.`)
  }
  return found[1]
}

const cells = (row) => row.split('|').slice(1, -1).map((cell) => cell.trim())
const [names, , ...rows] = piece('figures', /^(\|.*\| Maskloom \|.*\n(?:\|.*\n)+)/m).trim().split('\n').map(cells)
const features = rows.slice(0, 3).map(([work, ours, ...others]) => ({
  title: ours,
  details: `${work}. ${others.map((figure, i) => `${names[i + 2]}: ${figure}`).join(', ')}`,
  link: '/benchmarks/',
}))
const hero = {
  name: piece('name', /^# (.*)/m),
  tagline: piece('first words', /^([A-Z][^]*?)\n\n/m).replaceAll('\n', ' '),
  actions: [
    { text: 'Install', link: '/README#install' },
    { theme: 'alt', text: 'Guide', link: '/docs/guide' },
    { theme: 'alt', text: 'Gallery', link: '/docs/gallery' },
    { theme: 'alt', text: 'Javadoc', link: '/api/index.html', target: '_self' },
  ],
}
const head = { layout: 'page', isHome: true, sidebar: false, hero, features }
writeFileSync(
  join(pages, 'index.md'),
  `---
${JSON.stringify(head)}
---
<script setup>
import { VPHomeContent, VPHomeFeatures, VPHomeHero } from 'vitepress/theme-without-fonts'
</script>

<main>
<VPHomeHero />
<VPHomeContent>

${piece('picture', /^(!\[.*\]\(.*\))$/m)}

${piece('code', /^(```java\n[^]*?\n```)$/m)}

</VPHomeContent>
<VPHomeFeatures />
<VPHomeContent>

${piece('list of pages', /^(## Documentation\n[^]*?)\n(?=## )/m)}

</VPHomeContent>
</main>
`,
)
