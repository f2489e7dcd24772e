/** What stands around any picture of numbers. */
import type { Text } from './text';

export const chartWords = {
  saveSvgOf: { en: 'Save as SVG: {what}', zh: '保存为 SVG：{what}' },
  saveSvg: { en: 'Save as SVG, with caption', zh: '保存为 SVG，含图注' },
  svg: { en: 'SVG', zh: 'SVG' },
  savePngOf: { en: 'Save as PNG: {what}', zh: '保存为 PNG：{what}' },
  savePng: { en: 'Save as PNG, with caption', zh: '保存为 PNG，含图注' },
  png: { en: 'PNG', zh: 'PNG' },
  saveCsvOf: { en: 'Save its data as CSV: {what}', zh: '把数据保存为 CSV：{what}' },
  saveCsv: { en: 'Save the numbers of the picture as CSV', zh: '把图中的数值保存为 CSV' },
  data: { en: 'Data', zh: '数据' },
  notDrawn: {
    en: 'This browser could not draw the picture. The SVG file holds the same.',
    zh: '这个浏览器无法绘制图片。SVG 文件内容相同。',
  },
  notWritten: {
    en: 'This browser could not write the picture. The SVG file holds the same.',
    zh: '这个浏览器无法写出图片。SVG 文件内容相同。',
  },
  noPoint: { en: 'no point yet', zh: '还没有数据点' },
  bin: { en: '{from} to {to}: {count}', zh: '{from} 至 {to}：{count}' },

  keyAlong: {
    en: 'The next point of the line (a point must have the focus)',
    zh: '线上的上一个、下一个点（焦点须在点上）',
  },
  keyAcross: { en: 'The line above, below', zh: '上方、下方的线' },
  keyEnds: { en: 'The first, the last point', zh: '第一个、最后一个点' },
  keyOpen: { en: 'Open the point: its ledger and its problems', zh: '打开该点：开销明细和题目' },
  keyClose: { en: 'Close it', zh: '关闭' },
} as const satisfies Readonly<Record<string, Text>>;
