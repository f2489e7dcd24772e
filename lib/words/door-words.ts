/** What is said before anybody is let in, or anything can be drawn. */
import type { Text } from './text';

export const doorWords = {
  title: { en: 'Longthink asks for a token', zh: 'Longthink 需要令牌' },
  heading: { en: 'This Longthink asks for a token', zh: '进入这个 Longthink 需要令牌' },
  none: {
    en: 'Open the link that was shown in the terminal when it was first started, or that you were given. It is asked for once.',
    zh: '请打开首次启动时终端里显示的链接，或别人给你的链接。只需要一次。',
  },
  wrong: {
    en: 'That token is not one of this Longthink, or is no longer. Ask whoever runs it for a new link.',
    zh: '这个令牌不属于这个 Longthink，或已经失效。请向运行它的人索取新链接。',
  },
  field: { en: 'Or put the token in here', zh: '也可以在这里输入令牌' },
  open: { en: 'Open', zh: '打开' },
  scripts: { en: 'Scripts send it along:', zh: '脚本随请求发送：' },
  needsScripts: {
    en: 'This page shows a recorded search, and needs JavaScript for it.',
    zh: '本页显示录制的搜索，需要启用 JavaScript。',
  },
} as const satisfies Readonly<Record<string, Text>>;
