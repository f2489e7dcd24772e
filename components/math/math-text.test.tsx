/** Text with formulas in it, as it stands on the page. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { MathText } from './math-text';

const plain = (markup: string) => markup.replace(/<math[\s\S]*?<\/math>/g, '').replace(/<[^>]*>/g, '');

it.each(['The answer is $\\boxed{7}$. I hope so.', '($x$), then $y$: done', '$a$', 'no formula.'])(
  'nothing of it is lost or said twice: %s',
  (text) => {
    const letters = plain(renderToStaticMarkup(<MathText text={text} />)).replace(/[\s​]/g, '');
    expect(letters).toBe(text.replace(/\\boxed\{7\}/, '7').replace(/[$\s]/g, ''));
  },
);

it('a full stop stays on the line of the formula before it', () => {
  const markup = renderToStaticMarkup(<MathText text="It is $x$. Then" />);
  expect(markup).toMatch(/class="whitespace-nowrap">.*<\/span>\.<\/span> Then/);
});
