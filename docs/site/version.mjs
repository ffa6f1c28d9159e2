// The version that is built, and where its pages go.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const version = /^ {2}<version>(.*)<\/version>$/m.exec(readFileSync(`${root}pom.xml`, 'utf8'))[1]
export const versions = JSON.parse(readFileSync(new URL('versions.json', import.meta.url), 'utf8'))
export const siteBase = process.env.SITE_BASE ?? '/'
export const base = `${siteBase}${version}/`
export const dist = fileURLToPath(new URL('dist/', import.meta.url))
export const folder = `${dist}${version}/`
