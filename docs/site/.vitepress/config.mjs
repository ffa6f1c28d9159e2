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

function adapted(markdown) {
  markdown.core.ruler.push('adapt', (state) => {
    const page = posix.normalize(state.env.path.slice(staged.length))
    let names
    let column
    state.tokens.forEach((token, i, all) => {
      // Indented lines are commands. They are shown as fenced code is.
      if (token.type === 'code_block') {
        Object.assign(token, { type: 'fence', tag: 'code', info: 'sh', markup: '```' })
      }
      // On a phone the cells stand below each other: each of many says the name of its column.
      if (token.type === 'tr_open') {
        column = 0
      } else if (token.type === 'th_open') {
        names = column === 0 ? [] : names
        names[column++] = all[i + 1].children.map(({ content }) => content).join('')
      } else if (token.type === 'td_open' && names[column++] && names.length > 2) {
        token.attrSet('data-label', names[column - 1])
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
