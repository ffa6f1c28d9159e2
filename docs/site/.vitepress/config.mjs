// The site is made of the Markdown files of the project, where they lie.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { base, dist, folder, root, siteBase, version, versions } from '../version.mjs'

const repository = 'https://github.com/maskloom/maskloom'

const staged = fileURLToPath(new URL('../pages/', import.meta.url))

const slug = (heading) =>
  heading.toLowerCase().replace(/[^\p{L}\d _-]/gu, '').replaceAll(' ', '-')

const isPage = (path) => path.endsWith('.md') && existsSync(root + path) && !path.startsWith('.')

// README.md of a folder becomes its index, and what is no page is shown where the sources are.
function target(href, page) {
  if (/^([a-z]+:|#|\/)/.test(href)) {
    return href
  }
  const [file, anchor] = href.split('#')
  const path = posix.normalize(posix.join(posix.dirname(page), file)).replace(/\/$/, '')
  const hash = anchor === undefined ? '' : `#${anchor}`
  if (isPage(path)) {
    return `/${path.replace(/\/README\.md$/, '/index.md')}${hash}`
  }
  if (!existsSync(root + path)) {
    throw new Error(`${page} links to ${href}, which does not exist.`)
  }
  return `${repository}/${statSync(root + path).isDirectory() ? 'tree' : 'blob'}/main/${path}`
}

// More characters beside each other than a phone shows.
const WIDE = 40

const words = ({ children }) => children.map(({ content }) => content).join('')

// The cells of a wide table stand below each other on a phone, each after the name of its column.
function stackable(table) {
  const names = []
  const isOneRow = table.filter(({ type }) => type === 'tr_open').length === 2
  const widths = []
  let column
  table.forEach((token, i) => {
    if (token.type === 'tr_open') {
      column = 0
    } else if (/^t[hd]_open$/.test(token.type)) {
      const text = words(table[i + 1])
      widths[column] = Math.max(widths[column] ?? 0, text.length)
      if (token.type === 'th_open') {
        names.push(text)
      } else if (names.length > 2 && (column > 0 || isOneRow)) {
        token.attrSet('data-label', names[column])
      }
      column++
    }
  })
  if (widths.reduce((sum, width) => sum + width) > WIDE) {
    table[0].attrSet('class', 'wide')
  }
}

function adapted(markdown) {
  delete markdown.renderer.rules.table_open // VitePress's own knows no class.
  markdown.core.ruler.push('adapt', (state) => {
    const page = posix.normalize(state.env.path.slice(staged.length))
    state.tokens.forEach((token, i, all) => {
      // Indented lines are commands. They are shown as fenced code is.
      if (token.type === 'code_block') {
        Object.assign(token, { type: 'fence', tag: 'code', info: 'sh', markup: '```' })
      }
      if (token.type === 'table_open') {
        token.attrSet('tabindex', '0') // Tables may scroll, so a keyboard has to reach them.
        stackable(all.slice(i, all.findIndex(({ type }, end) => end > i && type === 'table_close')))
      }
      // A cell above names of rows is no heading.
      if (token.type === 'th_open' && all[i + 1].content === '') {
        token.tag = all[i + 2].tag = 'td'
      }
      for (const inner of token.children ?? []) {
        if (inner.type === 'link_open') {
          inner.attrSet('href', target(inner.attrGet('href'), page))
        }
      }
    })
  })
}

// llms.txt lists the pages.
const sidebar = readFileSync(`${root}llms.txt`, 'utf8')
  .split('\n## ')
  .slice(1)
  .map((section) => ({
    text: section.split('\n', 1)[0],
    items: [...section.matchAll(/^- \[(.*?)\]\((.*?)\)/gm)].map(([, text, path]) => ({
      text,
      link: target(path, 'llms.txt'),
    })),
  }))

export default defineConfig({
  title: 'Maskloom',
  description: 'Composites a painted mask over a photo, row by row, and puts what a model paints there.',
  lang: 'en',
  base,
  srcDir: 'pages',
  outDir: `dist/${version}`,
  cacheDir: 'node_modules/.vitepress',
  rewrites: (id) => id.replace(/\/README\.md$/, '/index.md'),
  cleanUrls: false,
  ignoreDeadLinks: 'localhostLinks',
  head: [['meta', { name: 'maskloom-version', content: version }]],
  markdown: {
    anchor: { slugify: slug },
    attrs: { disable: true },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: adapted,
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: { level: [2, 3] },
    sidebar,
    nav: [
      { text: 'Guide', link: '/docs/guide' },
      { text: 'Gallery', link: '/docs/gallery' },
      { text: 'Javadoc', link: '/api/index.html', target: '_self' },
      {
        text: version,
        items: versions.map((one) => ({
          text: one,
          link: `/../${one}/index.html`,
          target: '_self',
        })),
      },
    ],
    socialLinks: [{ icon: 'github', link: repository, ariaLabel: 'Sources' }],
  },
  buildEnd() {
    mkdirSync(dist, { recursive: true })
    const newest = `${siteBase}${versions[0]}/`
    const meta = `<meta http-equiv="refresh" content="0; url=${newest}">`
    writeFileSync(
      `${dist}index.html`,
      `<!doctype html><html lang="en"><title>Maskloom</title>${meta}<a href="${newest}">Maskloom</a></html>\n`,
    )
    writeFileSync(`${folder}.nojekyll`, '')
  },
})
