/** What the page of the glossary says around its entries. */
import type { Text } from './text';

export const glossaryWords = {
  glossary: { en: 'Glossary', zh: '术语表' },
  about: {
    en: 'The words of these pages, a sentence each, and where a paper says so. Where they stand first on a page they are underlined with dots and explain themselves.',
    zh: '本站用到的术语，每个一句话，并注明论文出处。术语在页面上首次出现时带点状下划线，指向它就能看到解释。',
  },
  words: { en: 'Words', zh: '术语' },
  strategies: { en: 'Strategies', zh: '搜索策略' },
  works: { en: 'Works', zh: '文献' },
} as const satisfies Readonly<Record<string, Text>>;
