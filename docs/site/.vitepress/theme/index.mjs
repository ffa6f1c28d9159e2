import { withBase } from 'vitepress'
import DefaultTheme from 'vitepress/theme-without-fonts'
import { h } from 'vue'
import './style.css'

const home = () => h('a', { href: withBase('/') }, 'The first page leads to all others.')
const notFound = () => h('main', { class: 'vp-doc', style: 'padding: 48px 24px' }, [h('h1', 'There is no such page'), h('p', home())])

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'not-found': notFound }),
}
