/** The page for somebody who came without a token, or with one of nobody: what this is, and what to do. Knows no app. */
import { doorWords, sayIn, type Language } from '@/lib/words';

/** `isWrong`: a token was given. */
export function tokenPage(isWrong: boolean, language: Language): Response {
  const say = sayIn(language);
  const html = `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(doorWords.title)}</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  main { max-width: 34rem; margin: 18vh auto 0; padding: 0 1.5rem; }
  form { display: flex; gap: 0.5rem; flex-wrap: wrap; }
  input { flex: 1 1 16rem; } input, button { font: inherit; padding: 0.4rem 0.8rem; }
  label { display: block; margin-bottom: 0.25rem; }
</style>
<main>
  <h1>${say(doorWords.heading)}</h1>
  <p${isWrong ? ' role="alert"' : ''}>${say(isWrong ? doorWords.wrong : doorWords.none)}</p>
  <form action="/" method="get">
    <label for="token">${say(doorWords.field)}</label>
    <input id="token" name="token" type="password" autocomplete="off" required>
    <button>${say(doorWords.open)}</button>
  </form>
  <p>${say(doorWords.scripts)} <code>Authorization: Bearer …</code></p>
</main>
</html>
`;
  return new Response(html, {
    status: 401,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'www-authenticate': 'Bearer realm="Longthink"',
    },
  });
}
