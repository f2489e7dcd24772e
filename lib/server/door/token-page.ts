/** The page for somebody who came without a token, or with one of nobody: what this is, and what to do. Knows no app. */

/** `isWrong`: a token was given. */
export function tokenPage(isWrong: boolean): Response {
  const words = isWrong
    ? 'That token is not one of this Longthink, or is no longer. Ask whoever runs it for a new link.'
    : 'Open the link that was shown in the terminal when it was first started, or that you were given. It is asked for once.';
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Longthink asks for a token</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  main { max-width: 34rem; margin: 18vh auto 0; padding: 0 1.5rem; }
  form { display: flex; gap: 0.5rem; flex-wrap: wrap; }
  input { flex: 1 1 16rem; } input, button { font: inherit; padding: 0.4rem 0.8rem; }
  label { display: block; margin-bottom: 0.25rem; }
</style>
<main>
  <h1>This Longthink asks for a token</h1>
  <p${isWrong ? ' role="alert"' : ''}>${words}</p>
  <form action="/" method="get">
    <label for="token">Or put the token in here</label>
    <input id="token" name="token" type="password" autocomplete="off" required>
    <button>Open</button>
  </form>
  <p>Scripts send it along: <code>Authorization: Bearer …</code></p>
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
