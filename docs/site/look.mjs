// Opens the built site in Chromium: at desktop and phone width, light and dark, with axe-core, and tries the search.
//   node look.mjs [FOLDER FOR SCREENSHOTS]
import { createServer } from 'node:http'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, normalize } from 'node:path'
import { chromium } from 'playwright-core'
import { base, dist, siteBase } from './version.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const shots = process.argv[2]
const pages = ['', 'README.html', 'docs/gallery.html', 'docs/guide.html', 'docs/fusion.html', 'docs/memory.html', 'benchmarks/']
const searches = { feather: /restore/i, MAY_BILL_TWICE: /cheatsheet|fusion/i, 'gain map': /jpeg/i }
const widths = { desktop: 1366, phone: 390 }
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }
const faults = []

const browserAt = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
if (browserAt === undefined) {
  console.log('No Chromium is installed: the site was not looked at.')
  process.exit(0)
}

const server = createServer((request, response) => {
  const path = decodeURI(new URL(request.url, 'http://localhost').pathname).slice(siteBase.length - 1)
  let file = normalize(`${dist}${path}`)
  if (file.startsWith(dist) && existsSync(file) && statSync(file).isDirectory()) {
    file += '/index.html'
  }
  if (!file.startsWith(dist) || !existsSync(file)) {
    response.writeHead(404).end()
    return
  }
  response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
  response.end(readFileSync(file))
})

async function look(browser, url, width, scheme) {
  const name = `${width} ${scheme}`
  const context = await browser.newContext({
    viewport: { width: widths[width], height: 900 },
    colorScheme: scheme,
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(`${name}: ${error}`))
  for (const path of pages) {
    await page.goto(url + path, { waitUntil: 'networkidle' })
    await page.addScriptTag({ content: axe })
    const { violations } = await page.evaluate(() => window.axe.run())
    for (const { id, nodes } of violations) {
      faults.push(`${name} ${path}: ${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join('\n    ')}`)
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (wide > 0) {
      faults.push(`${name} ${path}: the page is ${wide} pixels wider than the window`)
    }
    if (shots) {
      const file = `${shots}/${path.replaceAll(/\W/g, '-')}-${width}-${scheme}.png`
      await page.screenshot({ path: file })
    }
  }
  await context.close()
}

async function search(browser, url) {
  const page = await browser.newPage({ viewport: { width: widths.desktop, height: 900 } })
  for (const [words, where] of Object.entries(searches)) {
    await page.goto(url, { waitUntil: 'networkidle' })
    await page.keyboard.press('Control+k')
    await page.fill('#localsearch-input', words)
    await page.waitForSelector('#localsearch-list a', { timeout: 10_000 }).catch(() => undefined)
    const found = await page.$$eval('#localsearch-list a', (links) => links.map((link) => link.getAttribute('href')))
    console.log(`${words}: ${found.slice(0, 5).join(' ')}`)
    if (!found.slice(0, 5).some((link) => where.test(link))) {
      faults.push(`"${words}" is not found: ${found.slice(0, 5)}`)
    }
    if (shots) {
      await page.screenshot({ path: `${shots}/search-${words.replaceAll(/\W/g, '-')}.png` })
    }
  }
  await page.close()
}

await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${server.address().port}${base}`
const browser = await chromium.launch({ executablePath: browserAt, args: ['--no-sandbox'] })
try {
  for (const width of Object.keys(widths)) {
    for (const scheme of ['light', 'dark']) {
      await look(browser, url, width, scheme)
    }
  }
  await search(browser, url)
} finally {
  await browser.close()
  server.close()
}
if (faults.length > 0) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log('The site was looked at in Chromium: no fault was found.')
