// The site is made of the Markdown files of the project, where they lie.
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { base, dist, folder, root, siteBase, version, versions } from '../version.mjs'

const repository = 'https://github.com/maskloom/maskloom'

const staged = fileURLToPath(new URL('../pages/', import.meta.url))

const slug = (heading) =>
  heading.toLowerCase().replace(/[^\p{L}\d _-]/gu, '').replaceAll(' ', '-')

const isPage = (path) => path.endsWith('.md') && existsSync(root + path) && !path.startsWith('.')

// README.md becomes the index of its folder, and what is no page is shown where the sources are.
function target(href, page) {
  if (/^([a-z]+:|#|\/)/.test(href)) {
    return href
  }
  const [file, anchor] = href.split('#')
  const path = posix.normalize(posix.join(posix.dirname(page), file)).replace(/\/$/, '')
  const hash = anchor === undefined ? '' : `#${anchor}`
  if (isPage(path)) {
    return `/${path.replace(/(^|\/)README\.md$/, '$1index.md')}${hash}`
  }
  if (!existsSync(root + path)) {
    throw new Error(`${page} links to ${href}, which does not exist.`)
  }
  return `${repository}/${statSync(root + path).isDirectory() ? 'tree' : 'blob'}/main/${path}`
}

function adapted(markdown) {
  markdown.core.ruler.push('adapt', (state) => {
    const page = posix.normalize(state.env.path.slice(staged.length))
    state.tokens.forEach((token, i, all) => {
      // Indented lines are commands. They are shown as fenced code is.
      if (token.type === 'code_block') {
        Object.assign(token, { type: 'fence', tag: 'code', info: 'sh', markup: '```' })
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
  // Wide tables scroll, so a keyboard has to reach them.
  markdown.renderer.rules.table_open = () => '<table tabindex="0">\n'
}

const page = (text, name) => ({ text, link: `/docs/${name}` })
const module = (text, path) => ({ text, link: `/${path}/` })

const sidebar = [
  {
    text: 'Start',
    items: [
      { text: 'Maskloom', link: '/' },
      page('Guide', 'guide'),
      page('Cheat sheet', 'cheatsheet'),
      page('Gallery', 'gallery'),
    ],
  },
  {
    text: 'Images',
    items: [
      page('Formats', 'formats'),
      page('Masks', 'masks'),
      page('JPEG', 'jpeg'),
      page('Prepare', 'prepare'),
      page('Rows', 'rows'),
      page('Storage', 'storage'),
    ],
  },
  {
    text: 'Models',
    items: [
      page('Fusion', 'fusion'),
      page('Restore, focus and color', 'restore'),
      page('Jobs', 'jobs'),
      module('The preview', 'providers/local'),
      module('Ark', 'ark-provider'),
      module('OpenAI', 'providers/openai'),
      module('Gemini', 'providers/gemini'),
      module('Providers over HTTP', 'providers/http'),
    ],
  },
  {
    text: 'Production',
    items: [
      page('Spring Boot', 'spring-boot'),
      page('Operations', 'operations'),
      page('Memory', 'memory'),
      page('Security', 'security'),
      page('Command line', 'command-line'),
      page('Compatibility', 'compatibility'),
      module('Testing', 'testing/providers'),
      module('Benchmarks', 'benchmarks'),
      module('Examples', 'examples'),
    ],
  },
  {
    text: 'Project',
    items: [
      { text: 'Changes', link: '/CHANGELOG' },
      { text: 'Contributing', link: '/CONTRIBUTING' },
      { text: 'Releasing', link: '/RELEASING' },
      { text: 'Security reports', link: '/SECURITY' },
    ],
  },
]

export default defineConfig({
  title: 'Maskloom',
  description: 'Composites a painted mask over a photo, row by row, and puts what a model paints there.',
  lang: 'en',
  base,
  srcDir: 'pages',
  outDir: `dist/${version}`,
  cacheDir: 'node_modules/.vitepress',
  rewrites: (id) => id.replace(/(^|\/)README\.md$/, '$1index.md'),
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
      page('Guide', 'guide'),
      page('Gallery', 'gallery'),
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
